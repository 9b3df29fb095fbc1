"""What is judged, and from where it is known."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from lhextract.exports.records_json import write_records
from lhextract.holding.registry import find_holds
from lhextract.holding.subject import Candidate, read_before
from lhextract.language.cues import load_cues
from tests.conftest import GOLDEN
from tests.faults.injection import text_of
from tests.holding.pages import before_of, candidate_of, golden, text_page


def test_extraction_in_force_is_read_from_its_files() -> None:
    """All that is compared stands in records.json and text.txt."""
    page, _ = golden(GOLDEN / "jena-netzwerke")
    candidate = candidate_of(text_page(text_of(page)))
    assert candidate.records is not None
    published = json.loads(write_records(candidate.records))
    assert read_before(published, candidate.text, body=candidate.body) == before_of(candidate)


@given(st.text(), st.binary(), st.sampled_from(["text/html", "text/plain"]))
def test_any_page_can_be_judged(text: str, body: bytes, media_type: str) -> None:
    """Whatever was fetched gets an answer: without any initiative it is held, on a first run and later."""
    _, before = golden(GOLDEN / "jena-netzwerke")
    candidate = Candidate(body, media_type, None, text, "en", None, None)
    for old in (None, before):
        assert find_holds(candidate, old, cues=load_cues())
    assert find_holds(candidate, None, cues=load_cues()) == find_holds(candidate, None, cues=load_cues())
