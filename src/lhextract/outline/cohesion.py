"""What a paragraph shares with the prose above it, and a short line with the prose around it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from lhextract.outline.form import ACRONYM, WORD, LineForm

# Two capitalised words in a row: "Flinders University". A single one is often a subject ("Transfer").
# A longer word is none: on a line of nothing but hyphens and capitals each would be read to its end again.
WHOLE_NAME = re.compile(r"\b[A-ZÄÖÜÉŠŁ][\w'’-]{1,80} (?=([A-ZÄÖÜÉŠŁ][\w'’-]{1,80}))")
LABEL_WORDS = 8  # the longest label that is looked for in prose
STEM = 6  # letters by which two words are taken for the same
# Cues of lines between two paragraphs that may be of one initiative.
LEAVES_RUN = frozenset({"link phrase", "URL", "picture credit", "link beginning"})


class Counts:
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


class Cohesion:
    """What a paragraph shares with the prose directly before it, and what it brings in anew.

    Lines are asked for in order: what stood before is kept as the last paragraph of each word and the run so far.
    """

    def __init__(self, forms: Sequence[LineForm], unit: re.Pattern[str]) -> None:
        self._forms = forms
        self._unit = unit
        prose = [form for form in forms if form.is_prose]
        self._paragraphs = max(1, len(prose))
        self._words = Counts(word for form in prose for word in _content_words(form.text))
        self._last = np.full(len(self._words), -1, dtype=np.int32)
        self._spread = Counts(stem for form in prose for stem in _stems(form.text))
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
