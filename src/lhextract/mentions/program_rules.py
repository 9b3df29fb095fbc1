"""The rules that find programmes' names among the words of one line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lhextract.mentions.degree_subjects import find_subjects, read_subjects
from lhextract.mentions.phrases import (
    ARTICLES,
    OPENERS,
    Words,
    group_atoms,
    read_atoms,
    read_name,
    read_name_back,
)
from lhextract.mentions.program_cues import ProgramCues
from lhextract.model.span import Span

Found = Iterator[tuple[int, int]]
QUOTES = {"“": "”“", '"': '"', "„": "“”", "«": "»", "»": "«", "‹": "›", "›": "‹", "‘": "’", "‚": "‘’"}
LONGEST_QUOTE = 25
POSSESSIVE = re.compile(r"['’]s?$")


def find_names(words: Words, cues: ProgramCues) -> list[tuple[Span, str]]:
    """Every proposed name on a line with its rule."""
    stops = frozenset({*(phrase[0] for phrase in cues.degrees.found), *(p[0].lower() for p in cues.degree_codes.found)})
    found: list[tuple[int, int, str]] = []
    for rule, names in (
        ("program/quoted", find_quoted(words, cues)),
        ("program/code", find_codes(words, cues)),
        ("program/scheme", find_schemes(words, cues)),
        ("program/degree-subject", find_subjects(words, cues, stops)),
        ("program/apposition", find_appositions(words, cues, stops)),
        ("program/head", find_heads(words, cues)),
        ("program/defined", find_defined(words, cues)),
        ("program/typed", find_typed(words, cues)),
        ("program/funded", find_funded(words, cues)),
    ):
        found += [(first, end, rule) for first, end in names if first < end]
    found += [(first, end, "program/bracket") for first, end in find_brackets(words, found)]
    found += [(first, end, "program/initials") for first, end in find_initials(words, found)]
    found += [(first, end, "program/listed") for first, end in find_listed(words, found)]
    return [(_trim(words, first, end), rule) for first, end, rule in found]


def find_quoted(words: Words, cues: ProgramCues) -> Found:
    """Names in quotation marks, unless the words before say that something else is quoted."""
    position = 0
    while position < len(words):
        closing = QUOTES.get(words.text(position))
        end = position + 1
        if closing is None or words.text(end) in {"", " "}:
            position += 1
            continue
        while end < len(words) and end - position <= LONGEST_QUOTE and words.text(end) not in closing:
            end += 1
        if end >= len(words) or words.text(end) not in closing:
            position += 1
            continue
        before = {words.lower(position - step) for step in (1, 2, 3)}
        last = end - 1 if words.text(end - 1) in {",", "."} else end
        if words.is_name(position + 1) and not before & cues.quoted_others and not _is_generic(words, position + 1, last):
            yield position + 1, last
        position = end + 1


def find_codes(words: Words, cues: ProgramCues) -> Found:
    """Codes with their unquoted titles: "SPP 2005 OPUS", "SFB/TRR 339", "GRK 2250 Impact resistance of …"."""
    for index in range(len(words) - 1):
        if words.text(index) not in cues.codes:
            continue
        number = index + 1 + (words.text(index + 1) == "F")
        if not words.text(number).isdigit():
            continue
        end = read_name(words, number + 1)
        if end > number + 1:
            end = _rest_of_title(words, end)
        yield index, max(end, number + 1)


def _rest_of_title(words: Words, end: int) -> int:
    """Go on over words in lower case if they lead to the verb of the sentence: "Impact resistance of … has been"."""
    last = end
    while last < len(words) and last - end < 14 and words.text(last)[0].isalpha() and words.lower(last) not in VERBS:
        last += 1
    return last if words.lower(last) in VERBS and last > end else end


VERBS = frozenset("is was has had are were have will ist war wird hat wurde sind".split())


def find_schemes(words: Words, cues: ProgramCues) -> Found:
    """Funding programmes that every reader knows."""
    index = 0
    while index < len(words):
        end = cues.schemes.from_word(words, index)
        if end > index:
            yield index, end
        index = max(end, index + 1)


def find_appositions(words: Words, cues: ProgramCues, stops: frozenset[str]) -> Found:
    """Names after their type: "the project SECO", "projects such as A, B and C", "a course, X, took place"."""
    for index in range(len(words) - 1):
        plural = cues.is_plural(words, index)
        designated = cues.designators.up_to(words, index + 1) <= index
        if not (plural or designated or cues.is_type(words, index)):
            continue
        if words.is_name(index) and not designated and not _is_german_noun(words, index, cues) and not words.begins_sentence(index):
            continue
        first = index + 1
        named = cues.namers.from_word(words, first)
        if named == first and words.text(first) in {",", "("}:
            named = cues.namers.from_word(words, first + 1)
            if named == first + 1:
                named = first
        if named > first:
            first = named + (words.text(named) in {",", ":"})
            yield from _read_names(words, first, plural=True, stops=stops)
        elif words.text(first) == ",":
            yield from _set_off(words, first + 1, plural=plural, stops=stops)
        elif words.text(first) == ":" and plural:
            yield from _read_names(words, first + 1, plural=True, stops=stops)
        else:
            yield from _read_names(words, first, plural=plural, stops=stops)


def _is_german_noun(words: Words, index: int, cues: ProgramCues) -> bool:
    text = words.text(index)
    return text[:1].isupper() and (text[1:].islower() or "-" in text) and words.lower(index) not in ENGLISH_TYPES


ENGLISH_TYPES = frozenset("project program course conference training fellowship week camp track major minor exchange lecture trial".split())


def _read_names(words: Words, first: int, *, plural: bool, stops: frozenset[str]) -> list[tuple[int, int]]:
    if plural:
        return read_subjects(words, first, plural=True, stops=stops)
    end = read_name(words, first, stops=stops)
    if end > first and words.text(end) in {",", "or"}:
        names = read_subjects(words, first, plural=False, stops=stops)
        if not any(words[name[0]].is_acronym for name in names):
            return names
    return [(first, end)]


def _set_off(words: Words, first: int, *, plural: bool, stops: frozenset[str]) -> list[tuple[int, int]]:
    """Names between commas, which must go on to a comma or the end of the sentence."""
    names = _read_names(words, first, plural=plural, stops=stops)
    if not names:
        return []
    after = words.text(names[-1][1])
    return names if after in {",", ".", ";", ")", "(", "", "–"} else []


def find_heads(words: Words, cues: ProgramCues) -> Found:
    """Names written with capitals around a head: "Rizzoli Travelling Fellowship", "Summer School of Slavonic Studies"."""
    for index in range(len(words)):
        first_head = cues.heads.up_to(words, index + 1)
        if first_head > index or not all(words.text(i)[:1].isupper() for i in range(first_head, index + 1)):
            continue
        first = read_name_back(words, first_head)
        first = _after_degree(words, first, first_head, cues)
        end = index + 1
        if words.lower(end) in {"of", "for", "in", "on"}:
            end = read_name(words, index)
        if words.is_name(end) and end == index + 1:
            continue
        if first < first_head or end > index + 1:
            yield first, end


def _after_degree(words: Words, first: int, last: int, cues: ProgramCues) -> int:
    """Leave out what goes before a name in capitals but is not part of it."""
    while first < last and (words.lower(first) in OPENERS or words.text(first).endswith(("'s", "’s"))):
        first += 1
    return first


def find_defined(words: Words, cues: ProgramCues) -> Found:
    """Names that are said to be a programme: "X (Y) is a joint programme", "SULTAN, a training network on"."""
    for index in range(1, len(words) - 2):
        lower = words.lower(index)
        if lower not in {"is", "was", "ist", "war", ","} or not _is_type_phrase(words, index + 1, cues):
            continue
        end = index
        if words.text(end - 1) in {"”", "“", '"', "»"}:
            continue
        if words.text(end - 1) == ")":
            opening = end - 2
            while opening > 0 and end - opening < 8 and words.text(opening) != "(":
                opening -= 1
            if words.text(opening) != "(":
                continue
            end = opening
        first = read_name_back(words, end)
        if first == end:
            continue
        if lower == "," and words.lower(first - 1) in {"in", "at", "from", "near", "of"} and not words[end - 1].is_acronym:
            continue
        if lower != "," and not words.begins_sentence(first) and words.lower(first - 1) not in {*ARTICLES, ","}:
            continue
        yield first, end


DETERMINERS = ARTICLES | {"two", "three", "another", "zwei", "drei", "one"}
PREPOSITIONS = frozenset("of in at by for with from to who which that on der die das von für mit zu an and or".split())


def _is_type_phrase(words: Words, first: int, cues: ProgramCues) -> bool:
    """Whether an article and a type word follow with nothing but adjectives between: "a two-year joint programme"."""
    if words.lower(first) not in DETERMINERS:
        return False
    for index in range(first + 1, min(first + 8, len(words))):
        text = words.text(index)
        if not text[0].isalnum() or words.lower(index) in PREPOSITIONS:
            return False
        if cues.is_type(words, index):
            return True
    return False


def find_typed(words: Words, cues: ProgramCues) -> Found:
    """Names before their type in lower case: "the IUPWARE programme", "the REXUS/BEXUS programme"."""
    for index in range(1, len(words)):
        if not words.text(index)[0].islower() or not cues.is_type(words, index):
            continue
        begin = cues.types.up_to(words, index + 1)
        begin = min(begin, cues.types_plural.up_to(words, index + 1))
        before = begin - 1
        if before < 0 or not words.is_name(before) or words.is_taken(before):
            continue
        if words[before].is_acronym and words.text(before) not in cues.degree_codes and not words.text(before).endswith("'s"):
            first = before
            yield first, begin


def find_funded(words: Words, cues: ProgramCues) -> Found:
    """Acronyms after "under", "within" or "through", as money flows: "funded through STIBET"."""
    for index in range(len(words) - 1):
        if words.lower(index) in {"under", "within", "through"} and words[index + 1].is_acronym and not words.is_taken(index + 1):
            end = read_name(words, index + 1)
            if end > index + 1 and words.text(end)[:2] not in {"'s", "’s"}:
                yield index + 1, end


def find_brackets(words: Words, found: list[tuple[int, int, str]]) -> Found:
    """Short forms in brackets after a programme's name."""
    for _, end, _ in found:
        opening = end + 1 if words.text(end) in {"”", "“", '"', "»"} else end
        if words.text(opening) not in {"(", "["}:
            continue
        closing = opening + 1
        while closing < len(words) and closing - opening < 5 and words.text(closing) not in {")", "]", ",", ";"}:
            closing += 1
        if closing < len(words) and words.is_name(opening + 1) and words.text(closing) in {")", "]", ",", ";"}:
            inside = [words[i] for i in range(opening + 1, closing)]
            if any(word.is_acronym for word in inside) and not any(word.text.isdigit() for word in inside):
                yield opening + 1, closing


