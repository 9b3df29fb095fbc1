"""Names beside their type word: "the project SECO", "projects such as A and B", "its symposium, X, took"."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from lhextract.mentions.program.cues import Phrases, ProgramCues
from lhextract.mentions.program.enumerations import Stretch, read_list
from lhextract.mentions.program.names import read_name, read_name_back
from lhextract.mentions.program.words import SENTENCE_END, Words
from lhextract.model.span import Span

SET_OFF_END = frozenset({",", ".", ";", ")", "(", "", "–"})
# How many words may stand between the type word and its comma: "A masterclass for laboratory heads, X, …".
LONGEST_COMPLEMENT = 8


def find_appositions(
    words: Words, cues: ProgramCues, types: Collection[int], stops: Collection[int]
) -> Iterator[Stretch]:
    """Names right after their type, or after "called" or "such as"; `types` says where type words end."""
    for index in sorted({*types, *words.at(cues.opening_words)}):
        if index == len(words) - 1:
            return
        kind = cues.kind(words, index)
        opening = words.begins_sentence(index) and words.lower(index) in cues.types_plural
        if not kind and not opening and words.lower(index) not in cues.stand_ins:
            continue
        first = index + 1
        listed, named = _after_phrase(cues.listers, words, first), _after_phrase(cues.namers, words, first)
        if listed:
            listed += words.text(listed) in {",", ":"}
            yield from read_list(words, listed, plural=True, stops=stops)
        elif named:
            yield from read_list(words, named, plural=False, stops=stops)
        elif kind == "many":
            yield from read_list(words, first + (words.text(first) == ":"), plural=True, stops=stops)
        elif kind and words.is_taken(first):
            yield from _read_taken(words, first, stops)
        elif kind:
            names = read_list(words, first, plural=False, stops=stops)
            yield from names[:1] if words.is_acronym(first) else names


def _after_phrase(phrases: Phrases, words: Words, first: int) -> int:
    """Where a phrase ends that stands at an index or after a comma or bracket there; 0 if none does."""
    start = first + (words.text(first) in {",", "("})
    end = phrases.from_word(words, start)
    return end if end > start else 0


def _read_taken(words: Words, first: int, stops: Collection[int]) -> Iterator[Stretch]:
    """A name that begins with an institution and goes on: "the student program U21 Global Citizens"."""
    end = read_name(words, first, stops=stops, through=True)
    if not all(words.is_taken(index) for index in range(first, end)):
        yield first, end


def find_set_off(words: Words, cues: ProgramCues, types: Collection[int], stops: Collection[int]) -> Iterator[Stretch]:
    """Names between commas after their type, or after a word that stands for it: "a third, MudLine, is"."""
    for index in sorted({*types, *words.at(cues.stand_ins.last_words)}):
        kind = cues.kind(words, index)
        if index == len(words) - 1 or (not kind and words.lower(index) not in cues.stand_ins):
            continue
        comma = _after_complement(words, index) if kind == "one" else index + 1
        if words.text(comma) != ",":
            continue
        names = read_list(words, comma + 1, plural=kind == "many", stops=stops)
        if not names or (comma > index + 1 and _may_be_place(words, index + 1, *names[0])):
            continue
        after = words.lower(names[-1][1])
        if after in SET_OFF_END or (kind == "many" and after in words.particles.being):
            yield from names


def _after_complement(words: Words, index: int) -> int:
    """The index after "for laboratory heads" or "in Benton Harbor", if such words follow a type word."""
    end = index + 1
    if words.lower(end) not in words.particles.prepositions or not words.text(index)[0].islower():
        return end
    while end < len(words) and end - index <= LONGEST_COMPLEMENT and words.text(end)[0].isalnum():
        end += 1
    return end


def _may_be_place(words: Words, preposition: int, first: int, end: int) -> bool:
    """Whether a single word goes on with a place: "a school in Vienna, Austria, …"."""
    return words.lower(preposition) in {"in", "at"} and end - first == 1 and not words.is_acronym(first)


def find_typed(words: Words, cues: ProgramCues, types: Iterable[int]) -> Iterator[Stretch]:
    """Names before their type: "the IUPWARE programme", "the Breakthrough Listen project"."""
    for index in types:
        if index == 0 or not words.text(index)[0].islower():
            continue
        before = min(cues.types.up_to(words, index + 1), cues.types_plural.up_to(words, index + 1)) - 1
        # "(Fr1da early detection program)"
        opening = before
        while before - opening < 3 and words.text(opening).isalpha() and words.text(opening).islower():
            opening -= 1
        if words.text(opening - 1) == "(" and words.is_acronym(opening):
            before = opening
        if not words.is_name(before) or words.is_taken(before) or cues.is_degree(words, before):
            continue
        if words.text(before).endswith(("'s", "’s")):
            continue
        first = read_name_back(words, before + 1)
        if words.is_acronym(before):
            yield before, before + 1
        elif (
            before > first and words.lower(first - 1) in words.particles.articles and not words.any_taken(first, before)
        ):
            yield first, before + 1


def find_compounds(words: Words, cues: ProgramCues) -> Iterator[Span]:
    """Names that make a compound with their type: "EPOS-Stipendium", "das Nano-Argovia-Programm"."""
    for index, text in enumerate(words.texts if "-" in words.line else ()):
        if "-" not in text or words.is_taken(index):
            continue
        if not (cues.compound.fullmatch(text) or cues.compound_plural.fullmatch(text)):
            continue
        name, _, noun = text.rpartition("-")
        known = name in cues.schemes or name in cues.open_schemes
        odd = not noun.isupper() and (any(map(str.isupper, name[1:])) or "." in name)
        if known or (odd and name not in cues.degree_codes):
            start = words.borders[index][0]
            yield Span(start, start + len(name))


def find_openings(words: Words, cues: ProgramCues) -> Iterator[Stretch]:
    """Acronyms that open a sentence about a programme: "With ASCENSION, it leads a doctoral program"."""
    for index in words.at({"with", "in", "mit"}):
        if not words.begins_sentence(index):
            continue
        if not words.is_acronym(index + 1) or words.is_taken(index + 1) or words.text(index + 2) != ",":
            continue
        position = index + 3
        while words.text(position) not in SENTENCE_END | {""} and not cues.kind(words, position):
            position += 1
        if cues.kind(words, position):
            yield index + 1, index + 2


def find_funded(words: Words, cues: ProgramCues) -> Iterator[Stretch]:
    """Names where money flows: "funded under STIBET", "In NEMO, funded by …"."""
    for index in words.at({"under", "within", ","}):
        if words.lower(index) in {"under", "within"}:
            first = index + 1 + (words.lower(index + 1) in {"the", "its"})
            end = read_name(words, first)
            if end - first > 2 or (end > first and words.is_acronym(first) and not cues.is_degree(words, first)):
                yield first, end
        elif words.text(index) == "," and words.is_acronym(index - 1):
            # "NEMO, funded by", "Screen4Care, which is financed by"
            relative = words.lower(index + 1) == "which" and words.lower(index + 2) in words.particles.being
            if words.lower(index + 1 + 2 * relative) not in cues.paid:
                continue
            first = read_name_back(words, index)
            if not words.any_taken(first, index):
                yield first, index
