"""From a head such as "Institute" to the whole name: how far it reaches to the left and to the right."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lhextract.mentions.institution.heads import Heads, Kind
from lhextract.mentions.words import Word

# Between a head and its complement ("Institute of X", "Institut für X"), by the grammar of the head.
CONNECTORS = {
    Kind.ENGLISH: frozenset(["of", "for", "on", "de", "du", "di", "des", "d'"]),
    Kind.WEAK: frozenset(["of", "for", "on"]),
    Kind.GERMAN: frozenset(["für", "der", "des", "zur", "zum", "von"]),
    Kind.FOREIGN: frozenset(["de", "des", "du", "di", "del", "della", "delle", "dei", "degli", "da", "do", "dos", "das", "d'", "för", "för", "per", "para", "pour", "en", "van", "i"]),
}
ARTICLES = frozenset(["the", "der", "die", "das", "dem", "den", "des", "la", "le", "les", "los", "las", "el", "l'", "degli"])
# Small words inside the name of a place or of a foreign body.
INNER = {
    Kind.ENGLISH: frozenset(["nad", "pod", "upon", "es", "la", "las", "los", "el", "del", "de", "da", "do", "dos", "das", "du", "di", "sur", "y", "zu"]),
    Kind.WEAK: frozenset(),
    Kind.GERMAN: frozenset({"zu", "beider"}),
    Kind.FOREIGN: frozenset(
        ["la", "las", "los", "le", "les", "el", "del", "de", "da", "do", "dos", "du", "di", "y", "e", "et", "en", "sur", "degli", "libre", "catholique", "nationale", "national", "universitaire", "normale", "supérieure", "française", "polytechnique", "scientifique", "tekniska", "studi"]
    ),
}
# What may stand between the words that a short form spells out.
LINKS = frozenset(["in", "for", "of", "the", "to", "and", "an", "a", "on", "und", "für", "in", "zu", "beider", "der", "des", "im"])
JOINS = frozenset(["and", "und", "&", "e", "y", "et", "och", "i"])
# After "University of X and": only a subject goes on with the name, never another place.
SUBJECTS = frozenset(
    ["technology", "sciences", "science", "arts", "design", "education", "economics", "engineering", "medicine", "health", "management", "law", "innovation", "research", "technik", "wissenschaft", "wissenschaften", "kunst", "wirtschaft", "kultur", "applied", "life", "social", "allied", "political", "business", "agriculture"]
)
# Owners that belong to a name: "King's College", but not "Delft's Faculty".
OWNERS = frozenset(["king's", "queen's", "king’s", "queen’s", "women's", "women’s", "children's", "children’s", "people's", "people’s"])
# Heads that are as often the last word of a subject: "Language and Society".
SOFT = frozenset({"society", "union", "forum"})
# What no complement of a head goes on with: "Department for Funded / Projects" is rare, "Institute of Physics students" is not.
STOPS = frozenset(["student", "students", "staff", "members", "researchers", "programme", "program", "programmes", "programs", "conference", "prize", "award", "campus"])
PARTICLES = frozenset({"von", "van", "de"})
FRENCH = frozenset(["de", "du", "del", "do", "da", "di", "national", "nationale", "normale", "supérieure", "polytechnique", "universitaire", "suisse", "français", "française", "libre", "catholique", "centrale"])
FIELDS = ("wissenschaft", "wissenschaften", "medizin", "technik", "wirtschaft")
UNIVERSITIES = ("university", "universität", "université", "universidad", "universidade", "università", "universiteit", "hochschule")
INITIAL = re.compile(r"[^\W\d_](?:\.[^\W\d_])*|St|Dr")
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
        kind = self._grammar(index)
        first = self._left(index, floor)
        last = self._right(index, kind)
        last = self._to_short_form(first, last)
        return Phrase(first, last, bare=first == last and not self._heads.is_compound(self._words[index]))

    def _grammar(self, index: int) -> Kind:
        """The kind of the head; "Institut Pasteur de Paris" and "Centre national" are French by what follows."""
        for word in self._words[index + 1 : index + 4]:
            if word.gap != " " or word.lower in {"für", "of", "for"}:
                break
            if word.lower in FRENCH or word.text.startswith(("d'", "d’")):
                return Kind.FOREIGN
        return self._heads.kind(self._words[index]) or Kind.WEAK

    # --- to the left

    def _left(self, index: int, floor: int) -> int:
        first = self._run_back(index, floor)
        if first == index and index - 2 >= floor and self._words[index - 1].lower in {"and", "und"}:
            # "Clinic and Polyclinic for Radiotherapy": two heads with one complement.
            other = self._heads.kind(self._words[index - 2])
            if other not in {None, Kind.WEAK} and self._words[index].gap == self._words[index - 1].gap == " ":
                return self._run_back(index - 2, floor)
        joined = self._joined_back(first, floor, index)
        while first < index and self._words[first].text.islower() and self._words[first].lower in ARTICLES | JOINS:
            first += 1
        return joined if joined is not None else first

    def _run_back(self, index: int, floor: int) -> int:
        first = index
        while first > floor and index - first < 8:
            if not self._joins_before(first) or not self._takes_before(first - 1):
                break
            first -= 1
        while first < index and self._words[first].lower in PARTICLES:
            first += 1
        return first

    def _joins_before(self, position: int) -> bool:
        """Whether only a blank or the point of an initial stands before the word: "John F. Kennedy"."""
        gap, before = self._words[position].gap, self._words[position - 1].text
        return gap in {" ", " & "} or (gap == ". " and INITIAL.fullmatch(before) is not None)

    def _takes_before(self, position: int) -> bool:
        before = self._words[position]
        if before.text.endswith("-"):
            return True
        if before.lower in {"und", "and"}:
            return position > 0 and self._words[position - 1].text.endswith("-")
        if before.lower in PARTICLES and position > 0:
            owner = self._words[position - 1]
            return owner.is_capital and before.gap == " " and not self._heads.kind(owner) and owner.lower not in self._heads.not_before
        if before.lower in self._heads.not_before and not (before.text == "Dr" and self._words[position + 1].gap == ". "):
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
            if self._words[index].lower in SOFT or (self._is_university(index) and self._words[first].lower not in SUBJECTS):
                return None
            if self._is_university(index) and self._words[last].lower in SUBJECTS:
                return start
            before = self._words[start - 1] if start > floor else None
            if self._words[start].gap == " " and before is not None and before.lower in ARTICLES:
                return start
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
            elif (word.text.isdigit() and len(word.text) == 1 and word.gap == " " and kind != Kind.GERMAN) or (kind == Kind.FOREIGN and word.lower in FRENCH and word.lower not in CONNECTORS[kind]) or (kind == Kind.FOREIGN and self._after_preposition(position)):
                last = position
            elif word.lower not in INNER[kind]:
                break
            position += 1
        return last

    def _after_preposition(self, position: int) -> bool:
        """"de biotechnologie", "d'enseignement", "de la recherche scientifique"."""
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

    def _to_short_form(self, first: int, last: int) -> int:
        """Where the name ends if a short form in brackets follows that spells out its further words.

        "German University in Cairo (GUC)", "Federation of European Mineral Programs (FEMP)".
        """
        for position in range(last + 1, min(last + 12, len(self._words))):
            word = self._words[position]
            if word.gap == " (":
                return position - 1 if position - 1 > last and self._spells(word, first, last, position) else last
            if word.gap not in {" ", ", ", " & "} or self._heads.is_head(word):
                return last
            if not (word.is_capital or word.lower in LINKS):
                return last
        return last

    def _spells(self, short: Word, first: int, last: int, end: int) -> bool:
        """Whether the capitals of the short form are initials of the words, the first of them before `last`."""
        wanted = [c for c in short.text if c.isupper()]
        initials = [
            (c, position)
            for position in range(first, end)
            for c in ([x for x in self._words[position].text if x.isupper()] or [self._words[position].text[0].upper()])
        ]
        matched: list[int] = []
        for letter, position in initials:
            if len(matched) < len(wanted) and letter == wanted[len(matched)]:
                matched.append(position)
        return short.is_acronym and 1 < len(wanted) == len(matched) and matched[0] <= last < matched[-1]

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
        """"für auswärtige Angelegenheiten", "de la recherche"."""
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
        if following and self._words[start].lower in {"the", "a"} and following.lower in {"arts", "ciência", "tecnologia"}:
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
        """", B and C" or ", B, C and D" after "Department of A"."""
        position = start
        for _ in range(4):
            if position >= len(self._words) or not self._words[position].is_capital or self._words[position].gap != ", ":
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
        return definite and (words[0].is_acronym or words[0].is_camel or words[0].lower in {"allianz", "verbund", "alliance"})
