"""The other name of an institution, which stands right beside the one that was found."""

from __future__ import annotations

import re

from lhextract.mentions.institution.line import Found, NameLine
from lhextract.mentions.words import Word, split_words

BRACKET = re.compile(r"\s?\(([^()]{1,60})\)")
SHORT = re.compile(r"\w[\w²³*+]*(?:[-/&.:+ ][\w²³*+]+){0,3}")
OPENING = re.compile(r"[!.]?(?:, (?:the|das|die|der) | \(| [–-] )$")


def short_form_after(line: NameLine, start: int, end: int) -> Found:
    """The short form in the bracket after the name from `start` to `end`."""
    bracket = BRACKET.match(line.text, end)
    if bracket:
        inner = re.split(r"[,;]", bracket.group(1))[0].strip()
        if is_short_form(inner, line.text[start:end]):
            yield bracket.start(1), bracket.start(1) + len(inner), "institution/acronym"


def is_short_form(text: str, long: str = "") -> bool:
    """Whether a bracket holds a short form: capitals inside a word, or the beginning of a name's word."""
    if len(text) > 20 or SHORT.fullmatch(text) is None:
        return False
    if any(any(c.isupper() for c in word[1:]) for word in text.split()):
        return True
    begins = text.lower()[:3]
    return " " not in text and any(word.lower[:3] == begins and word.text != text for word in split_words(long))


def find_beside(line: NameLine, start: int, end: int) -> Found:
    """The names before and after: "i3S, the Institute …", "Unite! (University …)", "…, or JARA for short"."""
    yield from short_form_after(line, start, end)
    yield from _before(line, start, end)
    short = line.cues.short_for.match(line.text, end)
    if short:
        word = line.word_at(short.end())
        stated = short.group().strip(", ") in {"", "kurz", "short"}
        if word and (_is_coined(word) or stated):
            yield word.at, word.end, "institution/apposition"


def _before(line: NameLine, start: int, end: int) -> Found:
    opening = OPENING.search(line.text, max(0, start - 8), start)
    if not opening:
        return
    stop = opening.start()
    mark = line.text[stop] == "!"
    word = line.word_before(stop)
    # "PIK, the Potsdam Institute …, supplied", but not "With SHARE, the EU supported".
    closing = {")"} if opening.group().endswith("(") else {",", ".", ";", ")", ":", ""}
    if word is None or not (_is_coined(word) or mark) or line.text[end : end + 1] not in closing:
        return
    if end - start > len(word.text):
        found = line.name_before(stop, lone=True, any_head=True)
        if found:
            yield found[0], stop + mark, "institution/apposition"


def _is_coined(word: Word) -> bool:
    return word.is_acronym or word.is_camel
