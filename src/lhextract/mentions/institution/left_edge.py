"""How far the name around a head reaches to the left."""

from __future__ import annotations

import re

from lhextract.mentions.institution.heads import Heads, Kind
from lhextract.mentions.institution.small_words import (
    ARTICLES,
    JOINS,
    OWNERS,
    PARTICLES,
    SOFT,
    SUBJECTS,
    UNIVERSITIES,
)
from lhextract.mentions.words import Word

INITIAL = re.compile(r"[^\W\d_](?:\.[^\W\d_])*|St|Dr")


class LeftEdge:
    """Finds the first word of a name with a head on one line."""

    def __init__(self, words: list[Word], heads: Heads, known: frozenset[str]) -> None:
        self._words = words
        self._heads = heads
        self._known = known

    def find(self, index: int, floor: int) -> int:
        """The first word of the name whose head is at `index`; nothing before `floor` belongs to it."""
        first = self._run_back(index, floor)
        if first == index and index - 2 >= floor and self._words[index - 1].lower in {"and", "und"}:
            # "Clinic and Polyclinic for Radiotherapy": two heads with one complement.
            other = self._heads.kind(self._words[index - 2])
            if other not in {None, Kind.WEAK} and self._words[index].gap == self._words[index - 1].gap == " ":
                return self._run_back(index - 2, floor)
        joined = self._joined_back(first, floor, index)
        while first < index and self._words[first].text.islower() and self._words[first].lower in ARTICLES | JOINS:
            first += 1
        return joined if joined is not None else first

    def _run_back(self, index: int, floor: int) -> int:
        first = index
        while first > floor and index - first < 8:
            if not self._joins_before(first) or not self._takes_before(first - 1):
                break
            first -= 1
        while first < index and self._words[first].lower in PARTICLES:
            first += 1
        return first

    def _joins_before(self, position: int) -> bool:
        """Whether only a blank or the point of an initial stands before the word: "John F. Kennedy"."""
        gap, before = self._words[position].gap, self._words[position - 1].text
        return gap in {" ", " & "} or (gap == ". " and INITIAL.fullmatch(before) is not None)

    def _takes_before(self, position: int) -> bool:
        before = self._words[position]
        if before.text.endswith("-"):
            return True
        if before.lower in {"und", "and"}:
            return position > 0 and self._words[position - 1].text.endswith("-")
        if before.lower in PARTICLES and position > 0:
            owner = self._words[position - 1]
            return (
                owner.is_capital
                and before.gap == " "
                and not self._heads.kind(owner)
                and owner.lower not in self._heads.not_before
            )
        if before.lower in self._heads.not_before and not (
            before.text == "Dr" and self._words[position + 1].gap == ". "
        ):
            return False
        if before.lower.endswith(("'s", "’s")) and before.lower not in OWNERS:
            # "King Mongkut's University", but "Tsinghua's School"
            return position > 0 and self._words[position - 1].is_capital and self._words[position].gap == " "
        if before.text[0].islower():
            return any(c.isupper() for c in before.text)
        return before.is_capital

    def _joined_back(self, first: int, floor: int, index: int) -> int | None:
        """Where "Finnish" stands in "the Finnish Transport and Communications Agency".

        An article holds the two parts together; a known name or a head in the first part parts them.
        """
        position = first
        for _ in range(3):
            if position - 2 < floor or self._words[position].gap not in {" ", ", "}:
                return None
            joined = self._words[position].gap == " " and self._words[position - 1].lower in {
                "and",
                "&",
                "und",
            }
            if position == first and not joined:
                return None
            last = position - 2 if joined else position - 1
            if position != first and self._words[position].gap != ", ":
                return None
            start = self._run_back(last, floor) if self._takes_before(last) else last + 1
            if start > last or any(
                self._heads.is_head(w) or w.is_acronym or w.text in self._known for w in self._words[start : last + 1]
            ):
                return None
            if self._words[index].lower in SOFT or (
                self._is_university(index) and self._words[first].lower not in SUBJECTS
            ):
                return None
            if self._is_university(index) and self._words[last].lower in SUBJECTS:
                return start
            before = self._words[start - 1] if start > floor else None
            if self._words[start].gap == " " and before is not None and before.lower in ARTICLES:
                return start
            position = start
        return None

    def _is_university(self, index: int) -> bool:
        return self._words[index].lower.endswith(UNIVERSITIES)
