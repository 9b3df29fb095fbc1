"""HTML to lines: what a reader sees with every collapsed part open, and the way back to the DOM."""

from __future__ import annotations

import re
import sys
from array import array
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from bs4 import BeautifulSoup, Tag
from bs4.dammit import EncodingDetector
from bs4.element import NavigableString

from lhextract.model.layout import Anchor, Dom, Layout, LeftOut, LineKind, LineMarkup
from lhextract.model.page import PageText
from lhextract.model.span import Span
from lhextract.text.canonical import INVISIBLE, LINE_ENDS, canonicalise
from lhextract.text.content import (
    HEADINGS,
    PARTS,
    Content,
    classes,
    find_content,
    is_aside,
    is_toggle,
    walk,
    why_furniture,
    why_unseen,
)

# Elements that stand on lines of their own (HTML, rendering section, "flow content"), and cells of tables.
# fmt: off
BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "center", "details", "dialog", "dd", "dir", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "optgroup", "p", "pre", "search",
    "section", "summary", "table", "caption", "tbody", "thead", "tfoot", "tr", "td", "th", "ul",
})
# fmt: on
SECTIONS = frozenset({"article", "section", "main", "details", "li", "td", "body"})
BOLD = frozenset({"b", "strong"})
SHOWS = re.compile(rf"[^\s\x00-\x1f\x7f-\x9f{''.join(sorted(INVISIBLE))}]")
TO_BLANK = {ord(char): " " for char in (*LINE_ENDS, "\t")}
# A class by which pages mark a title that is no heading element: "card__title", "headline", "h5".
TITLE_CLASS = re.compile(r"(?:^|[-_])(?:title|headline|heading|h[2-6])$")
DISPLAY_BLOCK = re.compile(r"display\s*:\s*(?:block|flex|grid|table)\b", re.IGNORECASE)
MOST_ROWS = 1000  # that a cell may span; HTML allows 65,534
# Fields of a contact card: hCard classes and what pages call them.
CARD_FIELDS = frozenset(
    {
        "fn",
        "n",
        "name",
        "title",
        "role",
        "org",
        "tel",
        "email",
        "adr",
        "url",
        "phone",
        "fax",
        "position",
        "function",
        "unit",
    }
)
LONG_PART = 100  # characters of a cell or definition that is more than a value
SEARCHED = 4096  # bytes in which an encoding is declared, if at all; the standard says 1024
PLAIN_NAME = re.compile(r"[A-Za-z_][\w.-]*")  # a name that stands in an XPath as it is, unlike Word's "o:p"
BEGINNING = 80  # characters of a part that was left out, for a person to recognise it


def declared_encoding(body: bytes) -> str | None:
    """The encoding that a page declares in a <meta> element or an XML declaration."""
    found: str | None = EncodingDetector.find_declared_encoding(body[:SEARCHED], is_html=True)
    return found


def parse_html(source: str) -> BeautifulSoup:
    """The DOM of a decoded page; lxml repairs what is broken, in linear time."""
    return BeautifulSoup(source, "lxml")


def render_html(source: str) -> PageText:
    """Return the canonical text of a decoded HTML page with the layout of its lines."""
    soup = parse_html(source)
    content = find_content(soup)
    renderer = _Renderer(content)
    for element in (content.title, content.root):
        if element is not None:
            renderer.render(element)
    return renderer.finish()


# The elements around a place, innermost first, as (its id, those around it); shared, since pages nest deep.
_Around: TypeAlias = "tuple[int, _Around] | None"


@dataclass(frozen=True, slots=True)
class _Place:
    """An open element, and what it and the elements around it say about a line that begins in it."""

    tag: Tag | None = None
    block: str = "body"
    heading: Tag | None = None
    toggle: Tag | None = None
    around: _Around = None
    part: bool = False  # inside a part of the content, whose header or footer is its own
    listed: bool = False
    own: bool = False  # inside what holds one initiative: a card, a panel, <details>, a section with one heading or two
    caption: bool = False
    rows: tuple[int, int] | None = None
    pre: bool = False
    linked: bool = False
    bold: bool = False


@dataclass(slots=True)
class _Pending:
    """The line that is being written."""

    shown: int = 0
    linked: int = 0
    bold: int = 0
    markup: LineMarkup = field(default_factory=lambda: LineMarkup("body"))


