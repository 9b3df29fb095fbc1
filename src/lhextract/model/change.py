"""What differs between two extractions of a page, in the page's own terms: the lines of `changes.jsonl`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

# A value of a release as JSON has it: text, an object of texts, or nothing.
Value = str | Mapping[str, object] | None


class Cause(StrEnum):
    """Why something differs.

    `page`: its text, or its links. `extractor`: another version, model, library or profile, or a block that was read
    otherwise although its own text is the same. `lookup`: a table of names. `steward`: a correction, or an answer
    about identity.
    """

    PAGE = "page"
    EXTRACTOR = "extractor"
    LOOKUP = "lookup"
    STEWARD = "steward"


class Kind(StrEnum):
    """What happened. `NOTES` are those that need nobody's attention by themselves."""

    CATEGORY_ADDED = "category-added"
    CATEGORY_REMOVED = "category-removed"
    CATEGORY_RENAMED = "category-renamed"
    CATEGORY_REORDERED = "category-reordered"
    CATEGORY_REWORDED = "category-reworded"
    INITIATIVE_ADDED = "initiative-added"
    INITIATIVE_RETIRED = "initiative-retired"
    INITIATIVE_RETURNED = "initiative-returned"
    INITIATIVE_RENAMED = "initiative-renamed"
    INITIATIVE_MOVED = "initiative-moved"
    INITIATIVE_REORDERED = "initiative-reordered"
    INITIATIVE_SPLIT = "initiative-split"
    INITIATIVE_MERGED = "initiative-merged"
    BODY_REWORDED = "body-reworded"
    CONTACT_ADDED = "contact-added"
    CONTACT_REMOVED = "contact-removed"
    CONTACT_REPLACED = "contact-replaced"
    PERSON_CHANGED = "person-changed"
    TITLE_CHANGED = "title-changed"
    ROLE_CHANGED = "role-changed"
    UNIT_CHANGED = "unit-changed"
    PHONE_CHANGED = "phone-changed"
    EMAIL_CHANGED = "email-changed"
    PARTNER_ADDED = "partner-added"
    PARTNER_REMOVED = "partner-removed"
    PARTNER_CHANGED = "partner-changed"
    HOST_UNIT_ADDED = "host-unit-added"
    HOST_UNIT_REMOVED = "host-unit-removed"
    HOST_UNIT_CHANGED = "host-unit-changed"
    PROGRAM_ADDED = "program-added"
    PROGRAM_REMOVED = "program-removed"
    PROGRAM_CHANGED = "program-changed"
    YEAR_ADDED = "year-added"
    YEAR_REMOVED = "year-removed"
    YEAR_CHANGED = "year-changed"
    LINK_ADDED = "link-added"
    LINK_REMOVED = "link-removed"
    LINK_CHANGED = "link-changed"
    CAPTION_ADDED = "caption-added"
    CAPTION_REMOVED = "caption-removed"
    CAPTION_CHANGED = "caption-changed"

    @property
    def is_note(self) -> bool:
        """Whether it is worth knowing but changes nothing that somebody relies on."""
        return self in NOTES


NOTES = frozenset(
    {
        Kind.CATEGORY_REORDERED,
        Kind.CATEGORY_REWORDED,
        Kind.INITIATIVE_REORDERED,
        Kind.INITIATIVE_SPLIT,
        Kind.INITIATIVE_MERGED,
        Kind.BODY_REWORDED,
    }
)


@dataclass(frozen=True, slots=True)
class Change:
    """One difference.

    `name` is what the initiative or category is called now (or was, if it is gone); `category`, `initiative` and
    `contact` are the ids of what changed. `old` and `new` are the values; an initiative or contact that comes or goes
    has all of itself there. `place` is the id that it stands behind on the new page ("" at its top), where that
    changed. `similarity`, from 0 to 1, says how much of a text is still there. `related` are the ids on the other
    side of a suspected split or merger.
    """

    kind: Kind
    cause: Cause
    name: str
    category: str | None = None
    initiative: str | None = None
    contact: str | None = None
    old: Value = None
    new: Value = None
    place: str | None = None
    similarity: float | None = None
    related: tuple[str, ...] = ()
