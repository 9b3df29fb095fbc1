"""Who takes part: partners outside the host university, and the units of the host that carry an initiative."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lhextract.model.mention import Label, Mention
from lhextract.model.outline import LineRole
from lhextract.model.page import PageText
from lhextract.model.span import Span
from lhextract.records.block_view import BlockView, distinct

# A part of a university: its owner is the host unless the text names another one.
UNIT = re.compile(
    r"^(?:(?:\w+[ -])*(?:Facult|Fakult|Institut|Department|Departement|School|Chair|Lehrstuhl|Professur|Fachgebiet|Fachbereich|Clinic|Klinik|Poliklinik"
    r"|Cent(?:er|re)\b|Zentrum|Division|Office|Büro|College|Abteilung|Laborator|Dezernat|Seminar|Kolleg|Unit\b|Deanery|Arbeitsbereich|Graduate|Uniklinik|Universitätsklinikum|University Hospital|Museum|Library|Observator))"
)
WHOLE = re.compile(r"(?:\bUniversi\w+|universität|\bHochschule|\bPolitec\w+|\bAcademy|Akademie|\bGmbH\b|\bCompany|\be\.V\.|\bFoundation|Stiftung|\bMinistry)", re.IGNORECASE)
# "Faculty of Medicine at TU Dresden", "Lehrstuhl … der Universität X": what stands between unit and owner.
OWNED_BY = re.compile(r"^,? (?:at|of|of the|at the|der|des|an der|am|in the|de la) $|^, $")
# Money, commissions and data do not make a partner.
FUNDER_BEFORE = re.compile(
    r"(?:fund(?:ed|ing)(?: \w+){0,3} (?:by|from|through)|financed (?:by|from)|support(?:ed|s)(?: \w+){0,3} (?:by|from|of)|sponsored by|paid for by|on behalf of|commissioned by"
    r"|scholarships?(?: \w+){0,4} (?:by|from)|grants?(?: \w+){0,2} (?:of|from|by)|gefördert(?: \w+){0,4} (?:von|vom|durch)|finanziert(?: \w+){0,6} (?:von|vom)|unterstützt(?: \w+){0,4} (?:von|vom)"
    r"|Mitteln?(?: \w+){0,3} (?:von|vom|der|des)|clients such as|conducted at|named after|money (?:came|comes) from|trägt|tragen)(?: the| der| dem| den| die| das)?(?: [^.;]{0,60}(?:,| and| und|,? the)(?: the| der| dem)?)? $",
    re.IGNORECASE,
)
FUNDER_AFTER = re.compile(
    r"^(?:-| ?\([^)]{1,12}\))? ?(?:-?funded|-?gefördert|-Projekt|-Förderung|funds?\b|funded\b|supports?\b|finances?\b|pays?\b|financed\b|has supported|fördert|finanziert|unterstützt|projects\b|Research Training Group)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Parties:
    """The institutions of a block that take part, as first mentioned."""

    partners: tuple[Mention, ...]
    host_units: tuple[Mention, ...]


def find_parties(view: BlockView, page: PageText, *, is_host: HostTest, own_name: str) -> Parties:
    """Tell partners from host units.

    The host university itself, the initiative itself and its acronyms are neither; a short form counts as its
    long form; a funder, client or data source is no partner.
    """
    shorts = {short for _, short in view.pairs}
    abbreviated = {page.slice(short) for _, short in view.pairs}
    own = {own_name} | {page.slice(short) for long, short in view.pairs if page.slice(long) == own_name}
    partners, units = [], []
    mentions = [m for m in view.mentions if m.label is Label.INSTITUTION]
    for mention in distinct(mentions):
        text = mention.text
        if is_host(text) or mention.span in shorts or text in abbreviated or text in own:
            continue
        role = view.in_role(mention)
        if role is LineRole.CAPTION or role is LineRole.LINK:
            continue
        if role.is_contact:
            units.append(mention)
        elif _is_unit(text) and not _foreign_owner(mention, mentions, page, is_host):
            units.append(mention)
        elif not _is_funder(mention, page):
            partners.append(mention)
    return Parties(partners=tuple(partners), host_units=tuple(units))


class HostTest:
    """Whether a name is one of the host university's."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = frozenset(name.casefold() for name in names)

    def __call__(self, name: str) -> bool:
        """Whether `name` is the host university's, in any case."""
        return name.casefold() in self._names


def _is_unit(text: str) -> bool:
    return bool(UNIT.search(text)) and not WHOLE.search(re.sub(r"University Hospital|Universitätsklinikum|University (?=\w+ ?Therapy)", "", text))


def _foreign_owner(mention: Mention, mentions: Sequence[Mention], page: PageText, is_host: HostTest) -> bool:
    """Whether the unit is named as a part of another institution ("Department of X at KU Leuven")."""
    following = next((m for m in mentions if m.span.start >= mention.span.end), None)
    if following is None:
        return False
    between = page.text[mention.span.end : following.span.start]
    return bool(OWNED_BY.match(between)) and not is_host(following.text) and not _is_unit(following.text)


def _is_funder(mention: Mention, page: PageText) -> bool:
    span: Span = mention.span
    return bool(
        FUNDER_BEFORE.search(page.text[max(0, span.start - 120) : span.start]) or FUNDER_AFTER.match(page.text[span.end : span.end + 40])
    )