class _Renderer:
    """Walks the content once and writes lines; every list it keeps has one entry per line or text node."""

    def __init__(self, content: Content) -> None:
        self._content = content
        self._panels_of: dict[int, tuple[int, ...]] = {}
        for panel, toggle in content.panels.items():
            self._panels_of[id(toggle)] = (*self._panels_of.get(id(toggle), ()), panel)
        self._pieces: list[str] = []
        self._length = 0
        self._starts, self._elements, self._ordinals = array("I"), array("i"), array("I")
        self._parents = array("i")
        self._steps: list[str] = []
        self._element_of: dict[int, int] = {}
        self._step_of: dict[int, str] = {}
        self._lines: list[LineMarkup] = []
        self._line = _Pending()
        self._open: list[_Place] = []
        self._items: set[int] = set()  # elements that repeat among their siblings, such as cards
        self._anchors: list[tuple[int, int, str]] = []
        self._anchor_starts: dict[int, int] = {}
        self._ends: dict[int, int] = {}  # the last line of each section, item and panel
        self._under: list[tuple[tuple[int, ...], _Around]] = []  # per line: the panels it opens, what is around it
        self._under_line: tuple[tuple[int, ...], _Around] = ((), None)
        self._length_of_lines = 0
        self._last_heading: Tag | None = None
        self._left_out: list[LeftOut] = []
        self._rows = 0
        self._row_title = ""
        self._text_counts: Counter[int] = Counter()

    def render(self, root: Tag) -> None:
        """Write the lines of an element."""
        skipping: Tag | None = None
        self._open = [_Place(part=root.name != "body")]
        for kind, node in walk(root):
            if skipping is not None:
                if kind == "leave" and node is skipping:
                    skipping = None
                continue
            if isinstance(node, NavigableString):
                self._text(node)
            elif kind == "leave":
                self._leave(node)
            elif (reason := self._why_left_out(node)) is not None:
                self._ends[id(node)] = len(self._lines) + (1 if self._line.shown else 0)
                self._leave_out(node, reason)
                skipping = node
            else:
                self._enter(node)
        self._break()

    def finish(self) -> PageText:
        """The page: canonical text, its lines and their layout."""
        page = canonicalise("".join(self._pieces)[: self._length_of_lines])
        lines = [
            replace(line, scope=self._scope(i)) if line.kind in _OPENS else line for i, line in enumerate(self._lines)
        ]
        layout = Layout(
            lines=tuple(lines) or (LineMarkup("body"),),
            anchors=tuple(self._anchors_in(page)),
            dom=Dom(self._parents, tuple(self._steps), self._starts, self._elements, self._ordinals),
            left_out=tuple(self._left_out),
        )
        return replace(page, layout=layout)

    def _why_left_out(self, tag: Tag) -> str | None:
        place = self._open[-1]
        if reason := why_unseen(tag, self._content):
            return reason
        if place.own and self._content.phones[id(tag)]:  # "social", "related" or not: it says whom to call
            return None
        return why_furniture(tag, self._content, part=place.part, listed=place.listed) or self._foreign_aside(tag)

    def _enter(self, tag: Tag) -> None:
        breaks = _breaks(tag)
        if breaks:
            self._break()
        if tag.name == "tr":
            self._rows += 1
        if tag.name == "a" and tag.get("href"):
            self._anchor_starts[id(tag)] = self._length
        self._open.append(self._place(tag, breaks=breaks))
        signatures = {id(child): (child.name, *classes(child)) for child in tag.children if isinstance(child, Tag)}
        counts = Counter(signatures.values())
        self._items.update(
            key for key, sign in signatures.items() if sign[0] == "div" and len(sign) > 1 and counts[sign] > 1
        )

    def _place(self, tag: Tag, *, breaks: bool) -> _Place:
        outer, name = self._open[-1], tag.name
        item = id(tag) in self._items
        own = outer.own or item or name == "details" or id(tag) in self._content.panels
        own = own or (name in {"article", "section"} and self._content.headings[id(tag)] in {1, 2})
        rows = outer.rows
        if name in {"td", "th"} and self._rows:
            span = str(tag.get("rowspan", "1"))
            rows = self._rows, self._rows + min(MOST_ROWS, max(1, int(span) if span.isdecimal() else 1)) - 1
        elif name == "caption":  # stands with the first row
            rows = self._rows + 1, self._rows + 1
        return _Place(
            tag=tag,
            block=name if breaks else outer.block,
            heading=tag if name in HEADINGS or tag.get("role") == "heading" else outer.heading,
            toggle=tag if is_toggle(tag) else outer.toggle,
            around=(id(tag), outer.around) if name in SECTIONS or item else outer.around,
            part=outer.part or own or name in PARTS,
            listed=outer.listed or name in {"ul", "ol"},
            own=own,
            caption=outer.caption or name == "figcaption",
            rows=rows,
            pre=outer.pre or name == "pre",
            linked=outer.linked or name == "a",
            bold=outer.bold or name in BOLD,
        )

    def _leave(self, tag: Tag) -> None:
        if tag.name == "br" and self._open[-1].heading is not None:
            self._write(" ")  # "<h3>Universität<br>Breslau</h3>" is one title
        elif _breaks(tag) or tag.name == "br":
            self._break()
        self._open.pop()
        if tag.name in SECTIONS or id(tag) in self._items or id(tag) in self._content.panels:
            self._ends[id(tag)] = len(self._lines) + (1 if self._line.shown else 0)
        start = self._anchor_starts.pop(id(tag), None)
        href = str(tag.get("href") or "").strip()
        if start is not None and href and not href.startswith("#") and not href.lower().startswith("javascript:"):
            self._anchors.append((start, self._length, href))

    def _text(self, node: NavigableString) -> None:
        place = self._open[-1]
        parent = place.tag
        if parent is None:
            return
        self._text_counts[id(parent)] += 1
        shown = len(SHOWS.findall(node))
        if not shown and not self._line.shown:
            return
        if shown and not self._line.shown:
            self._begin_line()
        self._starts.append(self._length)
        self._elements.append(self._element(parent))
        self._ordinals.append(self._text_counts[id(parent)])
        text = str(node)
        for part in re.split("(\n)", text) if place.pre else [text]:
            if part == "\n":
                self._write("\n" if self._line.shown else " ")
                self._close_line()
            else:
                self._write(part.translate(TO_BLANK))
                count = len(SHOWS.findall(part))
                if count and not self._line.shown:
                    self._begin_line()
                self._line.shown += count
                self._line.linked += count if place.linked else 0
                self._line.bold += count if place.bold else 0

    def _write(self, text: str) -> None:
        self._pieces.append(text)
        self._length += len(text)

    def _break(self) -> None:
        if self._line.shown:
            self._write("\n")
            self._close_line()

    def _begin_line(self) -> None:
        """Note what stands around the first shown character of a line."""
        place = self._open[-1]
        self._row_title = _row_title(place.tag)
        kind = LineKind.TEXT
        if place.toggle is not None and self._opens_something(place.toggle):
            kind = LineKind.TOGGLE
        elif place.heading is not None:
            kind = LineKind.HEADING
        elif place.caption:
            kind = LineKind.CAPTION
        tags = [around.tag for around in self._open[-2:] if around.tag is not None]
        style = next((name for tag in tags for name in classes(tag) if TITLE_CLASS.search(name)), "")
        self._line.markup = LineMarkup(
            element=place.block,
            kind=kind,
            level=_level(place.heading),
            style=style if kind is LineKind.TEXT else "",
            rows=place.rows,
        )
        if kind in _OPENS or style:
            self._last_heading = place.heading or place.toggle or place.tag
        panels: tuple[int, ...] = ()
        if place.toggle is not None:
            panels = self._panels_of.get(id(place.toggle), ())
            if place.toggle.parent is not None and place.toggle.parent.name == "details":
                panels = (id(place.toggle.parent),)
        self._under_line = panels, place.around

    def _opens_something(self, toggle: Tag) -> bool:
        """A toggle that opens nothing on this page is a plain control."""
        return toggle.name == "summary" or id(toggle) in self._panels_of

    def _close_line(self) -> None:
        line = self._line
        if line.shown:
            markup = line.markup
            style = markup.style
            if markup.kind is LineKind.TEXT and not style:
                style = "bold" if line.bold == line.shown else self._row_title
            if markup.kind is LineKind.TEXT and style:
                markup = replace(markup, kind=LineKind.HEADING, style=style)
            self._lines.append(replace(markup, link=line.linked == line.shown))
            self._under.append(self._under_line)
            self._length_of_lines = self._length - 1  # without the line end
        self._line = _Pending()

    def _scope(self, index: int) -> int:
        """The last line of the innermost section, item or panel that goes on after a heading."""
        panels, around = self._under[index]
        for panel in panels:
            # An empty part ends where it begins; one before its toggle says nothing.
            if self._ends.get(panel, 0) > index:
                return self._ends[panel]
        while around is not None:
            key, around = around
            if self._ends.get(key, 0) > index + 1:
                return self._ends[key]
        return 0

    def _foreign_aside(self, tag: Tag) -> str | None:
        """Whether an <aside> speaks for the page rather than for the initiative that it stands in."""
        if not is_aside(tag):
            return None
        heading = self._last_heading
        if heading is None:
            return "page aside"
        if self._open[-1].own:
            return None
        headings = self._content.headings
        own = tag.find(HEADINGS) if headings[id(tag)] else None
        if isinstance(own, Tag) and 0 < _level(own) <= (_level(heading) or 6):
            return "page aside"
        parent = tag.parent
        beside = parent is heading.parent or (
            parent is not None and parent.name in {"article", "section", "div"} and headings[id(parent)] <= 2
        )
        return None if beside else "page aside"

    def _leave_out(self, tag: Tag, reason: str) -> None:
        if reason == "no text":
            return
        text = " ".join(tag.get_text(" ", strip=True)[:BEGINNING].split())
        if text:
            steps = [self._step(place) for place in (tag, *tag.parents) if place.parent is not None]
            self._left_out.append(LeftOut("/" + "/".join(reversed(steps)), reason, text))

    def _element(self, tag: Tag) -> int:
        """The number of an element, with its ancestors numbered before it."""
        chain = []
        place: Tag | None = tag
        while place is not None and place.parent is not None and id(place) not in self._element_of:
            chain.append(place)
            place = place.parent
        for element in reversed(chain):
            self._element_of[id(element)] = len(self._steps)
            self._parents.append(self._element_of.get(id(element.parent), -1))
            self._steps.append(self._step(element))
        return self._element_of[id(tag)]

    def _step(self, tag: Tag) -> str:
        """The XPath step to an element from its parent: "p[2]", or "p" where it is the only one."""
        if id(tag) not in self._step_of:
            children = [child for child in (tag.parent or tag).children if isinstance(child, Tag)]
            total = Counter(child.name for child in children)
            seen: Counter[str] = Counter()
            for position, child in enumerate(children, start=1):
                seen[child.name] += 1
                step = f"{child.name}[{seen[child.name]}]" if total[child.name] > 1 else child.name
                self._step_of[id(child)] = sys.intern(step if PLAIN_NAME.fullmatch(child.name) else f"*[{position}]")
        return self._step_of[id(tag)]

    def _anchors_in(self, page: PageText) -> list[Anchor]:
        anchors = []
        for start, end, href in self._anchors:
            first, last = bisect_left(page.origins, start), bisect_left(page.origins, end)
            while first < last and page.text[first].isspace():
                first += 1
            # A card that is a link as a whole is called by its first line.
            text = page.text[first:last].partition("\n")[0].rstrip()
            if text:
                anchors.append(Anchor(Span(first, first + len(text)), href))
        return sorted(anchors, key=lambda anchor: anchor.span)


