"""Names found by the words around them, and names that any reader knows."""

from __future__ import annotations

import re

from lhextract.mentions.institution.line import Found, NameLine
from lhextract.mentions.words import split_words

# "International Trained Immunity (INTRIM) consortium": with the kind behind the bracket the name is one.
NAMED_SHORT = re.compile(r" \([A-Z][\w-]{1,14}\) (?:consortium|network|alliance|association)(?!\w)")
# Marks in a well-known name at which the rules for heads would cut it.
OWN_MARKS = re.compile(r" [–-] |, | and | The |[.!+]$")


def find_by_cues(line: NameLine) -> Found:
    """All names with a cue other than a head."""
    yield from _known(line)
    yield from _after_cue(line)
    yield from _before_cue(line)


def _known(line: NameLine) -> Found:
    for match in line.find(line.cues.known):
        name = match.group()
        if OWN_MARKS.search(name) or any(line.heads.is_head(word) for word in split_words(name)):
            yield *match.span(), "institution/known-name"
        else:
            yield match.start(), _brand_end(line, match.end()), "institution/known"
    for match in line.find(line.cues.system):
        campus = line.name_at(match.end())
        if campus:
            yield match.start(), campus[1], "institution/known-name"


def _brand_end(line: NameLine, end: int) -> int:
    """The end of a well-known name, with one word more where it goes on: "Siemens Gamesa"."""
    index = line.ends.get(end)
    if index is None or index + 1 >= len(line.words):
        return end
    after = line.words[index + 1]
    if after.gap != " " or not after.text[0].isupper() or after.is_acronym:
        return end
    if after.lower in line.heads.not_after | line.cues.roles:
        return end
    further = line.words[index + 2] if index + 2 < len(line.words) else None
    return end if further and further.gap == " " and further.is_capital else after.end


def _after_cue(line: NameLine) -> Found:
    """The cue comes first: "TU Delft", "the company Ericsson", "financed by Business Finland"."""
    for match in line.find(line.cues.prefix):
        word = line.word_at(match.end())
        if word and (word.is_capital or match.group().endswith("/")):
            yield match.start(), word.end, "institution/prefix"
    for rule, pattern in (("type-word", line.cues.type_before), ("relation", line.cues.relation)):
        for match in line.find(pattern):
            found = line.name_at(match.end())
            if found:
                yield *found, f"institution/{rule}"


def _before_cue(line: NameLine) -> Found:
    """The name comes first: "the IDEA alliance", "CEMS, the alliance of", "Orascom AG"."""
    for match in NAMED_SHORT.finditer(line.text):
        found = line.name_before(match.start(), lone=True)
        if found:
            yield found[0], match.end(), "institution/type-word"
    for match in line.find(line.cues.kind):
        found = line.name_before(match.start(), lone=True)
        if found:
            yield *found, "institution/kind"
    for match in line.find(line.cues.type_after):
        found = line.name_before(match.start())
        # "the Spanish company Prompsit": the name comes after.
        if found and found[1] - found[0] > 2 and not line.text[match.end() + 1 : match.end() + 2].isupper():
            yield *found, "institution/type-word"
    for match in line.find(line.cues.legal):
        found = line.name_before(match.start(), any_head=True)
        if found:
            yield found[0], match.end(), "institution/legal-form"
