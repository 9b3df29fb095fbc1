"""Lookalikes: what a careless reader would take for a name, a number or a year."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

import pytest

from lhextract.language.cues import load_cues
from lhextract.mentions.candidates import Context
from lhextract.mentions.learned import load_learned
from lhextract.mentions.nlp import find_mentions
from lhextract.model.mention import Label, Mention
from lhextract.model.outline import LineRole, Outline
from lhextract.model.span import Span
from lhextract.text.canonical import canonicalise

TABLE = Path(__file__).with_name("decoys.tsv")
NUMBERS = frozenset({Label.YEAR, Label.PHONE})
# The goal is 0.03. What is left are research areas, a fair, a reagent and a code of law, alone in a sentence.
MOST_FALSE_NAMES = 0.05


@dataclass(frozen=True, slots=True)
class Decoy:
    """A row: a sentence, the stretch of it that is a decoy, and the types that must not be found there."""

    id: str
    labels: frozenset[Label]
    decoy: str
    sentence: str

    def false_mentions(self) -> list[Mention]:
        """The mentions of a forbidden type that touch the decoy."""
        page = canonicalise(self.sentence)
        start = page.text.index(self.decoy)
        outline = Outline((LineRole.BODY,), (None,), ((),), (), ())
        language = "de" if "-de-" in self.id else "en"
        found = find_mentions(Context(page, outline, load_cues(), language=language, region="DE"), load_learned())
        span = Span(start, start + len(self.decoy))
        return [m for m in found.mentions if m.label in self.labels and m.span.overlaps(span)]


def _read() -> list[Decoy]:
    with TABLE.open(encoding="utf-8", newline="") as rows:
        return [
            Decoy(row["id"], frozenset(map(Label, row["not"].split(","))), row["decoy"], row["sentence"])
            for row in csv.DictReader(rows, delimiter="\t", quoting=csv.QUOTE_NONE)
        ]


DECOYS = _read()


def test_the_table_is_large_enough() -> None:
    """There are at least 150 lookalikes, each with an id of its own."""
    assert len({decoy.id for decoy in DECOYS}) == len(DECOYS) >= 150


@pytest.mark.parametrize("decoy", [pytest.param(decoy, id=decoy.id) for decoy in DECOYS if decoy.labels & NUMBERS])
def test_no_number_is_taken_for_a_year_or_a_phone(decoy: Decoy) -> None:
    """Codes, rooms, grants, norms, counts and the like are no years and no phone numbers."""
    assert [(m.text, m.label) for m in decoy.false_mentions() if m.label in NUMBERS] == []


def test_hardly_any_lookalike_is_taken_for_a_name() -> None:
    """At most five in a hundred lookalikes are taken for a person, an institution or a programme."""
    rows = [decoy for decoy in DECOYS if decoy.labels - NUMBERS]
    wrong = {
        decoy.id: [(m.text, m.label.value, m.rule) for m in decoy.false_mentions() if m.label not in NUMBERS]
        for decoy in rows
    }
    false = {key: found for key, found in wrong.items() if found}
    assert len(false) <= MOST_FALSE_NAMES * len(rows), false
