"""Names that are said to be a programme: "X (Y) is a joint programme", "SULTAN, a training network on"."""

from __future__ import annotations

from collections.abc import Iterator

from lhextract.mentions.program.cues import ProgramCues
from lhextract.mentions.program.enumerations import Stretch, read_list
from lhextract.mentions.program.marked import CLOSING, QUOTES
from lhextract.mentions.program.names import read_name_back
from lhextract.mentions.program.words import Words

# How many words a type phrase with its article, a bracket or the subject of a sentence may have.
LONGEST_TYPE, LONGEST_BRACKET, LONGEST_SUBJECT = 8, 8, 10


def find_defined(words: Words, cues: ProgramCues) -> Iterator[Stretch]:
    """Names before "is a …" or ", a …" and a type word."""
    for index in words.at(words.particles.being | {","}):
        verb = words.lower(index) in words.particles.being
        if not 0 < index < len(words) - 2 or words.text(index - 1) in CLOSING:
            continue
        kind = _type_phrase(words, index + 1, cues)
        if not kind:
            continue
        end = _before_bracket(words, index)
        first = _sentence_start(words, end) if verb or kind == "many" else end
        if first == end:
            first = read_name_back(words, end, articles=True)
        if first < end and _can_be_defined(words, first, end, verb=verb, phrase=index + 1):
            joined = kind == "many" and any(words.is_and(i) for i in range(first, end))
            yield from read_list(words, first, plural=True) if joined else [(first, end)]


def _type_phrase(words: Words, first: int, cues: ProgramCues) -> str:
    """The kind of the type word after an article with adjectives between: "a two-year joint programme"."""
    particles = words.particles
    article = words.lower(first) in particles.articles or words.lower(first) in particles.indefinites
    if not article and words.lower(first - 1) not in {"are", "were"}:
        return ""
    # "ENWAT is the name of the doctoral program"
    if words.lowers[first : first + 3] == ("the", "name", "of"):
        first += 3
        article = words.lower(first) in particles.articles
    skipped = 0
    for index in range(first + article, min(first + LONGEST_TYPE, len(words))):
        scheme = cues.schemes.from_word(words, index)
        # "a Marie Skłodowska-Curie Innovative Training Network"
        if scheme > index and words.lower(scheme - 1) in {"network", "networks"}:
            return "one"
        skipped = max(skipped, scheme)
        if index < skipped:
            continue
        if not words.text(index)[0].isalnum() or words.is_taken(index):
            return ""
        if words.lower(index) in particles.prepositions or words.lower(index) in particles.ands:
            return ""
        kind = cues.kind(words, index)
        if kind:
            named = words.is_name(index + 1) and not cues.kind(words, index + 1)
            return "" if named or words.text(index + 1) in QUOTES else kind
    return ""


def _before_bracket(words: Words, index: int) -> int:
    """The index of the bracket that closes before an index, else the index itself."""
    if words.text(index - 1) != ")":
        return index
    opening = index - 2
    while opening > 0 and index - opening < LONGEST_BRACKET and words.text(opening) != "(":
        opening -= 1
    return opening if words.text(opening) == "(" else index


def _sentence_start(words: Words, end: int) -> int:
    """Where the sentence begins if nothing but a name stands before `end`: "Law, Science and Art is"."""
    first, joins = end, words.particles.back_joins | {","}
    while first > 0 and end - first < LONGEST_SUBJECT and not (first < end and words.begins_sentence(first)):
        if not words.is_name(first - 1) and words.lower(first - 1) not in joins:
            break
        first -= 1
    whole = first < end and words.begins_sentence(first) and words.is_name(first) and not words.is_opener(first)
    return first if whole else end


def _can_be_defined(words: Words, first: int, end: int, *, verb: bool, phrase: int) -> bool:
    if words.any_taken(first, end):
        return False
    before = words.lower(first - 1)
    if verb:
        return words.begins_sentence(first) or before in words.particles.articles | {","}
    if words.is_acronym(end - 1):
        return True
    indefinite = words.lower(phrase) in words.particles.indefinites
    return end - first > 1 and (indefinite or before not in words.particles.prepositions)
