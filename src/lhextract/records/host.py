"""The host university where no profile names it: the one that title, introduction and menu speak of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from lhextract.model.mention import Label, Mentions
from lhextract.model.outline import LineRole, Outline
from lhextract.model.page import PageText
from lhextract.records.name_forms import is_university

OUTSIDE = frozenset({LineRole.PAGE_TITLE, LineRole.INTRO, LineRole.NAV})
# "an der Technischen Universität …": not the form to show.
INFLECTED = re.compile(r"^[^\W_]+en Universität")
WORD = re.compile(r"[^\W_]+")
NAME_WORD = re.compile(r"[^\W\d_]{4,}")
# Words that the names of many universities share.
GENERIC = frozenset(
    {"university", "universität", "technische", "technical", "universitet", "hochschule", "college", "institute"}
    | {"technology", "school", "national", "state", "université", "università", "universidad", "universidade"}
    | {"economics", "science", "sciences", "applied", "angewandte", "wissenschaften", "technischen", "polytechnic"}
    | {"medical", "medizinische", "academy", "akademie", "federal", "royal", "arts", "city", "institut"}
)


def infer_host(page: PageText, outline: Outline, mentions: Mentions) -> tuple[str, ...]:
    """Return the names of the host, the fullest first, or nothing.

    The host is the university named most outside the initiatives (a tie: the first); its other names are the
    short forms that the page pairs with it, and forms of the same name ("RWTH", "Universität Jena", "TUD" and
    "Technische Universität Dresden" for "TU Dresden").
    """
    outside: Counter[str] = Counter(
        mention.text
        for mention in mentions.mentions
        if mention.label is Label.INSTITUTION
        and outline.roles[page.line_at(mention.span.start).number - 1] in OUTSIDE
        and is_university(mention.text)
    )
    if not outside:
        return ()
    host = max(outside, key=lambda name: outside[name])
    names = {host: None}
    for pair in mentions.acronyms:
        if page.slice(pair.long) == host:
            names[page.slice(pair.short)] = None
    for mention in mentions.mentions:
        if mention.label is not Label.INSTITUTION or mention.text in names:
            continue
        if _is_form_of(mention.text, host):
            names[mention.text] = None
    return tuple(sorted(names, key=lambda name: (bool(INFLECTED.match(name)), -len(name))))


def _is_form_of(name: str, host: str) -> bool:
    """Whether a name is another form of the host's: its acronym, one of its words, or fewer of its words.

    Longer forms must end with the same place: "University of Bologna" is not "University of Bonn".
    """
    same_capitals = _capitals(name) == _capitals(host)
    if " " not in name:
        return (name.isupper() and same_capitals) or _words(name) <= _words(host)
    same_place = name.split()[-1].casefold() == host.split()[-1].casefold()
    return same_place and (_words(name) <= _words(host) or (same_capitals and is_university(name)))


def _words(name: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in WORD.findall(name))


def _capitals(name: str) -> str:
    return "".join(char for char in name if char.isupper())


class HostTest:
    """Whether a name is one of the host university's.

    `distinctive` are the words of its names that no other university shares, such as its town.
    """

    def __init__(self, names: Sequence[str]) -> None:
        self._names = frozenset(name.casefold() for name in names)
        words = {word.casefold() for name in names for word in NAME_WORD.findall(name)}
        self.distinctive = frozenset(words - GENERIC)

    def __call__(self, name: str) -> bool:
        """Whether `name` is the host university's, in any case."""
        return name.casefold() in self._names
