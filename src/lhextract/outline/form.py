"""What can be seen of a single line: its form and the cues on it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from lhextract.addresses import EMAIL, URL
from lhextract.language.cues import Cues
from lhextract.language.ruling_out import RulingOut, folded

WORD = re.compile(r"\w+(?:[-'’.]\w+)*")
PHONE = re.compile(r"(?<!\w)(?:\+\s?\d|\(?0|\(\d{2,4}\)|\d{3,4}[ .-])[\d ()/.–-]{4,40}\d")
DIGITS = re.compile(r"\d")
ACRONYM = re.compile(r"\b(?=\w*[A-Z]\w*[A-Z])[A-Z]\w*(?:[-/]\w+)*\b")
INTRODUCED = re.compile(r"\((?=[^()]{0,30}[A-Z][^()]{0,30}[A-Z])[\w²³*+./&-]{2,20}\)")
SENTENCE_END = re.compile(r"[.!?:…]['\"”“’»)]*$")
NAME_WORD = re.compile(r"[^\W\d_][^\W\d_'’.-]*(?:['’.-][^\W\d_]*)*")
# A long line is prose; below that length only a full stop tells prose from a label.
LONG, MIDDLE = 22, 9
BEFORE_COLON = 50  # characters of a role before a name: "Scientific director: Prof. X"
CATEGORY_WORDS = 7  # the longest heading of a category that is told by its plural
SETS = 4096  # of cues that are kept in mind; hundreds of pages have fewer


@dataclass(frozen=True, slots=True)
class LinePatterns:
    """Patterns for the cues of all languages, compiled once."""

    contact_label: re.Pattern[str]
    contact_first: re.Pattern[str]
    phone_label: re.Pattern[str]
    fax_label: re.Pattern[str]
    email_label: re.Pattern[str]
    title_before: re.Pattern[str]
    title_after: re.Pattern[str]
    role: re.Pattern[str]
    may_have_role: RulingOut
    unit: re.Pattern[str]
    link: re.Pattern[str]
    link_end: re.Pattern[str]
    link_start: re.Pattern[str]
    caption: re.Pattern[str]
    contents: re.Pattern[str]
    navigation: re.Pattern[str]
    page_date: re.Pattern[str]
    description: re.Pattern[str]
    continuation: re.Pattern[str]
    category: re.Pattern[str]
    partnership: re.Pattern[str]
    definition: re.Pattern[str]


@cache
def patterns(cues: Cues) -> LinePatterns:
    """Compile the cue lists of `language/` into patterns for whole lines and line beginnings."""
    words = cues.alternatives
    number = r"[\W\d]*"
    return LinePatterns(
        contact_label=re.compile(
            rf"{words('contacts.labels')}\W*$|{words('contacts.label_starts')} [^.,]{{2,40}}:?$",
            re.IGNORECASE,
        ),
        contact_first=re.compile(rf"{words('contacts.labels')}: \S", re.IGNORECASE),
        phone_label=re.compile(rf"{words('contacts.phone')}\b\.?\s*:?\s*(?=[+(\d]|$)", re.IGNORECASE),
        fax_label=re.compile(rf"{words('contacts.fax')}\b\.?", re.IGNORECASE),
        email_label=re.compile(rf"{words('contacts.email')}\b\s*:?", re.IGNORECASE),
        title_before=re.compile(
            rf"(?:{'|'.join(map(re.escape, _longest_first(cues.words['titles.before'])))})(?=[\s-])"
        ),
        title_after=re.compile(
            rf"[\s,](?:{'|'.join(map(re.escape, _longest_first(cues.words['titles.after'])))})(?!\w)"
        ),
        role=re.compile(rf"\b{cues.compounds('contacts.roles')}\b", re.IGNORECASE),
        # The pattern takes more time than all others together, and one line in nine has a role.
        may_have_role=RulingOut.of(cues.words["contacts.roles"]),
        unit=re.compile(rf"\b(?:{words('units.stems')}|{words('units.words')}\b)"),
        link=re.compile(rf"{words('links.phrases')}\W*$", re.IGNORECASE),
        link_end=re.compile(rf"[.!?:)\]”\"“»]\s*{words('links.phrases')}\W*$", re.IGNORECASE),
        link_start=re.compile(rf"{words('links.starts')}\b", re.IGNORECASE),
        caption=re.compile(rf"(?:^|[\s(©]){words('captions.credits')}\s?(?:©|:)", re.IGNORECASE),
        contents=re.compile(rf"{words('furniture.table_of_contents')}\W*$", re.IGNORECASE),
        navigation=re.compile(rf"{words('furniture.navigation')}\b", re.IGNORECASE),
        page_date=re.compile(rf"{number}{words('furniture.page_dates')}\b|©", re.IGNORECASE),
        description=re.compile(rf"{words('outline.descriptions')}\b", re.IGNORECASE),
        continuation=re.compile(rf"{words('outline.continuations')}\b", re.IGNORECASE),
        category=re.compile(rf"(?<!\w){words('outline.categories')}(?!\w)", re.IGNORECASE),
        # "The strategic partnership between …", "The Guild is an association …"
        partnership=re.compile(
            rf"{words('outline.articles')} (?:[\w-]+ ){{0,3}}{words('outline.ties')} {words('outline.between')}\b"
        ),
        definition=re.compile(
            rf"(?:{words('outline.articles')} )?[A-ZÄÖÜ][\w/.-]+(?: [\w/.()-]+){{0,8}}?"
            rf" {words('outline.copulas')} {words('outline.indefinite')} "
        ),
    )


def _longest_first(phrases: tuple[str, ...]) -> list[str]:
    return sorted(phrases, key=lambda phrase: (-len(phrase), phrase))


@dataclass(frozen=True, slots=True)
class LineForm:
    """One line that is not blank: how long it is, what kind of line it may be, and its cues.

    The line is `[start, end)` of `page`; it is no copy, because the forms of a long page are held together.
    """

    page: str
    start: int
    end: int
    words: int
    is_prose: bool
    is_contact: bool
    cues: frozenset[str]

    @property
    def text(self) -> str:
        """The text of the line."""
        return self.page[self.start : self.end]


def describe_line(page: str, cues: Cues, start: int = 0, end: int | None = None) -> LineForm:
    """Return what can be said of a line, `[start, end)` of a page, without looking at its neighbours."""
    end = len(page) if end is None else end
    text = page[start:end]
    look = patterns(cues)
    words = WORD.findall(text)
    found = {name for name, holds in (*_contact_cues(text, look), *_other_cues(text, len(words), look)) if holds}
    is_prose = len(words) >= LONG or (len(words) >= MIDDLE and "sentence end" in found)
    is_contact = bool(found & {"contact label", "phone label", "e-mail label", "title before a name"}) and not is_prose
    return LineForm(page, start, end, len(words), is_prose, is_contact, share_cues(frozenset(found)))


def _contact_cues(text: str, look: LinePatterns) -> Iterator[tuple[str, object]]:
    """The cues of contacts and addresses, each with whether a line has it."""
    yield "contact label", look.contact_label.match(text)
    yield "contact label first", look.contact_first.match(text)
    yield "phone label", look.phone_label.match(text)
    yield "fax label", look.fax_label.match(text)
    yield "phone number", PHONE.search(text)
    yield "e-mail label", look.email_label.match(text)
    yield "e-mail", EMAIL.search(text)
    yield "URL", URL.search(text)
    yield "URL only", URL.fullmatch(text)
    colon = text.find(": ", 0, BEFORE_COLON) + 1
    yield "title before a name", look.title_before.match(text) or (colon and look.title_before.match(text, colon + 1))
    yield "title after a name", look.title_after.search(text)
    role = look.role.search(text) if look.may_have_role.may_stand_in(folded(text)) else None
    yield "role word first", role and role.start() == 0
    yield "role word", role
    unit = look.unit.search(text)
    yield "unit word first", unit and unit.start() == 0
    yield "unit word", unit
    yield "name shape", _like_name(text)


def _other_cues(text: str, words: int, look: LinePatterns) -> Iterator[tuple[str, object]]:
    """The cues of headings, prose, links and furniture, each with whether a line of so many words has it."""
    yield "numbered", re.match(r"\d{1,2}(?:\.\d{1,2})*\.? [^\W\d]", text)
    yield "link phrase", look.link.match(text)
    yield "ends with link phrase", look.link_end.search(text)
    yield "link beginning", look.link_start.match(text)
    yield "picture credit", look.caption.search(text)
    yield "table of contents", look.contents.match(text)
    yield "navigation phrase", look.navigation.match(text)
    yield "page date", look.page_date.match(text)
    yield "category prose", look.description.match(text)
    yield "continuation", look.continuation.match(text)
    yield "breadcrumb", words < LONG and re.search(r"\S [›»>|/–-] \S.* [›»>|/–-] \S|›|»| > ", text[:400])
    yield "menu bar", text.count(" | ") >= 1
    yield "sentence end", SENTENCE_END.search(text)
    yield "full stop", words > 2 and text.endswith(".")
    yield "colon end", text.endswith(":")
    yield "introduces acronym", INTRODUCED.search(text)
    yield "comma", "," in text
    yield "digits", DIGITS.search(text)
    yield "names a partnership", look.partnership.match(text)
    yield "opens with a definition", look.definition.match(text)
    yield "category word", words <= CATEGORY_WORDS and look.category.search(text)
    yield "category word alone", words <= 2 and look.category.search(text)
    yield "starts lower", text[0].islower()
    yield "address", words < LONG and re.search(r"\b\d{4,6} [A-Z]", text)


@lru_cache(maxsize=SETS)
def share_cues(cues: frozenset[str]) -> frozenset[str]:
    """The same set for the same cues: few sets serve the lines of all pages."""
    return cues


def _like_name(text: str) -> bool:
    """Two to five words as in a person's name: capitalised, or a particle ("von", "da", "binti")."""
    words = text.split(" ")
    return 2 <= len(words) <= 5 and all(
        NAME_WORD.fullmatch(word) and (word[0].isupper() or (word.islower() and len(word) <= 5)) for word in words
    )
