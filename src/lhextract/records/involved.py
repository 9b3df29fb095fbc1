"""Who takes part: partners outside the host university, and units of the host that carry an initiative."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass

from lhextract.model.mention import Label, Mention
from lhextract.model.outline import LineRole
from lhextract.model.page import PageText
from lhextract.records.block_view import BlockView, distinct

# A part of a university: its type stands first ("Institute of Physics", "Lehrstuhl für …"). Where a proper
# word comes first ("Harbin Institute of Technology"), it stands for itself, offices and hospitals aside.
UNIT = re.compile(
    r"^(?:(?:Facult|Fakult|Institute? (?:of|for|für)|Institut d|Department|Departement|School of|Chair|Lehrstuhl"
    r"|Professur|Fachgebiet|Fachbereich|Clinic|Klinik|Poliklinik|Cent(?:er|re) (?:of|for)|Zentrum für|Division"
    r"|College of|Abteilung|Laborator|Dezernat|Seminar für|Deanery|Arbeitsbereich|Uniklinik|Universitätsklinikum"
    r"|University (?:Hospital|Clinic|Library)|Section|Collegium)"
    r"|(?:[\w’'&.-]+ ){1,4}(?:Office|Büro|Unit|Service|Services)\b|\S*(?:institut|seminar|fakultät)\b"
    r"|[\w-]+(?:er|en|e) Fakultät)"
)
WHOLE = re.compile(
    r"\bUniversi(?!ty Hospital|ty Clinic|ty Library|tätsklinikum)\w+|universität|\bHochschule|\bPolit[eé]c\w+"
    r"|\bAcademy|Akademie|\bCollege\b(?! of)",
    re.IGNORECASE,
)
# "Faculty of Medicine at TU Dresden", "Lehrstuhl … der Universität X": what stands between unit and owner.
OWNED_BY = re.compile(r"^,? (?:at|of|of the|at the|der|des|an der|am|in the|de la) $|^, $")
# Money, commissions and data do not make a partner.
FUNDER_BEFORE = re.compile(
    r"""(?:
      fund(?:ed|ing)(?:\ \w+){0,3}\ (?:by|from|through) | financed\ (?:by|from) | sponsored\ by | paid\ for\ by
    | support(?:ed|s)(?:\ \w+){0,3}\ (?:by|from|of) | on\ behalf\ of | commissioned\ by | clients\ such\ as
    | scholarships?(?:\ \w+){0,4}\ (?:by|from) | grants?(?:\ \w+){0,2}\ (?:of|from|by) | money\ (?:came|comes)\ from
    | conducted\ at | named\ after
    | gefördert(?:\ \w+){0,4}\ (?:von|vom|durch) | finanziert(?:\ \w+){0,9}\ (?:von|vom)
    | unterstützt(?:\ \w+){0,4}\ (?:von|vom) | Mitteln?(?:\ \w+){0,3}\ (?:von|vom|der|des)
    | (?:trägt|tragen|fördert|finanziert|unterstützt)(?:\ [\w.]+){0,4}
    )
    (?:\ (?:the|der|dem|den|die|das))?
    # further items of a list, "clients such as the EU, the GIZ"
    (?:\ [^.;]{0,60}(?:,|\ and|\ und|\ or|,?\ the)(?:\ (?:the|at|der|dem))?)?
    \ $""",
    re.IGNORECASE | re.VERBOSE,
)
# "Institutes from the DRESDEN-concept alliance": its members take part, not the alliance.
MEMBERS_BEFORE = re.compile(
    r"\b(?:institut\w*|members?|cent(?:er|re)s|universit\w+|groups|colleagues|Mitglieder\w*|Einrichtungen)"
    r" (?:from|of|in|within|der|des|aus dem|im) (?:the )?$",
    re.IGNORECASE,
)
FUNDER_AFTER = re.compile(
    r"^(?:-| ?\([^)]{1,12}\))? ?(?:-?funded|-?gefördert|-Projekt|-Förderung|funds?\b|funded\b|supports?\b|finances?\b"
    r"|pays?\b|financed\b|has supported|fördert|finanziert|unterstützt|projects\b|Research Training Group)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Parties:
    """The institutions of a block that take part, as first mentioned."""

    partners: tuple[Mention, ...]
    host_units: tuple[Mention, ...]


def find_parties(
    view: BlockView,
    page: PageText,
    *,
    is_host: HostTest,
    own_names: Container[str],
    institution_of: Mapping[int, str],
) -> Parties:
    """Tell partners from host units.

    The host university itself and the names of the initiative itself are neither; other forms of a name count
    as the first one (`institution_of` links mentions by their start); a funder, client or data source is no
    partner.
    """
    shorts = {short for _, short in view.pairs}
    abbreviated = {page.slice(short) for _, short in view.pairs}
    partners: list[Mention] = []
    units: list[Mention] = []
    # A title or caption names institutions again that the text is about.
    mentions = [m for m in view.mentions if m.label is Label.INSTITUTION and _takes_part(view.in_role(m))]
    taken: set[str] = set()
    for mention in distinct(mentions):
        text, role, institution = mention.text, view.in_role(mention), institution_of[mention.span.start]
        if is_host(text) or mention.span in shorts or text in abbreviated or text in own_names or institution in taken:
            continue
        carries = is_host.is_unit_of(text) or (is_unit(text) and not _foreign_owner(mention, mentions, page, is_host))
        if role.is_contact or (role is LineRole.BODY and carries):
            units.append(mention)
            taken.add(institution)
        elif (
            role is LineRole.BODY
            and not _is_own_title(mention, page, own_names)
            and not _stands_aside(mention, page)
            and not any(p.text.startswith(f"{text} ") for p in partners)
        ):
            partners.append(mention)
            taken.add(institution)
    return Parties(partners=tuple(partners), host_units=tuple(units))


def _takes_part(role: LineRole) -> bool:
    return role is LineRole.BODY or role.is_contact


class HostTest:
    """Whether a name is one of the host university's, or that of a unit which a lookup table gives to it."""

    def __init__(self, names: Sequence[str], units: Iterable[str] = ()) -> None:
        self._names = frozenset(name.casefold() for name in names)
        self._units = frozenset(name.casefold() for name in units)

    def __call__(self, name: str) -> bool:
        """Whether `name` is the host university's, in any case."""
        return name.casefold() in self._names

    def is_unit_of(self, name: str) -> bool:
        """Whether a lookup table names the host university as the parent."""
        return name.casefold() in self._units


