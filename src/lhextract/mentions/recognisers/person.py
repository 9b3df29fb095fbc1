"""Names of people: in contact lines, after titles, in picture credits, after words for people."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from lhextract.language.cues import Cues
from lhextract.mentions.candidates import Context, RecogniserSpec, Rule, context_of, propose
from lhextract.mentions.cued import Cued, cued_by, tokens_of
from lhextract.mentions.institution.heads import heads_of
from lhextract.mentions.occurrences import find_occurrences
from lhextract.mentions.spacy_library import Doc, Language
from lhextract.mentions.words import Word, span_of, split_words
from lhextract.model.mention import Label
from lhextract.model.outline import LineRole
from lhextract.model.span import Span
from lhextract.shipped import read_shipped

SPEC = RecogniserSpec(
    name="person",
    order=30,
    rules={
        "person/contact-line": Rule(75, 0.99),
        "person/title": Rule(72, 0.96),
        "person/credit": Rule(74, 0.99),
        "person/people-word": Rule(62, 0.95),
        "person/apposition": Rule(45, 0.9),
        "person/given-name": Rule(44, 0.9),
        "person/again": Rule(43, 0.9),
    },
)
INITIALS = re.compile(r"(?:[A-Z]\.[- ]?){1,4}(?=\s?\S)")
BRACKETED = re.compile(r"\s?\([^\W\d_][\w-]{1,20}\) ")
BEFORE_CAPITAL = re.compile(r"/(?=[^\W\d_a-z])")
JOINED = re.compile(r", |,? (?:and|und|&) ")
# What may follow the name on a line of its own: the end, a comma, a bracket, a degree ("FRSE", "M.A.").
AFTER_NAME = re.compile(r"$|[,;]|\s?[(–/|]|\s[A-Z]\w*\.|\s[A-Z]\w?[A-Z]")
STREET = re.compile(r"(?:Avenida|Rua|Av\.|Calle|[Rr]ue|Via|Plaza) $")
STREET_END = re.compile(r"(?:-| )(?:Gasse|Stra(?:ß|ss)e|Weg|Platz|Allee|Street|Hall|Building)$")
CREATOR = re.compile(r" (?:von|by) ")
LONGEST = 6  # words of a name; "Nur Aisyah binti Kamaruddin" has four


@cache
def given_names() -> frozenset[str]:
    """Common given names."""
    return read_shipped("mentions/given_names.txt", _parsed)


def _parsed(text: str) -> frozenset[str]:
    return frozenset(name for line in text.splitlines() if not line.startswith("#") for name in line.split())


@dataclass(frozen=True, slots=True)
class PersonPatterns:
    """Cue lists of `language/`, compiled once."""

    titles: re.Pattern[str]
    prose_title: Cued
    credit: re.Pattern[str]
    introduction: Cued
    apposition: re.Pattern[str]
    label: re.Pattern[str]
    degree: re.Pattern[str]
    particles: frozenset[str]
    not_names: frozenset[str]


@cache
def patterns_of(cues: Cues) -> PersonPatterns:
    """Compile the cues."""
    before, prose = (
        cues.alternatives("titles.before", "people.prose_titles"),
        cues.alternatives("people.prose_titles"),
    )
    # A run of titles is atomic: what one of them took is never tried again, so that the time stays linear.
    title = rf"{before}|Dipl\.-[\w.-]+|[^\W\d_]\w{{1,5}}\.(?:-?\w{{1,5}}\.)?"
    run = rf"(?>(?:(?:{title})(?=[\s.,-]|[A-Z]|$)[\s.-]{{0,3}}){{0,14}})"
    return PersonPatterns(
        titles=re.compile(run),
        prose_title=cued_by(rf"(?<![\w-]){prose}(?=[\s-])[\s-]?", cues.words["people.prose_titles"]),
        credit=re.compile(rf"(?<!\w){cues.alternatives('captions.credits')}\s?[:©]\s?(?:©\s?)?", re.IGNORECASE),
        introduction=cued_by(
            rf"(?i:(?<!\w){cues.alternatives('people.introductions', 'titles.people')}(?!\w)\s)",
            (*cues.words["people.introductions"], *cues.words["titles.people"]),
        ),
        apposition=re.compile(rf"(?:, {cues.alternatives('people.appositions')})\b"),
        label=re.compile(rf"(?:{cues.alternatives('contacts.labels')})\s?: ", re.IGNORECASE),
        degree=re.compile(rf", {cues.alternatives('titles.after')}(?!\w)"),
        particles=frozenset(cues.words["people.particles"]),
        not_names=frozenset(cues.words["people.not_names"]) | frozenset(cues.words["contacts.roles"]),
    )


@Language.factory("lh_person", assigns=["doc.user_data"])
def make_person(nlp: Language, name: str) -> Callable[[Doc], Doc]:  # noqa: ARG001 - spaCy's signature
    """Propose people."""

    def find_people(doc: Doc) -> Doc:
        context = context_of(doc)
        found: dict[Span, str] = {}
        for line, role, text in context.lines():
            for start, end, rule in _on_line(text, role, context):
                found.setdefault(span_of(text, start, end, line.start), rule)
        for span, rule in found.items():
            propose(doc, span, Label.PERSON, rule)
        # Full names wherever they stand; a surname alone is none, it may be part of anything.
        full = {name for name in map(context.page.slice, found) if " " in name}
        for span in find_occurrences(context.page.text, full):
            propose(doc, span, Label.PERSON, "person/again")
        return doc

    return find_people


def _is_office(name: str, context: Context) -> bool:
    """Whether a name ends as that of a unit does: "International Office"."""
    heads = (*context.cues.words["institutions.heads"], *context.cues.words["institutions.weak_heads"])
    return name.rsplit(" ", 1)[-1].casefold() in heads


def _on_line(text: str, role: LineRole, context: Context) -> Iterator[tuple[int, int, str]]:
    look = patterns_of(context.cues)
    names, tokens = NameReader(text, context.cues), tokens_of(text)
    if role == LineRole.CONTACT_PERSON:
        label = look.label.match(text)
        start = label.end() if label else 0
        found = names.read(look.titles.match(text, start).end(), least=1)  # type: ignore[union-attr]
        untitled = found is not None and found[0] == start
        if found and AFTER_NAME.match(text, found[1]) and not (untitled and _is_office(text[slice(*found)], context)):
            yield *found, "person/contact-line"
    # In German every noun has a capital: "Dr. Hawa Lorentzen Objekte aus dem Museum".
    most = 2 if context.language == "de" and not role.is_contact else LONGEST
    for match in look.prose_title.find(text, tokens):
        found = names.read(look.titles.match(text, match.end()).end(), least=1, most=most)  # type: ignore[union-attr]
        if (
            found
            and not STREET.search(text, max(0, match.start() - 12), match.start())
            and not STREET_END.search(text, *found)
        ):
            yield *found, "person/title"
    if role == LineRole.CAPTION:
        for match in CREATOR.finditer(text):
            found = names.read(match.end(), least=2)
            if found and text[found[1] :].strip(" .)") == "":
                yield *found, "person/credit"
    for match in look.credit.finditer(text) if ":" in text or "©" in text else ():
        found = names.read(match.end(), least=2)
        if found and text[found[1] : found[1] + 1] in {"", ")", ",", ".", " ", "/", ";"}:
            yield *found, "person/credit"
    for match in look.introduction.find(text, tokens):
        if not role.is_contact:
            yield from _introduced(names, text, match.end())
    for start, end in names.read_given(most=most):
        yield start, end, "person/given-name"
    for match in look.degree.finditer(text):
        found = names.read_back(match.start())
        if found:
            yield *found, "person/apposition"
    for match in look.apposition.finditer(text):
        found = names.read_back(match.start())
        if found:
            yield *found, "person/apposition"


def _introduced(names: NameReader, text: str, start: int) -> Iterator[tuple[int, int, str]]:
    """A full name, and those joined to it: "Astronauts A B and C D"."""
    found = names.read(start, least=2)
    while found:
        yield *found, "person/people-word"
        joined = JOINED.match(text, found[1])
        found = names.read(joined.end(), least=2) if joined else None


class NameReader:
    """Reads names of people off one line."""

    def __init__(self, text: str, cues: Cues) -> None:
        self._text = text
        self._look = patterns_of(cues)
        self._heads = heads_of(cues)
        # "Photo: Hjalmar Tennberg/MAX IV Laboratory" is a person and an organisation; "s/o" is part of a name.
        self._words = split_words(BEFORE_CAPITAL.sub("|", text) if "/" in text else text)

    @cached_property
    def _ends(self) -> dict[int, int]:
        return {word.end: index for index, word in enumerate(self._words)}

    @cached_property
    def _starts(self) -> dict[int, int]:
        return {word.at: index for index, word in enumerate(self._words)}

    def read(self, start: int, *, least: int, most: int = LONGEST) -> tuple[int, int] | None:
        """The name that begins at `start`, if it has at least so many words."""
        initials = INITIALS.match(self._text, start)
        begin = start
        if initials:
            start = initials.end()
            bracket = BRACKETED.match(self._text, start)
            start = bracket.end() if bracket else start
            start += self._text[start : start + 1] == " "
        index = self._starts.get(start)
        if index is None or not self._is_name(self._words[index]):
            return None
        last, capitals = self._follow(index, most)
        if capitals + bool(initials) < least:
            return None
        return begin, self._words[last].end

    def read_given(self, *, most: int) -> Iterator[tuple[int, int]]:
        """The names that begin with a given name that everybody knows: "Wolfgang Rack flies the EM-bird"."""
        read, given = 0, given_names()
        for word in self._words:
            if word.at >= read and word.text.split("-", 1)[0] in given:
                found = self.read(word.at, least=2, most=most)
                if found:
                    yield found
                    read = found[1]

    def read_back(self, end: int) -> tuple[int, int] | None:
        """The full name that ends at `end`."""
        index = self._ends.get(end)
        if index is None:
            return None
        first = index
        while first > 0 and index - first < 3 and self._is_name(self._words[first]) and self._joined(first):
            first -= 1
        if not self._is_name(self._words[first]):
            first += 1
        if index - first + 1 < 2 or first > index:
            return None
        return self._words[first].at, end

    def _joined(self, index: int) -> bool:
        gap = self._words[index].gap
        return gap == " " or (gap == ". " and len(self._words[index - 1].text) == 1)

    def _follow(self, index: int, most: int) -> tuple[int, int]:
        """The last word of a name, and how many of its words are capitalised."""
        last, capitals = index, 1
        position = index + 1
        while position < len(self._words) and position - index < LONGEST:
            word = self._words[position]
            initial = word.gap == ". " and len(self._words[position - 1].text) == 1
            if word.gap not in {" ", " ("} and not initial:
                break
            if word.gap == " (":
                break
            if capitals == most:
                break
            if self._is_name(word) or (len(word.text) == 1 and word.text.isupper()):
                last, capitals = position, capitals + 1
            elif word.text not in self._look.particles:
                break
            position += 1
        if any(self._heads.is_head(word) for word in self._words[index : last + 1]):
            return index, 0
        return last, capitals

    def _is_name(self, word: Word) -> bool:
        text = word.text
        return (
            text[0].isupper()
            and (len(text) > 1)
            and any(c.islower() for c in text)
            and not any(c.isdigit() for c in text)
            and word.lower not in self._look.not_names
            and not self._titled(word)
        )

    def _titled(self, word: Word) -> bool:
        """Whether the word is a title or degree: "M.A", "PhD", "Dr"."""
        return sum(c.isupper() for c in word.text) > 1 and (
            "." in word.text or (len(word.text) <= 4 and word.text[-1].isupper())
        )
