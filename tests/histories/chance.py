"""What an edit may draw on: chance, and the other golden pages in the language of the page."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from lhextract.model.mention import Label
from tests.histories.pages import Part, State
from tests.histories.wordings import fillers_of


@dataclass(frozen=True, slots=True)
class Shelf:
    """Text of other pages in one language: whole initiatives, sentences that name nothing, names of things."""

    language: str
    blocks: tuple[Part, ...]
    fillers: tuple[str, ...]
    programs: tuple[str, ...]
    institutions: tuple[str, ...]


@dataclass(slots=True)
class Draw:
    """Chance and shelf; `attic` are the initiatives that the page has lost, each with the heading that it stood under.

    `used` are the keys that some initiative of this history ever had, and the headings that it was given: what comes
    again under an old heading is the old category.
    """

    chance: random.Random
    shelf: Shelf
    attic: dict[str, tuple[Part, str]]
    used: set[str]

    def shuffled(self, parts: Sequence[Part]) -> list[Part]:
        """Some parts in random order."""
        return self.chance.sample(parts, len(parts))

    def block(self, state: State) -> Part:
        """An initiative of the page."""
        return self.chance.choice(state.blocks)


def make_shelf(states: Sequence[State], *, language: str, without: str) -> Shelf:
    """The shelf for a page, which is left out."""
    others = [state for state in states if state.language == language and state.case != without]
    blocks = tuple(block for state in others for block in state.blocks)
    return Shelf(
        language,
        blocks,
        tuple(fillers_of(blocks)),
        _names(blocks, Label.PROGRAM),
        _names(blocks, Label.INSTITUTION),
    )


def _names(blocks: Sequence[Part], label: Label) -> tuple[str, ...]:
    """Names of several words: one word may be anything."""
    found = {row.slice(mark): None for block in blocks for row in block.rows for mark in row.of(label)}
    return tuple(name for name in found if 1 < len(name.split()) < 8)