def is_unit(text: str) -> bool:
    """Whether a name is that of a part of a university, by its form."""
    return bool(UNIT.search(text)) and not WHOLE.search(text)


def _is_own_title(mention: Mention, page: PageText, own_names: Container[str]) -> bool:
    """Whether a quoted name follows a name of the initiative itself: the UTC "Lightweight Structures"."""
    lead = page.text[max(0, mention.span.start - 60) : mention.span.start]
    quoted = re.search(r"(?:^| )(\S+) [\"“„«]$", lead)
    return quoted is not None and quoted.group(1) in own_names


def _foreign_owner(mention: Mention, mentions: Sequence[Mention], page: PageText, is_host: HostTest) -> bool:
    """Whether the unit is named as a part of another institution ("Department of X at KU Leuven")."""
    following = next((m for m in mentions if m.span.start >= mention.span.end), None)
    if following is None:
        return False
    between = page.text[mention.span.end : following.span.start]
    return bool(OWNED_BY.match(between)) and not is_host(following.text) and not is_unit(following.text)


def _stands_aside(mention: Mention, page: PageText) -> bool:
    """Whether the text names an institution as the source of money or data, or as what partners belong to."""
    before = page.text[max(0, mention.span.start - 120) : mention.span.start]
    after = page.text[mention.span.end : mention.span.end + 40]
    return bool(FUNDER_BEFORE.search(before) or MEMBERS_BEFORE.search(before) or FUNDER_AFTER.match(after))
