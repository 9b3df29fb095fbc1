"""One initiative as the record builders see it: its lines, and the mentions on each of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lhextract.model.layout import Anchor
from lhextract.model.mention import Label, Mention, Mentions
from lhextract.model.outline import Block, LineRole, Outline
from lhextract.model.page import Line, PageText
from lhextract.model.span import Span


@dataclass(frozen=True, slots=True)
class ViewLine:
    """A line of a block with its role, its text, its mentions and its links (of an HTML page)."""

    line: Line
    role: LineRole
    text: str
    mentions: tuple[Mention, ...]
    anchors: tuple[Anchor, ...] = ()
    rows: tuple[int, int] | None = None  # first and last table row of the cell that the line stands in

    def of(self, label: Label) -> tuple[Mention, ...]:
        """The mentions of one type on the line."""
        return tuple(mention for mention in self.mentions if mention.label is label)

    def starting_in(self, span: Span, label: Label) -> Iterator[Mention]:
        """The mentions of one type that begin in a part of the line, found without a look at the others."""
        first = bisect_left(self.mentions, span.start, key=lambda mention: mention.span.start)
        for index in range(first, len(self.mentions)):
            mention = self.mentions[index]
            if mention.span.start >= span.end:
                return
            if mention.label is label:
                yield mention


@dataclass(frozen=True, slots=True)
class BlockView:
    """A block with its lines that are not blank; `pairs` are (long, short) mentions of acronyms in the block."""

    block: Block
    lines: tuple[ViewLine, ...]
    pairs: tuple[tuple[Span, Span], ...]

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """All mentions of the block, in page order."""
        return tuple(mention for line in self.lines for mention in line.mentions)

    def with_role(self, *roles: LineRole) -> Iterator[ViewLine]:
        """The lines that have one of the roles."""
        return (line for line in self.lines if line.role in roles)

    def in_role(self, mention: Mention) -> LineRole:
        """The role of the line that a mention stands on."""
        return next(line.role for line in self.lines if line.line.start <= mention.span.start <= line.line.end)


def view_blocks(page: PageText, outline: Outline, mentions: Mentions) -> tuple[BlockView, ...]:
    """Return the blocks of a page with everything that stands in them."""
    by_line: dict[int, list[Mention]] = {}
    for mention in mentions.mentions:
        by_line.setdefault(page.line_at(mention.span.start).number, []).append(mention)
    owned: dict[int, list[Line]] = {}
    for line, owner in zip(page.lines, outline.owners, strict=True):
        if owner is not None and not line.is_blank:
            owned.setdefault(owner, []).append(line)
    views = []
    for block in outline.blocks:
        lines = tuple(
            ViewLine(
                line,
                outline.roles[line.number - 1],
                page.line_text(line),
                tuple(by_line.get(line.number, ())),
                page.anchors_in(Span(line.start, line.end)),
                page.layout.lines[line.number - 1].rows if page.layout is not None else None,
            )
            for line in owned.get(block.order, ())
        )
        pairs = [(pair.long, pair.short) for pair in mentions.acronyms if block.span.covers(pair.long)]
        views.append(BlockView(block=block, lines=lines, pairs=tuple(pairs)))
    return tuple(views)


def distinct(mentions: Sequence[Mention]) -> list[Mention]:
    """The first mention of every distinct surface."""
    seen: set[str] = set()
    return [mention for mention in mentions if not (mention.text in seen or seen.add(mention.text))]  # type: ignore[func-returns-value]
