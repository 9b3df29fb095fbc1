"""The index of names: institutions and people, with the lines that name them."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from lhextract.exports.report.entries import Place, Places
from lhextract.exports.report.hrefs import web_href
from lhextract.model.record import Records

MOST_PLACES = 12


@dataclass(frozen=True, slots=True)
class NameEntry:
    """A name, what is known of it, its other forms, and where it stands; `more` counts places that are not listed."""

    anchor: str
    name: str
    forms: tuple[str, ...]
    details: tuple[str, ...]
    ror: str | None
    places: tuple[Place, ...]
    more: int


def index_institutions(records: Records, places: Places) -> tuple[NameEntry, ...]:
    """Institutions by name."""
    names = {one.id: one.name for one in records.institutions}
    lines, entries = _lines(records, places), []
    for one in records.institutions:
        details: list[str] = [one.kind] if one.kind not in {"unknown", "other"} else []
        details += [one.country] if one.country else []
        details += [f"part of {names[one.parent]}"] if one.parent in names else []
        forms = tuple(form for form in one.aliases if form != one.name)
        entries.append(_entry(one.id, one.name, forms, tuple(details), web_href(one.ror), lines.get(one.id, ())))
    return tuple(sorted(entries, key=lambda entry: _sort_key(entry.name)))


def index_people(records: Records, places: Places) -> tuple[NameEntry, ...]:
    """People by family name, which stands first where it is known."""
    lines, entries = _lines(records, places), []
    for one in records.people:
        name = f"{one.family}, {one.given}" if one.family and one.given else one.name
        entries.append(_entry(one.id, name, (), one.titles, None, lines.get(one.id, ())))
    return tuple(sorted(entries, key=lambda entry: _sort_key(entry.name)))


def _entry(
    ident: str,
    name: str,
    forms: tuple[str, ...],
    details: tuple[str, ...],
    ror: str | None,
    lines: tuple[Place, ...],
) -> NameEntry:
    return NameEntry(ident, name, forms, details, ror, lines[:MOST_PLACES], max(len(lines) - MOST_PLACES, 0))


def _lines(records: Records, places: Places) -> Mapping[str, tuple[Place, ...]]:
    """The places of every institution and person by its id, one for each line."""
    found: dict[str, dict[int, Place]] = {}
    for mention in records.mentions:
        place = places.of_span(mention.start, mention.end)
        found.setdefault(mention.institution or mention.person or "", {}).setdefault(place.line, place)
    return {ident: tuple(by_line.values()) for ident, by_line in found.items()}


def _sort_key(name: str) -> tuple[str, str]:
    """Letters without their marks, as readers look them up; equal ones by their code points."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    return bare, name
