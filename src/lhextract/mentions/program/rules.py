"""All rules for programmes on one line, by name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lhextract.mentions.program.appositions import (
    find_appositions,
    find_compounds,
    find_funded,
    find_openings,
    find_set_off,
    find_typed,
)
from lhextract.mentions.program.cues import ProgramCues
from lhextract.mentions.program.definitions import find_defined
from lhextract.mentions.program.heads import find_heads
from lhextract.mentions.program.marked import find_codes, find_quoted, find_schemes
from lhextract.mentions.program.short_forms import find_brackets, find_initials, find_listed, find_short_for
from lhextract.mentions.program.subjects import find_subjects
from lhextract.mentions.program.words import Words
from lhextract.model.span import Span

POSSESSIVE = re.compile(r"['’]s?$")
STANDARDS = frozenset({"ISO", "DIN", "EN", "IEC", "IEEE"})


def find_names(words: Words, cues: ProgramCues) -> Iterator[tuple[Span, str]]:
    """Every proposed name on a line with its rule."""
    types, degrees = cues.type_places(words), cues.degree_places(words)
    # Where a new name begins with its own type word or degree: "A und im Master B".
    stops = frozenset(index for index in (*types, *degrees) if words.is_name(index))
    by_rule = {
        "program/quoted": find_quoted(words, cues),
        "program/code": find_codes(words, cues),
        "program/scheme": find_schemes(words, cues),
        "program/degree-subject": find_subjects(words, cues, degrees, stops),
        "program/apposition": find_appositions(words, cues, types, stops),
        "program/set-off": find_set_off(words, cues, types, stops),
        "program/head": find_heads(words, cues),
        "program/defined": find_defined(words, cues),
        "program/typed": find_typed(words, cues, types),
        "program/funded": find_funded(words, cues),
        "program/opening": find_openings(words, cues),
    }
    found = [
        (first, end, rule)
        for rule, names in by_rule.items()
        for first, end in names
        if first < end and not _is_number(words.text(first))
    ]
    # These build on what the rules above have found.
    found += [(first, end, "program/bracket") for first, end in find_brackets(words, cues, found)]
    found += [(first, end, "program/short-for") for first, end in find_short_for(words)]
    found += [(first, end, "program/initials") for first, end in find_initials(words, cues, found)]
    found += [(first, end, "program/listed") for first, end in find_listed(words, found)]
    yield from ((_span(words, first, end), rule) for first, end, rule in found if first < end)
    yield from ((span, "program/compound") for span in find_compounds(words, cues))


def _is_number(text: str) -> bool:
    """Whether a word is a standard or an identifier: "ISO 9001", "CZ.02.1.01"."""
    return text in STANDARDS or sum(map(str.isdigit, text)) > max(1, sum(map(str.isalpha, text)))


def _span(words: Words, first: int, end: int) -> Span:
    """The span of a name; a single word is left without its possessive ending."""
    span = words.span(first, end)
    cut = POSSESSIVE.search(words.text(end - 1)) if end - first == 1 else None
    return Span(span.start, span.end - len(cut.group())) if cut and len(cut.group()) < len(span) else span
