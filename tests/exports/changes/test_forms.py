"""Every kind of change can be said, in every form, and page text stays text."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from lhextract.errors import UsageError
from lhextract.exports.changes.groups import group_changes, summarise
from lhextract.exports.changes.html import changes_html, page_of
from lhextract.exports.changes.jsonl import read_changes, write_changes
from lhextract.exports.changes.markdown import changes_markdown, escape
from lhextract.exports.changes.names import Names, names_of
from lhextract.exports.changes.sentences import as_text, sentence_of
from lhextract.exports.changes.text import changes_text
from lhextract.model.change import Cause, Change, Kind, Value
from lhextract.model.release import Release, ReleasedCategory, ReleasedContact, ReleasedInitiative
from tests.exports.changes.every import EVERY, NAMES, change_of

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
        (Kind.PHONE_CHANGED, "phone of 'Eva Roth' changed from 'the old words' to 'the new words'"),
        (Kind.INITIATIVE_ADDED, "new initiative (in 'Networks › Local')"),
        (Kind.INITIATIVE_RETIRED, "no longer on the page (in 'Networks › Local')"),
        (
            Kind.CONTACT_REPLACED,
            "contact is now 'Office' instead of 'Eva Roth, Head, School of Water, +49351, e@uni.example'",
        ),
        (Kind.YEAR_CHANGED, "date changed from '2010 (start)' to '2011 (start)'"),
        (Kind.LINK_CHANGED, "link changed from 'Read more (https://uni.example/)' to 'https://uni.example/2'"),
        (Kind.PARTNER_CHANGED, "partner changed from 'TU Delft' to 'TU Delft (https://ror.org/02e2c7k09)'"),
        (Kind.BODY_REWORDED, "text reworded, 84% of the words as before"),
        (Kind.INITIATIVE_SPLIT, "may have been split; new beside it: 'Energy'"),
        (Kind.INITIATIVE_REORDERED, "stands elsewhere in its category, now behind 'Energy'"),
        (Kind.CATEGORY_REORDERED, "stands elsewhere on the page, now behind 'Networks'"),
    ],
)
def test_sentence(kind: Kind, told: str) -> None:
    """A sentence says what happened in the words of the page."""
    assert as_text(sentence_of(change_of(kind), NAMES)) == told


@pytest.mark.parametrize(
    ("change", "told"),
    [
        pytest.param(
            replace(change_of(Kind.PHONE_CHANGED), old=None, new="+49351"), "phone added: '+49351'", id="came"
        ),
        pytest.param(
            replace(change_of(Kind.EMAIL_CHANGED), old="e@uni.example", new=None),
            "e-mail removed: 'e@uni.example'",
            id="went",
        ),
        pytest.param(change_of(Kind.INITIATIVE_SPLIT), "may have been split; new beside it: 'lh-b'", id="id"),
        pytest.param(
            replace(change_of(Kind.INITIATIVE_MERGED), related=("lh-b", "lh-c")),
            "may have taken up what is gone: 'lh-b', 'lh-c'",
            id="ids",
        ),
        pytest.param(
            replace(change_of(Kind.INITIATIVE_REORDERED), place=""), "stands first in its category now", id="first"
        ),
        pytest.param(
            replace(change_of(Kind.INITIATIVE_MOVED), new=""), "moved from 'old words' to 'no category'", id="nowhere"
        ),
        pytest.param(
            replace(change_of(Kind.PERSON_CHANGED), old=None), "name of a contact added: 'the new words'", id="named"
        ),
    ],
)
def test_sentence_without_names(change: Change, told: str) -> None:
    """What has no name is left out, or said by its id; what there was or is not, is not said."""
    assert as_text(sentence_of(change)) == told


VALUES = (
    st.none()
    | st.text(max_size=9)
    | st.dictionaries(
        st.sampled_from(["id", "name", "phones", "person", "category", "path", "url", "value", "institution", "role"]),
        st.none() | st.integers() | st.text(max_size=5) | st.lists(st.text(max_size=5), max_size=2),
    )
)


@given(kind=st.sampled_from(Kind), old=VALUES, new=VALUES, initiative=st.none() | st.just("lh-a"))
def test_every_form_can_show_every_line(kind: Kind, old: Value, new: Value, initiative: str | None) -> None:
    """What another program wrote into a line is said in some way; no form fails on it."""
    change = Change(kind, Cause.PAGE, "Water", category="cat-a", initiative=initiative, old=old, new=new)
    names = names_of((change,))
    assert changes_text((change,), title="x", names=names)
    assert changes_markdown((change,), title="x", names=names)
    assert changes_html((change,), names=names)


def test_names_come_from_releases_and_from_changes() -> None:
    """Whose phone it is stands in the release; who came or went says it itself."""
    contact = ReleasedContact("ct-a", person="Eva Roth")
    initiative = ReleasedInitiative("lh-a", "Water", ("Networks", "Local"), contacts=(contact,))
    release = Release((ReleasedCategory("cat-a", ("Networks",)),), (initiative,))
    assert names_of((), release) == Names(
        {"ct-a": "Eva Roth"}, {"lh-a": "Water"}, {"cat-a": "Networks"}, {"lh-a": "Networks › Local"}
    )
    gone = replace(change_of(Kind.CONTACT_REMOVED), contact="ct-a")
    assert names_of((gone,)).contacts == {"ct-a": "Eva Roth"}
    assert names_of((change_of(Kind.INITIATIVE_ADDED),)).homes == {"lh-a": "Networks › Local"}


def test_initiative_stands_with_its_category() -> None:
    """A heading says where the initiative stands, in every form."""
    change = change_of(Kind.PHONE_CHANGED)
    assert "\nWater (lh-a), in Networks\n" in changes_text((change,), title="x", names=NAMES)
    assert "### Water (in Networks)\n" in changes_markdown((change,), title="x", names=NAMES)
    heading = BeautifulSoup(changes_html((change,), names=NAMES), "lxml").h3
    assert heading.get_text() == "Water Networks"


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
    assert summarise((change_of(Kind.CATEGORY_ADDED),) * 2) == "2 changes, no notes: 2 categories added"
    three = (change_of(Kind.PHONE_CHANGED), change_of(Kind.PHONE_CHANGED), change_of(Kind.BODY_REWORDED))
    assert summarise(three) == "2 changes, 1 note: 2 phones changed"


def hostile() -> tuple[Change, ...]:
    """A change of every kind, whose every text is hostile."""

    def spoilt(value: object) -> object:
        if isinstance(value, str):
            return f"{HOSTILE} {value}"
        if isinstance(value, dict):
            return {key: spoilt(one) for key, one in value.items()}
        return [spoilt(one) for one in value] if isinstance(value, list | tuple) else value

    return tuple(replace(one, name=HOSTILE, old=spoilt(one.old), new=spoilt(one.new)) for one in EVERY)


NASTY = Names({"ct-a": HOSTILE}, {"lh-a": HOSTILE, "lh-b": HOSTILE}, {"cat-b": HOSTILE}, {"lh-a": HOSTILE})


def test_page_text_stays_text_in_html() -> None:
    """Nothing that stands on the page becomes an element, an attribute or another direction of the report."""
    page = BeautifulSoup(page_of([(HOSTILE, changes_html(hostile(), names=NASTY))]), "lxml")
    assert page.find_all(["script", "a", "img"]) == []
    assert {name for tag in page.body.find_all() for name in tag.attrs} == {"class"}
    assert "alert(1)" in page.get_text()
    turned = page.body.find_all(string=lambda text: "\u202e" in text)
    assert turned
    assert all(text.find_parent("bdi") is not None for text in turned)


def rendered(markdown: str) -> BeautifulSoup:
    """What a reader of the Markdown sees."""
    return BeautifulSoup(MarkdownIt("gfm-like", {"linkify": False}).render(markdown), "lxml")


def test_page_text_stays_text_in_markdown() -> None:
    """Nothing that stands on the page becomes a tag, a link, code, an image, a list or another direction."""
    page = rendered(changes_markdown(hostile(), title=HOSTILE, names=NASTY))
    ours = {"html", "body", "h2", "h3", "p", "ul", "li", "details", "summary", "blockquote", "strong", "em"}
    assert {tag.name for tag in page.find_all()} - ours <= {"del", "ins"}
    assert {name for tag in page.find_all() for name in tag.attrs} == set()
    assert "<script>alert(1)</script> | `x` [a](http://b) @\u200beve \\u202egnp.exe</bdi> next" in page.h2.get_text()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("1. first", id="ordered"),
        pytest.param("- first", id="bullet"),
        pytest.param("+49 351", id="plus"),
        pytest.param("# heading", id="heading"),
        pytest.param("> quoted", id="quotation"),
        pytest.param("---", id="rule"),
        pytest.param("    code", id="indented"),
        pytest.param("a*b*c_d_e ~~f~~ $g$ &amp; \\", id="inline"),
        pytest.param("see https://uni.example/a_b?c=d&e and www.uni.example", id="address"),
        pytest.param("(bracket)", id="bracket"),
    ],
)
@pytest.mark.parametrize("kind", [Kind.BODY_REWORDED, Kind.PROGRAM_ADDED, Kind.CATEGORY_REORDERED])
def test_markdown_shows_texts_as_they_are(kind: Kind, text: str) -> None:
    """However a text begins, it is shown as it is, and opens nothing."""
    change = replace(change_of(kind), name=text, old=text if kind is Kind.BODY_REWORDED else None, new=f"{text} more")
    page = BeautifulSoup(
        MarkdownIt("gfm-like", {"linkify": False}).render(changes_markdown((change,), title="x")), "lxml"
    )
    assert " ".join(text.split()) in " ".join(page.ul.get_text().split())
    assert page.find_all(["ol", "hr", "code", "h1", "a"]) == []
    assert len(page.find_all("ul")) == 1


@pytest.mark.parametrize("kind", Kind)
def test_every_form_says_the_same(kind: Kind) -> None:
    """HTML and Markdown say a change in the words of its sentence, their blanks too."""
    change = change_of(kind)
    said = "".join(part if isinstance(part, str) else part.text for part in sentence_of(change, NAMES))
    markdown = rendered(changes_markdown((change,), title="x", names=NAMES)).li
    html = BeautifulSoup(changes_html((change,), names=NAMES), "lxml").li
    assert said in " ".join(markdown.get_text().split())
    assert said in " ".join(html.get_text().split())


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        pytest.param("ask @eve", "ask @&#8203;eve", id="person"),
        pytest.param("see #12", r"see \#&#8203;12", id="issue"),
        pytest.param("e@uni.example", "e@uni.example", id="address"),
        pytest.param("+49 351 463-33013", "+49 351 463-33013", id="phone"),
    ],
)
def test_nobody_is_called(text: str, escaped: str) -> None:
    """A mention or an issue number calls nobody where the text is posted; addresses and numbers can be copied."""
    assert escape(text) == escaped


def test_text_steers_no_terminal() -> None:
    """Control characters and turns of direction are shown as their codes; lines stay lines."""
    change = replace(change_of(Kind.PHONE_CHANGED), name="a\x1b[31m\u202eb\r\nc", old="\x9b2J", new="\u2066x")
    told = changes_text((change,), title="t\x07")
    assert {char for char in told if unicodedata.category(char) in {"Cc", "Cf"}} == {"\n"}
    assert told.count("\n") == 4
    assert r"a\u001b[31m\u202eb c" in told


def test_text_keeps_its_width() -> None:
    """Lines are no longer than the terminal, but a word is never cut."""
    change = replace(change_of(Kind.LINK_CHANGED), new={"text": None, "url": "https://uni.example/" + "x" * 90})
    lines = changes_text((*EVERY, change), title="x", width=60).splitlines()
    assert [line for line in lines[1:] if len(line) > 60] == [next(line for line in lines if "x" * 90 in line)]


def test_text_written_anew_is_short_but_in_html() -> None:
    """A mail and an issue have little room; a page shows everything."""
    old, new = (" ".join(f"{word}{number}" for number in range(2000)) for word in ("old", "new"))
    change = replace(change_of(Kind.BODY_REWORDED), old=old, new=new)
    assert len(changes_markdown((change,), title="x")) < 3000
    assert len(changes_text((change,), title="x")) < 3000
    assert old in changes_html((change,))


def test_every_form_says_every_change() -> None:
    """Text, Markdown and HTML hold a line for each change; the page needs nothing from elsewhere."""
    text, markdown, html = changes_text(EVERY, title="x"), changes_markdown(EVERY, title="x"), changes_html(EVERY)
    assert text.count("\n  - ") + text.count("\n  . ") == len(EVERY)
    assert markdown.count("\n- ") == len(EVERY)
    assert html.count("<li ") == len(EVERY)
    assert "http" not in page_of([("x", changes_html(()))]).replace("http-equiv", "")
    assert changes_text((), title="x") == "x: no changes\n"


def test_cause_is_said_where_it_is_not_the_page() -> None:
    """A reader sees at once that the page is not what changed."""
    change = replace(change_of(Kind.PHONE_CHANGED), cause=Cause.LOOKUP)
    assert "(by a lookup table)" in changes_text((change,), title="x")
    assert "by a lookup table" in changes_html((change,))
    assert "by a lookup table" in changes_markdown((change,), title="x")


def test_page_runs_nothing() -> None:
    """The page of changes tells browsers to run and fetch nothing, whatever came past escaping."""
    page = BeautifulSoup(page_of([("a", changes_html(hostile(), names=NASTY))]), "lxml")
    policy = page.find("meta", {"http-equiv": "Content-Security-Policy"})
    assert policy is not None
    assert str(policy["content"]).split("; ") == [
        "default-src 'none'",
        "style-src 'unsafe-inline'",
        "base-uri 'none'",
        "form-action 'none'",
    ]


def test_title_ends_no_title() -> None:
    """The name of a source cannot end the title of the page and begin something else."""
    page = BeautifulSoup(page_of([("</title><img src=x onerror=alert(1)>", "")]), "lxml")
    assert page.find_all("img") == []
    assert page.title is not None
    assert "<img" in page.title.get_text()
