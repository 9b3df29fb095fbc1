"""Learn the outline weights from golden pages.

`python -m lhextract.training.outline tests/golden` writes `outline/weights.json` anew; with `--folds` it prints the
leave-one-page-out figures instead. The same pages give the same bytes: pages in sorted order, what is hidden drawn
from a fixed seed, weights rounded. Why the numbers below are what they are: pipeline/decisions/0002.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lhextract.outline.blocks import find_blocks
from lhextract.outline.decoder import (
    BEGIN,
    INDEX,
    STATES,
    BestSequence,
    Scores,
    Weights,
    compile_model,
    decode,
    emissions,
)
from lhextract.training.pages import TrainingPage, read_pages

EPOCHS = 20
UNIT = 1000  # weights are kept in thousandths
NEGLIGIBLE = 10  # a mean smaller than this is dropped
DROPOUT = 0.5  # share of a line's features that is hidden from each step, so that none is relied on alone
SMALL = 100  # step while settling
SETTLING = 100  # most passes over the pages that have to be exact
SEED = 1
LEAST_PAGES = 2  # a feature seen on fewer pages is not learned
Rows = NDArray[np.int64]
MARGIN = 80_000  # advantage of a wrong state while learning
NARROW = 2_000  # the same while settling
EMPTY = compile_model(Weights({}, {}))

Table = dict[str, Mapping[str, int]]


class Perceptron:
    """The averaged structured perceptron over the features and steps of whole pages.

    While it learns, every state but the right one is given an advantage of `MARGIN`, so that it goes on until the
    right sequence wins clearly (cost-augmented decoding; Tsochantaridis et al. 2005).
    """

    def __init__(self, pages: Sequence[TrainingPage]) -> None:
        self._pages = pages
        seen: dict[str, set[str]] = {}
        for page in pages:
            for line in page.features:
                for feature in line:
                    seen.setdefault(feature, set()).add(published_as(page.name))
        features = sorted(feature for feature, on in seen.items() if len(on) >= LEAST_PAGES)
        self._model = compile_model(Weights({feature: {} for feature in features}, {}))
        self._rows = [
            [
                np.array([self._model.rows[feature] for feature in line if feature in self._model.rows])
                for line in page.features
            ]
            for page in pages
        ]
        self._gold = [np.array([INDEX[state] for state in page.states]) for page in pages]
        self._fixed = [self._fix(page, gold) for page, gold in zip(pages, self._gold, strict=True)]
        # Sums of corrections times the time they were made at, from which the mean over all steps follows.
        self._late = (np.zeros_like(self._model.emission), np.zeros_like(self._model.step))
        self._clock = 0

    def learn(self) -> Weights:
        """Return the averaged weights after `EPOCHS` passes over the pages, in turn forwards and backwards."""
        generator = np.random.Generator(np.random.PCG64(SEED))
        for epoch in range(EPOCHS):
            for number in range(len(self._pages)) if epoch % 2 == 0 else reversed(range(len(self._pages))):
                self._clock += 1
                kept = [rows[generator.random(len(rows)) >= DROPOUT] for rows in self._rows[number]]
                scored = self._fixed[number].copy()
                for position, rows in enumerate(kept):
                    scored[position] += self._model.emission[rows].sum(axis=0)
                found = decode(scored, self._model).states
                self._correct(number, kept, [INDEX[state] for state in found], by=UNIT)
        self._average()
        self._settle()
        return Weights(
            emission=_table(tuple(self._model.rows), self._model.emission),
            step=_table((*STATES, BEGIN), self._model.step),
        )

    def _average(self) -> None:
        """Put the mean of the weights over all steps so far in their place."""
        for table, late in zip((self._model.emission, self._model.step), self._late, strict=True):
            table[:] = np.rint(table - late / self._clock).astype(np.int64)

    def _settle(self) -> None:
        """Go on in small steps until the pages that have to be exact come out right.

        What is hidden while learning keeps the weights general, and a few lines of known pages wrong. To settle
        every page would cost the others: ten initiatives of 448 when each is left out.
        """
        for _ in range(SETTLING):
            wrong = 0
            for number in (i for i, page in enumerate(self._pages) if page.exact):
                scored = self._fixed[number] - MARGIN
                scored[np.arange(len(scored)), self._gold[number]] -= NARROW - MARGIN
                for position, rows in enumerate(self._rows[number]):
                    scored[position] += self._model.emission[rows].sum(axis=0)
                found = [INDEX[state] for state in decode(scored, self._model).states]
                wrong += found != self._gold[number].tolist()
                self._correct(number, self._rows[number], found, by=SMALL)
            if not wrong:
                break

    def _fix(self, page: TrainingPage, gold: Scores) -> Scores:
        """What is added to the emissions of a page: states that cannot be, and the margin."""
        fixed = np.array([emissions(line, EMPTY) for line in page.features]) + MARGIN
        fixed[np.arange(len(gold)), gold] -= MARGIN
        return fixed

    def _correct(self, number: int, kept: Sequence[Rows], found: Sequence[int], *, by: int) -> None:
        """Move the weights towards the gold states and away from the found ones, where they differ."""
        gold_before = found_before = INDEX[BEGIN]
        for rows, gold, ours in zip(kept, self._gold[number].tolist(), found, strict=True):
            if (gold_before, gold) != (found_before, ours):
                self._add(1, (gold_before, gold), by)
                self._add(1, (found_before, ours), -by)
            if gold != ours:
                self._add(0, (rows, gold), by)
                self._add(0, (rows, ours), -by)
            gold_before, found_before = gold, ours

    def _add(self, kind: int, where: tuple[Any, int], by: int) -> None:
        (self._model.emission, self._model.step)[kind][where] += by
        self._late[kind][where] += by * (self._clock - 1)


def _table(names: Sequence[str], weights: Scores) -> Table:
    rows = (
        (name, {state: int(weight) for state, weight in zip(STATES, row, strict=True) if abs(weight) >= NEGLIGIBLE})
        for name, row in zip(names, weights, strict=True)
    )
    return {name: row for name, row in rows if row}


def to_json(weights: Weights) -> str:
    """The shipped form: one row per feature or state, keys sorted."""
    tables = []
    for kind, table in (("emission", weights.emission), ("step", weights.step)):
        rows = (
            f"  {json.dumps(key, ensure_ascii=False)}: {json.dumps(dict(sorted(row.items())))}"
            for key, row in sorted(table.items())
        )
        tables.append(f'"{kind}": {{\n' + ",\n".join(rows) + "\n}")
    return "{\n" + ",\n".join(tables) + "\n}\n"


@dataclass(frozen=True, slots=True)
class Score:
    """What a decoded page got right: roles of lines, and blocks as (first, last) pairs."""

    lines: int
    right: int
    blocks: int
    found: int
    exact: int


def score(page: TrainingPage, found: BestSequence) -> Score:
    """Compare a decoded page with its gold."""
    right = sum(a.removesuffix("+") == b.removesuffix("+") for a, b in zip(page.states, found.states, strict=True))
    gold, ours = set(find_blocks(page.states)), set(find_blocks(found.states))
    return Score(len(page.states), right, len(gold), len(ours), len(gold & ours))


def cross_validate(pages: Sequence[TrainingPage]) -> list[tuple[str, Score]]:
    """Decode every page with weights learned from all the others."""
    with ProcessPoolExecutor() as pool:
        whole = [i for i, page in enumerate(pages) if i == 0 or pages[i - 1].name != page.name]
        return list(pool.map(_fold, whole, [tuple(pages)] * len(whole)))


def _fold(left_out: int, pages: tuple[TrainingPage, ...]) -> tuple[str, Score]:
    page = pages[left_out]
    weights = Perceptron([other for other in pages if published_as(other.name) != published_as(page.name)]).learn()
    return page.name, score(page, read_states(page, weights))


def published_as(name: str) -> str:
    """The page that a case was made from: its HTML and its flattened text are left out together."""
    return name.removesuffix("-html")


def read_states(page: TrainingPage, weights: Weights) -> BestSequence:
    """The best sequence for a training page under some weights."""
    model = compile_model(weights)
    return decode(np.array([emissions(line, model) for line in page.features]), model)


def main() -> int:
    """Command line: write the weights, or print the leave-one-page-out figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("golden", type=Path, help="folder of golden cases")
    parser.add_argument("--out", type=Path, default=Path(__file__).parents[1] / "outline" / "weights.json")
    parser.add_argument("--folds", action="store_true", help="print leave-one-page-out figures instead")
    options = parser.parse_args()
    cases = sorted(folder.parent.parent for folder in options.golden.glob("*/gold/lines.tsv"))
    pages = [page for folder in cases for page in read_pages(folder)]
    if options.folds:
        rows = cross_validate(pages)
        for name, row in [
            *rows,
            ("all", Score(*(sum(column) for column in zip(*(_row(r) for _, r in rows), strict=True)))),
        ]:
            sys.stdout.write(
                f"{name:28} roles {row.right / row.lines:.3f}  blocks {row.exact}/{row.blocks}, {row.found} found\n"
            )
        return 0
    options.out.write_text(to_json(Perceptron(pages).learn()), encoding="utf-8")
    return 0


def _row(score: Score) -> tuple[int, int, int, int, int]:
    return score.lines, score.right, score.blocks, score.found, score.exact


if __name__ == "__main__":
    sys.exit(main())
