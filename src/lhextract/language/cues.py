"""The cue words of all languages, read from the data files of this folder."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from lhextract.shipped import read_shipped

WORD = re.compile(r"[^\W\d_]+")
LANGUAGES = ("de", "en")  # each has a data file: a missing one is told, and not taken for a language nobody reads
LAST = "lookalikes"  # table of each data file: one that was cut does not have it
COMPOUND = 6  # least letters of a word that ends a compound


@dataclass(frozen=True, slots=True, eq=False)
class Cues:
    """Cue words, merged over the languages, because pages mix them ("weitere Informationen" on an English one).

    `words["contacts.roles"]` is the list `roles` of the table `contacts` in the data files; `numbers` and
    `months` map words to numbers; `stopwords` maps a language to the function words that tell a page's language,
    `own` a language to its lists before they were merged.
    """

    words: Mapping[str, tuple[str, ...]]
    numbers: Mapping[str, int]
    months: Mapping[str, int]
    stopwords: Mapping[str, frozenset[str]]
    own: Mapping[str, Mapping[str, tuple[str, ...]]]

    def pattern(self, *names: str, ignore_case: bool = True) -> re.Pattern[str]:
        """A pattern for any phrase of the named lists, longest first, without boundaries."""
        return re.compile(self._any_of(*names), re.IGNORECASE if ignore_case else 0)

    def _any_of(self, *names: str) -> str:
        phrases = sorted({phrase for name in names for phrase in self.words[name]}, key=lambda p: (-len(p), p))
        return _by_first_letter(phrases)

    def alternatives(self, *names: str) -> str:
        """The same as text, to be built into a larger pattern."""
        return f"(?:{self._any_of(*names)})"

    def compounds(self, *names: str) -> str:
        """The same, where a long word may also end a compound, as in German ("Studiengangskoordinatorin")."""
        long = [phrase for name in names for phrase in self.words[name] if len(phrase) >= COMPOUND]
        ends = "|".join(map(re.escape, sorted(set(long), key=lambda phrase: (-len(phrase), phrase))))
        return f"(?:{self._any_of(*names)}|[^\\W\\d_]{{3,}}(?:{ends}))"


def _by_first_letter(phrases: Iterable[str]) -> str:
    """A pattern for any of the phrases, the earlier first; what begins alike is tried together, or not at all.

    The phrases of a group with capitals and small letters stay apart: where case is ignored both may fit.
    """
    groups: dict[str, list[str]] = {}
    for phrase in phrases:
        groups.setdefault(phrase[:1].lower(), []).append(phrase)
    parts = []
    for group in groups.values():
        first = group[0][:1]
        if len(group) > 1 and all(phrase[:1] == first for phrase in group):
            parts.append(f"{re.escape(first)}(?:{'|'.join(re.escape(phrase[1:]) for phrase in group)})")
        else:
            parts += map(re.escape, group)
    return "|".join(parts)


@cache
def load_cues() -> Cues:
    """Read the data file of every language, in sorted order."""
    words: dict[str, list[str]] = {}
    numbers: dict[str, int] = {}
    months: dict[str, int] = {}
    stopwords: dict[str, frozenset[str]] = {}
    own: dict[str, dict[str, tuple[str, ...]]] = {}
    for language in LANGUAGES:
        table = read_shipped(f"language/{language}.toml", _parsed)
        stopwords[language] = frozenset(table.pop("stopwords"))
        numbers |= table.pop("numbers")
        months |= table.pop("months")
        for group, lists in table.items():
            for name, phrases in lists.items():
                words.setdefault(f"{group}.{name}", []).extend(phrases)
                own.setdefault(language, {})[f"{group}.{name}"] = tuple(phrases)
    merged = {name: tuple(dict.fromkeys(phrases)) for name, phrases in words.items()}
    return Cues(words=merged, numbers=numbers, months=months, stopwords=stopwords, own=own)


def _parsed(text: str) -> dict[str, Any]:
    table = tomllib.loads(text)
    if missing := {"stopwords", "numbers", "months", LAST} - table.keys():
        raise ValueError(f"no {', '.join(sorted(missing))}")
    return table


def detect_language(text: str, cues: Cues) -> str:
    """The language (ISO 639-1) whose function words are the most frequent; a tie goes to English."""
    counts: Counter[str] = Counter(word.lower() for word in WORD.findall(text))
    return max(
        sorted(cues.stopwords, key=lambda code: code != "en"),
        key=lambda code: _hits(counts, cues.stopwords[code]),
    )


def _hits(counts: Counter[str], words: Iterable[str]) -> int:
    return sum(counts[word] for word in words)
