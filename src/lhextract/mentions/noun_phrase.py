"""From a head such as "Institute" to the whole name: how far it reaches to the left and to the right."""

from __future__ import annotations

from dataclasses import dataclass

from lhextract.mentions.heads import Heads, Kind
from lhextract.mentions.words import Word, starts_sentence

# Between a head and its complement ("Institute of X", "Institut für X"), by the grammar of the head.
CONNECTORS = {
    Kind.ENGLISH: frozenset("of for on de du di des d'".split()),
    Kind.WEAK: frozenset("of for on".split()),
    Kind.GERMAN: frozenset("für der des zur zum von".split()),
    Kind.FOREIGN: frozenset("de des du di del della delle dei degli da do dos das d' för för per para pour para en for i".split()),
}
ARTICLES = frozenset("the der die das dem den des la le les los las el l' degli".split())
# Small words inside the name of a place or of a foreign body.
INNER = {
    Kind.ENGLISH: frozenset("nad pod upon la las los el del de da do dos das du di sur y zu".split()),
    Kind.WEAK: frozenset(),
    Kind.GERMAN: frozenset({"zu"}),
    Kind.FOREIGN: frozenset(
        "la las los le les el del de da do dos das du di y e et sur degli studi libre catholique nationale national"
        " normale supérieure française polytechnique teologi och religionsvetenskap recherche scientifique".split()
    ),
}
JOINS = frozenset("and und & e y et och i".split())
# After "University of X and": only a subject goes on with the name, never another place.
SUBJECTS = frozenset(
    "technology sciences science arts design education economics engineering medicine health management law innovation research"
    " technik wissenschaft wissenschaften kunst wirtschaft kultur applied life social allied political business agriculture".split()
)
# Owners that belong to a name: "King's College", but not "Delft's Faculty".
OWNERS = frozenset("king's queen's king’s queen’s women's women’s children's children’s people's people’s".split())
UNIVERSITIES = ("university", "universität", "université", "universidad", "universidade", "università", "universiteit", "hochschule")
LONGEST = 18


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words `first` to `last` (both inside) of a line; `bare` if nothing but a head was found."""

    first: int
    last: int
    bare: bool


class PhraseReader:
    """Reads names with a head off the words of one line."""

    def __init__(self, words: list[Word], heads: Heads, known: frozenset[str]) -> None:
        self._words = words
        self._heads = heads
        self._known = known

    def read(self, index: int, floor: int) -> Phrase:
        """The name around the head at `index`; nothing before `floor` belongs to it."""
        kind = self._heads.kind(self._words[index]) or Kind.WEAK
        first = self._left(index, floor, kind)
        last = self._right(index, kind)
        return Phrase(first, last, bare=first == last and not self._heads.is_compound(self._words[index]))

    # --- to the left

    def _left(self, index: int, floor: int, kind: Kind) -> int:
        first = self._run_back(index, floor)
        joined = self._joined_back(first, floor, index)
        while first < index and self._words[first].text.islower() and self._words[first].lower in ARTICLES | JOINS:
            first += 1
        return joined if joined is not None else first

    def _run_back(self, index: int, floor: int) -> int:
        first = index
        while first > floor and index - first < 8:
            if self._words[first].gap not in {" ", " & "} or not self._takes_before(first - 1):
                break
            first -= 1
        return first

    def _takes_before(self, position: int) -> bool:
        before = self._words[position]
        if before.text.endswith("-"):
            return True
        if before.lower in {"und", "and"}:
            return position > 0 and self._words[position - 1].text.endswith("-")
        if before.lower in self._heads.not_before:
            return False
        if before.lower.endswith(("'s", "’s")) and before.lower not in OWNERS:
            # "King Mongkut's University", but "Tsinghua's School"
            return position > 0 and self._words[position - 1].is_capital and self._words[position].gap == " "
        if before.text[0].islower():
            return any(c.isupper() for c in before.text)
        return before.is_capital

    def _joined_back(self, first: int, floor: int, index: int) -> int | None:
        """"the Finnish Transport and Communications Agency": an article holds the two parts together."""
        position = first
        for _ in range(3):
            if position - 2 < floor or self._words[position].gap not in {" ", ", "}:
                return None
            joined = self._words[position].gap == " " and self._words[position - 1].lower in {"and", "&", "und"}
            if position == first and not joined:
                return None
            last = position - 2 if joined else position - 1
            if position != first and self._words[position].gap != ", ":
                return None
            start = self._run_back(last, floor) if self._takes_before(last) else last + 1
            if start > last or any(self._heads.is_head(w) or w.is_acronym or w.text in self._known for w in self._words[start : last + 1]):
                return None
            if self._is_university(index) and self._words[first].lower not in SUBJECTS:
                return None
            before = self._words[start - 1] if start > floor else None
            if self._words[start].gap == " " and before is not None and before.lower in ARTICLES:
                return start
            if start == 0 or (before is None and start == floor):
                return start if start == 0 else None
            position = start
        return None

    def _is_university(self, index: int) -> bool:
        return self._words[index].lower.endswith(UNIVERSITIES)

    # --- to the right

    def _right(self, index: int, kind: Kind) -> int:
        last = self._run(index, kind)
        # "Fachgebiet Städtebau und Stadtentwicklung": the subject follows the head directly.
        complement = kind == Kind.GERMAN and last > index and not self._is_university(index)
        for _ in range(6):
            further = self._complement(index, last, kind, inside=complement)
            if further is None:
                return last
            last, complement = further, True
        return last

    def _run(self, index: int, kind: Kind) -> int:
        """The last of the capitalised words that follow, small words of place names between them included."""
        last = index
        position = index + 1
        while position < len(self._words) and position - index < LONGEST:
            word = self._words[position]
            if word.gap not in {" ", " & "} or word.lower in self._heads.not_after:
                break
            if word.is_capital:
                last = position
            elif self._words[position - 1].text.endswith("-") and word.lower in JOINS:
                pass
            elif word.text.isdigit() and len(word.text) == 1 and word.gap == " " and kind != Kind.GERMAN:
                last = position
            elif word.lower not in INNER[kind]:
                break
            position += 1
        return last

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
        if word.lower == "in" and word.gap == " ":
            return self._in_place(head, position, kind)
        if not inside:
            return None
        if word.lower in JOINS and word.gap in {" ", ", "}:
            return self._conjunct(head, position + 1, kind)
        if word.gap == ", " and not self._is_university(head):
            return self._series(head, position, kind)
        return None

    def _in_place(self, head: int, position: int, kind: Kind) -> int | None:
        """"German University in Cairo (GUC)": the short form shows that the place is inside."""
        end = self._after_connector(position, kind)
        if end is None or end + 1 >= len(self._words):
            return None
        short = self._words[end + 1]
        if not short.gap.startswith(" (") or not short.is_acronym:
            return None
        capitals = [c for c in short.text if c.isupper()]
        return end if self._words[end].text[0] == capitals[-1] and len(capitals) > 1 else None

    def _after_connector(self, position: int, kind: Kind) -> int | None:
        start = position + 1
        definite = self._words[position].lower in {"der", "des"}
        while start < len(self._words) and self._words[start].lower in ARTICLES and self._words[start].gap == " ":
            definite = True
            start += 1
        start = self._past_adjectives(start, kind)
        if start >= len(self._words) or self._words[start].gap not in {" ", ""}:
            return None
        if not self._words[start].is_capital or self._words[start].lower in self._heads.not_after:
            return None
        end = self._run(start, kind)
        return None if self._names_institution(start, end, definite=definite) else end

    def _past_adjectives(self, start: int, kind: Kind) -> int:
        """"für auswärtige Angelegenheiten", "de la recherche"."""
        position = start
        while position < len(self._words) - 1 and position - start < 3:
            word = self._words[position]
            small = word.text.islower() and word.gap == " "
            german = kind == Kind.GERMAN and len(word.text) > 3 and word.lower.endswith(("e", "en", "er", "es"))
            if not (small and (german or word.lower in INNER[kind])):
                break
            position += 1
        return position

    def _conjunct(self, head: int, start: int, kind: Kind) -> int | None:
        start = self._past_adjectives(start, kind)
        if start >= len(self._words) or not self._words[start].is_capital or self._words[start].gap != " ":
            return None
        if self._is_university(head) and self._words[start].lower not in SUBJECTS:
            return None
        end = self._run(start, kind)
        if self._words[start].lower in self._heads.not_before or self._names_institution(start, end, definite=False):
            return None
        return None if self._words[start].is_acronym else end

    def _series(self, head: int, start: int, kind: Kind) -> int | None:
        """", B and C" or ", B, C and D" after "Department of A"."""
        position = start
        for _ in range(4):
            if position >= len(self._words) or not self._words[position].is_capital or self._words[position].gap != ", ":
                return None
            if self._words[position].is_acronym or self._words[position].lower in self._heads.not_before:
                return None
            end = self._run(position, kind)
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
        if len(words) == 1 and words[0].lower in {"society", "union", "forum", "trust", "authority"}:
            return False
        if any(self._heads.is_head(word) for word in words):
            return True
        text = " ".join(word.text for word in words)
        if text in self._known or words[0].text in self._known or words[0].text in {"TU", "ETH", "KU", "RWTH"}:
            return True
        return definite and words[0].is_acronym
