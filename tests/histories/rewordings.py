"""Rewords most sentences of initiatives, all at once or one at a time, and sees whether each is found again."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

from lhextract.identity.identify import identify
from lhextract.model.identity import Identities
from lhextract.model.outline import LineRole
from tests.histories.history import shelf_of
from tests.histories.pages import Part, State
from tests.histories.reading import read_records
from tests.histories.rows import Row
from tests.histories.wordings import reword
from tests.histories.words import TITLES


def reword_all_or_one(
    golden: Path, state: State, *, share: float, seed: int, one_at_a_time: bool, renamed: bool = False
) -> Counter[str]:
    """How many of the reworded initiatives were "found", "asked" about, "new" (a new id), or "wrong" (of another one).

    A doubt counts as asked, whichever is the likeliest; nobody answers. `renamed` gives every initiative another
    title too, where it shows one.
    """
    chance = random.Random(f"{seed}/{state.case}")  # noqa: S311 - no secret
    fillers = shelf_of(golden, state).fillers
    reworded = {}
    for part in state.blocks:
        changed = reword(part, share, chance, language=state.language, fillers=fillers)
        if changed is not None:
            reworded[part.key] = _called(changed, len(reworded), state.language) if renamed else changed
    first = identify(read_records(state).records, Identities())
    ids = dict(zip((part.key for part in state.blocks), (one.id for one in first.records.initiatives), strict=True))
    counted: Counter[str] = Counter()
    for keys in [[key] for key in reworded] if one_at_a_time else [list(reworded)]:
        after = state
        for key in keys:
            after = after.put(key, reworded[key])
        found = identify(read_records(after).records, first.identities)
        asked = {doubt.order for doubt in found.doubts}
        for order, (part, one) in enumerate(zip(after.blocks, found.records.initiatives, strict=True), start=1):
            if part.key in keys:
                counted[_judged(one.id, ids[part.key], set(ids.values()), is_asked=order in asked)] += 1
    return counted


def _called(part: Part, number: int, language: str) -> Part:
    titles = part.with_role(LineRole.TITLE)
    return (
        part.put(titles[0], Row(TITLES[language][number % len(TITLES[language])], LineRole.TITLE)) if titles else part
    )


def _judged(given: str, true: str, known: set[str], *, is_asked: bool) -> str:
    if is_asked:
        return "asked"
    return "found" if given == true else "wrong" if given in known else "new"
