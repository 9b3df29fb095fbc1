"""Patterns of lines as university pages have them; slots are explained in `synthetic.Maker`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Pattern:
    """A line with slots, and the role that such a line has."""

    text: str
    role: str


def _of(role: str, text: str) -> tuple[Pattern, ...]:
    return tuple(Pattern(line.strip(), role) for line in text.strip().splitlines())


PATTERNS_EN: Final = (
    *_of(
        "body",
        """
        The {UNIT} at {U} has worked with the {UNIT} of {U} since {Y}.
        Partners are {U} ({LAND}), {U} ({LAND}), {O} ({LAND}) and {C}.
        Partner institutions: {U}, {LAND}; {U}, {LAND}; {O}, {LAND}; {O}, {LAND}
        Together with {U}, {U} and the {O} in {PLACE}, {UNIT} runs the project {COINED}.
        {COINED} is funded by the {F} under {SCHEME}, with {N} partners from {LAND}, {LAND} and {LAND}.
        The consortium consists of {U}, {U}, {O}, {C} and {C}.
        The {F}-funded project {PROG} brings together {UNIT} and {O}.
        Since {Y} students of {SUBJ} can spend a year at {U} in {PLACE}.
        The Master's programme in {SUBJ} is offered jointly by {U} and {U}.
        Students enrolled in {SUBJ} or {SUBJ} obtain two degrees, one from {U} and one from {U}.
        In {Y}, {T} {P} of the {UNIT} and {T} {P} ({U}) signed the agreement in {PLACE}.
        {P} and {P} from {U} visited {X} in {PLACE}.
        The Research Training Group {CODE} is supported by the {F}; {X} is not involved.
        The Collaborative Research Center {CODE}, "{PROG}", was extended in {Y}.
        {PAIR} and {PAIR} are members of the network, as is {U}.
        The {PAIR} coordinates {SCHEME} projects such as {COINED} and {COINED}.
        The {COINED} summer school took place in {PLACE} in {Y}; it was organised by {P}, {UNIT}.
        {X} was awarded to {P} in {Y}, who works on {FIELD} at {U}.
        Both universities, {U} and {U}, support doctoral candidates in {FIELD}.
        Funding: {F}, {F} ({SCHEME}), {N} million euro. Coordinator: {U}. Partners: {U} | {O} | {C}
        Industry partners such as {C}, {C} and {C} contribute to {FIELD}.
        The cooperation with {ACR}, {ACR} and {O} covers {FIELD}, {FIELD} and {FIELD}.
        Prof. {LAST} is spokesman of {CODE}; {LAST} leads the {UNIT}.
        {U} is a member of {ACR} and {O}.
        The lab is located in {X} in {PLACE}, close to the {O}.
        Among the alumni of {PROG} are {P} (now {U}), {P} (now {C}) and {P}.
        Under the umbrella of {SCHEME}, the {UNIT} exchanges students with {U}, {U}, {U} and {U}.
        As part of the {PROG} project, the {UNIT}, {U}, has built a test field in {PLACE}.
        {T} {P}, {FUN} of the {UNIT}, opened {X} together with the {F}.
        Contact persons are {P} ({UNIT}) and {P} ({U}).
        A dual degree in {SUBJ} with {U}, a joint PhD with {U}, and the {PROG} master have been set up.
        It is carried by {U}, {ACR} and the {UNIT} of {ACR}.
        The {O} in {PLACE} and {O} in {PLACE}, {LAND}, joined in {Y}.
        For {X}, {U} relies on the {UNIT} (Head: {T} {P}).
        """,
    ),
    *_of(
        "title",
        """
        {PROG}
        {U}
        Cooperation with {U}
        {COINED}: {FIELD} for {LAND}
        {PAIR}
        Double degree {SUBJ} with {U}
        {CODE}
        Joint laboratory with {C}
        """,
    ),
    *_of(
        "heading",
        """
        Partnerships
        International networks
        Cooperation with {LAND}
        Degree programmes
        Research at {U}
        Partners in {PLACE}
        """,
    ),
    *_of(
        "contact-person",
        """
        {T} {P}
        {P}, {AFTER}
        Contact: {T} {P}, {UNIT}, {TEL}
        {P}
        {T} {P} {AFTER}
        {T} {P} and {T} {P}
        {P} ({FUN}), {UNIT}
        Ms. {P}
        """,
    ),
    *_of(
        "contact-role",
        """
        {FUN}
        {FUN}, {UNIT}
        {FUN} at the {UNIT}
        {FUN} of the {UNIT}
        """,
    ),
    *_of(
        "contact-unit",
        """
        {UNIT}
        {UNIT}, {U}
        {UNIT} / {UNIT}
        {U}
        {EINHEIT}
        {UNIT} at {U}
        {ACR} – {UNIT}
        """,
    ),
    *_of(
        "contact-phone",
        """
        Tel.: {TEL}
        Phone {TEL}
        Tel.{TEL}
        """,
    ),
    *_of(
        "caption",
        """
        Photo: {P}
        Photo: {P}/{U}
        {P} and {P} in front of {X} in {PLACE}. Photo: {P}
        © {P}
        Students of {SUBJ} at {U}, {Y}
        """,
    ),
    *_of(
        "intro",
        """
        {U} is proud of its partners in {LAND}, {LAND} and {LAND}.
        On this page {U} presents its programmes, from {PROG} to {PROG}.
        """,
    ),
    *_of(
        "description",
        """
        These networks connect {U} with {O} and {ACR}.
        Programmes that {U} offers with partners in {LAND}.
        """,
    ),
    *_of(
        "body",
        """
        {U}
        {U}, {PLACE}
        {U} ({LAND})
        {O}, {PLACE}, {LAND}
        {C}
        {PAIR}
        {U} – {UNIT}
        {COINED} | {SCHEME} | {U} | {P}
        {SUBJ}, {SUBJ}, {SUBJ}
        {P}, {U}
        {LAND}: {U}, {U}, {U}
        """,
    ),
)
PATTERNS_DE: Final = (
    *_of(
        "body",
        """
        Das {EINHEIT} der {UD} arbeitet seit {Y} mit dem {EINHEIT} der {UD} zusammen.
        Partner sind {UD} ({LAND}), {U} ({LAND}), {O} ({LAND}) und die {C}.
        Partnerhochschulen: {U}, {LAND}; {UD}, {LAND}; {O}, {LAND}
        Gemeinsam mit der {UD}, der {UD} und dem {O} in {PLACE} betreibt das {EINHEIT} das Projekt {COINED}.
        {COINED} wird vom {F} im Programm {SCHEME} gefördert und vereint {N} Partner aus {LAND} und {LAND}.
        Zum Konsortium gehören {UD}, {U}, {O}, {C} und {C}.
        Das {F}-geförderte Projekt „{PROGD}“ verbindet {EINHEIT} und {O}.
        Seit {Y} können Studierende der {FACH} ein Jahr an der {U} in {PLACE} verbringen.
        Der Masterstudiengang {FACH} wird gemeinsam von {UD} und {U} angeboten.
        Studierende in {FACH} oder {FACH} erwerben zwei Abschlüsse, einen der {UD} und einen der {U}.
        {Y} unterzeichneten {TD} {P} vom {EINHEIT} und {TD} {P} ({U}) den Vertrag in {PLACE}.
        {P} und {P} von der {UD} besuchten {XD} in {PLACE}.
        Das Graduiertenkolleg {CODE} wird von der {F} gefördert; {XD} ist nicht beteiligt.
        Der Sonderforschungsbereich {CODE} „{PROGD}“ wurde {Y} verlängert.
        {PAIR} und {PAIR} sind Mitglieder des Netzwerks, ebenso die {UD}.
        Die {PAIR} koordiniert {SCHEME}-Projekte wie {COINED} und {COINED}.
        Die Sommerschule {COINED} fand {Y} in {PLACE} statt; Veranstalter war {P}, {EINHEIT}.
        {P} erhielt {Y} {XD}; sie forscht zu {FELD} an der {UD}.
        Beide Hochschulen, {UD} und {U}, betreuen Promovierende in {FELD}.
        Förderung: {F}, {F} ({SCHEME}). Koordination: {UD}. Partner: {U} | {O} | {C}
        Industriepartner wie {C}, {C} und die {C} tragen zu {FELD} bei.
        Die Zusammenarbeit mit {ACR}, {ACR} und {O} umfasst {FELD}, {FELD} und {FELD}.
        Prof. {LAST} ist Sprecher des {CODE}; {LAST} leitet den {EINHEIT}.
        Die {UD} ist Mitglied in {ACR} und {O}.
        Das Labor liegt in {PLACE}, nahe dem {O}, und nutzt {XD}.
        Zu den Absolventen von {PROGD} zählen {P} (heute {U}), {P} (heute {C}) und {P}.
        Unter dem Dach von {SCHEME} tauscht die {UD} Studierende mit {U}, {U} und {U} aus.
        Im Projekt {PROGD} hat der {EINHEIT} der {UD} ein Testfeld in {PLACE} aufgebaut.
        {TD} {P}, {FUND} am {EINHEIT}, eröffnete {XD} gemeinsam mit dem {F}.
        Ansprechpersonen sind {P} ({EINHEIT}) und {P} ({UD}).
        Ein Doppelabschluss in {FACH} mit der {U}, eine gemeinsame Promotion mit der {U} und der Master {PROGD} kamen hinzu.
        Getragen wird das Vorhaben von {UD}, {ACR} und dem {EINHEIT} der {ACR}.
        Die {O} in {PLACE} und das {O} in {PLACE}, {LAND}, traten {Y} bei.
        """,
    ),
    *_of(
        "title",
        """
        {PROGD}
        {UD}
        Kooperation mit der {U}
        {COINED}: {FELD} für {LAND}
        {PAIR}
        Doppelabschluss {FACH} mit der {U}
        {CODE}
        Gemeinsames Labor mit {C}
        """,
    ),
    *_of(
        "heading",
        """
        Partnerschaften
        Internationale Netzwerke
        Zusammenarbeit mit {LAND}
        Studiengänge
        Forschung an der {UD}
        Partner in {PLACE}
        """,
    ),
    *_of(
        "contact-person",
        """
        {TD} {P}
        {P}, {AFTER}
        Kontakt: {TD} {P}, {EINHEIT}, {TEL}
        {P}
        {TD} {P} {AFTER}
        {TD} {P} und {TD} {P}
        {P} ({FUND}), {EINHEIT}
        Frau {P}
        """,
    ),
    *_of(
        "contact-role",
        """
        {FUND}
        {FUND}, {EINHEIT}
        {FUND} am {EINHEIT}
        {FUND} der {EINHEIT}
        """,
    ),
    *_of(
        "contact-unit",
        """
        {EINHEIT}
        {EINHEIT}, {UD}
        {EINHEIT} / {EINHEIT}
        {UD}
        {EINHEIT} an der {UD}
        {ACR} – {EINHEIT}
        """,
    ),
    *_of(
        "contact-phone",
        """
        Tel.: {TEL}
        Telefon {TEL}
        Tel.{TEL}
        """,
    ),
    *_of(
        "caption",
        """
        Foto: {P}
        Foto: {P}/{UD}
        {P} und {P} vor {XD} in {PLACE}. Foto: {P}
        © {P}
        Studierende der {FACH} an der {U}, {Y}
        """,
    ),
    *_of(
        "intro",
        """
        Die {UD} ist stolz auf ihre Partner in {LAND}, {LAND} und {LAND}.
        Hier stellt die {UD} ihre Programme vor, von {PROGD} bis {PROGD}.
        """,
    ),
    *_of(
        "description",
        """
        Diese Netzwerke verbinden die {UD} mit {O} und {ACR}.
        Studiengänge, die die {UD} mit Partnern in {LAND} anbietet.
        """,
    ),
    *_of(
        "body",
        """
        {UD}
        {U}, {PLACE}
        {U} ({LAND})
        {O}, {PLACE}, {LAND}
        {C}
        {PAIR}
        {UD} – {EINHEIT}
        {COINED} | {SCHEME} | {U} | {P}
        {FACH}, {FACH}, {FACH}
        {P}, {UD}
        {LAND}: {U}, {UD}, {U}
        """,
    ),
)
