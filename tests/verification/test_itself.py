"""What cannot be true of a page is found without any stage, and no page is wronged."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

from lhextract.exports.schema import as_object
from lhextract.verification.counting import wrong_counts, wrong_digests
from lhextract.verification.itself import contradictions
from lhextract.verification.mismatch import as_text
from lhextract.verification.promised import broken_promises
from lhextract.verification.quotes import untrue_quotes
from lhextract.verification.readings import untrue_values
from lhextract.verification.references import broken_references
from tests.conftest import ROOT, Extract

FOLDER = ROOT / "extracted" / "lighthouses"
TEXT = (FOLDER / "text.txt").read_text("utf-8")
RECORDS = json.loads((FOLDER / "records.json").read_text("utf-8"))
MANIFEST = json.loads((FOLDER / "manifest.json").read_text("utf-8"))
PHONE = "initiatives 1 contacts 0 phones 0"
Change = Callable[[Any], object]


def problems(document: Any, text: str = TEXT) -> list[str]:
    """Where the second reading finds something that cannot be."""
    checks = (untrue_quotes(document, text), untrue_values(document), broken_references(document))
    return [place for check in checks for place, _, _ in check]


def part(path: str, **values: object) -> Change:
    """A change of some keys of the object at a path ("initiatives 1 contacts 0")."""

    def change(document: Any) -> None:
        for step in path.split():
            document = document[int(step) if step.isdecimal() else step]
        document.update(values)

    return change


@pytest.mark.parametrize(
    ("change", "place"),
    [
        pytest.param(part("mentions 3", start=0), "/mentions/3/text", id="offset"),
        pytest.param(part("mentions 3", end=10**9), "/mentions/3/end", id="behind-the-end"),
        pytest.param(part("mentions 3", start=-1), "/mentions/3/start", id="before-the-start"),
        pytest.param(part("mentions 3", text="x"), "/mentions/3/text", id="quote"),
        pytest.param(part("mentions 3", line=160), "/mentions/3/line", id="line-of-a-mention"),
        pytest.param(part("mentions 3", line=0), "/mentions/3/line", id="no-line"),
        pytest.param(part("lines 7", end=1000), "/lines/7/end", id="line"),
        pytest.param(part("lines 7", number=7), "/lines/7/number", id="line-number"),
        pytest.param(lambda d: d["lines"].pop(), "/lines", id="line-dropped"),
        pytest.param(part("source", text_sha256="0" * 64), "/source/text_sha256", id="text"),
        pytest.param(part("initiatives 4", text="Made up."), "/initiatives/4/text", id="words-of-a-block"),
        pytest.param(part("initiatives 1 partners 0", name="X"), "/initiatives/1/partners/0/name", id="partner"),
        pytest.param(
            part("initiatives 1 contacts 0 phones 0", raw="+49 351 1"),
            "/initiatives/1/contacts/0/phones/0/raw",
            id="raw",
        ),
        pytest.param(part(PHONE, e164="+4935146332731"), f"/{PHONE.replace(' ', '/')}/e164", id="e164"),
        pytest.param(part(PHONE, national="0351 46332"), f"/{PHONE.replace(' ', '/')}/national", id="national"),
        pytest.param(part("initiatives 1 years 0", value="1999"), "/initiatives/1/years/0/value", id="year"),
        pytest.param(part("mentions 3", initiative="lh-aaaaaaaaaa"), "/mentions/3/initiative", id="initiative"),
        pytest.param(part("institutions 2", parent="org-aaaaaaaaaa"), "/institutions/2/parent", id="parent"),
        pytest.param(part("people 0", initiatives=["lh-aaaaaaaaaa"]), "/people/0/initiatives/0", id="person"),
        pytest.param(part("people 1", id=RECORDS["people"][0]["id"]), "/people/1/id", id="id-twice"),
        pytest.param(part("initiatives 3", order=5), "/initiatives/3/order", id="order"),
    ],
)
def test_what_cannot_be_is_named(change: Change, place: str) -> None:
    """Offsets, quotes, digits, references and ids are read a second time, by other means than the stages have."""
    document = deepcopy(RECORDS)
    change(document)
    assert place in problems(document)


@pytest.mark.parametrize(
    ("change", "place"),
    [
        pytest.param(part("initiatives 1 contacts 0 phones 0", e164="0351"), "initiatives/1/contacts/0/phones/0/e164"),
        pytest.param(part("mentions 3", type="PLACE"), "mentions/3/type", id="enum"),
        pytest.param(part("mentions 3", confidence=2), "mentions/3/confidence", id="bound"),
        pytest.param(part("mentions 3", more=1), "mentions/3", id="key"),
    ],
)
def test_schema_is_kept(change: Change, place: str) -> None:
    """The published schema is held against the file by a validator that is not ours."""
    document = deepcopy(RECORDS)
    change(document)
    assert [pointer for pointer, _, _ in broken_promises(document)] == [f"/{place}"]


@pytest.mark.parametrize("change", [part("mentions 3", type="PLACE"), part("mentions 3", confidence=2)])
def test_schema_is_kept_without_the_validator(change: Change, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where that validator is not installed, the program's own reading takes its place."""
    monkeypatch.setitem(sys.modules, "jsonschema", None)
    document = deepcopy(RECORDS)
    assert list(broken_promises(document)) == []
    change(document)
    assert len(list(broken_promises(document))) == 1


