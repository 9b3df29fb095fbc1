"""The words of a line, and the stretches of them that read as one name written with capitals."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property

from lhextract.model.span import Span

# A word keeps what joins it inside ("REXUS/BEXUS", "Una.Futura", "Master's") and a closing "+" ("Erasmus+").
WORD = re.compile(r"[^\W_]+(?:[.@+&'’:/–‑_-][^\W_]+)*[+]?|\S")
# Small words that may stand inside a name; the second set only where no institution follows.
JOINS = frozenset({"of", "for", "in", "on", "the", "and", "&", "und", "für"})
LOOSE_JOINS = frozenset(
    {
        "to",
        "with",
        "without",
        "by",
        "at",
        "from",
        "a",
        "an",
        "under",
        "der",
        "des",
        "den",
        "dem",
        "im",
        "zur",
        "mit",
        "de",
        "na",
    }
)
ARTICLES = frozenset(
    {
        "the",
        "a",
        "an",
        "der",
        "die",
        "das",
        "den",
        "dem",
        "des",
        "ein",
        "eine",
        "einem",
        "einer",
        "eines",
        "einen",
    }
)
# Words with a capital that begin a sentence or go before a name, and are never the first word of one.
OPENERS = frozenset(
    """the a an in at on of for from with to by since until as its their his her our this these those that it they he she
    we you who what where when how why if both all each every some many most one two three four five six seven eight nine
    ten and or but so also after before during between among within under through via beside besides there here another
    today now then once only first second third while although because thanks next part unlike like such other
    der die das den dem des ein eine einem einer eines einen im am vom zum zur mit von bei seit bis nach aus für auf über
    unter in an ihr ihre ihren ihrem sein seine seinen dieser diese dieses als wie wer was wo wenn dass und oder aber
    auch beide alle jede jeder jedes zwei drei vier zu hier dort heute durch es er sie wir neben gemeinsam zusammen""".split()
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word or a single sign, with its place on the page."""

    start: int
    end: int
    text: str

    @property
    def lower(self) -> str:
        """The word for comparison with cue words."""
        return self.text.lower().replace("’", "'")

    @property
    def is_name(self) -> bool:
        """Whether it may be a word of a name: a capital somewhere, or digits and letters mixed."""
        text = self.text
        return any(map(str.isupper, text)) or (any(map(str.isdigit, text)) and any(map(str.isalpha, text)))

    @property
    def is_acronym(self) -> bool:
        """Whether it is written like no ordinary word: "SECO", "iJaDe", "Una.Futura", "EUREC4A", "Erasmus+"."""
        text = self.text
        inner = sum(map(str.isupper, text[1:]))
        if "-" in text or "–" in text or "/" in text:
            parts = re.split(r"[-–/]", text)
            return any(sum(map(str.isupper, part[1:])) or any(map(str.isdigit, part)) for part in parts)
        return inner > 0 or (
            self.is_name and (any(map(str.isdigit, text)) or any(sign in text for sign in ".+@:"))
        )


@dataclass(frozen=True)
class Words:
    """The words of one line; `taken` are the institutions and vetoes on it, which no name may run into."""

    items: tuple[Word, ...]
    taken: tuple[Span, ...] = ()

    def __len__(self) -> int:
        return len(self.items)

    def __getitem__(self, index: int) -> Word:
        return self.items[index]

    def text(self, index: int) -> str:
        """The word at an index; nothing beyond the ends of the line."""
        return self.items[index].text if 0 <= index < len(self.items) else ""

    def lower(self, index: int) -> str:
        """The same in lower case."""
        return self.text(index).lower().replace("’", "'")

    def span(self, first: int, last: int) -> Span:
        """The stretch from one word up to another, which is outside."""
        return Span(self.items[first].start, self.items[last - 1].end)

    def is_name(self, index: int) -> bool:
        """Whether a name may have a word here."""
        return 0 <= index < len(self.items) and self.items[index].is_name

    def is_glued(self, index: int) -> bool:
        """Whether no blank stands before the word."""
        return 0 < index < len(self.items) and self.items[index - 1].end == self.items[index].start

    @cached_property
    def taken_words(self) -> frozenset[int]:
        """The words inside an institution or a veto."""
        found, spans = set(), sorted(self.taken)
        position = 0
        for index, word in enumerate(self.items):
            while position < len(spans) and spans[position].end <= word.start:
                position += 1
            if position < len(spans) and spans[position].start < word.end:
                found.add(index)
        return frozenset(found)

    def is_taken(self, index: int) -> bool:
        """Whether the word belongs to an institution or a veto."""
        return index in self.taken_words

    def begins_sentence(self, index: int) -> bool:
        """Whether a sentence or the line begins here, an opening quotation mark aside."""
        before = index - 1
        if self.text(before) in set('“"„«‚‘('):
            before -= 1
        return before < 0 or self.text(before) in {".", "!", "?", ":", "…"}


def split_words(text: str, offset: int, taken: tuple[Span, ...] = ()) -> Words:
    """The words of a line that starts at `offset`."""
    items = tuple(Word(offset + m.start(), offset + m.end(), m.group()) for m in WORD.finditer(text))
    return Words(items, taken)


