"""The ids that were ever given out for a source, with what the things looked like when last seen."""

from __future__ import annotations

from dataclasses import dataclass

# Ids that are no longer in use, each behind the kind of thing that had it ("initiative"); sorted.
Withdrawn = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class KnownContact:
    """A contact: who and where; `retired` where the page has lost it."""

    id: str
    person: str | None = None
    unit: str | None = None
    role: str | None = None
    phones: tuple[str, ...] = ()
    email: str | None = None
    retired: bool = False


@dataclass(frozen=True, slots=True)
class KnownInitiative:
    """An initiative: `names` are all it ever had, the newest first; `name_derived` if the page shows no title for it.

    `text` is its whole block as last seen. `retired` makes it a tombstone: the page has lost it, its id stays taken.
    `was_retired` stays true when it has come back.
    """

    id: str
    names: tuple[str, ...]
    name_derived: bool = False
    category: tuple[str, ...] = ()
    text: str = ""
    partners: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    acronyms: tuple[str, ...] = ()
    contacts: tuple[KnownContact, ...] = ()
    retired: bool = False
    was_retired: bool = False


@dataclass(frozen=True, slots=True)
class KnownName:
    """A category, institution or person: `names` are all forms it ever had; `ror` of an institution."""

    id: str
    names: tuple[str, ...]
    ror: str | None = None
    retired: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person said of a doubtful match.

    The initiative whose block text had this sha256 is the known one, or a new one if `initiative` is None.
    """

    block_sha256: str
    initiative: str | None


@dataclass(frozen=True, slots=True)
class Identities:
    """Everything that has an id, tombstones too."""

    initiatives: tuple[KnownInitiative, ...] = ()
    categories: tuple[KnownName, ...] = ()
    institutions: tuple[KnownName, ...] = ()
    people: tuple[KnownName, ...] = ()
    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True, slots=True)
class Cue:
    """One piece of evidence that two initiatives are the same: what it is, what it weighed, what was compared."""

    cue: str
    weight: float
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """How an initiative of the new page got its id: `known` is None where the id is new.

    `block_sha256` is the digest by which a person's answer is about just this (`Answer`).
    """

    order: int
    name: str
    id: str
    known: str | None
    score: float
    cues: tuple[Cue, ...] = ()
    block_sha256: str = ""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A match that a person should decide: the initiative on the new page, and those it may be, the likeliest first."""

    order: int
    name: str
    candidates: tuple[Match, ...]
    reason: str
