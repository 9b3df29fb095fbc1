"""HTML to lines: what a reader sees with every collapsed part open, and the way back to the DOM."""

from __future__ import annotations

import re
import sys
from array import array
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field, replace

from bs4 import BeautifulSoup, NavigableString, Tag
from bs4.dammit import EncodingDetector

from lhextract.model.layout import Anchor, Dom, Layout, LeftOut, LineKind, LineMarkup
from lhextract.model.page import PageText
from lhextract.model.span import Span
from lhextract.text.canonical import INVISIBLE, LINE_ENDS, canonicalise
from lhextract.text.content import HEADINGS, Content, classes, find_content, is_toggle, walk, why_left_out

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
IN_PRE = {**TO_BLANK, ord("\n"): "\n"}
# A class by which pages mark a title that is no heading element: "card__title", "headline", "h5".
TITLE_CLASS = re.compile(r"(?:^|[-_])(?:title|headline|heading|h[2-6])$")
DISPLAY_BLOCK = re.compile(r"display\s*:\s*(?:block|flex|grid|table)\b", re.IGNORECASE)
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
        self._parents, self._steps = array("i"), []
        self._element_of: dict[int, int] = {}
        self._step_of: dict[int, str] = {}
        self._lines: list[LineMarkup] = []
        self._line = _Pending()
        self._open: list[Tag] = []
        self._items: set[int] = set()  # elements that repeat among their siblings, such as cards
        self._anchors: list[tuple[int, int, str]] = []
        self._anchor_starts: dict[int, int] = {}
        self._ends: dict[int, int] = {}  # the last line of each section, item and panel
        self._under: list[tuple[int, ...]] = []  # per line: the sections around a heading, innermost first
        self._last_heading: Tag | None = None
        self._left_out: list[LeftOut] = []
        self._rows = 0
        self._row: int | None = None
        self._text_counts: Counter[int] = Counter()
        self._under_line: tuple[int, ...] = ()

    def render(self, root: Tag) -> None:
        """Write the lines of an element."""
        skipping: Tag | None = None
        for kind, node in walk(root):
            if skipping is not None:
                if kind == "leave" and node is skipping:
                    skipping = None
                continue
            if isinstance(node, NavigableString):
                self._text(node)
            elif kind == "leave":
                self._leave(node)
            elif (reason := why_left_out(node, self._content) or self._foreign_aside(node)) is not None:
                self._leave_out(node, reason)
                skipping = node
            else:
                self._enter(node)
        self._break()

    def finish(self) -> PageText:
        """The page: canonical text, its lines and their layout."""
        if self._pieces and self._pieces[-1] == "\n":
            self._pieces.pop()
        page = canonicalise("".join(self._pieces))
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

    def _enter(self, tag: Tag) -> None:
        if _breaks(tag):
            self._break()
        self._open.append(tag)
        if tag.name == "tr":
            self._rows += 1
            self._row = self._rows
        if tag.name == "a" and tag.get("href"):
            self._anchor_starts[id(tag)] = self._length
        signatures = Counter((child.name, *classes(child)) for child in tag.children if isinstance(child, Tag))
        self._items.update(
            id(child)
            for child in tag.children
            if isinstance(child, Tag)
            and child.name == "div"
            and signatures[child.name, *classes(child)] > 1
            and classes(child)
        )

    def _leave(self, tag: Tag) -> None:
        if _breaks(tag) or tag.name == "br":
            self._break()
        self._open.pop()
        if tag.name == "tr":
            self._row = None
        if tag.name in SECTIONS or id(tag) in self._items or id(tag) in self._content.panels:
            self._ends[id(tag)] = len(self._lines) + (1 if self._line.shown else 0)
        start = self._anchor_starts.pop(id(tag), None)
        href = str(tag.get("href") or "").strip()
        if start is not None and href and not href.startswith("#") and not href.lower().startswith("javascript:"):
            self._anchors.append((start, self._length, href))

    def _text(self, node: NavigableString) -> None:
        parent = self._open[-1]
        self._text_counts[id(parent)] += 1
        shown = len(SHOWS.findall(node))
        if not shown and not self._line.shown:
            return
        if shown and not self._line.shown:
            self._begin_line()
        self._starts.append(self._length)
        self._elements.append(self._element(parent))
        self._ordinals.append(self._text_counts[id(parent)])
        names = {tag.name for tag in self._open}
        text = str(node)
        for part in re.split("(\n)", text) if "pre" in names else [text]:
            if part == "\n":
                self._write("\n" if self._line.shown else " ")
                self._close_line()
            else:
                self._write(part.translate(TO_BLANK))
                count = len(SHOWS.findall(part))
                if count and not self._line.shown:
                    self._begin_line()
                self._line.shown += count
                self._line.linked += count if "a" in names else 0
                self._line.bold += count if names & BOLD else 0

    def _write(self, text: str) -> None:
        self._pieces.append(text)
        self._length += len(text)

    def _break(self) -> None:
        if self._line.shown:
            self._write("\n")
            self._close_line()

    def _begin_line(self) -> None:
        """Note what stands around the first shown character of a line."""
        block = next((tag for tag in reversed(self._open) if _breaks(tag)), None)
        heading = next(
            (tag for tag in reversed(self._open) if tag.name in HEADINGS or tag.get("role") == "heading"), None
        )
        toggle = next((tag for tag in reversed(self._open) if is_toggle(tag)), None)
        kind = LineKind.TEXT
        if toggle is not None and self._opens_something(toggle):
            kind = LineKind.TOGGLE
        elif heading is not None:
            kind = LineKind.HEADING
        elif any(tag.name == "figcaption" for tag in self._open):
            kind = LineKind.CAPTION
        style = next((name for tag in self._open[-2:] for name in classes(tag) if TITLE_CLASS.search(name)), "")
        self._line.markup = LineMarkup(
            element=block.name if block is not None else "body",
            kind=kind,
            level=_level(heading),
            style=style if kind is LineKind.TEXT else "",
            rows=self._cell_rows(),
        )
        if kind in _OPENS or style:
            self._last_heading = heading or toggle or self._open[-1]
        around = [tag for tag in reversed(self._open) if tag.name in SECTIONS or id(tag) in self._items]
        panel = () if toggle is None else self._panels_of.get(id(toggle), ())
        self._under_line = (*panel, *(id(tag) for tag in around))

    def _cell_rows(self) -> tuple[int, int] | None:
        """The first and last row of the innermost table cell; a caption stands with the first row."""
        if any(tag.name == "caption" for tag in self._open):
            return self._rows + 1, self._rows + 1
        cell = next((tag for tag in reversed(self._open) if tag.name in {"td", "th"}), None)
        if cell is None or self._row is None:
            return None
        span = str(cell.get("rowspan", "1"))
        return self._row, self._row + min(MOST_ROWS, max(1, int(span) if span.isdecimal() else 1)) - 1

    def _opens_something(self, toggle: Tag) -> bool:
        """A toggle that opens nothing on this page is a plain control."""
        return toggle.name == "summary" or id(toggle) in self._panels_of

    def _close_line(self) -> None:
        line = self._line
        if line.shown:
            markup = line.markup
            style = markup.style
            if markup.kind is LineKind.TEXT and not style and line.bold == line.shown:
                style = "bold"
            if markup.kind is LineKind.TEXT and style:
                markup = replace(markup, kind=LineKind.HEADING, style=style)
            self._lines.append(replace(markup, link=line.linked == line.shown))
            self._under.append(self._under_line)
        self._line = _Pending()

    def _scope(self, index: int) -> int:
        """The last line of the innermost section, item or panel that goes on after a heading."""
        return next((self._ends[key] for key in self._under[index] if self._ends.get(key, 0) > index + 1), 0)

    def _foreign_aside(self, tag: Tag) -> str | None:
        """Whether an <aside> speaks for the page rather than for the initiative that it stands in."""
        if tag.name != "aside" and tag.get("role") != "complementary":
            return None
        heading = self._last_heading
        if heading is None:
            return "page aside"
        if any(id(t) in self._items or id(t) in self._content.panels or t.name == "details" for t in self._open):
            return None
        own = tag.find(HEADINGS)
        if isinstance(own, Tag) and 0 < _level(own) <= (_level(heading) or 6):
            return "page aside"
        parent = tag.parent
        beside = parent is heading.parent or (
            parent is not None
            and parent.name in {"article", "section", "div"}
            and len(parent.find_all(HEADINGS, limit=3)) <= 2
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
            for child in children:
                seen[child.name] += 1
                step = f"{child.name}[{seen[child.name]}]" if total[child.name] > 1 else child.name
                self._step_of[id(child)] = sys.intern(step)
        return self._step_of[id(tag)]

    def _anchors_in(self, page: PageText) -> list[Anchor]:
        anchors = []
        for start, end, href in self._anchors:
            first, last = bisect_left(page.origins, start), bisect_left(page.origins, end)
            text = page.text[first:last]
            if text.strip():
                span = Span(first + len(text) - len(text.lstrip()), last - (len(text) - len(text.rstrip())))
                anchors.append(Anchor(span, href))
        return sorted(anchors, key=lambda anchor: anchor.span)


_OPENS = frozenset({LineKind.HEADING, LineKind.TOGGLE})


def _breaks(tag: Tag) -> bool:
    return tag.name in BLOCKS or bool(DISPLAY_BLOCK.search(str(tag.get("style", ""))))


def _level(heading: Tag | None) -> int:
    if heading is None:
        return 0
    if heading.name in HEADINGS:
        return int(heading.name[1])
    level = str(heading.get("aria-level", "2"))
    return min(6, max(1, int(level))) if level.isdecimal() else 2