def read_name(
    words: Words, first: int, *, stops: Collection[str] = (), joins: Collection[str] | None = None
) -> int:
    """Where the name that begins at a word ends (the index after it); `first` itself if none begins there.

    `stops` are words (lower case) that no name goes on with after a small word; `joins` replaces the small words.
    """
    if not _starts_name(words, first):
        return first
    small = (JOINS | LOOSE_JOINS) if joins is None else joins
    end = first + 1
    while end < len(words):
        if _continues(words, end) and not words.is_taken(end):
            end += 1
            continue
        after = end
        while (
            after < len(words)
            and after - end < 3
            and words.lower(after) in small
            and not words.is_name(after)
        ):
            after += 1
        lone = end - first == 1 and words[first].is_acronym
        if (
            after == end
            or lone
            or not words.is_name(after)
            or words.is_taken(after)
            or words.lower(after) in stops
        ):
            break
        if words.lower(end) in {"and", "und"} and words[after].is_acronym:
            break
        end = after + 1
    return end


def read_name_back(
    words: Words, last: int, *, joins: Collection[str] = ("and", "&", "of", "for", "und", "in")
) -> int:
    """Where the name that ends before the index `last` begins; `last` itself if none ends there."""
    first = last
    while first > 0:
        before = first - 1
        if words.is_name(before) and words.lower(before) not in OPENERS:
            first = before
            continue
        if (
            first == last
            or words.text(before) not in joins
            or not words.is_name(before - 1)
            or words.lower(before - 1) in OPENERS
        ):
            break
        first = before - 1
    return first


def read_atoms(
    words: Words, first: int, *, stops: Collection[str] = (), lower_items: bool = False
) -> tuple[list[tuple[int, int]], list[str]]:
    """The parts of an enumeration from a word on, as (first, end), and the separators between them.

    Parts are names without "and" inside; `lower_items` allows words in lower case between separators.
    """
    small = (JOINS | LOOSE_JOINS) - {"and", "und"}
    atoms: list[tuple[int, int]] = []
    separators: list[str] = []
    position = first
    while True:
        end = read_name(words, position, stops=stops, joins=small)
        if end == position and lower_items and atoms and _is_lower_item(words, position):
            end = position + 1
        if end == position:
            return atoms, separators[: max(0, len(atoms) - 1)]
        atoms.append((position, end))
        separator, position = _separator(words, end)
        if not separator:
            return atoms, separators
        separators.append(separator)


def group_atoms(
    atoms: list[tuple[int, int]], separators: list[str], *, plural: bool
) -> list[tuple[int, int]]:
    """Put the parts of an enumeration together to names: "A, B and C" after a plural are three, after a singular one.

    Of several "and" in the last stretch, a single one separates; of three the middle one; of two the last.
    """
    chunks: list[list[tuple[int, int]]] = [[]]
    for atom, separator in zip(atoms, ["", *separators], strict=True):
        if separator in {",", "or", ", and", "strong"}:
            chunks.append([])
        chunks[-1].append(atom)
    chunks = [chunk for chunk in chunks if chunk]
    names: list[tuple[int, int]] = []
    for number, chunk in enumerate(chunks):
        is_last = (
            number == len(chunks) - 1
            and ", and" not in separators
            and "strong" not in separators
            and "or" not in separators
        )
        cut = len(chunk)
        if plural and is_last and len(chunk) > 1:
            cut = len(chunk) // 2 if len(chunk) % 2 == 0 or len(chunks) == 1 else len(chunk) - 1
        for part in (chunk[:cut], chunk[cut:]):
            if part:
                names.append((part[0][0], part[-1][1]))
    return names


def sentences_back(words: Words, index: int) -> Iterator[int]:
    """The indices before a word back to the beginning of its sentence."""
    while index > 0 and words.text(index - 1) not in {".", "!", "?", ";"}:
        index -= 1
        yield index


def _starts_name(words: Words, index: int) -> bool:
    if not words.is_name(index) or words.is_taken(index):
        return False
    return words.lower(index) not in OPENERS


def _continues(words: Words, index: int) -> bool:
    text = words.text(index)
    if words.is_name(index):
        return True
    # "COMPETE 2020", "Arms Control 4.0": a number goes on a name, unless it is the year of an edition.
    if re.fullmatch(r"\d{1,3}(?:\.\d+)?", text):
        return False
    return bool(re.fullmatch(r"20[2-9]0", text)) and words[index - 1].text.isupper()


def _is_lower_item(words: Words, index: int) -> bool:
    text = words.text(index)
    return (
        text.isalpha() and text.islower() and len(text) > 4 and words.text(index + 1) in {",", "and", "und"}
    )


def _separator(words: Words, index: int) -> tuple[str, int]:
    """The separator at an index and where the next part begins; an empty one if none stands there."""
    text = words.lower(index)
    comma = text == ","
    after = index + 1 if comma else index
    word = words.lower(after)
    if word in {"and", "und", "sowie", "or", "oder", "&"} and word != "&":
        kind = (
            "or" if word in {"or", "oder"} else "strong" if word == "sowie" else ", and" if comma else "and"
        )
        if words.lower(after + 1) in {"in", "im"}:
            return "strong", after + 2
        return kind, after + 1
    if comma:
        return ",", after + (1 if words.lower(after) == "in" else 0)
    return "", index
