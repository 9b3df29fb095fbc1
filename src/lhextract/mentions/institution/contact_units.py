"""Unit lines of a contact block: every part between commas is a name, unless it is an address."""

from __future__ import annotations

import re

from lhextract.mentions.institution.beside import is_short_form
from lhextract.mentions.institution.line import Found, NameLine
from lhextract.mentions.words import Word, split_words

PART = re.compile(r", | / | – | \| |; | at the | at | an der | am ")
ADDRESS = re.compile(r"\d{2,}|@|www\.|^\d|\b(?:room|Raum|Zimmer)\b|straße|strasse")
BRACKET = re.compile(r" \(([^()]+)\)$")
ARTICLE = re.compile(r"(?:The|the|der|die|das|Das|Die|Der) ")
GOES_ON = re.compile(r"[^,;()]{1,80} (?:and|und|&) |[^,;()]{1,80}, [^,;()]{1,80} (?:and|und|&) ")
LONG_ROLE = 8  # a role this long is one at the end of a compound too ("Studienkoordinatorin")


def find_units(line: NameLine) -> Found:
    """The names of a unit line, and their short forms in brackets."""
    for number, (start, end) in enumerate(_parts(line)):
        if not _is_name(line, line.text[start:end], first=number == 0):
            continue
        bracket = BRACKET.search(line.text, start, end)
        if bracket:
            if is_short_form(bracket.group(1)):
                yield *bracket.span(1), "institution/contact-unit"
            end = bracket.start()
        if end > start and not line.heads.program.search(line.text, start, end):
            yield start, end, "institution/contact-unit"


def _is_name(line: NameLine, part: str, *, first: bool) -> bool:
    words = split_words(part)
    if not words or not part[0].isupper() or ADDRESS.search(part):
        return False
    if _is_role(line, words[0]) or _is_role(line, words[-1]):
        return False
    named = any(line.heads.kind(word) or word.is_acronym for word in words)
    return named or (first and not any(c.isdigit() for c in part))


def _is_role(line: NameLine, word: Word) -> bool:
    if line.heads.is_head(word):
        return False
    return any(word.lower == role or (len(role) >= LONG_ROLE and word.lower.endswith(role)) for role in line.cues.roles)


def _parts(line: NameLine) -> list[tuple[int, int]]:
    """The line cut at its commas, slashes and dashes; "Psychiatry, Psychotherapy and X" stays whole."""
    text = line.text
    cuts = list(PART.finditer(text))
    bounds = zip(
        [0, *(cut.end() for cut in cuts)],
        [*(cut.start() for cut in cuts), len(text.rstrip(" .,;"))],
        strict=True,
    )
    parts: list[tuple[int, int]] = []
    for start, end in bounds:
        own = split_words(text[start:end])
        named = any(line.heads.kind(word) or word.is_acronym for word in own)
        if parts and text[parts[-1][1] : start] == ", " and not named and GOES_ON.match(text, start):
            parts[-1] = (parts[-1][0], end)
        else:
            parts.append((start, end))
    # "Institute of Physics , Faculty of Science": a blank before the comma is no part of the name.
    trimmed = [(_past_article(text, start), start + len(text[start:end].rstrip())) for start, end in parts]
    return [(start, end) for start, end in trimmed if start < end]


def _past_article(text: str, start: int) -> int:
    article = ARTICLE.match(text, start)
    return article.end() if article else start
