"""What is judged: the page that would replace the extraction in force, and what is known of that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lhextract.holding.markup import Markup, read_markup
from lhextract.holding.overlap import Overlap, compare_texts
from lhextract.language.cues import WORD, Cues
from lhextract.model.outline import LineRole, Outline
from lhextract.model.record import Contact, Records

# A page of which so much is old is the page, whatever else it says. Of golden pages whose paragraphs were cut to their
# first sentences 0.27 and more is kept, of other revisions far more; of what servers send in place of a page 0.003.
SAME_PAGE = 0.25
# A page with so many initiatives is a list, whatever its first lines say: if they end in contacts or links, or if it is
# no little page. What servers send gives at most one by chance.
LIST = 2
TOP = 12  # lines in which a page says what it is
LITTLE = 250  # words; a page with less may be all form. All golden pages but one have more
NEARLY_NOTHING = 60  # words; with less, all that the source shows is looked at, furniture too


@dataclass(frozen=True, slots=True)
class Before:
    """The extraction in force: its `text.txt`, the language of its page, the labels of its categories.

    `contacts`, `phones` and `emails` count the initiatives that have one.
    `stated` is the number of initiatives that its page gave itself, `footer` where its last initiative ends, `body`
    the bytes it was made from; None where there is no such thing.
    """

    text: str
    language: str
    initiatives: int
    categories: tuple[str, ...]
    contacts: int
    phones: int = 0
    emails: int = 0
    stated: int | None = None
    footer: int | None = None
    body: bytes | None = None


def read_before(published: Mapping[str, Any], text: str, *, body: bytes | None = None) -> Before:
    """What a `records.json` (design, section 5) and its `text.txt` say of the extraction in force.

    `body` are the bytes of its snapshot, if they are still there.
    """
    initiatives = published["initiatives"]
    contacts = [initiative["contacts"] for initiative in initiatives]
    stated = published["stated"]["initiatives"]
    return Before(
        text=text,
        language=published["source"]["language"],
        initiatives=len(initiatives),
        categories=tuple(category["label"] for category in published["categories"]),
        contacts=sum(map(bool, contacts)),
        phones=sum(any(contact["phones"] for contact in of_one) for of_one in contacts),
        emails=sum(any(contact["email"] for contact in of_one) for of_one in contacts),
        stated=stated["value"] if stated else None,
        footer=max((initiative["end"] for initiative in initiatives), default=None),
        body=body,
    )


@dataclass(frozen=True, slots=True)
class Candidate:
    """What is about to replace it: the bytes, and what was made of them.

    `status` is that of the HTTP answer (None: nobody recorded it). `text` is "" where a page shows none; `outline`
    and `records` are None where none could be made.
    """

    body: bytes
    media_type: str
    status: int | None
    text: str
    language: str
    outline: Outline | None
    records: Records | None


@dataclass(frozen=True, slots=True, eq=False)
class Subject:
    """A candidate beside what is in force, with what several reasons ask for.

    `overlap` is None on a first run. `top` are the title and the first lines; of a page with nearly no text, all that
    its source shows.
    """

    candidate: Candidate
    before: Before | None
    cues: Cues
    markup: Markup
    words: tuple[str, ...]
    overlap: Overlap | None
    lines: tuple[str, ...]
    top: tuple[str, ...]

    @property
    def is_little(self) -> bool:
        """Whether the page has so few words that it may be all form."""
        return len(self.words) < LITTLE

    @property
    def initiatives(self) -> int:
        """How many initiatives were found."""
        if self.candidate.records is not None:
            return len(self.candidate.records.initiatives)
        return len(self.candidate.outline.blocks) if self.candidate.outline is not None else 0

    @property
    def contacts(self) -> tuple[tuple[Contact, ...], ...]:
        """The contacts of each initiative."""
        records = self.candidate.records
        return tuple(initiative.contacts for initiative in records.initiatives) if records is not None else ()

    @property
    def looks_right(self) -> bool:
        """Whether it is the page for other reasons than its wording: much of it is old, or it lists initiatives.

        Beside an earlier extraction only what is old counts.
        """
        if self.overlap is not None:
            return self.overlap.kept >= SAME_PAGE or (self.overlap.known >= SAME_PAGE and not self.is_little)
        outline = self.candidate.outline
        many = outline is not None and len(outline.blocks) >= LIST and not self.is_little
        return many or complete_blocks(outline) >= LIST


def look_at(candidate: Candidate, before: Before | None, cues: Cues) -> Subject:
    """Read what the reasons ask for."""
    markup = read_markup(candidate.body, candidate.media_type)
    words = tuple(WORD.findall(candidate.text))
    lines = tuple(line for line in candidate.text.split("\n") if line)
    top = lines[:TOP]
    if len(words) < NEARLY_NOTHING:
        top = tuple(dict.fromkeys((*lines, *markup.shown.split("\n"))))
    return Subject(
        candidate=candidate,
        before=before,
        cues=cues,
        markup=markup,
        words=words,
        overlap=compare_texts(before.text, candidate.text) if before is not None else None,
        lines=lines,
        top=tuple(line for line in (markup.title, *top) if line),
    )


def complete_blocks(outline: Outline | None) -> int:
    """How many initiatives have running text and, after it, a contact or a link."""
    if outline is None:
        return 0
    roles: dict[int, set[LineRole]] = {}
    for role, owner in zip(outline.roles, outline.owners, strict=True):
        if owner is not None:
            roles.setdefault(owner, set()).add(role)
    return sum(
        LineRole.BODY in found and any(role.is_contact or role is LineRole.LINK for role in found)
        for found in roles.values()
    )
