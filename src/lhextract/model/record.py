"""The published form: the classes of this module are, key for key, the objects of `records.json`.

Every `start` and `end` is a code point offset into `text.txt`, half-open. Ids are opaque and stay the same
from run to run. `lhextract schema` prints the JSON Schema made from these classes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from lhextract.model.finding import Finding
from lhextract.model.mention import Label
from lhextract.model.outline import LineRole

SCHEMA_VERSION = "1.0"

YearRole = Literal["start", "event", "other"]
InstitutionKind = Literal[
    "university",
    "unit",
    "company",
    "funder",
    "agency",
    "network",
    "international",
    "facility",
    "association",
    "other",
    "unknown",
]


@dataclass(frozen=True, slots=True)
class SnapshotInfo:
    """Which bytes the records were made from; `retrieved` is null where nobody recorded the time."""

    sha256: str
    retrieved: str | None
    media_type: str


@dataclass(frozen=True, slots=True)
class Source:
    """The page; `region` is the phone region assumed for numbers without country code, null if unknown."""

    id: str
    url: str | None
    language: str
    region: str | None
    snapshot: SnapshotInfo
    text_sha256: str


@dataclass(frozen=True, slots=True)
class StatedNumber:
    """A number that the page itself gives ("a total of 22 initiatives")."""

    value: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Stated:
    """What the page says about itself, where it does."""

    initiatives: StatedNumber | None
    categories: StatedNumber | None


@dataclass(frozen=True, slots=True)
class RecordLine:
    """A line of the page: `initiative` is the id of the one that owns it."""

    number: int
    start: int
    end: int
    role: LineRole
    initiative: str | None


@dataclass(frozen=True, slots=True)
class RecordCategory:
    """A leaf category; `path` runs from the outermost heading to `label`."""

    id: str
    label: str
    path: tuple[str, ...]
    description: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Involved:
    """A partner or host unit: the name as written at its first mention, and the id of the institution."""

    name: str
    institution: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Phone:
    """A number: `raw` as written, `e164` null where it cannot be read, `region` null where unknown."""

    raw: str
    e164: str | None
    national: str
    ext: str | None
    region: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Contact:
    """One person with what belongs to them, or an office without a person."""

    id: str
    person: str | None
    titles_before: str | None
    titles_after: str | None
    role: str | None
    unit: str | None
    phones: tuple[Phone, ...]
    email: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Year:
    """A year or date: `value` in EDTF (ISO 8601-2), null where the expression cannot be read."""

    text: str
    value: str | None
    role: YearRole
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Program:
    """A named programme, at its first mention in the block."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Link:
    """A link: flattened text keeps the words and loses the address."""

    text: str | None
    url: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Caption:
    """The caption of a picture."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Acronym:
    """A long form and the short form that the block gives for it; the span runs from the first to the last."""

    long: str
    short: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a field's value comes from; `confidence` is between 0 and 1."""

    by: Literal["rule", "model", "lookup", "correction"]
    name: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Initiative:
    """One awarded partnership, network or program."""

    id: str
    order: int
    name: str
    name_derived: bool
    category: tuple[str, ...]
    start: int
    end: int
    text: str
    partners: tuple[Involved, ...]
    host_units: tuple[Involved, ...]
    contacts: tuple[Contact, ...]
    years: tuple[Year, ...]
    programs: tuple[Program, ...]
    links: tuple[Link, ...]
    captions: tuple[Caption, ...]
    acronyms: tuple[Acronym, ...]
    provenance: Mapping[str, Provenance]


@dataclass(frozen=True, slots=True)
class Institution:
    """An institution named on the page; `ror` and `parent` only where a lookup table knows them."""

    id: str
    name: str
    aliases: tuple[str, ...]
    kind: InstitutionKind
    country: str | None
    ror: str | None
    parent: str | None
    host: bool


@dataclass(frozen=True, slots=True)
class Person:
    """A person named on the page, with the ids of the initiatives that name them."""

    id: str
    name: str
    given: str | None
    family: str | None
    titles: tuple[str, ...]
    initiatives: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RecordMention:
    """A mention; `institution` or `person` is the id of what it names, the other one null."""

    id: str
    type: Label
    text: str
    start: int
    end: int
    line: int
    initiative: str | None
    institution: str | None
    person: str | None
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Corrections:
    """Ids of stewards' decisions by their state in this run."""

    applied: tuple[str, ...] = ()
    redundant: tuple[str, ...] = ()
    reopened: tuple[str, ...] = ()
    orphaned: tuple[str, ...] = ()
    conflicting: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Records:
    """The whole of `records.json`."""

    schema_version: str
    source: Source
    stated: Stated
    lines: tuple[RecordLine, ...]
    categories: tuple[RecordCategory, ...]
    initiatives: tuple[Initiative, ...]
    institutions: tuple[Institution, ...]
    people: tuple[Person, ...]
    mentions: tuple[RecordMention, ...]
    findings: tuple[Finding, ...]
    corrections: Corrections
