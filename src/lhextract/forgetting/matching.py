"""Where a text names somebody who is forgotten.

Without regard to case, diacritics ("Müller" is "Mueller") and punctuation, so also in an address ("eva.roth@…"); with
the titles around; "Roth, Eva"; "E. Roth"; a genitive ("Eva Roths"). A name does not go on over the end of a line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from lhextract.addresses import EMAIL, URL
from lhextract.forgetting.keys import Form, Keys, keys_of_writing
from lhextract.language.cues import load_cues
from lhextract.model.span import Span
from lhextract.people.names import PARTICLES
from lhextract.people.titles import read_titles, without_titles
from lhextract.people.writings import Writing, read_writings

ATOM = re.compile(r"[^\W\d_]+")
BETWEEN = re.compile(r"[ .\-\u2010\u2011'’,_+]{1,3}")  # the words of a name
IN_ADDRESS = re.compile(r"[._+-]")  # and those of one in an address
TOKEN = re.compile(r"\S+")
MOST_WORDS = 7
MOST_TITLES = 8  # words of titles before a name ("Prof. Dr.-Ing. habil. Dr. h.c.")
MOST_DEGREES = 4  # and after it
SLACK = 6  # letters by which a folded name may be longer than a written one ("ü" to "ue")
LONGEST_MIDDLE = 40  # letters of middle names and titles inside a name
SHORTEST_FAMILY = 4  # letters of a family name that is looked for inside the name of a mailbox ("croth")


@dataclass(frozen=True, slots=True)
class Named:
    """A place that names somebody: all of it with titles, or the address that the name is part of.

    `writings` are those of the name; `form` how it is written, None for a family name alone.
    """

    span: Span
    writings: tuple[Writing, ...]
    form: Form | None


@dataclass(frozen=True, slots=True)
class _Window:
    """The words of a text that may be a name, and the words beside them with what stands between."""

    text: str
    atoms: Sequence[re.Match[str]]
    first: int
    last: int

    @property
    def start(self) -> int:
        return self.atoms[self.first].start()

    @property
    def end(self) -> int:
        return self.atoms[self.last].end()

    @property
    def words(self) -> str:
        return self.text[self.start : self.end]

    def before(self) -> tuple[str, str]:
        """The word before, with what stands between; empty at the beginning of the text."""
        if not self.first:
            return "", ""
        atom = self.atoms[self.first - 1]
        return atom.group(), self.text[atom.end() : self.start]

    def after(self) -> tuple[str, str]:
        """What stands between this and the next word, and that word."""
        if self.last + 1 == len(self.atoms):
            return "", ""
        atom = self.atoms[self.last + 1]
        return self.text[self.end : atom.start()], atom.group()


def find_names(text: str, keys: Keys) -> tuple[Named, ...]:
    """Every place of a text that names somebody who is forgotten, in order and without overlap."""
    found: list[Named] = []
    atoms = list(ATOM.finditer(text))
    bounds = _bounds(keys)
    first = 0
    while first < len(atoms):
        named, last = _longest(text, atoms, first, keys, bounds)
        if named is None:
            first += 1
            continue
        if found and named.span.start < found[-1].span.end:  # both in one address
            named = Named(Span(found[-1].span.start, max(named.span.end, found[-1].span.end)), *_rest(found.pop()))
        found.append(named)
        first = last + 1
    return tuple(found)


def _rest(named: Named) -> tuple[tuple[Writing, ...], Form | None]:
    return named.writings, named.form


def _longest(
    text: str, atoms: Sequence[re.Match[str]], first: int, keys: Keys, bounds: tuple[int, int]
) -> tuple[Named | None, int]:
    """The longest name that begins at a word, and its last word; `bounds` are the lengths that it may have."""
    most, start = first, atoms[first].start()
    while most + 1 < len(atoms) and most - first + 1 < MOST_WORDS and atoms[most + 1].end() - start <= bounds[1]:
        if not BETWEEN.fullmatch(text, atoms[most].end(), atoms[most + 1].start()):
            break
        most += 1
    for last in range(most, first, -1):
        if atoms[last].end() - start < bounds[0]:
            break
        window = _Window(text, atoms, first, last)
        if _may_be_name(window):
            for written in _all_readings(window):
                named = _known(window, written, keys)
                if named is not None:
                    return named, last
    return None, first


def _may_be_name(window: _Window) -> bool:
    """Whether words look like a name, whatever name: with capitals, or as a part of an address."""
    words = window.words
    if words.count(",") > 1:
        return False
    if "," not in words and " " in words and not words[0].isupper():
        return False
    if _is_half(window):
        return False
    if "," in words:
        gap, following = window.after()
        # "Ida Roth, Eva Berg" are two people, and neither is Eva Roth.
        return not (_has_more_before(window) or (gap == " " and following[:1].isupper()))
    return " " not in words or all(_may_be_in_name(word) for word in words.split())


def _may_be_in_name(word: str) -> bool:
    """Whether a word has a capital, or is one that family names begin with ("van den")."""
    return word[0].isupper() or not word[0].isalpha() or word.casefold() in PARTICLES


def _is_half(window: _Window) -> bool:
    """Whether a hyphen makes it part of another name: "Eva Roth-Meyer", "Anne-Eva Roth"; addresses have others."""
    gap, following = window.after()
    preceding, lead = window.before()
    return (gap == "-" and following[:1].isupper()) or (lead == "-" and preceding[:1].isupper())


def _all_readings(window: _Window) -> Iterator[str]:
    """The readings of some words; two may have the family name first, as in a table ("Roth Eva")."""
    yield from _readings(window.words)
    first, blank, second = window.words.partition(" ")
    gap, following = window.after()
    alone = not _has_more_before(window) and not (gap == " " and following[:1].isupper())
    if blank and window.last == window.first + 1 and "," not in first and alone:
        yield f"{second} {first}"


def _readings(words: str) -> Iterator[str]:
    """A name as it is written, and without the ending of a genitive."""
    plain = words if "," in words or " " in words else IN_ADDRESS.sub(" ", words)
    yield plain
    if plain.endswith("s"):
        yield plain[:-1]


def _known(window: _Window, written: str, keys: Keys) -> Named | None:
    writings = _writings(written)
    for writing in writings:
        for key in keys_of_writing(writing):
            if len(key.words) in keys.lengths(key.form) and keys.knows(key):
                if key.form is Form.INITIALS and _has_more_before(window):
                    continue
                return Named(_widened(window), writings, key.form)
    return None


@lru_cache(maxsize=2**16)
def _writings(written: str) -> tuple[Writing, ...]:
    """The writings of words that may be a name; a page and its records repeat them."""
    return read_writings(written)


def _bounds(keys: Keys) -> tuple[int, int]:
    """How many characters words have at least, and at most, that may be any of the keys; without keys none have."""
    lengths = [length for form in Form for length in keys.lengths(form)]
    return (min(lengths) - SLACK, max(lengths) + LONGEST_MIDDLE) if lengths else (1, 0)


def _has_more_before(window: _Window) -> bool:
    """Whether a given name stands before, as in "Anna C. Roth", which is not "C. Roth"; a title is none."""
    preceding, lead = window.before()
    if len(preceding) == 1 and preceding.isupper() and lead in {".", ". ", " ", ".-"}:
        return True
    return lead == " " and preceding[:1].isupper() and not _is_no_name(preceding)


def _is_no_name(word: str) -> bool:
    """Whether a word is a title, or one that stands before a family name at the beginning of a sentence ("The")."""
    cues = load_cues()
    functions = {*cues.words["language.function_words"], *(word for own in cues.stopwords.values() for word in own)}
    return word.casefold() in functions or any(title.kind != "unknown" for title in read_titles(word))


def _widened(window: _Window) -> Span:
    """All of an address that the name is part of, or the name with the titles around it."""
    text, start, end = window.text, window.start, window.end
    return address_around(text, start, end) or _with_titles(text, start, end)


def address_around(text: str, start: int, end: int) -> Span | None:
    """The e-mail address or URL that a part of a text stands in."""
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    line = text[first : last if last >= 0 else len(text)]
    for pattern in (EMAIL, URL):
        for match in pattern.finditer(line):
            if first + match.start() <= start and end <= first + match.end():
                return Span(first + match.start(), first + match.end())
    return None


def _with_titles(text: str, start: int, end: int) -> Span:
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    last = last if last >= 0 else len(text)
    name = without_titles(text[start:end])
    before = [first + token.start() for token in TOKEN.finditer(text[first:start])][-MOST_TITLES:]
    begin = next((place for place in before if without_titles(text[place:end]) == name), start)
    after = [end + token.end() for token in TOKEN.finditer(text[end:last])][:MOST_DEGREES]
    longer = (text[start:place].rstrip(",;:") for place in reversed(after))
    whole = next((words for words in longer if without_titles(words) == name), text[start:end])
    return Span(begin, start + len(whole))


def find_families(
    text: str, named: Sequence[Named], *, scope: Span, is_other: Callable[[Span], bool | None] = lambda _: None
) -> Iterator[Named]:
    """The family names of some people where they stand alone in a part of a text.

    `is_other` says whether a place names somebody else; where it does not know, a capital word before is a given name.
    """
    writings = {writing for one in named for writing in one.writings if writing.family}
    families = {writing.family: writing for writing in writings}
    atoms = list(ATOM.finditer(text, scope.start, scope.end))
    for first in range(len(atoms)):
        for family, writing in families.items():
            last = first + len(family) - 1
            if last >= len(atoms):
                continue
            window = _Window(text, atoms, first, last)
            if _is_family(window, family) and not _is_others(window, is_other):
                yield Named(_widened(window), (writing,), None)


def _is_family(window: _Window, family: tuple[str, ...]) -> bool:
    if _is_half(window) or "\n" in window.words:
        return False
    if not window.words[0].isupper() and address_around(window.text, window.start, window.end) is None:
        return False
    return any(family == writing.words for words in _readings(window.words) for writing in read_writings(words))


def _is_others(window: _Window, is_other: Callable[[Span], bool | None]) -> bool:
    known = is_other(Span(window.start, window.end))
    return _has_more_before(window) if known is None else known


def find_mailboxes(text: str, named: Sequence[Named], *, scope: Span) -> Iterator[Span]:
    """E-mail addresses in a part of a text whose mailbox is called after some people ("croth@…")."""
    families = {"".join(writing.family) for one in named for writing in one.writings}
    for match in EMAIL.finditer(text, scope.start, scope.end):
        mailbox = match.group(1).casefold()
        if any(len(family) >= SHORTEST_FAMILY and family in mailbox for family in families):
            yield Span(match.start(), match.end())
