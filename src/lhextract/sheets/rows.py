"""The rows of a table: one for each field, for each key of an item, with what a change is compared with later."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import get_args

from lhextract.corrections.apply import Corrected
from lhextract.corrections.entries import list_of
from lhextract.desk import Desk
from lhextract.items import KINDS
from lhextract.model.correction import Value
from lhextract.model.record import JOINT, InstitutionKind, YearRole
from lhextract.pointing import marked, names_of
from lhextract.sheets.cells import cell_text
from lhextract.standing import Stand, stands_of

RECORD, NAME, FIELD, MACHINE, VALUE = "record", "initiative", "field", "machine value", "value in force"
NEW, ACTION, STATE, SENTENCE, REASON, BASE = "new value", "action", "state", "sentence", "reason", "base"
COLUMNS = (RECORD, NAME, FIELD, MACHINE, VALUE, NEW, ACTION, STATE, SENTENCE, REASON, BASE)
NEEDED = (RECORD, FIELD, NEW, BASE)
EDITED = (NEW, ACTION, REASON)
REMOVE, CONFIRM, ADD = "remove", "confirm", "add"
ACTIONS = (REMOVE, CONFIRM, ADD)
# Keys of items that follow from others.
WORKED_OUT = frozenset({"national", "region"})


@dataclass(frozen=True, slots=True)
class Row:
    """A field of a record, `path` its entry, `key` the part of an item that the row is about ("" for a whole entry).

    `base` is the digest of what the entry is and of the decisions about it; it changes when either does.
    """

    record: str
    name: str
    path: str
    key: str
    machine: str
    value: str
    state: str
    sentence: str
    base: str
    stand: Stand

    @property
    def field(self) -> str:
        """The path of what the row is about."""
        return f"{self.path}.{self.key}" if self.key else self.path

    def cells(self) -> Mapping[str, str]:
        """The row by its columns; what a steward writes into is empty."""
        told = (self.record, self.name, self.field, self.machine, self.value)
        return dict(zip(COLUMNS, (*told, "", "", self.state, self.sentence, "", self.base), strict=True))


def rows_of(desk: Desk) -> tuple[Row, ...]:
    """A row for everything that can be decided in a table, in the order of the records.

    Mentions are left out: what is one, and where, is decided before the page's text.
    """
    corrected = desk.corrected()
    return tuple(
        row
        for record, name in names_of(corrected.records)
        for stand in stands_of(corrected, record)
        if _is_shown(stand)
        for row in _rows(stand, name, desk, corrected)
    )


def _is_shown(stand: Stand) -> bool:
    there = stand.machine is not None or stand.value is not None or list_of(stand.path) is None
    return there and stand.path.partition(".")[0] not in {"mentions", "merge", "split"}


def _rows(stand: Stand, name: str, desk: Desk, corrected: Corrected) -> Iterator[Row]:
    kind = list_of(stand.path)
    words = marked(desk.text, (stand.start, stand.end)) if stand.end > stand.start else ""
    base = base_of(stand, heads_of(stand, corrected))
    keys = [""] if kind in {None, "contacts"} else [key for key in KINDS[kind or ""].keys if key not in WORKED_OUT]
    for key in keys:
        machine, value = (_shown(stand.path, kind, key, each) for each in (stand.machine, stand.value))
        yield Row(stand.record, name, stand.path, key, machine, value, stand.state, words, base, stand)


def _shown(path: str, kind: str | None, key: str, value: Value) -> str:
    if isinstance(value, Mapping):
        if kind == "contacts":
            return ", ".join(str(value[name]) for name in ("person", "role", "unit", "email") if value.get(name))
        return cell_text(key, value.get(key))
    return cell_text(path, value)


def heads_of(stand: Stand, corrected: Corrected) -> tuple[str, ...]:
    """The decisions that one about this entry has to have seen; for a contact, those about its parts too."""
    if list_of(stand.path) != "contacts":
        return stand.heads
    inside = f"{stand.path}."
    inner = [
        head
        for (record, path), heads in corrected.heads.items()
        if record == stand.record and path.startswith(inside)
        for head in heads
    ]
    return tuple(sorted({*stand.heads, *inner}))


def base_of(stand: Stand, heads: tuple[str, ...]) -> str:
    """Letters and digits that no spreadsheet takes for a number."""
    document = json.dumps([stand.record, stand.path, stand.machine, stand.value, heads], sort_keys=True)
    drawn = hashlib.sha256(document.encode("utf-8")).digest()[:10]
    return f"b-{base64.b32encode(drawn).decode('ascii').lower()}"


def allowed_in(desk: Desk) -> Mapping[str, tuple[str, ...]]:
    """The values of the fields that have fixed ones, by the end of their path; of the column `action` too."""
    categories = tuple(JOINT.join(category.path) for category in desk.corrected().records.categories)
    return {
        "category": categories,
        "role of a year": get_args(YearRole),
        "kind": get_args(InstitutionKind),
        ACTION: ACTIONS,
    }


def choices_of(row: Row) -> str | None:
    """Which of the fixed values a row has, a key of `allowed_in`; None for a row that can say anything."""
    if row.path == "category" or (row.record.startswith("org-") and row.path == "kind"):
        return row.path
    return "role of a year" if row.path.startswith("years.") and row.key == "role" else None
