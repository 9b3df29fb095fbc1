"""The features by which the role of a line is judged: its form, its neighbours, its place, its cohesion."""

from __future__ import annotations

import re
from array import array
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from hashlib import blake2b
from typing import overload

import numpy as np
from numpy.typing import NDArray

from lhextract.language.cues import Cues
from lhextract.model.page import Line, PageText
from lhextract.model.span import Span
from lhextract.outline.form import ACRONYM, WORD, LineForm, describe_line, patterns, share_cues

# Two capitalised words in a row: "Flinders University". A single one is often a subject ("Transfer").
WHOLE_NAME = re.compile(r"\b[A-ZÄÖÜÉŠŁ][\w'’-]+ (?=([A-ZÄÖÜÉŠŁ][\w'’-]+))")
LABEL_WORDS = 8  # the longest label that is looked for in prose
MOST_SHORT = 4  # short lines before a line that are counted
STEM = 6  # letters by which two words are taken for the same
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# Cues of lines between two paragraphs that may be of one initiative.
LEAVES_RUN = frozenset({"link phrase", "URL", "picture credit", "link beginning"})
# What stands below the name of a contact.
OF_PERSON = frozenset({"role word", "unit word", "phone number", "phone label", "e-mail", "e-mail label"})
# What the scheme of a link says about its line.
LINK_CUES = {"mailto": "e-mail", "tel": "phone number", "callto": "phone number"}


@dataclass(frozen=True, slots=True)
class Observed:
    """A line that is not blank: its index in `page.lines`, its form and its features, in a fixed order."""

    index: int
    form: LineForm
    features: tuple[str, ...]


class ObservedLines(Sequence[Observed]):
    """The lines of a page that are not blank, by position.

    The features of a long page are many and the same few hundred strings, so each is kept as a number of two bytes.
    """

    def __init__(self, indexes: array[int], forms: tuple[LineForm, ...]) -> None:
        self.indexes = indexes
        self.forms = forms
        self._names: list[str] = []
        self._codes: dict[str, int] = {}
        self._features = array("H")
        self._ends = array("I", [0])

    def add(self, features: Iterable[str]) -> None:
        """Note the features of the next line."""
        for feature in dict.fromkeys(features):
            code = self._codes.get(feature)
            if code is None:
                code = self._codes[feature] = len(self._names)
                self._names.append(feature)
            self._features.append(code)
        self._ends.append(len(self._features))

    def features(self, position: int) -> tuple[str, ...]:
        """The features of a line."""
        codes = self._features[self._ends[position] : self._ends[position + 1]]
        return tuple([self._names[code] for code in codes])

    @overload
    def __getitem__(self, key: int) -> Observed: ...
    @overload
    def __getitem__(self, key: slice) -> Sequence[Observed]: ...
    def __getitem__(self, key: int | slice) -> Observed | Sequence[Observed]:
        positions = range(len(self.forms))[key]
        if isinstance(positions, int):
            return Observed(self.indexes[positions], self.forms[positions], self.features(positions))
        return [self[position] for position in positions]

    def __len__(self) -> int:
        return len(self.forms)


def observe(page: PageText, cues: Cues) -> ObservedLines:
    """Return the features of every line that is not blank."""
    indexes = array("I", [i for i, line in enumerate(page.lines) if not line.is_blank])
    forms = tuple([_describe(page, page.lines[index], cues) for index in indexes])
    kinds = [_kind(form) for form in forms]
    listing = _Listing(forms)
    cohesion = _Cohesion(forms, patterns(cues).unit)
    observed = ObservedLines(indexes, forms)
    # A blank line says something only where most lines have none before them.
    blanks = [position > 0 and indexes[position - 1] != indexes[position] - 1 for position in range(len(forms))]
    telling = 2 * sum(blanks) <= len(forms)
    for position, form in enumerate(forms):
        observed.add(
            (
                *_own(form),
                *_neighbours(forms, kinds, position),
                *_surroundings(forms, position),
                *_place(position, len(forms)),
                *listing.features(form),
                *(["after blank"] if telling and blanks[position] else []),
                *cohesion.features(position),
            )
        )
    return observed


def _is_linked_person(page: PageText, line: Line, form: LineForm, cues: Cues) -> bool:
    """Whether a link is a person's name that leads to a page of theirs: a role, a unit or a number stands below."""
    if "name shape" not in form.cues or "unit word" in form.cues:
        return False
    below = next((other for other in page.lines[line.number : line.number + 2] if not other.is_blank), None)
    if below is None:
        return False
    found = describe_line(page.text, cues, below.start, below.end)
    return not found.is_prose and not found.cues.isdisjoint(OF_PERSON)


