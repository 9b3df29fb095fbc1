"""Long form and short form: which name on the page abbreviates the one beside it or inside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from lhextract.model.mention import AcronymPair, Label, Mention
from lhextract.model.page import PageText
from lhextract.model.span import Span

NAMES = frozenset({Label.INSTITUTION, Label.PROGRAM})
# A short form inside its name: "International Institute (IHI) Zittau". One with a capital after the first
# letter: "(Blended)" is none.
INSIDE = re.compile(r"\(([^\s()]+[A-ZÄÖÜ][^\s()]*)\)")
# What may stand between the two forms.
BRACKET = re.compile(r"[”“\"»]? [(\[](?:in short |short:? |kurz:? )?")
LONG_FIRST = re.compile(r"[”“\"»]?,? (?:kurz:? |in short,? |abgekürzt |abbreviated (?:as |to )?)")
SHORT_FIRST = re.compile(r",? (?:is |being )?(?:short for|kurz für|abbreviates|stands for) (?:the |das |die |der )?")
OR = re.compile(r"[”“\"»]?, (?:or )?")
FOR_SHORT = re.compile(r",? for short\b")
APPOSED = re.compile(r", (?:the|das|die|der) ")
CLOSED = frozenset(")],;")
# Nothing longer than "), being short for the " stands between them.
FARTHEST = 25


def find_pairs(page: PageText, mentions: Sequence[Mention]) -> tuple[AcronymPair, ...]:
    """Return the pairs of long and short form, in page order.

    Both are mentions of the same type and the short one plausibly abbreviates the long one; a short form
    inside a mention ("International Institute (IHI) Zittau") has no mention of its own. Every pair of texts
    is given once, where it stands first.
    """
    names = [mention for mention in mentions if mention.label in NAMES]
    pairs: dict[tuple[str, str], AcronymPair] = {}
    for pair in sorted([*_inside(names), *_beside(page, names)], key=lambda pair: min(pair.long, pair.short)):
        pairs.setdefault((page.slice(pair.long), page.slice(pair.short)), pair)
    return tuple(pairs.values())


def abbreviates(short: str, long: str) -> bool:
    """Whether most letters of the short form are initials of the long one, or all stand in it in order.

    The order of initials is free, since short forms outlive changes of name and language; a short form may
    keep whole words of the long one ("Fraunhofer IPT").
    """
    words = [word.lower() for word in re.findall(r"[^\W_]+", long)]
    letters = [letter for word in short.lower().split() if word not in words for letter in word if letter.isalpha()]
    if not letters or len(short) >= len(long):
        return False
    initials = [word[0] for word in words]
    if sum(letter in initials for letter in letters) >= 2 / 3 * len(letters):
        return True
    return letters[0] in initials and _stand_in_order(letters, long.lower())


def _inside(names: Sequence[Mention]) -> Iterator[AcronymPair]:
    for mention in names:
        for match in INSIDE.finditer(mention.text):
            start = mention.span.start + match.start(1)
            yield AcronymPair(long=mention.span, short=Span(start, start + len(match.group(1))))


def _beside(page: PageText, names: Sequence[Mention]) -> Iterator[AcronymPair]:
    for first, second in pairwise(names):
        if first.label != second.label or second.span.start - first.span.end > FARTHEST:
            continue
        between = page.text[first.span.end : second.span.start]
        after = page.text[second.span.end : second.span.end + len(", for short")]
        if BRACKET.fullmatch(between) and after[:1] in CLOSED:
            long, short = (first, second) if len(second.text) < len(first.text) else (second, first)
            # In brackets even a short form of another language is one: "Faculty of Engineering (FEUP)".
            foreign = short is second and " " not in short.text
            fits = foreign or abbreviates(_letters(short.text), long.text)
        elif LONG_FIRST.fullmatch(between) or (OR.fullmatch(between) and FOR_SHORT.match(after)):
            long, short = first, second
            fits = len(short.text) < len(long.text)
        elif SHORT_FIRST.fullmatch(between):
            long, short = second, first
            fits = abbreviates(_letters(short.text), long.text)
        elif APPOSED.fullmatch(between):
            long, short = second, first
            fits = _spells(short.text, long.text)
        else:
            continue
        if fits:
            yield AcronymPair(long=long.span, short=short.span)


def _letters(short: str) -> str:
    """The abbreviation in a short form: "T.I.M.E." in "T.I.M.E. Association"."""
    dotted = re.match(r"(?:[^\W\d_]\.){2,}", short)
    return dotted.group() if dotted else short


def _spells(short: str, long: str) -> bool:
    """Whether the capitals of the long form spell the short one; "UCT, the University of X" do not."""
    capitals = "".join(filter(str.isupper, long)).lower()
    letters = list(filter(str.isalpha, short.lower()))
    return len(letters) > 2 and letters[0] == long[0].lower() and _stand_in_order(letters, capitals)


def _stand_in_order(letters: Sequence[str], text: str) -> bool:
    remaining = iter(text)
    return all(letter in remaining for letter in letters)
