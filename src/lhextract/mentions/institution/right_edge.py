"""How far the name around a head reaches to the right."""

from __future__ import annotations

from lhextract.mentions.institution.heads import Heads, Kind
from lhextract.mentions.institution.small_words import (
    ARTICLES,
    CONNECTORS,
    FIELDS,
    FRENCH,
    INNER,
    JOINS,
    OWNERS,
    SOFT,
    STOPS,
    SUBJECTS,
    UNIVERSITIES,
)
from lhextract.mentions.words import Word

LONGEST = 18  # words of one part of a name


class RightEdge:
    """Finds the last word of a name with a head on one line."""

    def __init__(self, words: list[Word], heads: Heads, known: frozenset[str]) -> None:
        self._words = words
        self._heads = heads
        self._known = known

    def find(self, index: int, kind: Kind) -> int:
        """The last word of the name whose head is at `index`."""
        last = self._run(index, kind)
        # "Fachgebiet Städtebau und Stadtentwicklung": the subject follows the head directly.
        complement = kind == Kind.GERMAN and last > index and not self._is_university(index)
        for _ in range(6):
            further = self._complement(index, last, kind, inside=complement)
            if further is None:
                return last
            last, complement = further, True
        return last

    def _run(self, index: int, kind: Kind, *, complement: bool = False) -> int:
        """The last of the capitalised words that follow, small words of place names between them included."""
        last = index
        position = index + 1
        while position < len(self._words) and position - index < LONGEST:
            word = self._words[position]
            owner = self._words[position - 1].lower
            stops = STOPS if complement else self._heads.not_after
            if word.gap not in {" ", " & "} or word.lower in stops:
                break
            if complement and word.is_camel:
                break
            if owner.endswith(("'s", "’s")) and owner not in OWNERS:
                break
            if word.is_capital:
                last = position
            elif self._words[position - 1].text.endswith("-") and word.lower in JOINS:
                pass
            elif (
                (word.text.isdigit() and len(word.text) == 1 and word.gap == " " and kind != Kind.GERMAN)
                or (kind == Kind.FOREIGN and word.lower in FRENCH and word.lower not in CONNECTORS[kind])
                or (kind == Kind.FOREIGN and self._after_preposition(position))
            ):
                last = position
            elif word.lower not in INNER[kind]:
                break
            position += 1
        return last

    def _after_preposition(self, position: int) -> bool:
        """Whether the word goes on a French name: "de biotechnologie", "d'enseignement"."""
        word, before = self._words[position], self._words[position - 1]
        if word.text.startswith(("d'", "d’")):
            return True
        if before.lower in {"de", "du", "la"} and word.lower not in INNER[Kind.FOREIGN]:
            return True
        return word.text.endswith("ique") and before.text.islower()

    def _complement(self, head: int, last: int, kind: Kind, *, inside: bool) -> int | None:
        """The end of "of X", ", X and Y" or "and Y" after `last`, or None."""
        position = last + 1
        if position >= len(self._words):
            return None
        word = self._words[position]
        if word.lower in CONNECTORS[kind] and word.gap == " ":
            return self._after_connector(position, kind)
        if word.lower == "at" and inside and self._words[head].lower == "university":
            end = self._after_connector(position, kind)
            return end if end is not None and self._words[position + 1].is_capital else None
        if not inside:
            return None
        if kind == Kind.GERMAN and word.lower == "in" and position + 2 < len(self._words):
            # "Institut für Mathematik in den Naturwissenschaften"
            field = self._words[position + 2]
            if self._words[position + 1].lower in {"der", "den"} and field.lower.endswith(FIELDS):
                return position + 2
        if word.lower in JOINS and word.gap in {" ", ", "}:
            if kind == Kind.GERMAN and word.lower == "and":
                return None
            return self._conjunct(head, position + 1, kind)
        if word.gap == ", " and not self._is_university(head):
            return self._series(head, position, kind)
        return None

    def _after_connector(self, position: int, kind: Kind) -> int | None:
        start = position + 1
        definite = self._words[position].lower in {"der", "des"}
        while start < len(self._words) and self._words[start].lower in ARTICLES and self._words[start].gap == " ":
            definite = True
            start += 1
        start = self._past_adjectives(start, kind)
        if start >= len(self._words) or self._words[start].gap not in {" ", ""}:
            return None
        foreign = kind == Kind.FOREIGN and (self._after_preposition(start) or start > position + 1)
        if not (self._words[start].is_capital or foreign) or self._words[start].lower in STOPS:
            return None
        end = self._run(start, kind, complement=True)
        if end == start and self._words[start].is_acronym and self._words[position].lower in {"of", "de"}:
            return None
        return None if self._names_institution(start, end, definite=definite) else end

    def _past_adjectives(self, start: int, kind: Kind) -> int:
        """The first word after small adjectives: "für auswärtige Angelegenheiten", "de la recherche"."""
        position = start
        while position < len(self._words) - 1 and position - start < 4:
            word = self._words[position]
            small = word.text.islower() and word.gap == " "
            german = kind == Kind.GERMAN and len(word.text) > 3 and word.lower.endswith(("e", "en", "er", "es"))
            joins = kind == Kind.GERMAN and word.lower == "und" and position > start
            if not (small and (german or joins or word.lower in INNER[kind])):
                break
            position += 1
        return position

    def _conjunct(self, head: int, start: int, kind: Kind) -> int | None:
        following = self._words[start + 1] if start + 1 < len(self._words) else None
        if (
            following
            and self._words[start].lower in {"the", "a"}
            and following.lower in {"arts", "ciência", "tecnologia"}
        ):
            start += 1
        start = self._past_adjectives(start, kind)
        if start >= len(self._words) or not self._words[start].is_capital or self._words[start].gap != " ":
            return None
        if self._is_university(head) and self._words[start].lower not in SUBJECTS:
            return None
        end = self._run(start, kind, complement=True)
        if self._words[start].lower in self._heads.not_before or self._names_institution(start, end, definite=False):
            return None
        if self._words[start].is_acronym or self._words[end].lower.endswith(("'s", "’s")):
            return None
        return end

    def _series(self, head: int, start: int, kind: Kind) -> int | None:
        """The end of ", B and C" or ", B, C and D" after "Department of A"."""
        position = start
        for _ in range(4):
            if (
                position >= len(self._words)
                or not self._words[position].is_capital
                or self._words[position].gap != ", "
            ):
                return None
            if self._words[position].is_acronym or self._words[position].lower in self._heads.not_before:
                return None
            end = self._run(position, kind, complement=True)
            if self._names_institution(position, end, definite=False) or end + 1 >= len(self._words):
                return None
            following = self._words[end + 1]
            if following.lower in JOINS and following.gap in {" ", ", "}:
                return self._conjunct(head, end + 2, kind)
            position = end + 1
        return None

    def _names_institution(self, first: int, last: int, *, definite: bool) -> bool:
        """Whether words `first` to `last` begin a name of their own."""
        words = self._words[first : last + 1]
        if len(words) == 1 and words[0].lower in SOFT:
            return False
        if any(self._heads.is_head(word) for word in words):
            return True
        text = " ".join(word.text for word in words)
        if text in self._known or words[0].text in {"TU", "ETH", "KU", "RWTH"}:
            return True
        return definite and (
            words[0].is_acronym or words[0].is_camel or words[0].lower in {"allianz", "verbund", "alliance"}
        )

    def _is_university(self, index: int) -> bool:
        return self._words[index].lower.endswith(UNIVERSITIES)