def _describe(page: PageText, line: Line, cues: Cues) -> LineForm:
    """The form of a line, with what its links add: the same cues as if the page had written the address out."""
    form = describe_line(page.text, cues, line.start, line.end)
    if page.layout is None:
        return form
    added = set()
    for anchor in page.anchors_in(Span(line.start, line.end)):
        scheme = anchor.href.partition(":")[0].lower()
        if scheme in LINK_CUES:
            added.add(LINK_CUES[scheme])
        elif (
            page.layout.lines[line.number - 1].link
            and not (form.is_prose or form.is_contact)
            and not _is_linked_person(page, line, form, cues)
        ):
            added.add("link phrase")
    return replace(form, cues=share_cues(form.cues | added)) if added else form


def _length(form: LineForm) -> str:
    for limit, name in (
        (1, "1 word"),
        (3, "2-3 words"),
        (6, "4-6 words"),
        (10, "7-10 words"),
        (21, "11-21 words"),
    ):
        if form.words <= limit:
            return name
    return "long" if form.words < 60 else "very long"


def _own(form: LineForm) -> list[str]:
    prose, text = "prose" if form.is_prose else "no prose", form.text
    names = len(WHOLE_NAME.findall(text)) + len(ACRONYM.findall(text))
    return [
        f"{prose}, {min(names, 3)} names",
        f"{prose}, {'a' if YEAR.search(text) else 'no'} year",
        "any",
        prose,
        _length(form),
        *_cue_features(form.cues, prose),
    ]


@cache
def _cue_features(cues: frozenset[str], prose: str) -> tuple[str, ...]:
    return (*sorted(cues), *(f"{prose}, {cue}" for cue in sorted(cues)))


def _kind(form: LineForm) -> str:
    """What a neighbour looks like, in one word."""
    if form.is_prose:
        return "prose"
    for cue in (
        "contact label",
        "phone label",
        "phone number",
        "e-mail label",
        "e-mail",
        "link phrase",
        "URL",
        "title before a name",
        "picture credit",
        "role word first",
        "unit word first",
        "name shape",
    ):
        if cue in form.cues:
            return cue
    return "short" if form.words <= 10 else "middle"


def _neighbours(forms: Sequence[LineForm], kinds: Sequence[str], position: int) -> list[str]:
    earlier, before, after, later = (
        kinds[other] if 0 <= other < len(kinds) else "page edge"
        for other in (position - 2, position - 1, position + 1, position + 2)
    )
    own = "prose" if forms[position].is_prose else "no prose"
    features = [
        f"{own}, after {before}",
        f"{own}, before {after}",
        f"{own}, between {before} and {after}",
        f"{own}, before {after} and {later}",
        f"{own}, after {earlier} and {before}",
    ]
    if position and "ends with link phrase" in forms[position - 1].cues:
        features.append(f"{own}, after ending link")
    if position and "link phrase" in forms[position - 1].cues:
        features.append(f"{own}, after link line")
    run = 0
    while run < MOST_SHORT and position - run - 1 >= 0 and not forms[position - run - 1].is_prose:
        run += 1
    features.append(f"{own}, {run} short lines before")
    return features


# What shows that a stretch of short lines is a contact block.
CONTACT_SIGNS = frozenset(
    {
        "contact label",
        "contact label first",
        "phone label",
        "phone number",
        "title before a name",
        "e-mail",
        "e-mail label",
    }
)


def _surroundings(forms: Sequence[LineForm], position: int) -> list[str]:
    """Whether signs of a contact stand above or below in the same stretch of short lines."""
    above = _stretch(forms, position, -1)
    if forms[position].is_prose:
        return (
            ["prose, after a contact"]
            if any(_contact_signs(form.cues) for form in above)
            else ["prose, after no contact"]
        )
    below = _stretch(forms, position, 1)
    features = []
    for where, stretch in (("above", above), ("below", below)):
        signs = sorted(frozenset().union(*(_contact_signs(form.cues) for form in stretch)))
        features += [f"{sign} {where}" for sign in signs] or [f"no sign of a contact {where}"]
    cue = (
        "role word"
        if "role word" in forms[position].cues
        else "unit word"
        if "unit word" in forms[position].cues
        else "no cue"
    )
    features.append(f"{cue}, {'contact' if features[0] != 'no sign of a contact above' else 'nothing'} above")
    return features


@cache
def _contact_signs(cues: frozenset[str]) -> frozenset[str]:
    return cues & CONTACT_SIGNS


