"""What a steward points at: a record, words of the page, a decision."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lhextract.corrections.entries import Scope
from lhextract.corrections.wishes import DecisionError
from lhextract.desk import Desk
from lhextract.model.record import Records
from lhextract.wording import fold

LONGEST_SENTENCE = 160  # characters shown around what is pointed at
SENTENCE_END = re.compile(r"(?<=[.!?…])\s+(?=\S)|\n")


def find_record(desk: Desk, given: str) -> str:
    """The id of a record: given as such, as the number of an initiative on the page, or as a name that one record has.

    A name is an initiative's before it is that of an institution or a person. An unknown one is returned as it is,
    because deciding names what there is. Raises `DecisionError` where several are meant, or no number.
    """
    corrected = desk.corrected()
    if corrected.knows(given):
        return given
    if given.isdecimal():
        return _by_number(corrected.records, int(given))
    every = [(ident, name) for ident, name in names_of(corrected.records) if fold(name) == fold(given)]
    named = [(ident, name) for ident, name in every if ident in corrected.entries.of] or every
    if len(named) == 1:
        return named[0][0]
    if named:
        several = ", ".join(f"{ident} ({name})" for ident, name in named)
        raise DecisionError("record", given, "a name that one record has", f"these have it, give an id: {several}")
    return given


def _by_number(records: Records, number: int) -> str:
    found = next((one.id for one in records.initiatives if one.order == number), None)
    if found is None:
        raise DecisionError("record", number, f"1 to {len(records.initiatives)}, as on the page")
    return found


def names_of(records: Records) -> Iterator[tuple[str, str]]:
    """Id and name of all that decisions can be about: initiatives, institutions, people."""
    for group in (records.initiatives, records.institutions, records.people):
        for one in group:
            yield one.id, one.name


def find_words(desk: Desk, record: str, quote: str, *, nth: int | None = None) -> Scope:
    """Where words stand in the block of an initiative: there exactly so, once, or the `nth` time (from 1).

    Any white space of the page stands for a blank. Raises `DecisionError`; its message lists the places.
    """
    names = desk.corrected().entries.of.get(record)
    if names is None:
        raise DecisionError("record", record, "the id of an initiative, to quote from its block")
    words = quote.split()
    if not words:
        raise DecisionError("--quote", quote, "words of the page")
    scope = names["name"].scope
    places = _places(desk.text, words, scope)
    if not places:
        raise DecisionError("--quote", quote, f"words as they stand in {record}", _near(desk.text, words, scope))
    if nth is None and len(places) == 1:
        return places[0]
    if nth is None or not 1 <= nth <= len(places):
        listed = "\n".join(f"  {number}: {marked(desk.text, place)}" for number, place in enumerate(places, start=1))
        allowed = f"--nth 1 to {len(places)}"
        raise DecisionError("--quote", quote if nth is None else nth, allowed, f"it stands here:\n{listed}")
    return places[nth - 1]


def _places(text: str, words: list[str], scope: Scope) -> list[Scope]:
    """Where words stand; places inside longer words ("the" in "their") count only where there are no others."""
    pattern = re.compile(r"\s+".join(map(re.escape, words)))
    every = [match.span() for match in pattern.finditer(text, *scope)]
    whole = [
        (start, end)
        for start, end in every
        if not text[start - 1 : start + 1].isalnum() and not text[end - 1 : end + 1].isalnum()
    ]
    return whole or every


def _near(text: str, words: list[str], scope: Scope) -> str:
    """Where the words stand if case makes no difference, or where the first of them does."""
    for sought in (words, words[:1]):
        pattern = re.compile(r"\s+".join(map(re.escape, sought)), re.IGNORECASE)
        if (match := pattern.search(text, *scope)) is not None:
            return f"did you mean {marked(text, match.span())}"
    return "`lhextract correct show` prints what stands where"


def sentence(text: str, place: Scope) -> Scope:
    """The sentence or line around a place, never less than the place; a long one is cut between words."""
    start, end = place
    low, high = max(0, start - LONGEST_SENTENCE), min(len(text), end + LONGEST_SENTENCE)
    before = [match.end() for match in SENTENCE_END.finditer(text, low, start)]
    after = SENTENCE_END.search(text, end, high)
    first = before[-1] if before else low and max(low, text.find(" ", low, start) + 1)
    last = after.start() if after else high if high == len(text) else max(end, text.rfind(" ", end, high))
    return first, last


def marked(text: str, place: Scope, marks: tuple[str, str] = ("[[", "]]")) -> str:
    """The sentence around a place on one line, the place marked."""
    first, last = sentence(text, place)
    before, inside, after = text[first : place[0]], text[slice(*place)], text[place[1] : last]
    return " ".join(f"{before}{marks[0]}{inside}{marks[1]}{after}".split())


def find_decided(desk: Desk, given: str) -> tuple[str, str]:
    """The entry that a decision is about today, if nothing has come after it; else a `DecisionError`."""
    corrected = desk.corrected()
    for key, heads in corrected.heads.items():
        if given in heads:
            return key
    decided = {one.id: one for one in desk.decisions().decisions}
    if given not in decided:
        raise DecisionError("decision", given, "the id of a decision", "`lhextract correct list` shows them")
    later = ", ".join(one.id for one in decided.values() if given in one.supersedes)
    raise DecisionError("decision", given, "one that nothing came after", f"after it came {later}")
