"""A page that wants to run code, and a steward who is given such words: everything is text, and nothing is hidden."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from urllib.parse import quote

import pytest
from bs4 import BeautifulSoup, Tag

from lhextract.corrections.store import save_decisions
from lhextract.corrections.wishes import Wish
from lhextract.model.correction import Action
from lhextract.model.outline import LineRole
from lhextract.model.record import RecordLine, Records
from lhextract.pointing import names_of
from tests.review.opened import SOURCE
from tests.review.steward import OTHER, Steward, row, soup
from tests.review.visitors import STEWARD

SCRIPT = "<script>alert(1)</script>"
# One of each kind of trouble: mark-up, ends of attributes, templates, bidi and zero-width characters, addresses.
HOSTILE = (
    f"{SCRIPT}\"'><img src=x onerror=alert(2)>{{{{7777*7}}}}{{% raw %}}\u202egnp\u200b\ufeff\u2066 javascript:alert(3)"
)
INVISIBLE = ("\u202e", "\u200b", "\ufeff", "\u2066")
# What of the machine's document is free text; the rest are ids and words of ours.
FREE = frozenset(
    {"name", "label", "path", "category", "text", "person", "titles_before", "titles_after", "role", "unit", "raw"}
    | {"national", "value", "short", "long", "message", "given", "family", "titles", "aliases", "url"}
)
CLOSED = frozenset({("Year", "role"), ("RecordLine", "role")})
# Attributes of ours that hold an address, and scripts of ours.
ADDRESSES = ("href", "action", "src", "hx-get", "hx-post", "formaction")


def spoilt(thing: object, kind: str = "", name: str = "") -> object:
    """The same with hostile words behind every free text."""
    if isinstance(thing, str) and not isinstance(thing, Enum):
        is_free = name in FREE and (kind, name) not in CLOSED
        return ("javascript:alert(3)//" + HOSTILE if name == "url" else thing + HOSTILE) if is_free else thing
    if isinstance(thing, tuple):
        return tuple(spoilt(each, kind, name) for each in thing)
    if isinstance(thing, Mapping):
        return thing
    if is_dataclass(thing) and not isinstance(thing, type):
        own = type(thing).__name__
        return replace(thing, **{one.name: spoilt(getattr(thing, one.name), own, one.name) for one in fields(thing)})
    return thing


def spoil(steward: Steward) -> Steward:
    """A steward whose page is hostile: its names and values, its lines, and a line of 100 kB at its end."""
    desk = steward.desk
    machine = spoilt(desk.machine)
    assert isinstance(machine, Records)
    text = list(desk.text)
    for line in desk.machine.lines:
        if line.end - line.start > len(HOSTILE):
            text[line.start : line.start + len(HOSTILE)] = HOSTILE
    long = HOSTILE * (100_000 // len(HOSTILE))
    last = machine.initiatives[-1]
    start = len(text) + 1
    line = RecordLine(len(machine.lines) + 1, start, start + len(long), LineRole.BODY, last.id)
    machine = replace(
        machine,
        lines=(*machine.lines, line),
        initiatives=(*machine.initiatives[:-1], replace(last, end=line.end)),
    )
    steward.office.desks[SOURCE] = replace(
        desk,
        machine=machine,
        text="".join(text) + "\n" + long,
        _applier=None,
        _corrected=None,
        _checked=None,
        _checker=None,
    )
    return steward


def decide_hostile(steward: Steward) -> None:
    """Decisions whose values, reasons and authors are hostile, as files of others that git has merged: in conflict."""
    desk = steward.desk
    record = desk.machine.initiatives[1].id
    made = []
    for author in (STEWARD, OTHER):
        wishes = [Wish(Action.SET, record, "name", f"Graz {author}", "because")]
        wishes += [Wish(Action.ADD, record, "partners", {"name": f"Wien {author}"}, "because")]
        made += list(desk.decide(wishes, author=author, write=False))
    bad = [replace(one, author=f"{one.author}{SCRIPT}\u202e", reason=HOSTILE) for one in made]
    bad = [replace(one, value=one.value + HOSTILE) if isinstance(one.value, str) else one for one in bad]
    bad = [
        replace(one, value={**one.value, "name": f"{one.value['name']}{HOSTILE}"})
        if isinstance(one.value, Mapping)
        else one
        for one in bad
    ]
    save_decisions(desk.folder, bad)
    assert desk.decisions().unread == ()


def check(page: BeautifulSoup, text: str) -> None:
    """Nothing of the page runs but our own scripts, no address leads elsewhere, and no template was filled in twice."""
    assert [str(one.get("src")).partition("?")[0] for one in page.find_all("script")] in (
        ["/static/htmx.min.js", "/static/review.js"],
        [],
    )
    assert page.select("img, iframe, object, embed, style, base, svg, math, template, [style]") == []
    for tag in page.find_all(True):
        assert isinstance(tag, Tag)
        assert [name for name in tag.attrs if name.lower().startswith(("on", "hx-on"))] == [], tag.name
        for name in ADDRESSES:
            if tag.has_attr(name):
                address = str(tag[name])
                assert address.startswith(("/", "#", "?")), (tag.name, name, address[:80])
                assert not address.startswith("//")
    assert str(7777 * 7) not in text
    assert "<script>alert" not in text


def named(page: BeautifulSoup) -> None:
    """What nobody would see is named wherever it stands, but for inputs, which hold what will be sent."""
    for text in page.find_all(string=lambda text: text is not None and any(char in text for char in INVISIBLE)):
        parent = text.parent
        assert parent is not None
        holder = parent if parent.name == "textarea" else parent.find_parent(class_="unseen")
        assert holder is not None, text[:80]
        assert holder.name == "textarea" or holder["data-code"] == f"U+{ord(text):04X}"
    for tag in page.find_all(True):
        for name, value in tag.attrs.items():
            if any(char in str(value) for char in INVISIBLE):
                assert name == "value" or name.startswith("data-"), (tag.name, name)


@pytest.fixture
def hostile(steward: Steward) -> Steward:
    """A hostile page with hostile decisions."""
    spoil(steward)
    decide_hostile(steward)
    return steward


def views(steward: Steward) -> list[str]:
    """Every kind of page: each record, some entries, the queue with filters, the log, previews."""
    desk = steward.desk
    record = desk.machine.initiatives[1].id
    entries = desk.corrected().entries.of[record]
    base = f"/s/{SOURCE}"
    found = [base, f"{base}/log", "/?all=1", f"{base}?text={quote(HOSTILE)}", f"{base}?done=1"]
    found += [f"{base}?{name}={quote(HOSTILE)}" for name in ("why", "field", "category", "finding", "state", "said")]
    found += [f"{base}/r/{ident}" for ident, _ in names_of(desk.machine)][::8]
    found += [f"{base}/r/{record}?entry={path}" for path in entries]
    found += [f"{base}/r/{record}?said={quote(HOSTILE)}&undo={quote(HOSTILE)}&of={quote(HOSTILE)}"]
    found += [f"{base}/r/{record}?entry={quote(HOSTILE)}", f"{base}/r/{desk.machine.initiatives[-1].id}?entry=name"]
    contact = next(path for path in entries if path.endswith(".unit"))
    found += [f"{base}/r/{record}/everywhere?path={contact}&value={quote(value)}" for value in ("a", HOSTILE)]
    return found


def test_every_view_shows_text(hostile: Steward) -> None:
    """No view of a hostile page runs, loads or hides anything, whatever it shows."""
    for path in views(hostile):
        answer = hostile.client.get(path, follow_redirects=True)
        assert answer.status_code in {200, 422}, (path, answer.status_code)
        page = soup(answer)
        check(page, answer.text)
        named(page)


def test_names_are_read_as_they_are(hostile: Steward) -> None:
    """The words are all there for the steward: nothing is cut off, filled in or left out."""
    initiative = hostile.desk.machine.initiatives[0]
    page = hostile.record(initiative.id)
    assert page.h1 is not None
    assert SCRIPT in page.h1.get_text()
    assert "{{7777*7}}{% raw %}" in page.h1.get_text()
    assert [str(one["data-code"]) for one in page.h1.select(".unseen")] == [f"U+{ord(c):04X}" for c in INVISIBLE]
    assert str(row(page, "name").select("input[name=value]")[0]["value"]) == initiative.name


def test_the_conflict_of_hostile_decisions(hostile: Steward) -> None:
    """Authors, values and reasons are shown on both sides, as text."""
    record = hostile.desk.machine.initiatives[1].id
    page = hostile.record(record, "name")
    sides = row(page, "name").select(".sides li")
    assert len(sides) == 3
    for side in sides[:2]:
        assert side.get_text().count(SCRIPT) >= 3
        assert "U+202E" in {one["data-code"] for one in side.select(".unseen")}


def test_a_long_line_is_cut(hostile: Steward) -> None:
    """A line of 100 kB is shown in part, and the page says how much is left."""
    page = hostile.record(hostile.desk.machine.initiatives[-1].id, "name")
    lines = page.select("#passage .line")
    longest = max(lines, key=lambda one: len(one.get_text()))
    assert "more characters" in longest.get_text()


@pytest.mark.parametrize("partial", [False, True], ids=["plain", "htmx"])
@pytest.mark.parametrize(
    ("path", "do", "name"),
    [
        ("name", "save", "value"),
        ("category", "save", "value"),
        ("name", "save", "reason"),
        ("partners", "add", "key.name"),
        ("years", "add", "key.value"),
        ("contacts", "add", "key.email"),
        ("links", "add", "key.url"),
        ("", "use", "quote"),
        ("", "merge", "other"),
        ("", HOSTILE, "value"),
        (HOSTILE, "save", "value"),
    ],
)
def test_what_a_steward_types(steward: Steward, path: str, do: str, name: str, partial: bool) -> None:
    """Saved or refused, what was typed is text on the next page."""
    record = steward.initiative(2).id
    typed = {"path": path, "value": "a", "target": "programs", name: HOSTILE}
    answer = steward.post(record, do, partial=partial, **typed)
    assert answer.status_code in {200, 303, 422}
    if answer.status_code == 303:
        answer = steward.client.get(answer.headers["location"])
    check(soup(answer), answer.text)
    named(soup(answer))
    log = steward.client.get(f"/s/{SOURCE}/log")
    check(soup(log), log.text)


def test_no_link_of_the_page_can_be_followed(hostile: Steward) -> None:
    """The addresses that a page links to are shown, never linked: all links of ours stay here."""
    for initiative in hostile.desk.machine.initiatives[:6]:
        page = hostile.record(initiative.id)
        assert page.select('a[href^="http"], a[href^="javascript"], a[href^="mailto"]') == []
