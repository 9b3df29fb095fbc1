"""A page read by the network: the names it sees, and how likely it holds any other stretch to be one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lhextract.mentions.tagger.decode import (
    best_tags,
    log_probabilities,
    mean_probability_of,
    name_probability,
    other_readings,
    probability_of,
    probability_of_any,
)
from lhextract.mentions.tagger.subwords import TOGETHER, WINDOW, TextLine, Window, make_windows, split_lines
from lhextract.mentions.tagger.tags import names_in
from lhextract.mentions.tagger.words import Vocabulary
from lhextract.model.outline import Outline
from lhextract.model.page import PageText
from lhextract.model.span import Span

Scores = NDArray[np.float32]
KEPT = 512  # windows of some 15 kB; a page of 20,000 words has about as many
# A line with a token whose likeliest tag has less than this chance is read a second time. On unseen pages one line in
# ten is; 0.6 reads twice as many and takes 15 % longer, for 0.001 to 0.003 F1 (docs/model-card.md has the curve).
SURE = 0.5
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
    """The vocabulary and the network together.

    Lines whose tags are less than `sure` are read twice: 0 reads every line once, 1 reads every line twice.
    `longest` is the length of windows that are read together.
    """

    def __init__(
        self, vocabulary: Vocabulary, read_window: ReadWindow, *, sure: float = SURE, longest: int = TOGETHER
    ) -> None:
        self._vocabulary = vocabulary
        self._read_window = read_window
        self._sure = sure
        self._longest = longest
        self._kept: OrderedDict[bytes, Scores] = OrderedDict()

    def read(self, page: PageText, outline: Outline) -> TaggedPage:
        """Read a page initiative by initiative, and the lines that are in doubt then alone; both are averaged.

        Context tells what a short line is; a line alone is not led astray by its neighbours. Together they are better
        than either.
        """
        lines = [
            (line, TextLine(page.line_text(line), role.value, owner or 0))
            for line, role, owner in zip(page.lines, outline.roles, outline.owners, strict=True)
            if not line.is_blank
        ]
        texts = [text for _, text in lines]
        pieces = split_lines([text.text for text in texts], self._vocabulary)
        logs = self._log_probabilities(len(texts), make_windows(texts, pieces, longest=self._longest))
        doubtful = [number for number, line in enumerate(logs) if _least_sure(line) < self._sure]
        chosen = [texts[number] for number in doubtful], [pieces[number] for number in doubtful]
        alone = self._log_probabilities(len(doubtful), make_windows(*chosen, longest=WINDOW, alone=True))
        for number, again in zip(doubtful, alone, strict=True):
            logs[number] = log_probabilities((logs[number] + again) / np.float32(2))
        return TaggedPage(
            {
                line.number: TaggedLine(
                    starts=tuple(line.start + start for start, _ in piece.tokens),
                    ends=tuple(line.start + end for _, end in piece.tokens),
                    logs=each,
                )
                for (line, _), piece, each in zip(lines, pieces, logs, strict=True)
            }
        )

    def _log_probabilities(self, count: int, windows: Iterable[Window]) -> list[Scores]:
        """Those of the tags of the tokens of so many lines."""
        parts: list[list[Scores]] = [[] for _ in range(count)]
        for window in windows:
            logs = self._read(window.rows)
            for part in window.parts:
                parts[part.line].append(logs[part.places])
        return [each[0] if len(each) == 1 else np.concatenate(each) for each in parts]

    def _read(self, rows: NDArray[np.int64]) -> Scores:
        """The log-probabilities of a window; one that stood on this page or another before is not read anew."""
        key = rows.tobytes()
        if key in self._kept:
            self._kept.move_to_end(key)
        else:
            self._kept[key] = log_probabilities(self._read_window(rows))
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return self._kept[key]


def _least_sure(logs: Scores) -> float:
    """The chance of the likeliest tag of the token that is least sure of its own."""
    return float(np.exp(logs.max(axis=1).min()))
