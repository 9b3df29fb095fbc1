"""A history of a page: some steps, each with a few edits, made by chance from a seed."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.histories.block_edits import twin
from tests.histories.chance import Draw, Shelf, make_shelf
from tests.histories.edits import COSMETIC, SMALL, WHOLE, Edit, name_of
from tests.histories.pages import State, golden_states
from tests.histories.truth import Edited, Event, category_events, order_events

STEPS = (4, 8)
MOST_EDITS = 3  # in one step
COSMETIC_SHARE, WHOLE_SHARE = 0.2, 0.15  # of the steps
TWIN_SHARE = 0.3  # of the pages on which two initiatives are much alike from the start
TRIES = 30


@dataclass(frozen=True, slots=True)
class Step:
    """A page after one or several edits, and what must be told of it."""

    edits: tuple[str, ...]
    state: State
    events: tuple[Event, ...]
    loose: frozenset[str]
    is_cosmetic: bool


@dataclass(frozen=True, slots=True)
class History:
    """The first state of a page, and the steps after it."""

    name: str
    first: State
    steps: tuple[Step, ...]


def make_histories(golden: Path, number: int, *, seed: int) -> Iterator[History]:
    """Some histories; the same number and seed give the same ones, each page in turn."""
    states = golden_states(golden)
    order = random.Random(seed).sample(states, len(states))  # noqa: S311 - no secret
    for index in range(number):
        state = order[index % len(order)]
        shelf = shelf_of(golden, state)
        chance = random.Random(f"{seed}/{index}/{state.case}")  # noqa: S311 - no secret
        yield make_history(f"{index}/{state.case}", state, shelf, chance)


def shelf_of(golden: Path, state: State) -> Shelf:
    """What an editor of a page may draw on."""
    return _shelf(golden, state.language, state.case)


@cache
def _shelf(golden: Path, language: str, case: str) -> Shelf:
    return make_shelf(golden_states(golden), language=language, without=case)


def make_history(name: str, state: State, shelf: Shelf, chance: random.Random) -> History:
    """A history that begins with a state."""
    draw = Draw(chance, shelf, {}, {part.key for part in state.parts if part.key})
    if chance.random() < TWIN_SHARE and (made := twin(state, draw)) is not None:
        state = made.state
    first, steps = state, []
    for _ in range(chance.randint(*STEPS)):
        step = _make_step(state, draw)
        steps.append(step)
        state = step.state
    return History(name, first, tuple(steps))


def _make_step(state: State, draw: Draw) -> Step:
    lot = draw.chance.random()
    if lot < COSMETIC_SHARE:
        made = _make(state, draw, COSMETIC, number=2)
    elif lot < COSMETIC_SHARE + WHOLE_SHARE:
        made = _make(state, draw, WHOLE, number=1)
    else:
        made = _make(state, draw, SMALL, number=draw.chance.randint(1, MOST_EDITS))
    after = made[-1][1].state if made else state
    events = [one for _, edited in made for one in edited.events]
    return Step(
        edits=tuple(name for name, _ in made),
        state=after,
        events=(*events, *order_events(state, after), *category_events(state, after)),
        loose=frozenset(key for _, edited in made for key in edited.loose),
        is_cosmetic=all(edited.is_cosmetic for _, edited in made),
    )


def _make(state: State, draw: Draw, edits: Mapping[Edit, int], *, number: int) -> list[tuple[str, Edited]]:
    """Some edits, one after the other, none of them about what another one was about."""
    made: list[tuple[str, Edited]] = []
    touched: set[str] = set()
    for _ in range(TRIES):
        if len(made) == number:
            break
        edit = _drawn(edits, draw.chance)
        attic, used = dict(draw.attic), set(draw.used)
        edited = edit(state, draw)
        if edited is None or edited.touched & touched or name_of(edit) in {name for name, _ in made}:
            draw.attic, draw.used = attic, used
            continue
        made.append((name_of(edit), edited))
        touched |= edited.touched
        state = edited.state
    return made


def _drawn(edits: Mapping[Edit, int], chance: random.Random) -> Edit:
    names: Sequence[Edit] = list(edits)
    return chance.choices(names, weights=list(edits.values()))[0]
