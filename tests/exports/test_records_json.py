"""`records.json` is written as the json module would write it."""

from __future__ import annotations

import json
from dataclasses import asdict, replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lhextract.exports.records_json import to_json, write_records
from lhextract.exports.schema import as_object
from lhextract.model.record import Records

TEXTS = st.text(st.characters(codec="utf-8"))
THOUSANDTHS = st.integers(0, 1000).map(lambda number: number / 1000)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS, confidence=THOUSANDTHS)
def test_written_as_the_json_module_would(records: Records, text: str, confidence: float) -> None:
    """Any text, and every confidence that a name can have, in the same bytes."""
    first = replace(records.mentions[0], text=text, confidence=confidence)
    altered = replace(records, mentions=(first, *records.mentions[1:]))
    assert write_records(altered) == to_json(asdict(altered))


def test_an_object_is_what_is_read_back(records: Records) -> None:
    """The records as an object have lists and plain strings, as the file read again."""
    assert as_object(records) == json.loads(write_records(records))
