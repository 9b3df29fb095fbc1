"""How much of a text stands in another one, by its word triples."""

from __future__ import annotations

from dataclasses import dataclass

from lhextract.language.cues import WORD

Triples = frozenset[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class Overlap:
    """`kept`: the share of the old triples that are still there; `known`: the share of the new ones that are old."""

    kept: float
    known: float

    @property
    def share(self) -> float:
        """The larger one: a page that grew or shrank has one of them high."""
        return max(self.kept, self.known)


def triples_of(text: str) -> Triples:
    """All runs of three words, without regard to case, figures, punctuation and lines."""
    words = [word.casefold() for word in WORD.findall(text)]
    return frozenset(zip(words, words[1:], words[2:], strict=False))


def compare_texts(old: str, new: str) -> Overlap:
    """Compare two texts; of a text without triples nothing is kept or known."""
    before, now = triples_of(old), triples_of(new)
    shared = len(before & now)
    return Overlap(kept=shared / max(1, len(before)), known=shared / max(1, len(now)))
