"""What the markup of an HTML page says about its lines, and the way back from characters to the DOM."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum

from lhextract.model.span import Span


class LineKind(StrEnum):
    """What the element around a line makes of it."""

    TEXT = "text"
    HEADING = "heading"  # h1 to h6, role=heading, or a line marked as one by its class or by bold type
    TOGGLE = "toggle"  # opens a collapsible part: <summary>, a button with aria-controls
    CAPTION = "caption"


@dataclass(frozen=True, slots=True)
class LineMarkup:
    """The markup of one line.

    `element` names the innermost block element ("p", "h3", "dd"). `level` is the rank of a heading, 1 to 6, for a
    toggle without rank 0. `style` tells headings apart that have no rank: "bold" or the name of a class. `scope` is
    the number of the last line that stands under a heading or toggle, by the elements around it (0: they do not
    say; its own number: nothing does). `link` says that
    the whole line is a link; `rows` are the first and the last table row that its cell spans, numbered over the page.
    """

    element: str
    kind: LineKind = LineKind.TEXT
    level: int = 0
    style: str = ""
    scope: int = 0
    link: bool = False
    rows: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Anchor:
    """A link: the text that it stands under, on one line, and the address as written."""

    span: Span
    href: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A part of the page that is not in its text: where it stands, why it was left out, and how it begins."""

    xpath: str
    reason: str
    text: str


@dataclass(frozen=True, slots=True, eq=False)
class Dom:
    """The text nodes of a page, by their place in the source that offsets count in.

    Element `e` is step `steps[e]` ("p[2]") under element `parents[e]` (-1 at the top). Text node `n` begins at
    source offset `starts[n]` and is the `ordinals[n]`-th text of element `elements[n]`.
    """

    parents: array[int]
    steps: tuple[str, ...]
    starts: array[int]
    elements: array[int]
    ordinals: array[int]

    def locate(self, origin: int) -> tuple[str, int]:
        """The XPath of the text node that a source offset stands in, and the offset in code points inside it."""
        node = bisect_right(self.starts, origin) - 1
        return f"{self.xpath(self.elements[node])}/text()[{self.ordinals[node]}]", origin - self.starts[node]

    def xpath(self, element: int) -> str:
        """The XPath of an element."""
        steps = []
        while element >= 0:
            steps.append(self.steps[element])
            element = self.parents[element]
        return "/" + "/".join(reversed(steps))


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """What an HTML page says beyond its text: `lines` has one entry per line."""

    lines: tuple[LineMarkup, ...]
    anchors: tuple[Anchor, ...]
    dom: Dom
    left_out: tuple[LeftOut, ...]
