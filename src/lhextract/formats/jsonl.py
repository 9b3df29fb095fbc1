"""JSON Lines: one object per line, its kind under `record`; an initiative can be read without the other lines.

An initiative has all keys that it has in `records.json`, and behind them what belongs to it as whole objects: the
source, its institutions with those above them, its people, mentions and findings. These stand once more on lines of
their own, so that each kind is complete, and all lines together are `records.json` again. (`type` and `kind` would be
the better words, but a mention and an institution have keys of these names.)
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from itertools import chain
from typing import Any

from lhextract.exports.schema import read_object
from lhextract.formats.form import Export, Format, Written
from lhextract.formats.json_text import json_bytes
from lhextract.model.record import Initiative, Records

# The `record` of a line to the list of `records.json` that it is an item of, in the order of the lines.
LISTS = {
    "category": "categories",
    "initiative": "initiatives",
    "institution": "institutions",
    "person": "people",
    "mention": "mentions",
    "finding": "findings",
    "line": "lines",
}
# What a line of an initiative has besides its own keys.
RESOLVED = ("source", "institutions", "people", "mentions", "findings")


def write_jsonl(export: Export) -> Written:
    """Return `<source>.jsonl`: first the page, then all items of each list in the order of the records."""
    lines = b"".join(map(json_bytes, lines_of(export.records)))
    return Written({f"{export.source}.jsonl": lines})


def lines_of(records: Records) -> Iterator[dict[str, Any]]:
    """The objects of the lines."""
    page = {key: asdict(getattr(records, key)) for key in ("source", "stated", "corrections")}
    yield {"record": "source", "schema_version": records.schema_version, **page}
    surroundings = _Surroundings(records)
    for record, name in LISTS.items():
        for item in getattr(records, name):
            more = surroundings.of(item) if record == "initiative" else {}
            yield {"record": record, **asdict(item), **more}


class _Surroundings:
    """What belongs to an initiative, found without going through the whole page for each."""

    def __init__(self, records: Records) -> None:
        self._source = records.source
        self._institutions = {each.id: each for each in records.institutions}
        self._people = {each.id: each for each in records.people}
        self._place = {ident: place for place, ident in enumerate((*self._institutions, *self._people))}
        self._named_by = _grouped((ident, person.id) for person in records.people for ident in person.initiatives)
        self._mentions = _grouped((each.initiative, each) for each in records.mentions)
        self._findings = _grouped((each.initiative, each) for each in records.findings)

    def of(self, initiative: Initiative) -> dict[str, Any]:
        """The keys of `RESOLVED` with what they hold; institutions and people in the order of the records."""
        mentions = self._mentions[initiative.id]
        involved = (each.institution for each in (*initiative.partners, *initiative.host_units))
        institutions = self._with_those_above(chain(involved, (each.institution for each in mentions)))
        people = {each.person for each in mentions if each.person in self._people} | {*self._named_by[initiative.id]}
        return {
            "source": asdict(self._source),
            "institutions": [
                asdict(self._institutions[each]) for each in sorted(institutions, key=self._place.__getitem__)
            ],
            "people": [asdict(self._people[each]) for each in sorted(people, key=self._place.__getitem__)],
            "mentions": [asdict(each) for each in mentions],
            "findings": [asdict(each) for each in self._findings[initiative.id]],
        }

    def _with_those_above(self, idents: Iterable[str | None]) -> set[str]:
        found: set[str] = set()
        for ident in idents:
            while ident is not None and ident in self._institutions and ident not in found:
                found.add(ident)
                ident = self._institutions[ident].parent
        return found


def _grouped(pairs: Iterable[tuple[str | None, Any]]) -> dict[str | None, list[Any]]:
    groups: dict[str | None, list[Any]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return groups


def records_of_jsonl(content: bytes) -> Records:
    """Return the records that the lines were made from; lines that are none raise `ValueError`."""
    document: dict[str, Any] = {name: [] for name in LISTS.values()}
    for line in content.decode("utf-8").split("\n"):
        if line:
            _put(document, json.loads(line))
    return read_object(document)


def _put(document: dict[str, Any], item: dict[str, Any]) -> None:
    record = item.pop("record", None)
    if record == "source":
        document |= item
    elif record in LISTS:
        own = {key: value for key, value in item.items() if record != "initiative" or key not in RESOLVED}
        document[LISTS[record]].append(own)
    else:
        raise ValueError(f"record: found {record!r}, allowed is one of source, {', '.join(LISTS)}")


FORMAT = Format(
    "jsonl", "JSON Lines: an object per line, each initiative with what belongs to it", ".jsonl", write_jsonl
)
