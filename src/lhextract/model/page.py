"""A page as fetched, and its canonical text with lines."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from lhextract.model.layout import Anchor, Layout
from lhextract.model.span import Span


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The bytes of one page at one time.

    `source` is the id under which the page is known ("lighthouses"); `url` and `retrieved` (ISO 8601, UTC)
    are None where nobody recorded them; `sha256` is the digest of `body`; `path` is
    the file that was read, for messages only. `charset` and `status` are what the server said with it, if it did.
    """

    source: str
    url: str | None
    media_type: str
    retrieved: str | None
    sha256: str
    body: bytes
    path: str | None = None
    charset: str | None = None
    status: int | None = None

    @property
    def name(self) -> str:
        """What messages call the page: its file, else its id."""
        return self.path or self.source


@dataclass(frozen=True, slots=True)
class Line:
    r"""One item of `text.split("\n")`: `number` counts from 1, `[start, end)` excludes the line end."""

    number: int
    start: int
    end: int

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands on the line (canonical text has no blanks at line ends)."""
        return self.start == self.end


@dataclass(frozen=True, slots=True)
class PageText:
    """The canonical text that every offset refers to.

    `origins[i]` is the offset, in code points of the source, of the character that `text[i]` comes from; it never
    decreases. The source of a text page is the decoded file; that of an HTML page is its text nodes in a row,
    and `layout.dom` leads from there to the node.
    """

    text: str
    lines: tuple[Line, ...]
    origins: Sequence[int]
    layout: Layout | None = None

    def slice(self, span: Span) -> str:
        """The text under a span."""
        return self.text[span.start : span.end]

    def line_text(self, line: Line) -> str:
        """The text of a line, without its line end."""
        return self.text[line.start : line.end]

    def line_at(self, offset: int) -> Line:
        """The line on which a code point stands; a line end belongs to the line it ends."""
        return self.lines[bisect_right(self.lines, offset, key=lambda line: line.start) - 1]

    def anchors_in(self, span: Span) -> tuple[Anchor, ...]:
        """The links that begin in a span, in page order; none on a text page."""
        if self.layout is None:
            return ()
        anchors = self.layout.anchors
        first = bisect_left(anchors, span.start, key=lambda anchor: anchor.span.start)
        last = bisect_left(anchors, span.end, key=lambda anchor: anchor.span.start)
        return anchors[first:last]
