from __future__ import annotations

import json
from collections import Counter
from typing import Any

import pytest

from lhextract.formats.form import Export
from lhextract.formats.jsonl import LISTS, RESOLVED, records_of_jsonl, write_jsonl
from lhextract.run import Extraction
from tests.formats.made import HOSTILE, exported, page_of


def _lines(export: Export) -> list[dict[str, Any]]:
    content = write_jsonl(export).files[f"{export.source}.jsonl"]
    return [json.loads(line) for line in content.decode("utf-8").splitlines()]


def test_lines_are_all_the_records(lighthouses: Extraction) -> None:
    """The records come back equal, and each list has as many lines as items."""
    export = exported(lighthouses)
    assert records_of_jsonl(write_jsonl(export).files["lighthouses.jsonl"]) == export.records
    counts = Counter(line["record"] for line in _lines(export))
    assert counts == {"source": 1} | {kind: len(getattr(export.records, name)) for kind, name in LISTS.items()}


@pytest.mark.parametrize("word", HOSTILE.values(), ids=list(HOSTILE))
def test_hostile_text_comes_back(word: str) -> None:
    """No text of a page breaks a line or comes back as another."""
    export = page_of(word)
    assert records_of_jsonl(write_jsonl(export).files["made.jsonl"]) == export.records


def test_initiative_can_be_read_alone(lighthouses: Extraction) -> None:
    """Every id in the line of an initiative is that of an object in the same line, and nothing else is there."""
    for line in (each for each in _lines(exported(lighthouses)) if each["record"] == "initiative"):
        institutions = {each["id"]: each for each in line["institutions"]}
        named = {each["institution"] for key in ("partners", "host_units", "mentions") for each in line[key]} - {None}
        above = {each["parent"] for each in institutions.values()} - {None}
        assert set(institutions) == named | above
        assert all(line["id"] in person["initiatives"] for person in line["people"])
        assert {mention["person"] for mention in line["mentions"]} - {None} <= {each["id"] for each in line["people"]}
        assert {each["initiative"] for key in ("mentions", "findings") for each in line[key]} <= {line["id"]}


def test_initiative_begins_as_in_records_json(lighthouses: Extraction) -> None:
    """A reader of records.json reads the line of an initiative as it is."""
    line = next(each for each in _lines(exported(lighthouses)) if each["record"] == "initiative")
    keys = list(type(exported(lighthouses).records.initiatives[0]).__dataclass_fields__)
    assert list(line) == ["record", *keys, *RESOLVED]


@pytest.mark.parametrize("line", [b'{"record": "page"}\n', b"{}\n", b'{"record": "person", "id": "ps-a"}\n'])
def test_other_lines_are_refused(line: bytes) -> None:
    """What is no line of this format is not half read."""
    with pytest.raises(ValueError, match=r"record|schema_version"):
        records_of_jsonl(line)
