"""Names of organisations: head nouns with what belongs to them, acronyms, contact lines, well-known bodies."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from lhextract.language.cues import Cues
from lhextract.mentions.candidates import Context, RecogniserSpec, Rule, context_of, propose
from lhextract.mentions.heads import Heads, Kind, heads_of
from lhextract.mentions.noun_phrase import PhraseReader
from lhextract.mentions.words import Word, span_of, split_words, starts_sentence
from lhextract.model.mention import Label
from lhextract.model.outline import LineRole
from lhextract.model.span import Span

SPEC = RecogniserSpec(
    name="institution",
    order=40,
    rules={
        "institution/contact-unit": Rule(66, 0.9),
        "institution/contact-role": Rule(50, 0.8),
        "institution/head-noun": Rule(60, 0.9),
        "institution/weak-head": Rule(52, 0.8),
        "institution/prefix": Rule(58, 0.9),
        "institution/known": Rule(56, 0.9),
        "institution/host": Rule(64, 0.95),
        "institution/acronym": Rule(57, 0.9),
        "institution/type-word": Rule(48, 0.8),
        "institution/legal-form": Rule(61, 0.9),
    },
)
PROGRAM_BEFORE = re.compile(r"\b(?:[Pp]rojects?|[Pp]rogram(?:me)?|[Cc]ourse|[Pp]rojekt|Programm|Studiengang) $")
PART = re.compile(r", | / | – | \| |; | at the | at | an der | am ")
BRACKET = re.compile(r"\s?\(([^()]{1,60})\)")
ACRONYM = re.compile(r"[^\W\d_a-zß-öø-ÿ][\w²³*+]*(?:[-/&.:+ ][\w²³*+]+){0,3}")


@dataclass(frozen=True, slots=True)
class InstitutionPatterns:
    """Cue lists of `language/`, compiled once."""

    known: re.Pattern[str]
    known_names: frozenset[str]
    prefix: re.Pattern[str]
    type_word: re.Pattern[str]
    type_after: re.Pattern[str]
    legal: re.Pattern[str]
    roles: frozenset[str]


@cache
def patterns_of(cues: Cues) -> InstitutionPatterns:
    """Compile the cues."""
    words = cues.words
    return InstitutionPatterns(
        known=re.compile(rf"(?<![\w-]){cues.alternatives('institutions.known')}(?!\w)"),
        known_names=frozenset(words["institutions.known"]),
        prefix=re.compile(rf"(?<![\w-]){cues.alternatives('institutions.prefixes')}[ /](?=\w)"),
        type_word=re.compile(rf"(?<!\w){cues.alternatives('institutions.type_words', 'institutions.company_lists')} (?=[\w„“«\"])"),
        type_after=re.compile(rf" {cues.alternatives('institutions.type_words')}(?!\w)"),
        legal=re.compile(rf" {cues.alternatives('institutions.legal_forms')}(?!\w)"),
        roles=frozenset(words["contacts.roles"]),
    )


@Language.factory("lh_institution", assigns=["doc.spans"])
def make_institution(nlp: Language, name: str) -> Callable[[Doc], Doc]:  # noqa: ARG001 - spaCy's signature
    """Propose institutions."""

    def find_institutions(doc: Doc) -> Doc:
        context = context_of(doc)
        for line, role, text in context.lines():
            for start, end, rule in set(_on_line(text, role, context)):
                if end > start:
                    propose(doc, span_of(text, start, end, line.start), Label.INSTITUTION, rule)
        for name in context.host_names:
            for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", doc.text):
                propose(doc, Span(*match.span()), Label.INSTITUTION, "institution/host")
        return doc

    return find_institutions


def _on_line(text: str, role: LineRole, context: Context) -> Iterator[tuple[int, int, str]]:
    look, heads = patterns_of(context.cues), heads_of(context.cues)
    words = split_words(text)
    found = list(_with_heads(text, words, heads, look))
    for start, end, rule in found:
        yield start, end, rule
    found += list(_matches(text, words, look, heads))
    yield from found
    for _, end, _ in found:
        yield from _acronym_after(text, end)
    if role == LineRole.CONTACT_UNIT:
        yield from _contact_unit(text, heads, look)


def _with_heads(text: str, words: list[Word], heads: Heads, look: InstitutionPatterns) -> Iterator[tuple[int, int, str]]:
    """Head nouns from left to right; what one of them has taken is not read again."""
    reader = PhraseReader(words, heads, look.known_names)
    floor = 0
    for index, word in enumerate(words):
        kind = heads.kind(word)
        if index < floor or kind is None:
            continue
        strong = kind != Kind.WEAK
        phrase = reader.read(index, floor)
        named = phrase.first < index
        if phrase.bare or not (strong or named):
            continue
        start, end = words[phrase.first].at, words[phrase.last].end
        following = words[index + 1] if index + 1 < len(words) else None
        if index == phrase.last and following and following.gap == " " and following.lower in heads.not_after:
            continue
        if heads.program.search(text, start, end) or text[start - 1 : start] in set("„“«‘\"") or PROGRAM_BEFORE.search(text, 0, start):
            continue
        floor = phrase.last + 1
        yield start, end, "institution/head-noun" if strong else "institution/weak-head"


def _matches(text: str, words: list[Word], look: InstitutionPatterns, heads: Heads) -> Iterator[tuple[int, int, str]]:
    at = {word.at: index for index, word in enumerate(words)}
    for match in look.known.finditer(text):
        yield *match.span(), "institution/known"
    for match in look.prefix.finditer(text):
        index = at.get(match.end())
        if index is not None and (words[index].is_capital or match.group().endswith("/")):
            yield match.start(), words[index].end, "institution/prefix"
    for match in look.type_word.finditer(text):
        found = _name_at(words, at.get(match.end()), heads)
        if found:
            yield *found, "institution/type-word"
    for match in look.type_after.finditer(text):
        found = _name_before(words, match.start(), heads)
        if found:
            yield *found, "institution/type-word"
    for match in look.legal.finditer(text):
        found = _name_before(words, match.start(), heads)
        if found:
            yield found[0], match.end(), "institution/legal-form"


def _name_at(words: list[Word], index: int | None, heads: Heads) -> tuple[int, int] | None:
    """The capitalised words from `index` on."""
    if index is None or not (words[index].is_capital or any(c.isupper() for c in words[index].text)):
        return None
    last = index
    while last + 1 < len(words) and last - index < 6 and words[last + 1].gap in {" ", " & "} and words[last + 1].is_capital:
        if words[last + 1].lower in heads.not_after:
            break
        last += 1
    return words[index].at, words[last].end


def _name_before(words: list[Word], end: int, heads: Heads) -> tuple[int, int] | None:
    """The capitalised words that end at `end`."""
    last = next((i for i, word in enumerate(words) if word.end == end), None)
    if last is None or not words[last].is_capital:
        return None
    first = last
    while first > 0 and last - first < 6 and words[first].gap in {" ", " & ", " - "} and words[first - 1].is_capital:
        if words[first - 1].lower in heads.not_before:
            break
        first -= 1
    if words[first].lower in heads.not_before or (first == last and starts_sentence(words, first) and not words[first].is_acronym):
        return None
    return words[first].at, end


def _acronym_after(text: str, end: int) -> Iterator[tuple[int, int, str]]:
    """The short form in the bracket after a name."""
    bracket = BRACKET.match(text, end)
    if bracket:
        inner = re.split(r"[,;]", bracket.group(1))[0].strip()
        if looks_short(inner):
            yield bracket.start(1), bracket.start(1) + len(inner), "institution/acronym"


def looks_short(text: str) -> bool:
    """Whether a bracket holds a short form: few signs, two capitals."""
    return len(text) <= 20 and text.count(" ") <= 2 and sum(c.isupper() for c in text) >= 2 and ACRONYM.fullmatch(text) is not None


def _contact_unit(text: str, heads: Heads, look: InstitutionPatterns) -> Iterator[tuple[int, int, str]]:
    """The parts of a contact line that are names; an address or a room number is none."""
    for number, (start, end) in enumerate(_parts(text, heads)):
        part = text[start:end]
        inside = split_words(part)
        if not inside or any(w.lower in look.roles and not heads.is_head(w) for w in inside[:1] + inside[-1:]):
            continue
        named = any(heads.kind(word) or word.is_acronym for word in inside)
        if not named and (number or re.search(r"\d", part)):
            continue
        if re.search(r"\d{2,}|@|www\.|^\d|\b(?:room|Raum|Zimmer)\b|straße|strasse", part):
            continue
        bracket = re.search(r" \(([^()]+)\)$", part)
        if bracket:
            if looks_short(bracket.group(1)):
                yield start + bracket.start(1), start + bracket.end(1), "institution/contact-unit"
            end = start + bracket.start()
            part = text[start:end]
        if part and part[0].isupper() and not heads.program.search(part):
            yield start, end, "institution/contact-unit"


def _parts(text: str, heads: Heads) -> list[tuple[int, int]]:
    """The line cut at its commas, slashes and dashes; "Psychiatry, Psychotherapy and X" stays whole."""
    cuts = [0]
    parts: list[tuple[int, int]] = []
    for match in PART.finditer(text):
        parts.append((cuts[-1], match.start()))
        cuts.append(match.end())
    parts.append((cuts[-1], len(text.rstrip(" .,;"))))
    joined: list[tuple[int, int]] = []
    for start, end in parts:
        rest = text[start:]
        goes_on = re.match(r"[^,;()]+ (?:and|und|&) ", rest) or re.match(r"[^,;()]+, [^,;()]+ (?:and|und|&) ", rest)
        if joined and text[joined[-1][1] : start] == ", " and goes_on and not any(heads.is_head(w) for w in split_words(rest)):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    result = []
    for start, end in joined:
        article = re.match(r"(?:The|the|der|die|das|Das|Die|Der) ", text[start:end])
        if article:
            start += article.end()
        if end > start:
            result.append((start, end))
    return result
