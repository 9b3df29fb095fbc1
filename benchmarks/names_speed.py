"""The network's speed against F1: how often lines are read, and in windows of what length.

    python -m benchmarks.names_speed --work DIR --encoder DIR [--folds 0,1] [--picture docs/img/names-speed.svg]

Folders are those of `benchmarks/names.py`. Every golden page is read by the network, outline and judge of other folds,
since a network is in less doubt on pages that it knows. A window is worked out once and its seconds count for every
setting that asks for it, so the settings differ in nothing else. The judge is learned where every line is read twice,
or, with `--anew`, for each setting.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import numpy as np
from benchmarks.names import GOLDEN, score, taken
from numpy.typing import NDArray

from docs.making.figures.drawing import BLUE, GREEN, ORANGE, Canvas
from lhextract.mentions.judge.decide import Weights
from lhextract.mentions.tagger.subwords import TOGETHER, WINDOW
from lhextract.mentions.tagger.tagger import SURE, ReadWindow, Scores, Tagger
from lhextract.model.mention import Label
from lhextract.training.names.steps import FOLDS, Material, fold_of
from lhextract.training.names.unseen import (
    UnseenPage,
    considered,
    learn_judge,
    read_unseen_by,
    unseen_network,
)

TWICE: Final = 1.1
# Length of windows read together, and the chance below which a line is in doubt; the best setting first.
SETTINGS: Final = (
    (WINDOW, TWICE),
    (WINDOW, 0.5),
    (WINDOW, 0.0),
    (TOGETHER, TWICE),
    (TOGETHER, 0.6),
    (TOGETHER, 0.5),
    (TOGETHER, 0.4),
    (TOGETHER, 0.0),
)
SHOWN: Final = ((Label.PERSON, BLUE), (Label.INSTITUTION, ORANGE), (Label.PROGRAM, GREEN))


class Meter:
    """A network that works each window out once, and says what all windows asked for since `reset` have taken."""

    def __init__(self, network: ReadWindow) -> None:
        self._network = network
        self._kept: dict[bytes, tuple[Scores, float]] = {}
        self.seconds = 0.0

    def __call__(self, rows: NDArray[np.int64]) -> Scores:
        """The scores of a window."""
        key = rows.tobytes()
        if key not in self._kept:
            began = time.process_time()
            scores = self._network(rows)
            self._kept[key] = scores, time.process_time() - began
        scores, seconds = self._kept[key]
        self.seconds += seconds
        return scores


@dataclass(slots=True)
class Reading:
    """The pages as one setting reads them, and the seconds of the network."""

    pages: list[UnseenPage] = field(default_factory=list)
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Row:
    """What came of a setting: words a second of the network alone, and strict F1."""

    longest: int
    sure: float
    speed: float
    f1: Mapping[Label, float]

    @property
    def name(self) -> str:
        """The setting in words."""
        how = "twice" if self.sure > 1 else "once" if self.sure == 0 else f"twice below {self.sure:.1f}"
        return f"{self.longest} subwords, {how}"


def read_all(material: Material, folds: Sequence[int]) -> list[Reading]:
    """The pages of some folds by each setting."""
    readings = [Reading() for _ in SETTINGS]
    for number in folds:
        meter = Meter(unseen_network(material, number))
        for reading, (longest, sure) in zip(readings, SETTINGS, strict=True):
            meter.seconds = 0.0
            tagger = Tagger(material.vocabulary, meter, sure=sure, longest=longest)
            reading.pages += read_unseen_by(material, number, tagger)
            reading.seconds += meter.seconds
    return readings


def judges(pages: Sequence[UnseenPage]) -> dict[int, Weights]:
    """The judge of each fold, learned from the others."""
    folds = {fold_of(page.name) for page in pages}
    return {
        number: learn_judge([page for page in pages if fold_of(page.name) != number] or list(pages)) for number in folds
    }


def row_of(reading: Reading, setting: tuple[int, float], weights: Mapping[int, Weights]) -> Row:
    """Score a setting."""
    found = taken({page.name: considered(page, weights[fold_of(page.name)]) for page in reading.pages})
    words = sum(len(page.context.page.text.split()) for page in reading.pages)
    return Row(*setting, words / reading.seconds, {label: score(reading.pages, found, label).f1 for label in Label})


def draw(rows: Sequence[Row]) -> str:
    """The curve: words a second to the right, F1 less than that of the best setting downwards."""
    canvas = Canvas(640, 340, "Speed of the network against F1")
    left, top, width, height = 70, 46, 540, 220
    fastest, deepest = max(row.speed for row in rows) * 1.08, 0.012
    best = rows[0]

    def x(speed: float) -> float:
        return round(left + width * speed / fastest, 1)

    def y(loss: float) -> float:
        return round(top + height * max(0.0, loss + 0.002) / (deepest + 0.002), 1)

    canvas.text(left, 24, "F1 lost against reading every line twice, by speed of the network", kind="strong")
    for thousandth in range(0, 13, 2):
        canvas.line(((left, y(thousandth / 1000)), (left + width, y(thousandth / 1000))), width=0.7)
        canvas.text(
            left - 8,
            y(thousandth / 1000) + 4,
            f"{-thousandth / 1000:.3f}" if thousandth else "0.000",
            kind="faint",
            anchor="end",
        )
    canvas.line(((left, y(0.01)), (left + width, y(0.01))), "#d1495b", dash="5 4")
    canvas.text(left + 6, y(0.01) - 5, "what may be lost", kind="faint")
    for speed in range(0, int(fastest), 2000):
        canvas.text(x(speed), top + height + 20, f"{speed:,}", kind="faint", anchor="middle")
    canvas.text(left + width, top + height + 38, "words a second, the network alone", kind="faint", anchor="end")
    for at, (label, colour) in enumerate(SHOWN):
        canvas.bar(left + 130 * at, top + height + 52, 10, 10, colour)
        canvas.text(left + 130 * at + 16, top + height + 61, label.value)
        curve = sorted((row for row in rows if row.longest == TOGETHER), key=lambda row: row.speed)
        canvas.line(tuple((x(row.speed), y(best.f1[label] - row.f1[label])) for row in curve), colour)
        for row in rows:
            size = 9 if (row.longest, row.sure) == (TOGETHER, SURE) else 5
            loss = best.f1[label] - row.f1[label]
            hint = f"{label.value}: {row.name}: {row.speed:,.0f} words/s, F1 {row.f1[label]:.3f}"
            canvas.bar(x(row.speed) - size / 2, y(loss) - size / 2, size, size, colour, hint=hint)
    return canvas.svg()


def main() -> None:
    """Print the table and draw the picture."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--folds", default=",".join(map(str, range(FOLDS))))
    parser.add_argument("--anew", action="store_true")
    parser.add_argument("--picture", type=Path)
    options = parser.parse_args()
    material = Material(GOLDEN, Path(), Path(), options.encoder, options.work)
    readings = read_all(material, [int(number) for number in options.folds.split(",")])
    weights = judges(readings[0].pages)
    print(f"{'':28}{'words/s':>9}" + "".join(f"{label.value:>13}{'':8}" for label, _ in SHOWN))
    rows: list[Row] = []
    for reading, setting in zip(readings, SETTINGS, strict=True):
        row = row_of(reading, setting, judges(reading.pages) if options.anew and rows else weights)
        rows.append(row)
        cells = (f"{row.f1[label]:13.4f} {row.f1[label] - rows[0].f1[label]:+.4f}" for label, _ in SHOWN)
        print(f"{row.name:28}{row.speed:9,.0f}" + "".join(cells), flush=True)
    if options.picture:
        options.picture.write_text(draw(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
