"""Mentions of the same person, linked over the whole page: one person per human."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from lhextract.minting import mint
from lhextract.model.mention import Label, Mentions
from lhextract.model.record import Person
from lhextract.people.names import split_name
from lhextract.people.titles import read_titles
from lhextract.people.writings import Writing, fits, read_writings

Key = TypeVar("Key")
Words = tuple[str, ...]
# Of one family name and first given name, among whom a shorter name is looked for: with more, nobody can be told.
MOST_NAMESAKES = 20


@dataclass(frozen=True, slots=True, eq=False)
class _Human:
    """Somebody on the page, by the fullest writing of the name."""

    name: str
    writings: tuple[Writing, ...]


def link_people(
    mentions: Mentions, *, source: str, titles: Mapping[int, Sequence[str]], owners: Mapping[int, str | None]
) -> tuple[dict[int, str], tuple[Person, ...]]:
    """Return which person the mention at an offset names, and the people of the page in page order.

    People are one if their names are the same but for the way of writing, or if a shorter writing ("J. Roth") fits
    one person on the page and no other. A family name alone is the one person who bears it; where nobody or several
    do, it is a person of its own in a contact, and nobody in running text: its mention is in no result then.
    A phone or unit in common makes nobody one. `titles` has the offsets of all contacts' persons, each with the
    titles around it, and `owners` the initiative of any mention.
    """
    found = [mention for mention in mentions.mentions if mention.label is Label.PERSON]
    uses = dict.fromkeys((m.text, m.span.start in titles) for m in found)
    humans = _find_humans(uses)
    starts: dict[_Human, list[int]] = {}
    for mention in found:
        if (human := humans[mention.text, mention.span.start in titles]) is not None:
            starts.setdefault(human, []).append(mention.span.start)
    people = {human: _person(human, own, source, titles, owners) for human, own in starts.items()}
    named = {start: people[human].id for human, own in starts.items() for start in own}
    return named, tuple(people.values())


def _person(
    human: _Human,
    starts: Sequence[int],
    source: str,
    titles: Mapping[int, Sequence[str]],
    owners: Mapping[int, str | None],
) -> Person:
    name = split_name(human.name)
    written = [text for start in starts for text in titles.get(start, ())]
    canonical = [title.canonical for text in written for title in read_titles(text)]
    inside = [owner for start in starts if (owner := owners.get(start))]
    return Person(
        id=mint("ps", source, human.name),
        name=human.name,
        given=name.given,
        family=name.family,
        titles=tuple(dict.fromkeys(canonical)),
        initiatives=tuple(dict.fromkeys(inside)),
    )


def _find_humans(uses: Collection[tuple[str, bool]]) -> dict[tuple[str, bool], _Human | None]:
    """Whom each name means, in a contact (True) or in running text; None: nobody, or one of several."""
    writings = {name: read_writings(name) for name, _ in uses}
    registry = _Registry()
    humans: dict[tuple[str, bool], _Human | None] = {}
    # The fullest names first, so that a shorter one meets everybody whom it may stand for; family names alone last,
    # and those of contacts before those in running text, which may mean them.
    for use in sorted(uses, key=lambda use: (*_shortness(use[0], writings[use[0]]), not use[1])):
        name, in_contact = use
        if not (writings[name][0].given or in_contact):
            humans[use] = registry.find_longer(writings[name])
            continue
        human = registry.find(writings[name])
        if human is None:
            human = _Human(name, writings[name])
            registry.add(human)
        humans[use] = human
    return humans


def _shortness(name: str, writings: Sequence[Writing]) -> tuple[bool, bool, int, bool, bool]:
    """Sorts the fullest name first, and among equal ones that which reads best."""
    writing = writings[-1]  # with "ue" for "ü", so that "Müller" is as long as "Mueller"
    initial = bool(writing.given) and len(writing.given[0]) == 1
    return not writing.given, initial, -sum(map(len, writing.words)), "," in name, name.isupper()


class _Registry:
    """Who is on the page, by everything that a shorter name may be found with."""

    def __init__(self) -> None:
        self._by_words: dict[Words, _Human] = {}
        self._by_end: dict[Words, list[_Human]] = {}
        self._by_family: dict[Words, list[_Human]] = {}
        self._by_first: dict[tuple[Words, str], list[_Human]] = {}

    def add(self, human: _Human) -> None:
        """Take up somebody whom `find` does not know."""
        for writing in human.writings:
            for words in (writing.words, *_turned(writing)):
                self._by_words.setdefault(words, human)
            for start in range(1, len(writing.words) - 1):
                _note(self._by_end, writing.words[start:], human)
            _note(self._by_family, writing.family, human)
            for first in {word for given in writing.given[:1] for word in (given, given[0])}:
                _note(self._by_first, (writing.family, first), human)

    def find(self, writings: Sequence[Writing]) -> _Human | None:
        """Whoever has this name, else the one human whose name it may shorten; None if there is none."""
        for writing in writings:
            if (human := self._by_words.get(writing.words)) is not None:
                return human
        return self.find_longer(writings)

    def find_longer(self, writings: Sequence[Writing]) -> _Human | None:
        """The one human whose name this may shorten; None if there is nobody, or if there are several."""
        candidates = {human: None for writing in writings for human in self._longer(writing)}
        return next(iter(candidates)) if len(candidates) == 1 else None

    def _longer(self, writing: Writing) -> Sequence[_Human]:
        """Everybody whose name this one may shorten."""
        if not writing.given:
            return self._by_family.get(writing.words) or self._by_end.get(writing.words, [])
        near = self._by_first.get((writing.family, writing.given[0]), [])
        if len(near) > MOST_NAMESAKES:
            return near[:2]
        fitting = [human for human in near if any(fits(writing, other) for other in human.writings)]
        if fitting or min(map(len, writing.words)) == 1:
            return fitting
        # "Nasr el Din" is the end of "Karim Nasr el Din"; an initial could be anybody's middle name.
        return self._by_end.get(writing.words, [])


def _turned(writing: Writing) -> list[Words]:
    """The other order of a name: "Preuss Maria Sibylle" is "Maria Sibylle Preuss".

    Not of two words, which may well be two humans: "Martin Thomas" and "Thomas Martin".
    """
    words = writing.words
    if len(words) <= 2 or writing.suffix or not (writing.given and writing.family):
        return []
    return [writing.family + writing.given, words[1:] + words[:1]]


def _note(index: dict[Key, list[_Human]], key: Key, human: _Human) -> None:
    """Enter a human once, though two writings may give the same key."""
    humans = index.setdefault(key, [])
    if human not in humans[-1:]:
        humans.append(human)
