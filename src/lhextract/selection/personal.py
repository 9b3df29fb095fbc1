"""Where a text names somebody, or gives a number or an address at which to reach them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set

from lhextract.addresses import EMAIL, is_address, words_of
from lhextract.forgetting.masks import Mask
from lhextract.model.record import Person
from lhextract.people.titles import without_titles
from lhextract.phones.numbers import find_numbers

WORD = re.compile(r"[^\W\d_]+")
SHORTEST_FAMILY = 3  # letters; "Li" stands in too many words of other languages
MOST_TITLES = 8  # words before a name: "Univ.-Prof. Dr.-Ing. habil. Dr. h.c."
BEFORE = re.compile(r"\S+")
Part = tuple[int, int, Mask]


class Names:
    """Names that are looked for as they stand, as whole words; all at once, by their first word."""

    def __init__(self, names: Iterable[str]) -> None:
        self._by_word: dict[str, set[str]] = {}
        for name in names:
            if (first := WORD.search(name)) is not None and first.start() == 0:
                self._by_word.setdefault(first.group(), set()).add(name)

    def find(self, text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
        """Where one of them stands in `text[start:end]`."""
        stop = len(text) if end is None else end
        for match in WORD.finditer(text, start, stop) if self._by_word else ():
            for name in self._by_word.get(match.group(), ()):
                last = match.start() + len(name)
                if last <= stop and text.startswith(name, match.start()) and not text[last : last + 1].isalnum():
                    yield match.start(), last


def is_whole_name(name: str) -> bool:
    """Whether a name has two words, so that where it stands it is nothing else: "Eva Roth", not "May"."""
    return len(WORD.findall(name)) > 1


def is_family(name: str | None) -> bool:
    """Whether a family name can be looked for alone."""
    return name is not None and len(name) >= SHORTEST_FAMILY and name[0].isupper()


def addresses_in(text: str) -> Iterator[Part]:
    """E-mail addresses."""
    yield from ((match.start(), match.end(), Mask.ADDRESS) for match in EMAIL.finditer(text))


def numbers_in(text: str, *, region: str | None) -> Iterator[Part]:
    """Phone numbers that are written with a country code or an area code, wherever they stand."""
    position = 0
    for line in text.split("\n"):
        for found in find_numbers(line, region=region):
            dialled = line[found.start : found.start + 2].strip("(").startswith("0")
            if found.valid and not found.short and (found.international or dialled):
                yield position + found.start, position + found.end, Mask.PHONE
        position += len(line) + 1


def titles_before(text: str, start: int, end: int) -> int:
    """Where the titles begin that stand before the name `text[start:end]` on its line; `start` if there are none."""
    line = text.rfind("\n", 0, start) + 1
    words = [match.start() for match in BEFORE.finditer(text, line, start)][-MOST_TITLES:]
    name = text[start:end]
    return next((at for at in words if without_titles(text[at:end]) == name), start)


def by_family(people: Iterable[Person]) -> Mapping[str, Set[str]]:
    """Given names by family names, the first and the last word of them, as the address of a page has them."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for one in people:
        given, family = WORD.findall((one.given or "").casefold()), WORD.findall((one.family or "").casefold())
        if given and family:
            found[family[-1]].add(given[0])
    return found


def leads_to_somebody(url: str, people: Mapping[str, Set[str]]) -> bool:
    """Whether a link is a mailbox or a phone, or has a given and a family name in its address."""
    words = words_of(url)
    return is_address(url) or any(not words.isdisjoint(people.get(word, ())) for word in words)
