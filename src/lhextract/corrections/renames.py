"""The same fix for all equal values: rows of `pipeline/lookups/renames.csv`, applied to what the machine found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from lhextract.corrections.entries import Entry, initiative_entries, list_of, name_entries
from lhextract.corrections.put import Put, rebuild
from lhextract.corrections.tidy import Tidier
from lhextract.corrections.values import PLAIN, Known, UnfitValueError, read_value
from lhextract.items import CONTACT_FIELDS, KINDS
from lhextract.model.correction import Rename, Value
from lhextract.model.record import Provenance, Records
from lhextract.registry.keys import name_key

# What a row can be about: the field of an initiative, of its contacts, or the main key of its items.
FIELDS = (
    "name",
    *(f"contacts.{name}" for name in CONTACT_FIELDS),
    "contacts.phones",
    *(f"{name}" for name in KINDS if name not in {"contacts", "phones", "mentions"}),
    "institutions.name",
)


@dataclass(frozen=True, slots=True)
class Renamed:
    """A place where a row applies: the entry, and what it becomes."""

    entry: Entry
    value: Value


def field_of(path: str) -> str:
    """The field of a path, without ids: "contacts.ct-1.phones.tel-2" is "contacts.phones"."""
    return ".".join(path.split(".")[::2])


def known_values(records: Records) -> Known:
    """What the values of some records may refer to."""
    forms = {name_key(form): one.id for one in reversed(records.institutions) for form in (*one.aliases, one.name)}
    return Known(
        region=records.source.region,
        categories=tuple(category.path for category in records.categories),
        institutions=forms,
        names={one.id: one.name for one in records.institutions},
        people=frozenset(one.id for one in records.people),
    )


def places_of(records: Records, text: str, row: Rename) -> list[Renamed]:
    """Everywhere that a row would change something; a replacement that does not fit is an `UnfitValueError`."""
    known = known_values(records)
    entries = initiative_entries(records, text).of
    if row.field == "institutions.name":
        entries = name_entries(records).of
    return [
        Renamed(entry, _replaced(entry, row, known))
        for own in entries.values()
        for entry in own.values()
        if row_field(entry) == row.field and written_form(entry) == row.value
    ]


def rename(records: Records, text: str, rows: Sequence[Rename]) -> Records:
    """Apply rows one after the other; one whose replacement does not fit is left out (reading the table says so)."""
    for row in rows:
        try:
            places = places_of(records, text, row)
        except UnfitValueError:
            continue
        if places:
            records = _applied(records, places, row)
    return records


def row_field(entry: Entry) -> str:
    """The field of the rows that are about an entry; not all entries have such rows, see `FIELDS`."""
    return "institutions.name" if entry.record.startswith("org-") and entry.path == "name" else field_of(entry.path)


def written_form(entry: Entry) -> str | None:
    """The value by which a row finds an entry: as it is written on the page."""
    kind = list_of(entry.path)
    if kind is None or not isinstance(entry.value, dict):
        return entry.value if isinstance(entry.value, str) else None
    written = entry.value.get("raw" if kind == "phones" else KINDS[kind].main[0])
    return written if isinstance(written, str) else None


def _replaced(entry: Entry, row: Rename, known: Known) -> Value:
    if row.replacement is None:
        return None
    kind = list_of(entry.path)
    given: Value = row.replacement if kind is None else {PLAIN[kind]: row.replacement}
    if kind in {"partners", "host_units"} and isinstance(entry.value, dict):
        given = {"name": row.replacement, "institution": entry.value["institution"]}
    return read_value(entry.path, given, known=known, before=entry.value)


def _applied(records: Records, places: Sequence[Renamed], row: Rename) -> Records:
    if row.field == "institutions.name":
        new = {place.entry.record: place.value for place in places}
        return replace(
            records,
            institutions=tuple(
                replace(one, name=str(new[one.id]), aliases=tuple(dict.fromkeys((*one.aliases, one.name))))
                if one.id in new
                else one
                for one in records.institutions
            ),
        )
    puts: dict[str, dict[str, Put]] = {}
    for place in places:
        entry = place.entry
        puts.setdefault(entry.record, {})[entry.path] = Put(place.value, entry.start, entry.end)
    by_lookup = Provenance("lookup", "renames", 1.0)
    initiatives = tuple(
        replace(
            rebuild(one, puts[one.id]),
            provenance={**one.provenance, **dict.fromkeys(puts[one.id], by_lookup)},
        )
        if one.id in puts
        else one
        for one in records.initiatives
    )
    return Tidier(records).tidy(replace(records, initiatives=initiatives))
