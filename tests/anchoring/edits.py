"""What editors do to the block in which a target stands; every edit is None where it has nothing to do."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from lhextract.wording import fold
from tests.anchoring.tracked import Span, Tracked, breaks_of, line_around, sentence_around, sentences_of
from tests.histories.words import PEOPLE, REMINDERS, SYNONYMS

_TOKEN = re.compile(r"\S+")
NEARBY, FAR = 3, (12, 60)  # words next to the target; characters that count as far
BESIDE = 40  # characters to a word that is replaced by the quote
LONGEST_LABEL = 24  # characters in front of a number or the like
MANY = 27


@dataclass(frozen=True, slots=True)
class Target:
    """The characters that a decision is about, by their numbers."""

    quote: str
    first: int
    last: int

    def span(self, block: Tracked) -> Span | None:
        """Where it is now: None if it is not whole any more."""
        there = block.where(self.first, self.last)
        return there if there is not None and fold(block.text[slice(*there)]) == fold(self.quote) else None


@dataclass(frozen=True, slots=True)
class Chance:
    """Chance, with what an editor may write: sentences of other pages, and words."""

    random: random.Random
    fillers: Sequence[str]
    words: Sequence[str]
    language: str

    def word(self) -> str:
        """Any word of the language."""
        return self.random.choice(self.words)

    def filler(self, block: Tracked) -> str:
        """A sentence that the block does not have."""
        return next(one for one in iter(lambda: self.random.choice(self.fillers), None) if one not in block.text)


Edit = Callable[[Tracked, Target, Chance], Tracked | None]


def others(block: Tracked, target: Target) -> list[Span]:
    """The other places at which the quote is written as the target is."""
    own = target.span(block) or (-1, -1)
    pattern = re.compile(rf"(?<!\w){re.escape(target.quote)}(?!\w)")
    found = [match.span() for match in pattern.finditer(block.text)]
    return [(start, end) for start, end in found if end <= own[0] or own[1] <= start]


def reword_near(block: Tracked, target: Target, chance: Chance) -> Tracked | None:
    """Words next to the target are others, more or fewer."""
    if (span := target.span(block)) is None:
        return None
    number = chance.random.randint(1, NEARBY)
    if chance.random.random() < 0.5:
        return _reworded(block, _tokens(block.text, span[1], len(block.text))[:number], chance)
    return _reworded(block, _tokens(block.text, 0, span[0])[-number:], chance)


def reword_far(block: Tracked, target: Target, chance: Chance) -> Tracked | None:
    """Words at some distance are others."""
    if (span := target.span(block)) is None:
        return None
    tokens = [
        *_tokens(block.text, max(0, span[0] - FAR[1]), max(0, span[0] - FAR[0])),
        *_tokens(block.text, min(len(block.text), span[1] + FAR[0]), min(len(block.text), span[1] + FAR[1])),
    ]
    return _reworded(block, [token for token in tokens if chance.random.random() < 0.4], chance)


def reword_anywhere(block: Tracked, target: Target, chance: Chance) -> Tracked | None:
    """Words of the block are said otherwise, but for those of the target."""
    span = target.span(block) or (0, 0)
    synonyms = SYNONYMS[chance.language]
    for token in reversed(_tokens(block.text, 0, len(block.text))):
        word = block.text[slice(*token)]
        if word in synonyms and chance.random.random() < 0.6 and not (token[0] < span[1] and span[0] < token[1]):
            block = block.put(*token, synonyms[word])
    return block


def _tokens(text: str, start: int, end: int) -> list[Span]:
    """The words between two places that stand there as a whole, with blanks on both sides."""
    found = [match.span() for match in _TOKEN.finditer(text, start, end)]
    return [
        (one, two)
        for one, two in found
        if (one == 0 or text[one - 1].isspace()) and (two == len(text) or text[two].isspace())
    ]


def _reworded(block: Tracked, tokens: Sequence[Span], chance: Chance) -> Tracked | None:
    for start, end in reversed(tokens):
        lot = chance.random.random()
        if lot < 0.6:
            block = block.put(start, end, chance.word())
        elif lot < 0.8:
            block = block.put(start, start, f"{chance.word()} ")
        elif start:
            block = block.put(start - 1, end, "")
    return block if tokens else None


def reword_sentence(block: Tracked, target: Target, chance: Chance) -> Tracked | None:
    """The sentence of the target says something else, and still names it."""
    if (span := target.span(block)) is None:
        return None
    sentence = sentence_around(block.text, *span)
    before, after = REMINDERS[chance.language].split("{}")
    own = block.slice(*span)
    return block.replaced(
        *sentence, own.put(len(own.text), len(own.text), after).put(0, 0, f"{chance.filler(block)} {before}")
    )


def move_sentence(block: Tracked, target: Target, chance: Chance) -> Tracked | None:
    """The sentence of the target goes elsewhere in the block."""
    if (span := target.span(block)) is None:
        return None
    start, end = sentence_around(block.text, *span)
    places = [place for place in breaks_of(block.text) if place < start or place > end + 1]
    if not places or block.text[end : end + 1] != " ":
        return None
    return block.move(start, end + 1, chance.random.choice(places))


def shuffle_sentences(block: Tracked, target: Target, chance: Chance) -> Tracked | None:
    """The sentences of a line change their order."""
    span = target.span(block)
    at = chance.random.randrange(len(block.text)) if span is None else span[0]
    line = line_around(block.text, at, at)
    pieces = sentences_of(block.text, *line)
    if len(pieces) < 2 or (span is not None and not any(one[0] <= span[0] and span[1] <= one[1] for one in pieces)):
        return None
    made = Tracked("", [])
    for piece in chance.random.sample(pieces, len(pieces)):
        made = made.replaced(len(made.text), len(made.text), block.slice(*piece))
        made = made.put(len(made.text), len(made.text), " ")
    return block.replaced(*line, made.slice(0, len(made.text) - 1))


def move_line(block: Tracked, target: Target, chance: Chance) -> Tracked | None:
    """The line of the target goes elsewhere in the block."""
    if (span := target.span(block)) is None:
        return None
    start, end = line_around(block.text, *span)
    places = [match.end() for match in re.finditer(r"^|\n", block.text)]
    places = [place for place in places if place < start or place > end + 1]
    if not places or end == len(block.text):
        return None
    return block.move(start, end + 1, chance.random.choice(places))


def put_in_text(block: Tracked, target: Target, chance: Chance) -> Tracked | None:
    """A sentence that has nothing to do with the target is put in, often right before it."""
    places = breaks_of(block.text)
    span = target.span(block)
    if span is not None and chance.random.random() < 0.5:
        places = [sentence_around(block.text, *span)[0]]
    at = chance.random.choice(places)
    if span is not None and span[0] < at < span[1]:
        return None
    return block.put(at, at, f"{chance.filler(block)} ")


def put_in_line(block: Tracked, target: Target, chance: Chance) -> Tracked | None:
    """A line is put in, at the top of the block or elsewhere."""
    places = [0] if chance.random.random() < 0.4 else [match.end() for match in re.finditer(r"\n", block.text)]
    span = target.span(block)
    places = [place for place in places if span is None or not span[0] < place < span[1]]
    return block.put(at := chance.random.choice(places), at, f"{chance.filler(block)}\n") if places else None


def take_out_sentence(block: Tracked, target: Target, chance: Chance) -> Tracked | None:
    """A sentence without the target goes."""
    span = target.span(block)
    at = chance.random.choice(breaks_of(block.text))
    sentence = sentence_around(block.text, at, at + 1)
    if span is not None and sentence[0] < span[1] and span[0] < sentence[1]:
        return None
    return _without(block, *sentence)


def take_out_other(block: Tracked, target: Target, chance: Chance) -> Tracked | None:
    """One of the other places with the quote goes, by itself or with its sentence or line."""
    span, places = target.span(block), others(block, target)
    if not places:
        return None
    place = chance.random.choice(places)
    extent = chance.random.choice((_itself, sentence_around, line_around))(block.text, *place)
    if span is not None and extent[0] < span[1] and span[0] < extent[1]:
        extent = place
    return _without(block, *extent)


def take_out_target(block: Tracked, target: Target, chance: Chance) -> Tracked | None:
    """The target goes, by itself or with its sentence or line."""
    if (span := target.span(block)) is None:
        return None
    return _without(block, *chance.random.choice((_itself, sentence_around, line_around))(block.text, *span))


def _itself(text: str, start: int, end: int) -> Span:
    del text
    return start, end


def _without(block: Tracked, start: int, end: int) -> Tracked | None:
    """Take a stretch out, with the blank or line end behind it."""
    text = block.text
    if end < len(text) and text[end].isspace() and (start == 0 or text[start - 1].isspace()):
        end += 1
    return block.put(start, end, "") if end - start < len(text) else None


def change_target(block: Tracked, target: Target, chance: Chance) -> Tracked | None:
    """Something else stands in its place: another number, name or year, a longer or a shorter word."""
    if (span := target.span(block)) is None:
        return None
    text = chance.random.choice((_other_digit, _longer, _other_word, _other_name))(target.quote, chance)
    return block.put(*span, text) if fold(text) != fold(target.quote) else None


def _other_digit(quote: str, chance: Chance) -> str:
    digits = [index for index, char in enumerate(quote) if char.isdecimal()]
    if not digits:
        return _other_name(quote, chance)
    at = chance.random.choice(digits[-4:])
    return quote[:at] + chance.random.choice("0123456789") + quote[at + 1 :]


def _longer(quote: str, chance: Chance) -> str:
    last = quote[-1]
    if last.isdecimal():
        return quote + chance.random.choice(("0", "7", "-1", "/25", "-12"))
    if last.isalpha():
        return quote + chance.random.choice(("elft", "-Nord", "-Frei", "er"))
    return f"{quote}{chance.word()}"


def _other_word(quote: str, chance: Chance) -> str:
    words = quote.split(" ")
    at = chance.random.randrange(len(words))
    words[at] = chance.word()
    return " ".join(words)


def _other_name(quote: str, chance: Chance) -> str:
    del quote
    return chance.random.choice(PEOPLE)


def put_in_lookalike(block: Tracked, target: Target, chance: Chance) -> Tracked | None:
    """The quote is written elsewhere too: in a sentence of its own, or for some word that is not right beside it."""
    span = target.span(block)
    if chance.random.random() < 0.5:
        at = chance.random.choice([place for place in breaks_of(block.text) if not _inside(place, span)] or [0])
        reminder = REMINDERS[chance.language].format(target.quote)
        return block.put(at, at, f"{chance.filler(block)} {reminder} ")
    around = block.where(target.first - BESIDE, target.last + BESIDE) or (0, 0)
    words = [one for one in _tokens(block.text, 0, len(block.text)) if one[1] <= around[0] or around[1] <= one[0]]
    return block.put(*chance.random.choice(words), target.quote) if words else None


def _inside(place: int, span: Span | None) -> bool:
    return span is not None and span[0] < place < span[1]


def put_in_copy(block: Tracked, target: Target, chance: Chance) -> Tracked | None:
    """The sentence or line of the target stands a second time, with one or several other words."""
    if (span := target.span(block)) is None:
        return None
    around = chance.random.choice((sentence_around, line_around))(block.text, *span)
    copy = Tracked.fresh(block.text[slice(*around)])
    own = span[0] - around[0], span[1] - around[0]
    tokens = [one for one in _tokens(copy.text, 0, len(copy.text)) if one[1] <= own[0] or own[1] <= one[0]]
    if not tokens:
        return None
    number = chance.random.randint(1, 4)
    for token in sorted(chance.random.sample(tokens, min(number, len(tokens))), reverse=True):
        copy = copy.put(*token, chance.word())
    is_line = around == line_around(block.text, *span)
    places = [match.end() for match in re.finditer(r"^|\n", block.text)] if is_line else breaks_of(block.text)
    at = chance.random.choice([place for place in places if not around[0] < place < around[1]])
    return block.put(at, at, copy.text + ("\n" if is_line else " "))


def put_in_person(block: Tracked, target: Target, chance: Chance) -> Tracked | None:
    """Somebody else has the same number, address or unit, on lines of their own: the next ones, or others."""
    if (span := target.span(block)) is None:
        return None
    line = line_around(block.text, *span)
    person, label = chance.random.choice(PEOPLE), block.text[line[0] : span[0]]
    before = label if len(label) <= LONGEST_LABEL and chance.random.random() < 0.5 else f"{chance.word()}: "
    new = chance.random.choice((f"{person}\n{before}{target.quote}", f"{person}, {before}{target.quote}"))
    places = (
        [line[0], line[1] + 1] if chance.random.random() < 0.5 else [m.end() for m in re.finditer("\n", block.text)]
    )
    at = chance.random.choice([place for place in places if not line[0] < place <= line[1]] or [0])
    return (
        block.put(at, at, f"{new}\n")
        if at < len(block.text)
        else block.put(len(block.text), len(block.text), f"\n{new}")
    )


def put_in_many(block: Tracked, target: Target, chance: Chance) -> Tracked | None:
    """The quote stands so often that nobody counts."""
    for _ in range(MANY - 1):
        edit = chance.random.choice((put_in_lookalike, put_in_lookalike, put_in_person))
        block = edit(block, target, chance) or block
    return block


SWAPS = (
    (re.compile(r"['\u2019]"), "'\u2019\u2018"),
    (re.compile(r"[-\u2013\u2010\u2011]"), "-\u2013\u2011"),
    (re.compile(r"[\"\u201c\u201d\u201e\u00ab\u00bb]"), '"\u201c\u201e\u00bb'),
    (re.compile(r" "), "\u00a0"),
)


def typography(block: Tracked, target: Target, chance: Chance) -> Tracked | None:
    """Quotation marks, dashes, apostrophes and blanks are drawn otherwise, inside of the target too."""
    del target
    pattern, others_ = chance.random.choice(SWAPS)
    for match in pattern.finditer(block.text):
        if chance.random.random() < 0.7:
            block = block.redraw(*match.span(), chance.random.choice(others_))
    return block


def ellipses(block: Tracked, target: Target, chance: Chance) -> Tracked | None:
    """Three full stops become one character, or the other way round."""
    del target, chance
    for match in reversed(list(re.finditer(r"\.\.\.|…", block.text))):
        block = block.redraw(*match.span(), "…" if len(match.group()) > 1 else "...")
    return block


def spacing(block: Tracked, target: Target, chance: Chance) -> Tracked | None:
    """Blanks are doubled or become line ends, lines are joined or stand further apart."""
    del target
    for match in reversed(list(re.finditer(r"(?<=\S)[ \n](?=\S)", block.text))):
        if chance.random.random() < 0.1:
            text = chance.random.choice(("  ", "\n", " \n ") if match.group() == " " else ("\n\n", "\n\n\n", " "))
            block = block.redraw(*match.span(), text)
    return block


# The weight of each edit in a revision.
COPIES: dict[Edit, int] = {put_in_copy: 2, put_in_person: 2}
LOSSES: dict[Edit, int] = {take_out_target: 3, change_target: 3}
EDITS: dict[Edit, int] = {
    reword_near: 4,
    reword_far: 4,
    reword_anywhere: 3,
    reword_sentence: 1,
    move_sentence: 3,
    shuffle_sentences: 3,
    move_line: 2,
    put_in_text: 3,
    put_in_line: 3,
    take_out_sentence: 3,
    take_out_other: 4,
    put_in_lookalike: 4,
    typography: 3,
    ellipses: 1,
    spacing: 3,
}
# What made the target one of several before anybody decided about it.
EARLIER: tuple[tuple[Edit, ...], ...] = (
    (put_in_lookalike,),
    (put_in_lookalike, put_in_lookalike),
    (put_in_lookalike, put_in_person),
    (put_in_person,),
    (put_in_person,),
    (put_in_many,),
)


def drawn(edits: dict[Edit, int], chance: random.Random) -> Edit:
    """One of them by its weight."""
    return chance.choices(list(edits), weights=list(edits.values()))[0]
