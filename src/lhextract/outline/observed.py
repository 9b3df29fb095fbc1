"""The lines of a page with their features, kept small."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import overload

from lhextract.outline.form import LineForm


@dataclass(frozen=True, slots=True)
class Observed:
    """A line that is not blank: its index in `page.lines`, its form and its features, in a fixed order."""

    index: int
    form: LineForm
    features: tuple[str, ...]


class ObservedLines(Sequence[Observed]):
    """The lines of a page that are not blank, by position.

    The features of a long page are many and the same few hundred strings, so each is kept as a number of two bytes.
    """

    def __init__(self, indexes: array[int], forms: tuple[LineForm, ...]) -> None:
        self.indexes = indexes
        self.forms = forms
        self._names: list[str] = []
        self._codes: dict[str, int] = {}
        self._features = array("H")
        self._ends = array("I", [0])

    def add(self, features: Iterable[str]) -> None:
        """Note the features of the next line."""
        for feature in dict.fromkeys(features):
            code = self._codes.get(feature)
            if code is None:
                code = self._codes[feature] = len(self._names)
                self._names.append(feature)
            self._features.append(code)
        self._ends.append(len(self._features))

    def features(self, position: int) -> tuple[str, ...]:
        """The features of a line."""
        codes = self._features[self._ends[position] : self._ends[position + 1]]
        return tuple([self._names[code] for code in codes])

    @overload
    def __getitem__(self, key: int) -> Observed: ...
    @overload
    def __getitem__(self, key: slice) -> Sequence[Observed]: ...
    def __getitem__(self, key: int | slice) -> Observed | Sequence[Observed]:
        positions = range(len(self.forms))[key]
        if isinstance(positions, int):
            return Observed(self.indexes[positions], self.forms[positions], self.features(positions))
        return [self[position] for position in positions]

    def __len__(self) -> int:
        return len(self.forms)
