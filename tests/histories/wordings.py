"""Rewords the text of an initiative: some of its sentences say the same otherwise, or make way for others."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import replace

from lhextract.model.mention import Label
from lhextract.model.outline import LineRole
from lhextract.wording import fold
from tests.histories.pages import Part
from tests.histories.rows import Row, join, put, sentences
from tests.histories.words import AND, OPENINGS, REMINDERS, SYNONYMS

WORD = re.compile(r"\w+")
COMMA = re.compile(r", ")
# Of sentences that are reworded at all: said otherwise, or another sentence that keeps what was named.
LIGHT = 0.5


def reword(part: Part, share: float, chance: random.Random, *, language: str, fillers: Sequence[str]) -> Part | None:
    """Reword a share (0 to 1) of the sentences of an initiative, at least one; None if none of them can be.

    Every mention stays. `fillers` are sentences of other pages, without mentions.
    """
    bodies = part.with_role(LineRole.BODY)
    split = {index: sentences(part.rows[index]) for index in bodies}
    places = [(index, number) for index in bodies for number in range(len(split[index]))]
    able = [place for place in places if can_be_reworded(split[place[0]][place[1]])]
    chosen = chance.sample(able, min(len(able), max(1, round(share * len(places)))))
    for index, number in sorted(chosen):
        split[index][number] = _reworded(split[index][number], chance, language, fillers)
    rows = list(part.rows)
    for index in bodies:
        rows[index] = join(split[index])
    changed = replace(part, rows=tuple(rows))
    return changed if fold(changed.body) != fold(part.body) else None


def can_be_reworded(sentence: Row) -> bool:
    """Whether a sentence is one, and holds nothing that is read off its form: links and numbers."""
    text = sentence.text
    whole = text.endswith((".", "!", "?")) and not re.search(r"https?:|www\.|@|\d{4}", _without_marks(sentence))
    return whole and not sentence.of(Label.PHONE) and len(text.split()) > 3


def _without_marks(row: Row) -> str:
    text = row.text
    for mark in reversed(row.marks):
        text = text[: mark.start] + text[mark.end :]
    return text


def _reworded(row: Row, chance: random.Random, language: str, fillers: Sequence[str]) -> Row:
    # What stands in brackets may be a short form, which says nothing apart from its long form.
    if chance.random() < LIGHT or not fillers or "(" in row.text:
        return _said_otherwise(row, chance, language)
    other = Row(chance.choice(fillers), row.role)
    return join([other, _reminder(row, language)]) if row.marks else other


def _reminder(row: Row, language: str) -> Row:
    """A sentence that names what another one named, in the same order."""
    before, after = REMINDERS[language].split("{}")
    reminder = Row(before, row.role)
    for number, mark in enumerate(row.marks):
        last = number == len(row.marks) - 1
        between = "" if not number else AND[language] if last else ", "
        end = len(reminder.text)
        reminder = put(reminder, end, end, between)
        end = len(reminder.text)
        reminder = put(reminder, end, end, row.slice(mark), label=mark.label)
    end = len(reminder.text)
    return put(reminder, end, end, after)


def _said_otherwise(row: Row, chance: random.Random, language: str) -> Row:
    """The same sentence with other words, and another opening."""
    synonyms = SYNONYMS[language]
    for match in reversed(list(WORD.finditer(row.text))):
        word = match.group()
        free = not any(mark.start < match.end() and match.start() < mark.end for mark in row.marks)
        if free and word in synonyms and chance.random() < 0.8:
            row = put(row, match.start(), match.end(), synonyms[word])
    opening = chance.choice(OPENINGS[language])
    starts_with_name = any(mark.start == 0 for mark in row.marks)
    lower = language == "en" and not starts_with_name and row.text[:2] != "I " and row.text[1:2].islower()
    if lower:
        row = put(row, 0, 1, row.text[0].lower()) if not any(m.start < 1 for m in row.marks) else row
    return put(row, 0, 0, opening)


def fillers_of(blocks: Sequence[Part]) -> list[str]:
    """The sentences of some initiatives that name nothing."""
    return [
        sentence.text
        for block in blocks
        for index in block.with_role(LineRole.BODY)
        for sentence in sentences(block.rows[index])
        if not sentence.marks and can_be_reworded(sentence) and len(sentence.text.split()) > 7
    ]
