from __future__ import annotations

import base64
import hashlib
import itertools
from collections import Counter
from dataclasses import replace

import pytest

from lhextract.exports.report.page import write_report
from lhextract.model.change import Cause, Change, Kind
from lhextract.model.record import Records
from tests.conftest import Extract
from tests.exports.report.reading import Node, read_html

# (case, profile): flattened text, HTML with links, German, no categories, many initiatives, Japanese names.
PAGES = {
    "lighthouses": "lighthouses",
    "lighthouses-html": None,
    "jena-netzwerke": None,
    "beirut-alumni": None,
    "leeds-consortium": None,
    "kyoto-ties": None,
}
# Elements of HTML that make a browser fetch, run or send something.
ACTIVE = {"script", "link", "iframe", "object", "embed", "img", "form", "input", "button", "base", "video", "audio"}


@pytest.fixture(scope="module", params=PAGES, ids=str)
def page(request: pytest.FixtureRequest, extract_golden: Extract) -> tuple[Records, str, Node]:
    """Records, text and report of a golden page."""
    extraction = extract_golden(request.param, PAGES[request.param])
    assert extraction.records is not None
    text = extraction.page.text
    return extraction.records, text, read_html(write_report(extraction.records, text, ()))


@pytest.fixture(scope="module")
def lighthouse_text(extract_golden: Extract) -> str:
    """The text of the lighthouse page."""
    return extract_golden("lighthouses", "lighthouses").page.text


def ids(document: Node) -> list[str]:
    """The ids of all elements."""
    return [node.attrs["id"] or "" for node in document.all() if "id" in node.attrs]


def anchors(document: Node) -> set[str]:
    """What the links inside the report lead to."""
    return {href[1:] for link in document.all("a") if (href := link.attrs.get("href") or "").startswith("#")}


def by_id(document: Node) -> dict[str, Node]:
    """Elements by their ids."""
    return {node.attrs["id"] or "": node for node in document.all() if "id" in node.attrs}


def test_whole_text_in_order(page: tuple[Records, str, Node]) -> None:
    """The text column, line by line, is text.txt, character for character."""
    _, text, document = page
    assert "\n".join(line.text for line in document.all("p", css="t")) == text


def test_every_mention_is_marked_once(page: tuple[Records, str, Node]) -> None:
    """Each mention is one mark of its type whose text is its slice, and there are no other marks with an id."""
    records, text, document = page
    marks = {mark.attrs["id"]: mark for mark in document.all("mark") if "id" in mark.attrs}
    assert {one.id: text[one.start : one.end] for one in records.mentions} == {
        ident: mark.text for ident, mark in marks.items()
    }
    assert all(one.type.value.lower() in marks[one.id].classes for one in records.mentions)


def test_ids_are_unique(page: tuple[Records, str, Node]) -> None:
    """No two elements have the same id."""
    assert [ident for ident, count in Counter(ids(page[2])).items() if count > 1] == []


def test_links_lead_somewhere(page: tuple[Records, str, Node]) -> None:
    """Every link inside the report has its target."""
    assert anchors(page[2]) - set(ids(page[2])) == set()


def test_values_and_text_link_to_each_other(page: tuple[Records, str, Node]) -> None:
    """Each value with a span leads to the words of that span, and the words lead back to a value or a name."""
    records, text, document = page
    places = by_id(document)
    for initiative in records.initiatives:
        for field in ("partners", "host_units", "years", "programs", "links", "captions", "acronyms"):
            for number, item in enumerate(getattr(initiative, field), start=1):
                target = next(places[f"{initiative.id}-{field}-{number}"].all("a", css="ref")).attrs["href"] or ""
                assert places[target[1:]].text == text[item.start : item.end]
                assert next(places[target[1:]].all("a"), None) is not None


def test_parts_of_contacts_are_shown(page: tuple[Records, str, Node]) -> None:
    """Each contact says its person, role, unit, numbers and address."""
    records, _, document = page
    places = by_id(document)
    for contact in (contact for initiative in records.initiatives for contact in initiative.contacts):
        parts = (contact.titles_before, contact.person, contact.titles_after, contact.role, contact.unit, contact.email)
        for part in (*parts, *(phone.e164 or phone.raw for phone in contact.phones)):
            assert part is None or part in places[contact.id].text


def test_every_finding_is_shown_once(page: tuple[Records, str, Node]) -> None:
    """The list of findings has each message, and each of its lines points to it."""
    records, _, document = page
    listed = next(node for node in document.all("section") if node.attrs.get("id") == "findings")
    messages = [item.text for item in listed.all("p", css="message")]
    assert len(messages) == len(records.findings)
    for finding in records.findings:
        assert any(finding.message in message for message in messages)


