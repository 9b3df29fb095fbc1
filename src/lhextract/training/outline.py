"""Learn the outline weights from golden pages.

`python -m lhextract.training.outline tests/golden` writes `outline/weights.json` anew and prints the
leave-one-page-out figures with `--folds`. The same pages give the same bytes: the pages are taken in
sorted order, there is no chance in the perceptron, and the weights are rounded.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from lhextract.language.cues import load_cues
from lhextract.outline.blocks import find_blocks
from lhextract.outline.decoder import BEGIN, OPENING, BestSequence, Weights, decode
from lhextract.outline.features import observe
from lhextract.text.canonical import canonicalise

EPOCHS = 30
UNIT = 1000  # weights are kept in thousandths
SHORT = (3,)  # initiatives of the shortened copies of a page
NEGLIGIBLE = 10  # a mean smaller than this is dropped

Table = dict[str, dict[str, int]]


@dataclass(frozen=True, slots=True)
class TrainingPage:
    """One golden page: the features and the gold state of each line that is not blank."""

    name: str
    features: tuple[tuple[str, ...], ...]
    states: tuple[str, ...]
    titles_shown: bool


def read_page(folder: Path, *, most: int | None = None) -> TrainingPage:
    """Read `source.txt` and `gold/lines.tsv` of one golden case.

    With `most`, only its title, headings, descriptions and first initiatives: a short page, since those that
    people publish are often shorter than the golden ones, and have no menu.
    """
    text = canonicalise((folder / "source.txt").read_bytes().decode("utf-8")).text
    rows = [row.split("\t") for row in (folder / "gold" / "lines.tsv").read_text(encoding="utf-8").splitlines()]
    if most is not None:
        lines = text.split("\n")
        end = 1 + max(i for i, row in enumerate(rows) if 0 < int(row[2]) <= most)
        kept = [i for i in range(end) if rows[i][1] not in {"nav", "intro"}]
        text, rows = "\n".join(lines[i] for i in kept), [rows[i] for i in kept]
    page = canonicalise(text)
    observed = observe(page, load_cues())
    states, current = [], "0"
    for line in observed:
        _, role, owner = rows[line.index]
        opens = owner != "0" and owner != current
        current = owner
        states.append(f"{role}+" if opens and f"{role}+" in OPENING else role)
    return TrainingPage(
        name=folder.name,
        features=tuple(line.features for line in observed),
        states=tuple(states),
        titles_shown="title" in states,
    )


class Perceptron:
    """The averaged structured perceptron over the features and steps of whole pages."""

    def __init__(self) -> None:
        self._emission: Table = {}
        self._step: Table = {}
        self._sums: defaultdict[tuple[int, str, str], int] = defaultdict(int)
        self._stamps: defaultdict[tuple[int, str, str], int] = defaultdict(int)
        self._clock = 0

    def learn(self, pages: Sequence[TrainingPage], *, epochs: int = EPOCHS) -> Weights:
        """Return the averaged weights after `epochs` passes over the pages, in turn forwards and backwards."""
        weights = Weights(emission=self._emission, step=self._step)
        for epoch in range(epochs):
            for page in pages if epoch % 2 == 0 else pages[::-1]:
                self._clock += 1
                self._correct(page, decode(page.features, weights).states)
        return self._averaged()

    def _correct(self, page: TrainingPage, found: Sequence[str]) -> None:
        """Move the weights towards the gold states and away from the found ones, where they differ."""
        gold_before = found_before = BEGIN
        for features, gold, ours in zip(page.features, page.states, found, strict=True):
            if (gold_before, gold) != (found_before, ours):
                self._add(1, gold_before, gold, UNIT)
                self._add(1, found_before, ours, -UNIT)
            if gold != ours:
                for feature in features:
                    self._add(0, feature, gold, UNIT)
                    self._add(0, feature, ours, -UNIT)
            gold_before, found_before = gold, ours

    def _add(self, kind: int, first: str, second: str, by: int) -> None:
        row = (self._step if kind else self._emission).setdefault(first, {})
        key = (kind, first, second)
        weight = row.get(second, 0)
        self._sums[key] += (self._clock - self._stamps[key]) * weight
        self._stamps[key] = self._clock
        row[second] = weight + by

    def _averaged(self) -> Weights:
        """The mean of the weights over all steps so far."""
        means: tuple[Table, Table] = ({}, {})
        for key in sorted(self._sums):
            kind, first, second = key
            weight = (self._step if kind else self._emission)[first][second]
            total = self._sums[key] + (self._clock + 1 - self._stamps[key]) * weight
            mean = round(total / (self._clock + 1))
            if abs(mean) >= NEGLIGIBLE:
                means[kind].setdefault(first, {})[second] = mean
        return Weights(emission=means[0], step=means[1])


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
    weights = Perceptron().learn([other for other in pages if other.name != page.name])
    return page.name, score(page, decode(page.features, weights))


def main() -> int:
    """Command line: write the weights, or print the leave-one-page-out figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("golden", type=Path, help="folder of golden cases")
    parser.add_argument("--out", type=Path, default=Path(__file__).parents[1] / "outline" / "weights.json")
    parser.add_argument("--folds", action="store_true", help="print leave-one-page-out figures instead")
    options = parser.parse_args()
    cases = sorted(folder.parent.parent for folder in options.golden.glob("*/gold/lines.tsv"))
    pages = [page for folder in cases for page in (read_page(folder), *(read_page(folder, most=n) for n in SHORT))]
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
    options.out.write_text(to_json(Perceptron().learn(pages)), encoding="utf-8")
    return 0


def _row(score: Score) -> tuple[int, int, int, int, int]:
    return score.lines, score.right, score.blocks, score.found, score.exact


if __name__ == "__main__":
    sys.exit(main())
