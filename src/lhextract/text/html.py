"""HTML to lines: what a reader sees with every collapsed part open, and the way back to the DOM."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from bs4 import BeautifulSoup, Tag
from bs4.dammit import EncodingDetector
from bs4.element import NavigableString

from lhextract.model.layout import Anchor, Layout, LeftOut, LineKind, LineMarkup
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
from lhextract.text.dom import DomWriter
from lhextract.text.elements import NAMING, breaks_line, level_of, row_title, whole_number

# A class by which pages mark a title that is no heading element: "card__title", "headline", "h5".
TITLE_CLASS = re.compile(r"(?:^|[-_])(?:title|headline|heading|h[2-6])$")
SECTIONS = frozenset({"article", "section", "main", "details", "li", "td", "body"})
_OPENS = frozenset({LineKind.HEADING, LineKind.TOGGLE})
BOLD = frozenset({"b", "strong"})
SHOWS = re.compile(rf"[^\s\x00-\x1f\x7f-\x9f{''.join(sorted(INVISIBLE))}]")
TO_BLANK = {ord(char): " " for char in (*LINE_ENDS, "\t")}
MOST_ROWS = 1000  # that a cell may span; HTML allows 65,534
SEARCHED = 4096  # bytes in which an encoding is declared, if at all; the standard says 1024
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
    row_title: str = ""
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
        self._dom = DomWriter()
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
        self._row_titles: dict[int, str] = {}  # of cells, terms and legends

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
            dom=self._dom.finish(),
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
        breaks = breaks_line(tag)
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
            span = whole_number(str(tag.get("rowspan", "1")), otherwise=1, most=MOST_ROWS)
            rows = self._rows, self._rows + span - 1
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
        elif breaks_line(tag) or tag.name == "br":
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
        self._dom.count(parent)
        shown = len(SHOWS.findall(node))
        if not shown and not self._line.shown:
            return
        if shown and not self._line.shown:
            self._begin_line()
        self._dom.add(parent, self._length)
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
            level=level_of(place.heading),
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
        self._line.row_title = self._row_title(place)

    def _row_title(self, place: _Place) -> str:
        """What `row_title` says of the block that a line begins in; a cell may have many lines."""
        if place.block not in NAMING:
            return ""
        tag = next(
            open_.tag for open_ in reversed(self._open) if open_.tag is not None and open_.tag.name == place.block
        )
        if id(tag) not in self._row_titles:
            self._row_titles[id(tag)] = row_title(tag)
        return self._row_titles[id(tag)]

    def _opens_something(self, toggle: Tag) -> bool:
        """A toggle that opens nothing on this page is a plain control."""
        return toggle.name == "summary" or id(toggle) in self._panels_of

    def _close_line(self) -> None:
        line = self._line
        if line.shown:
            markup = line.markup
            style = markup.style
            if markup.kind is LineKind.TEXT and not style:
                style = "bold" if line.bold == line.shown else line.row_title
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
        if isinstance(own, Tag) and 0 < level_of(own) <= (level_of(heading) or 6):
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
            self._left_out.append(LeftOut(self._dom.xpath(tag), reason, text))

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
