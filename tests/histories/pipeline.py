"""Plays a history through all stages: every state as HTML, with other class names and ids at every step."""

from __future__ import annotations

import hashlib
from itertools import count

from lhextract.acquire.decode import HTML
from lhextract.lookups import Lookups
from lhextract.model.identity import Identities
from lhextract.model.page import Snapshot
from lhextract.model.record import Records
from lhextract.profile import Profile
from lhextract.run import Stage, extract
from tests.histories.history import History
from tests.histories.pages import State, heading_of
from tests.histories.play import play
from tests.histories.reading import Reading, html_of
from tests.histories.score import Score


def play_pipeline(history: History) -> Score:
    """The score of a history in which the program finds lines, names and records by itself."""
    numbers = count(1)

    def read(state: State) -> Reading:
        body = html_of(state, numbers=next(numbers)).encode("utf-8")
        digest = hashlib.sha256(body).hexdigest()
        snapshot = Snapshot(state.case, None, HTML, None, digest, body)
        made = extract(
            snapshot, profile=Profile(), lookups=Lookups(), known=Identities(), until=Stage.RECORDS, use_model=False
        )
        assert made.records is not None
        return _keyed(state, made.records, made.page.text)

    return play(history, read=read)


def _keyed(state: State, records: Records, text: str) -> Reading:
    """Which initiative and category of the records is which: the one with most of its words, or none."""
    blocks, categories = [], []
    own = {block.key: {word for row in block.rows for word in row.text.split()} for block in state.blocks}
    for one in records.initiatives:
        words = set(text[one.start : one.end].split())
        likely = max(own, key=lambda key: len(own[key] & words), default="")
        blocks.append(likely if likely and likely not in blocks else f"none/{one.id}")
    headings = {heading_of(part): part.key for part in state.parts if part.level}
    for category in records.categories:
        key = headings.get(category.label, "")
        categories.append(key if key and key not in categories else f"none/{category.id}")
    return Reading(records, tuple(blocks), tuple(categories))
