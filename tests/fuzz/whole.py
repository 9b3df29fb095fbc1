"""The laws of a whole extraction, from bytes to files: what the targets `extract_text` and `extract_html` share."""

from __future__ import annotations

from dataclasses import replace

from lhextract.comparing import ChangeSet
from lhextract.errors import HeldError
from lhextract.exports.manifest import Since
from lhextract.gate import refuse_broken
from lhextract.model.page import Snapshot
from lhextract.model.record import Records, SnapshotInfo
from lhextract.output import output_files
from lhextract.run import Extraction
from tests.fuzz.laws import laws_of_mentions, laws_of_outline, laws_of_page, laws_of_records
from tests.fuzz.pages import extract_page, one_in, text_page
from tests.fuzz.target import hold

MODEL = 25  # one input in so many is read by the network too: it takes ten times as long
AGAIN = 3  # one in so many is extracted twice, and all files of it are written


def check_whole(snapshot: Snapshot) -> Extraction:
    """Every law of every stage, and the same files from two runs."""
    body = snapshot.body
    use_model = one_in(MODEL, body)
    extraction = extract_page(snapshot, use_model=use_model)
    assert extraction.outline is not None
    assert extraction.mentions is not None
    laws_of_page(extraction.page)
    laws_of_outline(extraction.outline, extraction.page)
    laws_of_mentions(extraction.mentions, extraction.page)
    laws_of_records(records_of(extraction), extraction.page)
    if one_in(AGAIN, body):
        again = extract_page(snapshot, use_model=use_model)
        hold(again.records == extraction.records, "extracted twice, records and findings are the same")
        hold(_files(again) == _files(extraction), "two runs write the same bytes")
        try:
            refuse_broken(extraction, None)
        except HeldError as held:
            hold(bool(held.holds), "a page is held for a reason")
    return extraction


def laws_of_own_text(extraction: Extraction) -> None:
    """A page of text and its canonical text give the same records."""
    again = extract_page(text_page(extraction.page.text.encode()), use_model=one_in(MODEL, extraction.snapshot.body))
    hold(again.page.text == extraction.page.text, "the canonical text is its own canonical text")
    hold(_unsigned(records_of(again)) == _unsigned(records_of(extraction)), "a run on own output text changes nothing")


def records_of(extraction: Extraction) -> Records:
    """The records, which every finished extraction has."""
    return extraction.finished()[0]


def _files(extraction: Extraction) -> dict[str, bytes]:
    nothing = ChangeSet((), b"", Since(None, 0, 0), is_new=False)
    return output_files(extraction, inputs={}, changed=nothing)


def _unsigned(records: Records) -> Records:
    """The records without what says which bytes they come from."""
    return replace(records, source=replace(records.source, snapshot=SnapshotInfo("", None, "")))
