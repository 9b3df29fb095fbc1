"""Mentions of the same institution or person, linked over the whole page."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from lhextract.lookups import KnownInstitution, Lookups
from lhextract.minting import mint
from lhextract.model.mention import Label, Mentions
from lhextract.model.page import PageText
from lhextract.model.record import Institution, InstitutionKind, Person
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
# Words that belong to the family name after them, in any case ("Kerstin Le Merdy").
PARTICLES = frozenset(
    {"von", "van", "de", "der", "den", "zu", "zur", "da", "dos", "di", "du", "la", "le", "af", "ten", "ter"}
    | {"bin", "binti", "al", "el"}
)


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


def link_people(
    mentions: Mentions, *, source: str, titles: Mapping[int, Sequence[str]], owners: Mapping[int, str | None]
) -> tuple[dict[int, str], tuple[Person, ...]]:
    """Return which person the mention at an offset names, and the people of the page.

    People are one if their names are equal; a family name alone is the one person who bears it. `titles` are
    those of the mention at an offset, `owners` the initiative of any mention.
    """
    found = [m for m in mentions.mentions if m.label is Label.PERSON]
    full = {m.text for m in found if " " in m.text}
    by_family: dict[str, set[str]] = {}
    for name in full:
        by_family.setdefault(split_name(name)[1] or name, set()).add(name)
    resolved: dict[int, str] = {}
    for mention in found:
        bearers = by_family.get(mention.text, set()) if " " not in mention.text else set()
        resolved[mention.span.start] = next(iter(bearers)) if len(bearers) == 1 else mention.text
    names = list(dict.fromkeys(resolved[m.span.start] for m in found))
    people = []
    for name in names:
        own = [m for m in found if resolved[m.span.start] == name]
        given, family = split_name(name)
        written = [title for m in own for title in titles.get(m.span.start, ())]
        inside = [owner for m in own if (owner := owners.get(m.span.start))]
        people.append(
            Person(
                mint("ps", source, name),
                name,
                given,
                family,
                tuple(dict.fromkeys(written)),
                tuple(dict.fromkeys(inside)),
            )
        )
    ids = {name: person.id for name, person in zip(names, people, strict=True)}
    return {start: ids[name] for start, name in resolved.items()}, tuple(people)


def split_name(name: str) -> tuple[str | None, str | None]:
    """Given and family name: the family name is the last word with the particles before it.

    One word alone is a family name ("Prof. Mailach").
    """
    words = name.split()
    if len(words) == 1:
        return None, name
    cut = len(words) - 1
    while cut > 1 and words[cut - 1].lower() in PARTICLES:
        cut -= 1
    return " ".join(words[:cut]), " ".join(words[cut:])