def find_initials(words: Words, found: list[tuple[int, int, str]]) -> Found:
    """A name and the short form in brackets that its initials make up, where no institution stands."""
    for index in range(1, len(words) - 2):
        if words.text(index) != "(" or words.text(index + 2) != ")" or words.is_taken(index + 1) or words.is_taken(index - 1):
            continue
        short = words[index + 1]
        if not short.is_acronym or any(end == index for _, end, _ in found):
            continue
        first = read_name_back(words, index)
        if index - first >= 2 and not any(words.is_taken(i) for i in range(first, index)):
            initials = "".join(words.text(i)[0] for i in range(first, index) if words.is_name(i)).lower()
            letters = [c for c in short.text.lower() if c.isalpha()]
            if letters and initials and letters[0] == initials[0] and sum(c in initials for c in letters) >= len(letters) * 0.6:
                yield first, index
                yield index + 1, index + 2


def find_listed(words: Words, found: list[tuple[int, int, str]]) -> Found:
    """Acronyms that an enumeration joins to a programme: "EuroMatrix, QT21 and Bergamot"."""
    starts = {first for first, _, _ in found}
    for _, end, rule in found:
        if rule in {"program/scheme", "program/quoted"}:
            continue
        position = end
        while words.lower(position) in {",", "and", "und"}:
            first = position + 1
            if words.lower(position) == "," and words.lower(first) in {"and", "und"}:
                first += 1
            if first >= len(words) or first in starts or words.is_taken(first) or not words[first].is_acronym:
                break
            yield first, first + 1
            position = first + 1


def _is_generic(words: Words, first: int, end: int) -> bool:
    return end - first == 1 and words.text(first).islower()


def _trim(words: Words, first: int, end: int) -> Span:
    """The span of a name without a possessive ending."""
    span = words.span(first, end)
    cut = POSSESSIVE.search(words.text(end - 1))
    return Span(span.start, span.end - len(cut.group())) if cut and end - first == 1 else span
