"""A page read by the network: the names it sees, and how likely it holds any other stretch to be one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from lhextract.mentions.tagger.decode import (
    best_tags,
    log_probabilities,
    mean_probability_of,
    name_probability,
    other_readings,
    probability_of,
    probability_of_any,
)
from lhextract.mentions.tagger.subwords import Pieces, TextLine, make_windows, split_lines
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


@dataclass(frozen=True, slots=True)
class View:
    """What the network holds of a stretch as a name of a kind, all as probabilities.

    `chance`: its least likely tag; `mean_chance`: the geometric mean of its tags; `any_kind`: the same borders, any
    kind; `before` and `after`: whether the token beside it belongs to a name.
    """

    chance: float
    mean_chance: float
    any_kind: float
    before: float
    after: float


NOTHING = View(0.0, 0.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True, eq=False)
class TaggedLine:
    """Tokens of a line with their borders on the page, and the log-probabilities of their tags."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    logs: Scores

    def view(self, span: Span, kind: str) -> View:
        """What the network holds of a span as a name of a kind; nothing where its borders are none of tokens."""
        first = bisect_left(self.starts, span.start)
        end = bisect_right(self.ends, span.end)
        if first >= end or self.starts[first] != span.start or self.ends[end - 1] != span.end:
            return NOTHING
        return View(
            chance=probability_of(self.logs, first, end, kind),
            mean_chance=mean_probability_of(self.logs, first, end, kind),
            any_kind=probability_of_any(self.logs, first, end),
            before=name_probability(self.logs, first - 1),
            after=name_probability(self.logs, end),
        )

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

    def view(self, span: Span, kind: str, line: int) -> View:
        """What the network holds of a span on a line."""
        tagged = self.lines.get(line)
        return tagged.view(span, kind) if tagged is not None else NOTHING


class Tagger:
    """The vocabulary and the network together."""

    def __init__(self, vocabulary: Tokenizer, read_window: ReadWindow) -> None:
        self._vocabulary = vocabulary
        self._read_window = read_window
        self._kept: OrderedDict[bytes, Scores] = OrderedDict()

    def read(self, page: PageText, outline: Outline) -> TaggedPage:
        """Read a page twice, initiative by initiative and line by line; what both say is averaged.

        Context tells what a short line is; a line alone is not led astray by its neighbours. Together they are better
        than either (docs/model-card.md).
        """
        lines = [
            (line, TextLine(page.line_text(line), role.value, owner or 0))
            for line, role, owner in zip(page.lines, outline.roles, outline.owners, strict=True)
            if not line.is_blank
        ]
        pieces = split_lines([text.text for _, text in lines], self._vocabulary)
        texts = [text for _, text in lines]
        together, apart = (self._log_probabilities(texts, pieces, alone=alone) for alone in (False, True))
        return TaggedPage(
            {
                line.number: TaggedLine(
                    starts=tuple(line.start + start for start, _ in piece.tokens),
                    ends=tuple(line.start + end for _, end in piece.tokens),
                    logs=log_probabilities((a + b) / np.float32(2)),
                )
                for (line, _), piece, a, b in zip(lines, pieces, together, apart, strict=True)
            }
        )

    def _log_probabilities(self, lines: Sequence[TextLine], pieces: Sequence[Pieces], *, alone: bool) -> list[Scores]:
        """Those of the tags of each line's tokens."""
        parts: list[list[Scores]] = [[] for _ in lines]
        for window in make_windows(lines, pieces, alone=alone):
            scores = self._scores(window.rows)
            for part in window.parts:
                parts[part.line].append(log_probabilities(scores[part.places]))
        return [np.concatenate(each) for each in parts]

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