def _stretch(forms: Sequence[LineForm], position: int, step: int) -> list[LineForm]:
    """The short lines next to a line in one direction, up to the next prose, at most eight."""
    stretch: list[LineForm] = []
    other = position + step
    while 0 <= other < len(forms) and not forms[other].is_prose and len(stretch) < 8:
        stretch.append(forms[other])
        other += step
    return stretch


def _place(position: int, total: int) -> list[str]:
    places = [f"line {position + 1}"] if position < 4 else []
    if position >= total - 3:
        places.append(f"line {position - total} from the end")
    if position < min(8, max(3, total // 8)):
        places.append("near the top")
    return places


class _Counts:
    """How many of the words of a page are the same.

    A word is kept as a digest of 8 bytes, where a table of strings takes 150: the words of a long page would be most
    of what a run holds. Among a million words two have the same digest once in 30 million pages.
    """

    def __init__(self, words: Iterable[str]) -> None:
        held = bytearray()
        for word in words:
            held += _digest(word)
        digests = np.frombuffer(held, dtype="<u8")
        digests.sort()
        starts = np.flatnonzero(np.append(True, digests[1:] != digests[:-1])) if len(digests) else np.empty(0, int)
        self._digests = digests[starts]
        self.counts = np.diff(np.append(starts, len(digests))).astype(np.int32)

    def numbers(self, words: Collection[str]) -> NDArray[np.int64]:
        """The number of each word, from 0 in an order of their own; -1 for a word that does not stand on the page."""
        digests = np.frombuffer(b"".join(map(_digest, words)), dtype="<u8")
        numbers = self._digests.searchsorted(digests)
        known = numbers < len(self._digests)
        known[known] = self._digests[numbers[known]] == digests[known]
        return np.where(known, numbers, -1)

    def __len__(self) -> int:
        return len(self._digests)


def _digest(word: str) -> bytes:
    return blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest()


class _Listing:
    """Which short texts stand again on the page, as a line of their own or as an entry of a menu bar."""

    def __init__(self, forms: Sequence[LineForm]) -> None:
        self._entries = _Counts(entry for form in forms if not form.is_prose for entry in _entries(form))
        self._below = self._entries.counts.copy()

    def features(self, form: LineForm) -> list[str]:
        """A menu names what stands further down; a heading stood in the menu above. Lines are asked for in order."""
        if form.is_prose:
            return []
        entries = _entries(form)
        text, *numbers = self._entries.numbers([form.text.casefold(), *entries]).tolist()
        features = []
        if not form.is_contact and "link phrase" not in form.cues:
            if any(self._below[number] > 1 for number in numbers):
                features.append("text stands again below")
            if text >= 0 and self._below[text] < self._entries.counts[text]:
                features.append("text stood above")
        for number in numbers:
            self._below[number] -= 1
        return features


def _entries(form: LineForm) -> list[str]:
    return [entry.strip().casefold() for entry in form.text.split(" | ")]


class _Cohesion:
    """What a paragraph shares with the prose directly before it, and what it brings in anew.

    Lines are asked for in order: what stood before is kept as the last paragraph of each word and the run so far.
    """

    def __init__(self, forms: Sequence[LineForm], unit: re.Pattern[str]) -> None:
        self._forms = forms
        self._unit = unit
        prose = [form for form in forms if form.is_prose]
        self._paragraphs = max(1, len(prose))
        self._words = _Counts(word for form in prose for word in _content_words(form.text))
        self._last = np.full(len(self._words), -1, dtype=np.int32)
        self._spread = _Counts(stem for form in prose for stem in _stems(form.text))
        self._quoted = _find_quoted(forms)
        # Positions of the first and the last prose before, and how many, back to the last line that looks like a
        # label or a contact. A line that is only a link, and a picture credit, do not end a run: an initiative may
        # go on after them.
        self._run_first = self._run_last = self._run_length = 0
        self._above: tuple[int, frozenset[str]] = (-1, frozenset())

    def features(self, position: int) -> list[str]:
        """Features of the line at `position` against the prose around it."""
        form = self._forms[position]
        if not form.is_prose:
            if not form.cues & LEAVES_RUN:
                self._run_length = 0
            return self._label_features(position)
        words = list(_content_words(form.text))
        numbers = self._words.numbers(words)
        features = self._prose_features(position, words, numbers)
        self._last[numbers] = position
        if "category prose" in form.cues:
            self._run_length = 0  # it speaks of the category, not of an initiative
        else:
            self._run_first = self._run_first if self._run_length else position
            self._run_last = position
            self._run_length += 1
        return features

    def _prose_features(self, position: int, words: list[str], numbers: NDArray[np.int64]) -> list[str]:
        form = self._forms[position]
        last, frequency = self._last[numbers].tolist(), self._words.counts[numbers].tolist()
        beginning = set(WORD.findall(form.text)[:14])
        opening = [i for i, word in enumerate(words) if word in beginning]
        fresh = sum(1 for i in opening if words[i][0].isupper() and last[i] < 0)
        features = [f"opens with {min(fresh, 3)} new names"]
        if not self._run_length:
            return features
        shared = [i for i, earlier in enumerate(last) if earlier >= self._run_first]
        rare = [i for i in shared if frequency[i] <= max(3, self._paragraphs // 12)]
        names = [i for i in rare if words[i][0].isupper() and not self._unit.match(words[i])]
        only_here = sum(1 for i in rare if frequency[i] <= self._run_length + 1)
        acronyms = any(ACRONYM.fullmatch(words[i]) or " " in words[i] for i in names)
        close = sum(1 for i in rare if last[i] == self._run_last)
        features += [
            f"shares {min(only_here, 4)} words found nowhere else",
            f"shares {min(len(names), 3)} rare names",
            f"shares {min(close, 4)} rare words with the paragraph above",
            bond := "shares a name of two words or an acronym" if acronyms else "shares no whole name",
            f"paragraph {min(self._run_length + 1, 4)} of its run",
            "opens with no shared name" if set(names).isdisjoint(opening) else "opens with a shared name",
        ]
        if "introduces acronym" in form.cues and not acronyms:
            features.append("introduces a new acronym")
        if not shared:
            features.append("shares nothing")
        ending = (
            "after an ending link"
            if "ends with link phrase" in self._forms[self._run_last].cues
            else "after no ending link"
        )
        subject = "new names first" if fresh else "no new names first"
        features += [
            f"{ending}, {bond}",
            f"{ending}, {bond}, {subject}",
            f"{bond}, {subject}, {min(only_here, 2)} words found nowhere else",
        ]
        return features

    def _label_features(self, position: int) -> list[str]:
        """Features of a short line against the prose around it: a title shares its subject with what follows."""
        text = self._forms[position].text
        own = _stems(text)
        features = ["stands in prose" if " ".join(_words(text)) in self._quoted else "stands in no prose"]
        for where, step in (("below", 1), ("above", -1)):
            other = position + step
            if not (0 <= other < len(self._forms) and self._forms[other].is_prose):
                continue
            shared = own & self._prose_stems(other)
            frequency = self._spread.counts[self._spread.numbers(shared)] if shared else np.empty(0)
            rare = int((frequency <= max(3, self._paragraphs // 8)).sum())
            features.append(f"shares {min(rare, 2)} rare words with the prose {where}")
        return features

    def _prose_stems(self, position: int) -> frozenset[str]:
        if self._above[0] != position:
            self._above = position, _stems(self._forms[position].text)
        return self._above[1]


def _stems(text: str) -> frozenset[str]:
    return frozenset([word.casefold()[:STEM] for word in WORD.findall(text) if len(word) >= 4])


def _words(text: str) -> list[str]:
    return [word.casefold() for word in WORD.findall(text)]


def _find_quoted(forms: Sequence[LineForm]) -> frozenset[str]:
    """The words of short lines that stand in the same order in the prose: what the text speaks of, seldom a person."""
    labels, lengths, firsts = set(), set(), set()
    for words in _words_of_labels(forms):
        labels.add(" ".join(words))
        lengths.add(len(words))
        firsts.add(words[0])
    ordered = sorted(lengths)
    found: set[str] = set()
    for form in forms:
        if form.is_prose:
            text = _words(form.text)
            for start, word in enumerate(text):
                if word in firsts:
                    phrases = (" ".join(text[start : start + length]) for length in ordered)
                    found.update(phrase for phrase in phrases if phrase in labels)
    return frozenset(found)


def _words_of_labels(forms: Sequence[LineForm]) -> Iterator[list[str]]:
    for form in forms:
        if not form.is_prose and (words := _words(form.text)) and len(words) <= LABEL_WORDS:
            yield words


def _content_words(text: str) -> frozenset[str]:
    """Words that carry a subject: names and acronyms as written, pairs of capitalised words, other words of
    five letters and more stemmed.
    """
    words = {match.group() + match.group(1) for match in WHOLE_NAME.finditer(text)}
    sentence_start = True
    for match in WORD.finditer(text):
        word = match.group()
        if word[0].isupper() and (not sentence_start or ACRONYM.fullmatch(word)):
            words.add(word)
        elif len(word) >= 5:
            words.add(word.casefold()[:6])
        sentence_start = text[match.end() : match.end() + 1] in {".", "!", "?", ":"}
    return frozenset(words)
