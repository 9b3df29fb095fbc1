"""Laws that hold for any text."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import asdict, replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from lhextract.comparing import ChangeSet
from lhextract.errors import HeldError, SourceError
from lhextract.exports.manifest import Since
from lhextract.exports.records_json import to_json
from lhextract.exports.schema import validate
from lhextract.gold import find_cases, gold_text_path
from lhextract.lookups import Lookups
from lhextract.model.page import Snapshot
from lhextract.model.record import Records, SnapshotInfo
from lhextract.output import output_files
from lhextract.profile import Profile
from lhextract.run import Extraction, extract
from lhextract.text.canonical import INVISIBLE, canonicalise
from tests.conftest import GOLDEN
from tests.fuzz.laws import laws_of_ids, laws_of_lines, laws_of_mentions, laws_of_outline, laws_of_page, laws_of_quotes

PAGES = [gold_text_path(case).read_bytes().decode("utf-8") for case in find_cases(GOLDEN)]
LINES = sorted({line for page in PAGES for line in page.split("\n")})
# Text with what pages really hold, and with what nobody expects.
ODD = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=60)
BLANKS = st.text(st.sampled_from(" \t\u00a0\u2009\u00ad\u200b\ufeff\r\n\u0301\u2028aeÅK1"), max_size=20)
STRETCHES = st.tuples(st.sampled_from(PAGES), st.integers(0, 60), st.integers(1, 12)).map(
    lambda pick: "\n".join(pick[0].split("\n")[pick[1] : pick[1] + pick[2]])
)
GLUED = st.tuples(st.sampled_from(LINES), ODD, st.sampled_from(LINES)).map("".join)
LINE = st.one_of(st.sampled_from(LINES), STRETCHES, GLUED, ODD)
PAGE = st.lists(LINE, min_size=1, max_size=8).map("\n".join)
ANY_TEXT = st.one_of(PAGE, ODD, BLANKS)


def run(text: str) -> Extraction:
    """Extract a page as text; one that is refused or held is left out of a law."""
    body = text.encode("utf-8")
    snapshot = Snapshot("any", None, "text/plain", None, hashlib.sha256(body).hexdigest(), body)
    try:
        return extract(snapshot, profile=Profile(), lookups=Lookups())
    except (SourceError, HeldError):
        assume(False)
        raise


def records_of(extraction: Extraction) -> Records:
    """The records, which every finished extraction has."""
    assert extraction.records is not None
    return extraction.records


@given(ANY_TEXT)
def test_lines_joined_give_the_page(text: str) -> None:
    """Lines joined with a line end are the page, and none holds a line end, a blank at its end or two in a row."""
    laws_of_page(canonicalise(text))


@given(ANY_TEXT)
def test_canonical_text_is_canonical(text: str) -> None:
    """The canonical text is in NFC, holds nothing invisible, and making it canonical again changes nothing."""
    page = canonicalise(text)
    assert unicodedata.is_normalized("NFC", page.text)
    assert INVISIBLE.isdisjoint(page.text)
    again = canonicalise(page.text)
    assert (again.text, again.lines) == (page.text, page.lines)


@given(ANY_TEXT)
def test_origins_lead_back(text: str) -> None:
    """Every character knows where it comes from: origins never decrease and point at the same character."""
    page = canonicalise(text)
    assert len(page.origins) == len(page.text)
    assert sorted(page.origins) == list(page.origins)
    for char, origin in zip(page.text, page.origins, strict=True):
        source = text[origin]
        if char == "\n":
            assert source.splitlines() == [""]
        elif char == " ":
            assert source.isspace() or unicodedata.category(source) == "Cc"
        elif char.isascii():
            assert unicodedata.normalize("NFC", source)[0] == char


@given(PAGE)
def test_mention_is_its_slice(text: str) -> None:
    """The text of a mention is what stands at its offsets; mentions are in page order and do not overlap."""
    extraction = run(text)
    assert extraction.mentions is not None
    laws_of_mentions(extraction.mentions, extraction.page)


@given(PAGE)
def test_quoted_fields_are_slices(text: str) -> None:
    """What a record quotes stands at its offsets; but for rows of contact tables, inside its initiative."""
    extraction = run(text)
    records = records_of(extraction)
    laws_of_quotes(records, extraction.page)
    for one in records.initiatives:
        for item in (*one.partners, *one.host_units, *one.years, *one.programs, *one.contacts, *one.links):
            assert one.start <= item.start < item.end <= one.end


@given(PAGE)
def test_line_has_one_role_and_one_owner(text: str) -> None:
    """Every line has one role; an initiative owns its lines, a blank one goes with the line after it."""
    extraction = run(text)
    assert extraction.outline is not None
    laws_of_outline(extraction.outline, extraction.page)
    laws_of_lines(records_of(extraction), extraction.page.text)


@given(PAGE)
def test_ids_are_unique_and_lead_somewhere(text: str) -> None:
    """No id is given twice, and every id that is referred to exists."""
    laws_of_ids(records_of(run(text)))


@given(PAGE)
def test_records_read_back_equal(text: str) -> None:
    """records.json gives the same records when it is read."""
    records = records_of(run(text))
    assert validate(to_json(asdict(records))) == records


@given(PAGE)
def test_two_runs_give_the_same_bytes(text: str) -> None:
    """The same page gives the same files."""
    nothing = ChangeSet((), b"", Since(None, 0, 0), is_new=False)
    assert output_files(run(text), inputs={}, changed=nothing) == output_files(run(text), inputs={}, changed=nothing)


@pytest.mark.parametrize(
    ("written", "otherwise"),
    [("\n", "\r\n"), ("\n", "\u2028"), (" ", "\u00a0"), (" ", " \t\u00ad "), ("", "\ufeff")],
    ids=["crlf", "line-separator", "no-break-space", "tab-and-soft-hyphen", "bom"],
)
@given(page=st.sampled_from(PAGES))
@settings(max_examples=2)
def test_way_of_writing_changes_nothing(written: str, otherwise: str, page: str) -> None:
    """The same page in another way of writing blanks and line ends gives the same records."""
    other = page.replace(written, otherwise) if written else otherwise + page
    ours, theirs = records_of(run(page)), records_of(run(other))
    same = SnapshotInfo("", None, "")
    assert replace(ours, source=replace(ours.source, snapshot=same)) == replace(
        theirs, source=replace(theirs.source, snapshot=same)
    )
