"""A page read by the network: the names it sees, and how likely it holds any other stretch to be one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from lhextract.mentions.tagger.decode import best_tags, log_probabilities, other_readings, probability_of
from lhextract.mentions.tagger.subwords import TextLine, make_windows, split_lines
from lhextract.mentions.tagger.tags import names_in
from lhextract.model.outline import Outline
from lhextract.model.page import PageText
from lhextract.model.span import Span

Scores = NDArray[np.float32]
KEPT = 256  # windows; a page of 20,000 words has about as many
ReadWindow = Callable[[NDArray[np.int64]], Scores]


@dataclass(frozen=True, slots=True)
class SeenName:
    """A stretch that the network may take for a name; `best` if it is on its best reading of the line."""

    span: Span
    kind: str
    probability: float
    best: bool


@dataclass(frozen=True, slots=True, eq=False)
class TaggedLine:
    """Tokens of a line with their borders on the page, and the log-probabilities of their tags."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    logs: Scores

    def probability(self, span: Span, kind: str) -> float:
        """How likely the span is exactly one name of the kind; 0 where its borders are none of tokens."""
        first = bisect_left(self.starts, span.start)
        last = bisect_right(self.ends, span.end) - 1
        if first > last or self.starts[first] != span.start or self.ends[last] != span.end:
            return 0.0
        return probability_of(self.logs, first, last + 1, kind)

    def names(self) -> Iterator[SeenName]:
        """The names of the best reading and of others with a chance, by place."""
        best = set(names_in(best_tags(self.logs)))
        for first, last, kind in sorted(best | set(other_readings(self.logs))):
            span = Span(self.starts[first], self.ends[last - 1])
            yield SeenName(span, kind, probability_of(self.logs, first, last, kind), (first, last, kind) in best)


@dataclass(frozen=True, slots=True, eq=False)
class TaggedPage:
    """The lines of a page that have tokens, by line number."""

    lines: dict[int, TaggedLine]

    def probability(self, span: Span, kind: str, line: int) -> float:
        """How likely a span on a line is a name of a kind."""
        tagged = self.lines.get(line)
        return tagged.probability(span, kind) if tagged is not None else 0.0


class Tagger:
    """The vocabulary and the network together."""

    def __init__(self, vocabulary: Tokenizer, read_window: ReadWindow) -> None:
        self._vocabulary = vocabulary
        self._read_window = read_window
        self._kept: OrderedDict[bytes, Scores] = OrderedDict()

    def read(self, page: PageText, outline: Outline) -> TaggedPage:
        """Read a page, initiative by initiative."""
        lines = [
            (line, TextLine(page.line_text(line), role.value, owner or 0))
            for line, role, owner in zip(page.lines, outline.roles, outline.owners, strict=True)
            if not line.is_blank
        ]
        pieces = split_lines([text.text for _, text in lines], self._vocabulary)
        scores: list[list[Scores]] = [[] for _ in lines]
        for window in make_windows([text for _, text in lines], pieces):
            read = self._scores(window.rows)
            for part in window.parts:
                scores[part.line].append(read[part.places])
        return TaggedPage(
            {
                line.number: _tagged(line.start, piece.tokens, parts)
                for (line, _), piece, parts in zip(lines, pieces, scores, strict=True)
                if parts
            }
        )

    def _scores(self, rows: NDArray[np.int64]) -> Scores:
        """The scores of a window; the same window, on a page that is read again, is not worked out anew."""
        key = rows.tobytes()
        if key in self._kept:
            self._kept.move_to_end(key)
        else:
            self._kept[key] = self._read_window(rows)
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return self._kept[key]


def _tagged(start: int, tokens: Sequence[tuple[int, int]], parts: Sequence[Scores]) -> TaggedLine:
    return TaggedLine(
        starts=tuple(start + a for a, _ in tokens),
        ends=tuple(start + b for _, b in tokens),
        logs=log_probabilities(np.concatenate(parts)),
    )
