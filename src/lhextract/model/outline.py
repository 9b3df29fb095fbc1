"""What the lines of a page are, and which of them make up a category or an initiative."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from lhextract.model.span import Span


class LineRole(StrEnum):
    """What a line is; `annotation-guidelines`, section 1 (docs/annotation-guidelines.md)."""

    PAGE_TITLE = "page-title"
    INTRO = "intro"
    NAV = "nav"
    HEADING = "heading"
    DESCRIPTION = "description"
    TITLE = "title"
    BODY = "body"
    LINK = "link"
    CAPTION = "caption"
    CONTACT_LABEL = "contact-label"
    CONTACT_PERSON = "contact-person"
    CONTACT_ROLE = "contact-role"
    CONTACT_UNIT = "contact-unit"
    CONTACT_PHONE = "contact-phone"
    CONTACT_EMAIL = "contact-email"
    BLANK = "blank"

    @property
    def is_contact(self) -> bool:
        """Whether the line is part of a contact block."""
        return self.value.startswith("contact-")


@dataclass(frozen=True, slots=True)
class Evidence:
    """One cue for the state of a line, and what it weighed."""

    cue: str
    weight: float


@dataclass(frozen=True, slots=True)
class Category:
    """A leaf heading under which initiatives stand.

    `path` runs from the outermost heading to `label`; `description` joins the prose under the heading;
    `span` runs from the heading to the end of its last initiative.
    """

    label: str
    path: tuple[str, ...]
    description: str
    span: Span


@dataclass(frozen=True, slots=True)
class Block:
    """The lines of one initiative: `order` counts from 1, `first` and `last` are line numbers."""

    order: int
    category: tuple[str, ...]
    first: int
    last: int
    span: Span


@dataclass(frozen=True, slots=True)
class Outline:
    """The page taken apart; `roles`, `owners` and `evidence` have one entry per line.

    An owner is the order of the initiative that a line belongs to, or None.
    """

    roles: tuple[LineRole, ...]
    owners: tuple[int | None, ...]
    evidence: tuple[tuple[Evidence, ...], ...]
    categories: tuple[Category, ...]
    blocks: tuple[Block, ...]