@pytest.mark.parametrize("name", ["contacts", "lines", "mentions", "findings", "corrections"])
def test_counts_are_counted(name: str) -> None:
    """The manifest counts what the records have."""
    manifest = {**MANIFEST, "counts": {**MANIFEST["counts"], name: 7}}
    assert [one.place for one in wrong_counts(RECORDS, manifest)] == [f"/counts/{name}"]


def test_manifest_names_the_page_of_the_records() -> None:
    """Manifest, records and text are of one page."""
    manifest = {**MANIFEST, "inputs": {**MANIFEST["inputs"], "snapshot": "0" * 64}}
    places = [one.place for one in wrong_digests(RECORDS, manifest, b"other")]
    assert places == ["/inputs/snapshot", "/source/text_sha256"]


@pytest.mark.parametrize("case", ["galway-cards", "nairobi-networks"])
def test_true_pages_are_not_wronged(case: str, extract_golden: Extract) -> None:
    """Pages as they are contradict themselves nowhere: a link that shows no number, a trunk zero in the middle."""
    extraction = extract_golden(case, None)
    document = json.loads(as_text(as_object(extraction.records)))
    assert problems(document, extraction.page.text) == []


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"null", b'{"lines": 1}', b"\xff", b"[" * 5000, b"[" * 400 + b"]" * 400]
)
def test_any_bytes_are_read(content: bytes) -> None:
    """Files that somebody broke are an answer, never an error."""
    files = dict.fromkeys(("records.json", "machine.json", "manifest.json", "text.txt"), content)
    assert {one.file for one in contradictions(files)} <= {"records.json", "machine.json"}


@pytest.mark.parametrize(
    ("path", "change"),
    [
        pytest.param("contacts.ct-a.phones.tel-a", part(PHONE, e164="+4935146332731"), id="phone"),
        pytest.param("years.yr-a.value", part("initiatives 1 years 0", value="1999"), id="year"),
        pytest.param("partners.org-a.name", part("initiatives 1 partners 0", name="X"), id="partner"),
    ],
)
def test_decisions_are_not_doubted(path: str, change: Change) -> None:
    """What a steward decided need not stand on the page; the same value that nobody decided is doubted."""
    document = deepcopy(RECORDS)
    change(document)
    assert len(problems(document)) == 1
    document["initiatives"][1]["provenance"] = {path: {"by": "correction", "name": "co-a", "confidence": 1.0}}
    assert problems(document) == []


def test_what_is_no_json_contradicts_nothing() -> None:
    """A document that cannot be read is told as altered; that its nothing is no record would be said twice."""
    assert contradictions({"records.json": b'{"initiatives": [', "machine.json": b"\xff"}) == ()
