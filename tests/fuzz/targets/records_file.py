"""`records.json` read back: what is no record is refused, what is one says the same in every form that is handed on."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from typing import Any

import pandas as pd  # noqa: F401 - loaded before an input is timed

from lhextract.changes.compare import compare
from lhextract.changes.release import release_of
from lhextract.differences import read_document
from lhextract.errors import LhextractError
from lhextract.exports.records_json import read_records, write_records
from lhextract.exports.tables.rows import tables_of
from lhextract.formats.form import Export
from lhextract.formats.jsonl import FORMAT as JSONL
from lhextract.formats.jsonl import records_of_jsonl
from lhextract.loading import load
from lhextract.selecting import Place, select_from
from lhextract.selection.wanted import Selection
from tests.fuzz.edits import edit, edited, pointers
from tests.fuzz.scratch import refusal_names, same_desk, scratch, workspace
from tests.fuzz.target import LawBroken, Target

EDITS = b"!"
KEPT = 2  # initiatives
ITEMS = 3  # of other lists


@cache
def known() -> dict[str, Any]:
    """The first few of each list of a real file."""
    document: dict[str, Any] = json.loads(write_records(same_desk().machine))
    short = {key: value[:ITEMS] if isinstance(value, list) else value for key, value in document.items()}
    return short | {"initiatives": document["initiatives"][:KEPT], "findings": document["findings"][:ITEMS]}


def check(data: bytes) -> None:
    """A file as it is, or a real one with edits (`tests/fuzz/edits.py`)."""
    folder = scratch("records")
    path = folder / "records.json"
    content = json.dumps(edited(known(), data[1:])).encode() if data.startswith(EDITS) else data
    path.write_bytes(content)
    (folder / "tables").mkdir(exist_ok=True)
    (folder / "tables" / "tombstones.csv").write_bytes(b"id,kind\n")
    _check_diff(content)
    with refusal_names("records.json"):
        records = read_records(path)
        loaded = load(folder)
    if loaded.records != records:
        raise LawBroken("the same file is other records")
    path.write_text(write_records(records), encoding="utf-8")
    if read_records(path) != records:
        raise LawBroken("records do not read back as they were")
    if (
        records_of_jsonl(b"".join(JSONL.write(Export("x", records, "", tables_of(records, ()))).files.values()))
        != records
    ):
        raise LawBroken("JSON lines are not the records that they were made from")


def _check_diff(content: bytes) -> None:
    """What `diff` and `--since` make of any document: a refusal, or changes from and to it."""
    path = scratch("older") / "older.json"
    path.write_bytes(content)
    records = same_desk().machine
    new = json.loads(write_records(records))
    try:
        with refusal_names("older.json"):
            old = read_document(str(path), source="lighthouses", workspace=None)
    except LhextractError:
        return
    compare(release_of(new), release_of(old))
    compare(release_of(old), release_of(new))
    with refusal_names("older.json"):
        place = Place("lighthouses", workspace())
        select_from(place, records, Selection(since=str(path)), text=same_desk().text)
    if compare(release_of(old), release_of(old)):
        raise LawBroken("a document differs from itself")


def seeds() -> Iterable[bytes]:
    """Parts of a real file, and edits of each place in it."""
    document = known()
    small = {key: value[:0] if isinstance(value, list) else value for key, value in document.items()}
    yield json.dumps(small).encode()
    values = ("", None, 1, -1, [], {}, ["a"], True, 1.5, "\ud800", 10**30, "PERSON", "2022/..")
    for at, place in enumerate(pointers(document)):
        yield b"!" + f"{place}\t{json.dumps(values[at % len(values)])}\n".encode()
        if at % 3 == 0:
            yield b"!" + place.encode() + b"\n"
    yield b"!" + edit("schema_version", "1.9999.0") + edit("more", 1)
    yield b"!" + edit("schema_version", "2.0.0")
    yield b'{"a": ' * 3000


TARGET = Target(
    name="records_file",
    input_class="records.json read back",
    check=check,
    seeds=seeds,
    replayed=6,
    dictionary=(*tuple(f"{place}\t".encode() for place in pointers(known())), b"/0/", b"null", b"[]", b"{}", b"1e999"),
)
