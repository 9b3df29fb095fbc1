"""A table of contacts that serves several initiatives: each of its rows names the one that it belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from lhextract.outline.form import ACRONYM, LineForm

WORD = re.compile(r"\w+")
FEWEST = 2  # rows that make a table
VALUES = frozenset({"digits", "e-mail", "title before a name", "phone number"})  # what no head of a column has


@dataclass(frozen=True, slots=True)
class Directory:
    """A table by positions of lines: `[start, end)`, its heads before `first`, and the order that each row serves."""

    start: int
    first: int
    end: int
    rows: Mapping[int, int]  # position of the cell that names an initiative -> its order, in page order

    def owners(self) -> Iterator[tuple[int, int]]:
        """The position of every cell from the first row on, with the order of the initiative that its row serves."""
        for start, following in pairwise((*self.rows, self.end)):
            for position in range(start, following):
                yield position, self.rows[start]


def find_directories(
    forms: Sequence[LineForm], states: Sequence[str], titles: Mapping[int, int], rows: Sequence[tuple[int, int] | None]
) -> list[Directory]:
    """Return the contact tables of a page; `titles` maps positions of title lines to orders, `rows` table rows."""
    names = _Names({_words(forms[position].text): order for position, order in titles.items()})
    found = []
    position = 0
    while position < len(forms):
        end = position
        while end < len(forms) and not forms[end].is_prose and states[end] not in {"title", "heading"}:
            end += 1
        starts = {p: order for p in range(position, end) if (order := names.find(forms[p].text)) is not None}
        if len(set(starts.values())) >= FEWEST and any(forms[p].is_contact for p in range(min(starts), end)):
            first = min(starts)
            found.append(Directory(_head(forms, position, sorted(starts), rows), first, end, starts))
        position = max(end, position + 1)
    return found


def _words(text: str) -> tuple[str, ...]:
    return tuple(WORD.findall(text.casefold()))


class _Names:
    """The titles of the initiatives, to be found by any of their words."""

    def __init__(self, orders: Mapping[tuple[str, ...], int]) -> None:
        self._orders = orders
        self._titles: dict[str, list[tuple[str, ...]]] = {}
        for title in orders:
            for word in set(title):
                self._titles.setdefault(word, []).append(title)

    def find(self, text: str) -> int | None:
        """The order of the initiative that a cell names: by its title, or by words of one title alone ("EPTN")."""
        words = _words(text)
        if words in self._orders:
            return self._orders[words]
        if not words or (len(words) == 1 and not ACRONYM.search(text)):
            return None  # "Network" may be the head of a column
        rarest = min((self._titles.get(word, []) for word in words), key=len)
        holding = {self._orders[title] for title in rarest if _holds(title, words)}
        return holding.pop() if len(holding) == 1 else None


def _holds(title: tuple[str, ...], words: tuple[str, ...]) -> bool:
    return any(title[i : i + len(words)] == words for i in range(len(title) - len(words) + 1))


def _head(forms: Sequence[LineForm], begin: int, starts: Sequence[int], rows: Sequence[tuple[int, int] | None]) -> int:
    """Where the heads of the columns begin.

    They are the cells of the table above its first row, else as many lines as a row has cells.
    """
    first = starts[0]
    cells = first - begin if rows[first] is not None else min(after - before for before, after in pairwise(starts))
    head = first
    while head > max(begin, first - cells) and not forms[head - 1].cues & VALUES:
        if rows[first] is not None and rows[head - 1] is None:
            break
        head -= 1
    return head