_OPENS = frozenset({LineKind.HEADING, LineKind.TOGGLE})


def _breaks(tag: Tag) -> bool:
    return _is_field(tag) or tag.name in BLOCKS or bool(DISPLAY_BLOCK.search(str(tag.get("style", ""))))


def _is_field(tag: Tag) -> bool:
    """Whether a field of a contact card follows another one without a blank, as spans of hCard do."""
    before = tag.previous_sibling
    return _names_field(tag) and isinstance(before, Tag) and _names_field(before)


def _names_field(tag: Tag) -> bool:
    return tag.name in {"span", "a"} and (tag.has_attr("itemprop") or not CARD_FIELDS.isdisjoint(classes(tag)))


def _row_title(tag: Tag | None) -> str:
    """The style of a line that names what stands beside it: a term, a legend, the first cell of a row.

    Only where that is long: "Phone" names a value, not an initiative.
    """
    while tag is not None and tag.name not in BLOCKS:
        tag = tag.parent
    if tag is None or tag.name not in {"dt", "legend", "td", "th"}:
        return ""
    if tag.name == "legend":
        named = [tag.parent]
    elif tag.name == "dt":
        named = [tag.find_next_sibling()]
    elif tag.find_previous_sibling(["td", "th"]) is None:
        named = list(tag.find_next_siblings(["td", "th"]))
    else:
        return ""
    long = any(isinstance(part, Tag) and len(part.get_text(" ", strip=True)) >= LONG_PART for part in named)
    return tag.name if long and len(tag.get_text(" ", strip=True)) < LONG_PART else ""


def _level(heading: Tag | None) -> int:
    if heading is None:
        return 0
    if heading.name in HEADINGS:
        return int(heading.name[1])
    level = str(heading.get("aria-level", "2"))
    return min(6, max(1, int(level))) if level.isdecimal() else 2
