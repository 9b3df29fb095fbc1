"""Names with a head: "Institute of Physics", "Lund University", "Lehrstuhl für Waldbau"."""

from __future__ import annotations

import re

from lhextract.mentions.institution.beside import short_form_after
from lhextract.mentions.institution.heads import Kind
from lhextract.mentions.institution.line import Found, NameLine
from lhextract.mentions.institution.noun_phrase import Phrase, PhraseReader

# An office is none of the programmes that it looks after: "Doctoral School Office".
OFFICE = re.compile(r" (?:Office|Board|Committee|Secretariat|Commission|Agency)(?!\w)")
PROGRAM_BEFORE = re.compile(r"\b(?:[Pp]rojects?|[Pp]rogram(?:me)?|[Cc]ourse|[Pp]rojekt|Programm|Studiengang) $")
QUOTES = frozenset('„“«‘"')
# "as a Central Academic Unit", "Promotion of Academic and Research Collaboration": a kind, not a name.
NOT_NAMED = frozenset({"a", "an", "and", "ein", "eine", "einer"})


def find_head_nouns(line: NameLine) -> Found:
    """Head nouns from left to right; what one of them has taken is not read again."""
    reader = PhraseReader(line.words, line.heads, line.cues.known_names)
    floor = 0
    for index, word in enumerate(line.words):
        kind = line.heads.kind(word)
        if index < floor or kind is None:
            continue
        phrase = reader.read(index, floor)
        if not _is_named(line, index, phrase, kind) or _is_other(line, index, phrase):
            continue
        floor = phrase.last + 1
        rule = "institution/weak-head" if kind == Kind.WEAK else "institution/head-noun"
        yield line.words[phrase.first].at, line.words[phrase.last].end, rule


def _is_named(line: NameLine, index: int, phrase: Phrase, kind: Kind) -> bool:
    """Whether enough stands around the head to make it a name."""
    if phrase.bare:
        return False
    words = line.words
    if kind == Kind.WEAK:
        before = words[phrase.first - 1].lower if phrase.first and words[phrase.first].gap == " " else ""
        if before in NOT_NAMED:
            return False
        start, end = words[phrase.first].at, words[phrase.last].end
        return phrase.first < index or (phrase.last > index and any(True for _ in short_form_after(line, start, end)))
    # "Labor BasCat": the kind of thing before its name, which another rule finds.
    direct = phrase.first == index and not any(word.text.islower() for word in words[index : phrase.last + 1])
    return not (direct and words[index].lower in line.cues.types)


def _is_other(line: NameLine, index: int, phrase: Phrase) -> bool:
    """Whether the words name a programme, or a person's office ("University Lecturer")."""
    start, end = line.words[phrase.first].at, line.words[phrase.last].end
    if index == phrase.last and index + 1 < len(line.words):
        following = line.words[index + 1]
        if following.gap == " " and following.lower in line.heads.not_after:
            return True
    if line.text[start - 1 : start] in QUOTES or PROGRAM_BEFORE.search(line.text, max(0, start - 20), start):
        return True
    if line.text[start:end].endswith("Centre of Excellence"):
        return True
    return any(not OFFICE.match(line.text, m.end()) for m in line.heads.program.finditer(line.text, start, end))
