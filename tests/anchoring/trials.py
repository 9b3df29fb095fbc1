"""Trials: a decision about some characters of a golden page, and the page after a revision, with the truth."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lhextract.model.outline import LineRole
from tests.anchoring.edits import COPIES, EARLIER, EDITS, LOSSES, Chance, Target, drawn
from tests.anchoring.tracked import Span, Tracked, line_around
from tests.histories.pages import Part, State, golden_states, read_state
from tests.histories.wordings import fillers_of

EARLIER_SHARE, LOSS_SHARE, COPY_SHARE = 0.25, 0.15, 0.03
MOST_EDITS = 3
WHOLE_LINES = frozenset({LineRole.TITLE, LineRole.LINK, LineRole.CAPTION, LineRole.CONTACT_UNIT, LineRole.CONTACT_ROLE})
_EMAIL = re.compile(r"[\w.+-]+@[\w.-]+\w")


@dataclass(frozen=True, slots=True)
class Aim:
    """A target on a golden page: the part it is in, its columns there, and those of its scope (block or contact)."""

    part: int
    span: Span
    scope: Span


@dataclass(frozen=True, slots=True)
class Trial:
    """A page then and now: `[start, end)` is the target then, `truth` where it is now (None: gone, or something else).

    `edits` are the names of what was done to the block.
    """

    name: str
    then: str
    start: int
    end: int
    scope_then: Span
    now: str
    scope_now: Span
    truth: Span | None
    edits: tuple[str, ...]


def make_trials(golden: Path, case: Path, *, targets: int, revisions: int, seed: int) -> Iterator[Trial]:
    """The trials of one page; the same seed gives the same ones.

    Every target has its own revisions. A page with fewer targets has each of them several times, one with more has some
    of them, drawn by chance.
    """
    state = read_state(case)
    aims = _aims(state)
    order = random.Random(f"{seed}/{state.case}").sample(aims, len(aims))  # noqa: S311 - no secret
    for number in range(targets if aims else 0):
        aim = order[number % len(order)]
        for revision in range(revisions):
            lot = random.Random(f"{seed}/{state.case}/{number}/{revision}")  # noqa: S311 - no secret
            trial = _trial(f"{state.case}/{number}/{revision}", state, aim, _chance(golden, state.language, lot))
            if trial is not None:
                yield trial


def _aims(state: State) -> list[Aim]:
    """Every mention, title, link, caption, address and line of a contact in the initiatives of a page."""
    found: dict[Aim, None] = {}
    for index, part in enumerate(state.parts):
        if not part.is_block:
            continue
        at = 0
        starts = []
        for row in part.rows:
            starts.append(at)
            spans = [(mark.start, mark.end) for mark in row.marks]
            spans += [match.span() for match in _EMAIL.finditer(row.text)]
            if row.role in WHOLE_LINES and row.text.strip():
                spans.append((0, len(row.text)))
            scope = _contact(part, len(starts) - 1) if row.role.is_contact else (0, len(_text(part)))
            for start, end in spans:
                found[Aim(index, (at + start, at + end), scope)] = None
            at += len(row.text) + 1
    return list(found)


def _text(part: Part) -> str:
    return "\n".join(row.text for row in part.rows)


def _contact(part: Part, index: int) -> Span:
    """The columns of the lines that make up a contact: from its person to the next one, or the run of contact lines."""
    first = last = index
    while first > 0 and part.rows[first].role is not LineRole.CONTACT_PERSON and part.rows[first - 1].role.is_contact:
        first -= 1
    while (
        last + 1 < len(part.rows)
        and part.rows[last + 1].role.is_contact
        and part.rows[last + 1].role is not LineRole.CONTACT_PERSON
    ):
        last += 1
    lengths = [len(row.text) + 1 for row in part.rows]
    return sum(lengths[:first]), sum(lengths[: last + 1]) - 1


@cache
def _writing(golden: Path) -> Mapping[str, tuple[Sequence[str], Sequence[str]]]:
    """Sentences and words of all pages by language."""
    found: dict[str, tuple[Sequence[str], Sequence[str]]] = {}
    for language in ("en", "de"):
        states = [state for state in golden_states(golden) if state.language == language]
        fillers = fillers_of([block for state in states for block in state.blocks])
        found[language] = fillers, sorted({word for text in fillers for word in text.split() if word.isalpha()})
    return found


def _chance(golden: Path, language: str, lot: random.Random) -> Chance:
    return Chance(lot, *_writing(golden)[language], language)


def _trial(name: str, state: State, aim: Aim, chance: Chance) -> Trial | None:
    """One revision; None where nothing is left of the scope, so that nobody would ask."""
    lot = chance.random
    then = Tracked.fresh(_text(state.parts[aim.part]))
    target = Target(then.text[slice(*aim.span)], *aim.span)
    block, names = then, []
    if lot.random() < EARLIER_SHARE:
        for edit in lot.choice(EARLIER):
            block = edit(block, target, chance) or block
            names.append(f"earlier {edit.__name__}")
    then = block
    block = _revised(block, target, chance, names)
    is_block = aim.scope == (0, len(_text(state.parts[aim.part])))
    scope_then, scope_now = ((0, len(one.text)) if is_block else _lines(one, *aim.scope) for one in (then, block))
    at_then = target.span(then)
    if scope_then is None or scope_now is None or at_then is None:
        return None
    page_then, start_then = _page([_text(part) for part in state.parts], aim.part, then.text)
    page_now, start_now = _page(*_rearranged(state, aim.part, chance), block.text)
    truth = target.span(block)
    return Trial(
        name,
        page_then,
        start_then + at_then[0],
        start_then + at_then[1],
        (start_then + scope_then[0], start_then + scope_then[1]),
        page_now,
        (start_now + scope_now[0], start_now + scope_now[1]),
        None if truth is None else (start_now + truth[0], start_now + truth[1]),
        tuple(names),
    )


def _revised(block: Tracked, target: Target, chance: Chance, names: list[str]) -> Tracked:
    """Some edits. A copy is not made where the target goes: that would be a move by copy and paste."""
    lot = chance.random
    edits = [drawn(EDITS, lot) for _ in range(lot.randint(1, MOST_EDITS))]
    share = lot.random()
    if share < LOSS_SHARE:
        edits.insert(lot.randrange(len(edits) + 1), drawn(LOSSES, lot))
    elif share < LOSS_SHARE + COPY_SHARE:
        edits.insert(lot.randrange(len(edits) + 1), drawn(COPIES, lot))
    for edit in edits:
        made = edit(block, target, chance)
        if made is not None and made.text.strip():
            block = made
            names.append(edit.__name__)
    return block


def _lines(block: Tracked, first: int, last: int) -> Span | None:
    """The lines from the first to the last character of the scope."""
    there = block.where(first, last)
    return line_around(block.text, *there) if there is not None else None


def _rearranged(state: State, own: int, chance: Chance) -> tuple[list[str], int]:
    """The page around the block: others moved, taken out, put in; and which of the parts it is now."""
    lot = chance.random
    texts = {index: _text(part) for index, part in enumerate(state.parts)}
    order = list(texts)
    for _ in range(lot.randint(0, 3)):
        index = lot.choice(order)
        order.remove(index)
        if index == own or lot.random() < 0.6:
            order.insert(lot.randrange(len(order) + 1), index)
    while lot.random() < 0.3:
        texts[len(texts)] = "\n".join(chance.filler(Tracked("", [])) for _ in range(lot.randint(1, 4)))
        order.insert(lot.randrange(len(order) + 1), len(texts) - 1)
    return [texts[index] for index in order], order.index(own)


def _page(texts: Sequence[str], own: int, block: str) -> tuple[str, int]:
    """The page with a block in its place, and where that begins."""
    before = "".join(f"{text}\n" for text in texts[:own])
    after = "".join(f"\n{text}" for text in texts[own + 1 :])
    return before + block + after, len(before)
