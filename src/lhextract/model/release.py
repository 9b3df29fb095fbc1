"""What an extraction tells those who import it: the values by id, without offsets, mentions and findings.

Two releases are equal if no reader of the page would see a difference: texts are compared without regard to white
space and typography (`changes/folding.py`), lists without regard to their order.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReleasedParty:
    """A partner or host unit: the id of the institution, its name as the block writes it, and its ROR id."""

    institution: str
    name: str
    ror: str | None = None


@dataclass(frozen=True, slots=True)
class ReleasedContact:
    """A contact: `titles` before and after the name, joined; `phones` in E.164, or as written if unreadable."""

    id: str
    person: str | None = None
    titles: str | None = None
    role: str | None = None
    unit: str | None = None
    phones: tuple[str, ...] = ()
    email: str | None = None


@dataclass(frozen=True, slots=True)
class ReleasedYear:
    """A date: its value in EDTF (as written if unreadable) and its role."""

    value: str
    role: str


@dataclass(frozen=True, slots=True)
class ReleasedLink:
    """A link: its words and its address; flattened text has the words only."""

    text: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class ReleasedInitiative:
    """An initiative: `category` is the path of its category; lists are sorted."""

    id: str
    name: str
    category: tuple[str, ...] = ()
    text: str = ""
    partners: tuple[ReleasedParty, ...] = ()
    host_units: tuple[ReleasedParty, ...] = ()
    contacts: tuple[ReleasedContact, ...] = ()
    years: tuple[ReleasedYear, ...] = ()
    programs: tuple[str, ...] = ()
    links: tuple[ReleasedLink, ...] = ()
    captions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReleasedCategory:
    """A category: its headings from the outermost on, and the prose under it."""

    id: str
    path: tuple[str, ...]
    description: str = ""


@dataclass(frozen=True, slots=True)
class Release:
    """Categories and initiatives in page order."""

    categories: tuple[ReleasedCategory, ...] = ()
    initiatives: tuple[ReleasedInitiative, ...] = ()