def test_nothing_comes_from_elsewhere(page: tuple[Records, str, Node]) -> None:
    """The report runs nothing, fetches nothing and sends nothing; links leave it only by http(s), mailto and tel."""
    document = page[2]
    assert {node.tag for node in document.all()}.isdisjoint(ACTIVE)
    for node in document.all():
        assert not {
            name for name in node.attrs if name.startswith("on") or name in {"src", "srcset", "style", "xlink:href"}
        }
        href = node.attrs.get("href")
        assert href is None or href.startswith(("#", "https://", "http://", "mailto:", "tel:"))


def test_style_is_the_only_one_allowed(page: tuple[Records, str, Node]) -> None:
    """The policy names the digest of the one style sheet, which imports nothing."""
    document = page[2]
    [style] = document.all("style")
    [policy] = [m.attrs["content"] or "" for m in document.all("meta") if "http-equiv" in m.attrs]
    digest = base64.b64encode(hashlib.sha256(style.text.encode()).digest()).decode()
    assert policy.startswith("default-src 'none'; style-src 'sha256-" + digest + "'")
    assert "url(" not in style.text
    assert "@import" not in style.text


def test_headings_are_in_order(page: tuple[Records, str, Node]) -> None:
    """One h1, and no heading more than one rank below the one before it."""
    ranks = [int(node.tag[1]) for node in page[2].all() if node.tag in {"h1", "h2", "h3", "h4", "h5", "h6"}]
    assert ranks.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in itertools.pairwise(ranks))


def test_no_link_inside_a_link(page: tuple[Records, str, Node]) -> None:
    """A browser ends a link at the next one, so that none may hold another."""
    assert [link.text for link in page[2].all("a") if any(node.tag == "a" for node in link.above())] == []


def test_no_block_inside_a_paragraph(page: tuple[Records, str, Node]) -> None:
    """A browser ends a paragraph at a block."""
    blocks = {"p", "div", "ul", "ol", "dl", "table", "section", "details", "figure", "h2", "h3", "h4"}
    for paragraph in page[2].all("p"):
        assert {node.tag for node in paragraph.all()}.isdisjoint(blocks)


def test_labels_name_what_there_is(page: tuple[Records, str, Node]) -> None:
    """What a landmark or a figure is labelled by exists."""
    known = set(ids(page[2]))
    for node in page[2].all():
        assert set((node.attrs.get("aria-labelledby") or "").split()) <= known


def test_same_bytes_every_time(records: Records, lighthouse_text: str) -> None:
    """Two reports of the same records are the same, and none knows a time that the records do not give."""
    assert write_report(records, lighthouse_text, ()) == write_report(records, lighthouse_text, ())


def test_lighthouse_report_is_small(records: Records, lighthouse_text: str) -> None:
    """The report of the lighthouse page can be sent by e-mail: less than 400 KB."""
    assert len(write_report(records, lighthouse_text, ()).encode("utf-8")) < 400_000


def test_retrieval_time_is_that_of_the_snapshot(records: Records, lighthouse_text: str) -> None:
    """The time that is shown is the one at which the page was fetched."""
    snapshot = replace(records.source.snapshot, retrieved="2026-03-01T06:00:00Z")
    dated = replace(records, source=replace(records.source, snapshot=snapshot))
    [time] = read_html(write_report(dated, lighthouse_text, ())).all("time")
    assert (time.text, time.attrs["datetime"]) == ("2026-03-01T06:00:00Z", "2026-03-01T06:00:00Z")


@pytest.mark.parametrize(
    ("kinds", "tag"),
    [
        pytest.param([Kind.INITIATIVE_ADDED], "new", id="new"),
        pytest.param([Kind.PHONE_CHANGED], "changed", id="changed"),
        pytest.param([Kind.PHONE_CHANGED, Kind.INITIATIVE_RENAMED], "renamed", id="renamed-says-more"),
        pytest.param([Kind.BODY_REWORDED], None, id="notes-alone"),
    ],
)
def test_changed_initiatives_are_tagged(
    kinds: list[Kind], tag: str | None, records: Records, lighthouse_text: str
) -> None:
    """A tag beside its name, in the contents and above its text, says what happened to an initiative."""
    initiative = records.initiatives[0]
    changes = [Change(kind, Cause.PAGE, initiative.name, initiative=initiative.id) for kind in kinds]
    document = read_html(write_report(records, lighthouse_text, changes))
    assert [node.text for node in document.all("span", css="tag")] == ([tag, tag] if tag else [])


def test_changes_are_taken_over_as_mark_up(records: Records, lighthouse_text: str) -> None:
    """The fragment that says the changes stands in its section as it is."""
    document = read_html(write_report(records, lighthouse_text, (), changes_html='<p class="ch-sum">no changes</p>'))
    assert [node.text for node in document.all("p", css="ch-sum")] == ["no changes"]
