"""Every kind of change can be said, in every form, and page text stays text."""

from __future__ import annotations

from dataclasses import replace

import pytest
from bs4 import BeautifulSoup

from lhextract.errors import UsageError
from lhextract.exports.changes.groups import group_changes, summarise
from lhextract.exports.changes.html import changes_html, changes_page
from lhextract.exports.changes.jsonl import read_changes, write_changes
from lhextract.exports.changes.markdown import changes_markdown
from lhextract.exports.changes.sentences import as_text, sentence_of
from lhextract.exports.changes.text import changes_text
from lhextract.model.change import Cause, Change, Kind
from tests.exports.changes.every import EVERY, change_of

HOSTILE = "<script>alert(1)</script> | `x` [a](http://b) @eve \u202egnp.exe</bdi>\u2028next"


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_has_a_sentence(kind: Kind) -> None:
    """No kind is said as nothing, or with a value of Python in it."""
    told = as_text(sentence_of(change_of(kind)))
    assert told.strip()
    assert "{" not in told
    assert "None" not in told


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        (Kind.PHONE_CHANGED, "phone changed from 'the old words' to 'the new words'"),
        (Kind.INITIATIVE_ADDED, "new initiative (in Networks › Local)"),
        (Kind.INITIATIVE_RETIRED, "no longer on the page (in Networks › Local)"),
        (Kind.CONTACT_REPLACED, "contact is now 'Office' instead of 'Eva Roth, Head, School of Water'"),
        (Kind.YEAR_CHANGED, "date changed from '2010 (start)' to '2011 (start)'"),
        (Kind.LINK_CHANGED, "link changed from 'Read more (https://uni.example/)' to 'https://uni.example/2'"),
        (Kind.PARTNER_CHANGED, "partner changed from 'TU Delft' to 'TU Delft (https://ror.org/02e2c7k09)'"),
        (Kind.BODY_REWORDED, "text reworded, 84% of the words as before"),
        (Kind.INITIATIVE_SPLIT, "may have been split; new beside it: 'lh-b'"),
    ],
)
def test_sentence(kind: Kind, told: str) -> None:
    """A sentence says what happened in the words of the page."""
    assert as_text(sentence_of(change_of(kind))) == told


def test_changes_read_back_equal() -> None:
    """`changes.jsonl` loses nothing, whatever stands in it."""
    changes = (*EVERY, replace(EVERY[0], name=HOSTILE), replace(EVERY[1], cause=Cause.LOOKUP))
    read = read_changes(write_changes(changes), name="changes.jsonl")
    assert write_changes(read) == write_changes(changes)
    assert [change.kind for change in read] == [change.kind for change in changes]
    assert write_changes(changes).count("\n") == len(changes)


@pytest.mark.parametrize(
    ("line", "advice"),
    [
        pytest.param("{", "line 2: found no JSON", id="no-json"),
        pytest.param('{"kind": "melted"}', "line 2: kind: found 'melted'", id="unknown-kind"),
        pytest.param("[]", "line 2: line: found", id="no-object"),
        pytest.param(
            '{"kind": "year-added", "cause": "page", "name": "x", "colour": 1}', "does not have|do not have", id="key"
        ),
    ],
)
def test_broken_line_is_named(line: str, advice: str) -> None:
    """A line that is no change is an error that names file and line."""
    with pytest.raises(UsageError, match=advice):
        read_changes(write_changes(EVERY[:1]) + line + "\n", name="changes.jsonl")


def test_groups_keep_every_change() -> None:
    """Each change stands in one group, categories first, notes apart."""
    groups = group_changes(EVERY)
    assert groups[0].initiative is None
    assert sorted(map(repr, EVERY)) == sorted(repr(c) for group in groups for c in (*group.changes, *group.notes))
    assert all(change.kind.is_note for group in groups for change in group.notes)


def test_summary_counts() -> None:
    """The first line says how much changed."""
    assert summarise(()) == "no changes"
    three = (change_of(Kind.PHONE_CHANGED), change_of(Kind.PHONE_CHANGED), change_of(Kind.BODY_REWORDED))
    assert summarise(three) == "2 changes, 1 note: 2 phone changed"


def hostile() -> tuple[Change, ...]:
    """Changes whose every text is hostile."""
    return (
        replace(change_of(Kind.PHONE_CHANGED), name=HOSTILE, old=HOSTILE, new=f"{HOSTILE}2"),
        replace(change_of(Kind.BODY_REWORDED), name=HOSTILE, old=HOSTILE, new=f"new {HOSTILE}"),
    )


def test_page_text_stays_text_in_html() -> None:
    """Nothing that stands on the page becomes an element, an attribute or another direction of the report."""
    page = BeautifulSoup(changes_page(hostile(), title=HOSTILE), "lxml")
    assert page.find_all(["script", "a", "img"]) == []
    assert [tag for tag in page.find_all() if any(name.startswith("on") for name in tag.attrs)] == []
    assert "alert(1)" in page.get_text()
    for text in page.body.find_all(string=lambda text: "\u202e" in text):
        assert text.find_parent("bdi") is not None


def test_page_text_stays_text_in_markdown() -> None:
    """Nothing that stands on the page becomes a tag, a link, code, a table or a mention of somebody."""
    told = changes_markdown(hostile(), title=HOSTILE)
    assert "<script" not in told
    assert "@" not in told
    assert "](" not in told
    assert "`" not in told.replace("\\`", "")
    assert "|" not in told.replace("\\|", "")


def test_every_form_says_every_change() -> None:
    """Text, Markdown and HTML hold a line for each change; the page needs nothing from elsewhere."""
    text, markdown, html = changes_text(EVERY, title="x"), changes_markdown(EVERY, title="x"), changes_html(EVERY)
    assert text.count("\n  - ") + text.count("\n  . ") == len(EVERY)
    assert markdown.count("\n- ") == len(EVERY)
    assert html.count("<li ") == len(EVERY)
    assert "http" not in changes_page((), title="x").replace("http-equiv", "")
    assert changes_text((), title="x") == "x: no changes\n"


def test_cause_is_said_where_it_is_not_the_page() -> None:
    """A reader sees at once that the page is not what changed."""
    change = replace(change_of(Kind.PHONE_CHANGED), cause=Cause.LOOKUP)
    assert "(by a lookup table)" in changes_text((change,), title="x")
    assert "by a lookup table" in changes_html((change,))
    assert "by a lookup table" in changes_markdown((change,), title="x")
