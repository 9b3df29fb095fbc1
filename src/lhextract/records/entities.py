"""Mentions of the same institution, linked over the whole page."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from lhextract.lookups import KnownInstitution, Lookups
from lhextract.minting import mint
from lhextract.model.mention import Label, Mentions
from lhextract.model.page import PageText
from lhextract.model.record import Institution, InstitutionKind
from lhextract.records.involved import HostTest

# Kinds that a name shows by itself; any other kind comes from a lookup table or is unknown.
# "University" names a whole one at the end, before its place, or before "of"; not in "University Hospital X".
UNIVERSITY = re.compile(
    r"^University of\b|\S University(?: (?!Institut|Hospital|Clinic|Press|Library)[^\W\d_]+)?$"
    r"|\bUniversit(?:ät|é|à|at|eit|et|etet)\b|\bUniversidade?\b"
    r"|\w+universität\b",
    re.IGNORECASE,
)
UNIT = re.compile(
    r"^(?:Faculty|Department|Chair|Division|Fakultät|Lehrstuhl|Professur|Fachgebiet|Fachbereich|Abteilung"
    r"|School of|Institute of|Institut für)\b"
)
COMPANY = re.compile(r"\b(?:GmbH|AG|Ltd\.?|Inc\.?|S\.A\.|plc)$")


def link_institutions(
    page: PageText, mentions: Mentions, lookups: Lookups, *, hosts: Sequence[str]
) -> tuple[dict[int, str], tuple[Institution, ...]]:
    """Return which institution the mention at an offset names, and the institutions of the page.

    They are one if their names are equal, a lookup table gives both forms, or the page pairs a long and a
    short form. The names of the host university (`hosts`, the full one first) are one.
    """
    is_host = HostTest(hosts)
    found = [m for m in mentions.mentions if m.label is Label.INSTITUTION]
    known = {form.casefold(): row for row in lookups.institutions for form in (row.name, *row.aliases)}
    canonical: dict[str, str] = {form: row.name for form, row in known.items()}
    canonical |= {name.casefold(): hosts[0] for name in hosts}
    names = {m.text.casefold() for m in found}
    for pair in mentions.acronyms:
        long, short = page.slice(pair.long), page.slice(pair.short)
        if long.casefold() in names and short.casefold() not in canonical:
            canonical[short.casefold()] = canonical.get(long.casefold(), long)
    first: dict[str, str] = {}  # one name in capitals and in small letters is one institution
    forms: dict[str, dict[str, None]] = {}
    named: dict[int, str] = {}
    for mention in found:
        name = canonical.get(mention.text.casefold(), mention.text)
        name = first.setdefault(name.casefold(), name)
        forms.setdefault(name, {})[mention.text] = None
        named[mention.span.start] = name
    ids = {name: mint("org", name) for name in forms}
    rows = tuple(
        _institution(
            ids[name],
            name,
            [alias for alias in aliases if alias != name],
            known.get(name.casefold()),
            host=is_host(name),
            parent_of=lambda parent: ids.get(canonical.get(parent.casefold(), parent)),
        )
        for name, aliases in forms.items()
    )
    return {start: ids[name] for start, name in named.items()}, rows


def _institution(
    ident: str,
    name: str,
    aliases: Sequence[str],
    row: KnownInstitution | None,
    *,
    host: bool,
    parent_of: Callable[[str], str | None],
) -> Institution:
    return Institution(
        id=ident,
        name=name,
        aliases=tuple(aliases),
        kind=row.kind if row else _kind(name),
        country=row.country if row else None,
        ror=row.ror if row else None,
        parent=parent_of(row.parent) if row and row.parent else None,
        host=host,
    )


def _kind(name: str) -> InstitutionKind:
    if UNIT.search(name):
        return "unit"
    if UNIVERSITY.search(name):
        return "university"
    return "company" if COMPANY.search(name) else "unknown"
