"""The published form: the classes of this module are, key for key, the objects of `records.json`.

Every `start` and `end` is a code point offset into `text.txt`, half-open. Ids are opaque and stay the same
from run to run. `lhextract schema` prints the JSON Schema made from these classes: docstrings and `Meaning` are the
words that importers read there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from lhextract.model.finding import Finding
from lhextract.model.meaning import (
    CAT,
    COUNTRY,
    CT,
    DECISION,
    E164,
    EDTF,
    LH,
    MN,
    ORG,
    PS,
    REGION,
    ROR,
    SHA256,
    Confidence,
    End,
    Meaning,
    Owner,
    Start,
)
from lhextract.model.mention import Label
from lhextract.model.outline import LineRole

# MODEL.REVISION.ADDITION; `lhextract schema check` says which is right (pipeline/decisions/0012-schema-versions.md).
SCHEMA_VERSION = "1.0.0"
# Between the headings of a category, wherever its path is one text.
JOINT = " › "

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

    sha256: Annotated[
        str, Meaning("Digest (SHA-256, lower-case hexadecimal) of the bytes of the page as fetched.", SHA256)
    ]
    retrieved: Annotated[
        str | None,
        Meaning(
            "When the page was fetched: UTC, ISO 8601 to the second; null where nobody recorded it.",
            r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$",
        ),
    ]
    media_type: Annotated[str, Meaning("What the bytes were read as: text/html or text/plain.", r"^text/(html|plain)$")]


@dataclass(frozen=True, slots=True)
class Source:
    """The page; `region` is the phone region assumed for numbers without country code, null if unknown."""

    id: Annotated[str, Meaning("The name of the source: that of its profile, or of the file.")]
    url: Annotated[str | None, Meaning("Address of the page; null for a file whose address is not known.")]
    language: Annotated[str, Meaning("Main language of the page, as ISO 639 code such as en or de.", r"^[a-z]{2,3}$")]
    region: Annotated[
        str | None,
        Meaning("Region (ISO 3166-1 alpha-2) assumed for phone numbers without country code; null if unknown.", REGION),
    ]
    snapshot: Annotated[SnapshotInfo, Meaning("The bytes that the records were made from.")]
    text_sha256: Annotated[
        str, Meaning("Digest (SHA-256) of text.txt, the text that all offsets refer to, in UTF-8.", SHA256)
    ]


@dataclass(frozen=True, slots=True)
class StatedNumber:
    """A number that the page itself gives ("a total of 22 initiatives")."""

    value: Annotated[int, Meaning("The number itself.", least=0)]
    start: Start
    end: End


@dataclass(frozen=True, slots=True)
class Stated:
    """What the page says about itself, where it does."""

    initiatives: Annotated[
        StatedNumber | None,
        Meaning("How many initiatives there are by the page's own words; null where it does not say."),
    ]
    categories: Annotated[
        StatedNumber | None,
        Meaning("How many categories there are by the page's own words; null where it does not say."),
    ]


@dataclass(frozen=True, slots=True)
class RecordLine:
    """A line of the page: `initiative` is the id of the one that owns it."""

    number: Annotated[int, Meaning("Number of the line in text.txt, from 1; blank lines count.", least=1)]
    start: Start
    end: End
    role: Annotated[LineRole, Meaning("What the line is on the page.")]
    initiative: Annotated[str | None, Meaning("Id of the initiative that owns the line; null where none does.", LH)]


@dataclass(frozen=True, slots=True)
class RecordCategory:
    """A leaf category; `path` runs from the outermost heading to `label`."""

    id: Annotated[str, Meaning("Stable id of the category.", CAT)]
    label: Annotated[str, Meaning("The heading itself, as written.")]
    path: Annotated[tuple[str, ...], Meaning("The headings from the outermost to this one.")]
    description: Annotated[
        str, Meaning("The text under the heading, its paragraphs joined by line ends; empty where there is none.")
    ]
    start: Start
    end: End


@dataclass(frozen=True, slots=True)
class Involved:
    """A partner or host unit: the name as written at its first mention, and the id of the institution."""

    name: Annotated[str, Meaning("The name as written at its first mention in the block, or as a steward gave it.")]
    institution: Annotated[str, Meaning("Id of the institution, in institutions.", ORG)]
    start: Start
    end: End


@dataclass(frozen=True, slots=True)
class Phone:
    """A number: `raw` as written, `e164` null where it cannot be read, `region` null where unknown."""

    raw: Annotated[str, Meaning("The number as written on the page.")]
    e164: Annotated[str | None, Meaning("The number in E.164, without extension; null where it cannot be read.", E164)]
    national: Annotated[
        str,
        Meaning("The number as dialled within its country, leading zeros kept; as written where it cannot be read."),
    ]
    ext: Annotated[str | None, Meaning("Extension to dial after the number; null where none is written.")]
    region: Annotated[
        str | None, Meaning("Region of the number (ISO 3166-1 alpha-2, 001 for none); null where unknown.", REGION)
    ]
    start: Start
    end: End


@dataclass(frozen=True, slots=True)
class Contact:
    """One person with what belongs to them, or an office without a person."""

    id: Annotated[str, Meaning("Stable id of the contact; it stays when phone, role or person change.", CT)]
    person: Annotated[str | None, Meaning("Name without titles; null for an office without a person.")]
    titles_before: Annotated[
        str | None, Meaning('Titles before the name, as written ("Prof. Dr.-Ing."); null where there are none.')
    ]
    titles_after: Annotated[
        str | None, Meaning('Titles behind the name, as written ("M.A."); null where there are none.')
    ]
    role: Annotated[str | None, Meaning("What the person is or does there; null where the page does not say.")]
    unit: Annotated[
        str | None,
        Meaning("Institute, office or company of the contact, as written; null where the page does not say."),
    ]
    phones: Annotated[tuple[Phone, ...], Meaning("Phone numbers in the order of the page; empty where there are none.")]
    email: Annotated[str | None, Meaning("E-mail address; null where the page shows none.")]
    start: Start
    end: End


@dataclass(frozen=True, slots=True)
class Year:
    """A year or date: `value` in EDTF (ISO 8601-2), null where the expression cannot be read."""

    text: Annotated[str, Meaning("The expression as written on the page.")]
    value: Annotated[
        str | None,
        Meaning("Date or interval in EDTF (ISO 8601-2, level 0 and parts of 1); null where it cannot be read.", EDTF),
    ]
    role: Annotated[
        YearRole,
        Meaning("Whether something began then (start), took place then (event), or neither is certain (other)."),
    ]
    start: Start
    end: End


@dataclass(frozen=True, slots=True)
class Program:
    """A named programme, at its first mention in the block."""

    name: Annotated[str, Meaning("The name as written, or as a steward gave it.")]
    start: Start
    end: End


@dataclass(frozen=True, slots=True)
class Link:
    """A link: flattened text keeps the words and loses the address."""

    text: Annotated[str | None, Meaning("The words of the link; null for a link without words.")]
    url: Annotated[
        str | None, Meaning("Where it leads, as absolute address; null where the page was read from flattened text.")
    ]
    start: Start
    end: End


@dataclass(frozen=True, slots=True)
class Caption:
    """The caption of a picture."""

    text: Annotated[str, Meaning("The caption as written.")]
    start: Start
    end: End


@dataclass(frozen=True, slots=True)
class Acronym:
    """A long form and the short form that the block gives for it; the span runs from the first to the last."""

    long: Annotated[str, Meaning("The long form as written.")]
    short: Annotated[str, Meaning("The short form as written.")]
    start: Start
    end: End


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a field's value comes from; `confidence` is between 0 and 1."""

    by: Annotated[
        Literal["rule", "model", "lookup", "correction"],
        Meaning("What kind of thing decided: a rule, the trained model, a lookup table, or a steward's correction."),
    ]
    name: Annotated[str, Meaning("Which one: the name of the rule or table, or the id of the decision.")]
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Initiative:
    """One awarded partnership, network or program."""

    id: Annotated[
        str,
        Meaning(
            "Stable id; it stays when the initiative is renamed, moved or rewritten, and is never given again.", LH
        ),
    ]
    order: Annotated[int, Meaning("Place on the page, from 1.", least=1)]
    name: Annotated[str, Meaning("The title as written, or a name found in the text where the page gives no title.")]
    name_derived: Annotated[bool, Meaning("Whether the page gives no title, so that the name was taken from the text.")]
    category: Annotated[
        tuple[str, ...],
        Meaning("The headings above it from the outermost to the innermost; empty where there are none."),
    ]
    start: Start
    end: End
    text: Annotated[
        str, Meaning("The lines of its body, joined by line ends; title, links, captions and contacts are not in it.")
    ]
    partners: Annotated[
        tuple[Involved, ...],
        Meaning("Institutions that take part, other than those of the host; in the order of the page."),
    ]
    host_units: Annotated[
        tuple[Involved, ...], Meaning("Units of the host university that take part; in the order of the page.")
    ]
    contacts: Annotated[tuple[Contact, ...], Meaning("Persons and offices to turn to, in the order of the page.")]
    years: Annotated[tuple[Year, ...], Meaning("Years and dates of the block, in the order of the page.")]
    programs: Annotated[
        tuple[Program, ...], Meaning("Programmes named in the block, each once, in the order of the page.")
    ]
    links: Annotated[tuple[Link, ...], Meaning("Links of the block, in the order of the page.")]
    captions: Annotated[tuple[Caption, ...], Meaning("Captions of pictures in the block, in the order of the page.")]
    acronyms: Annotated[
        tuple[Acronym, ...], Meaning("Short forms that the block introduces, in the order of the page.")
    ]
    provenance: Annotated[
        Mapping[str, Provenance],
        Meaning('Where values come from, by field path ("name"): fields that were chosen, not copied.'),
    ]


@dataclass(frozen=True, slots=True)
class Institution:
    """An institution named on the page; `ror` and `parent` only where a lookup table knows them."""

    id: Annotated[str, Meaning("Stable id of the institution.", ORG)]
    name: Annotated[str, Meaning("Canonical name where a lookup table or a steward gives one, else as written.")]
    aliases: Annotated[tuple[str, ...], Meaning("Other names and short forms of it; empty where none is known.")]
    kind: Annotated[InstitutionKind, Meaning("What it is; unknown where neither a table nor its name tells.")]
    country: Annotated[str | None, Meaning("Country (ISO 3166-1 alpha-2); null where unknown.", COUNTRY)]
    ror: Annotated[
        str | None,
        Meaning("Id in the Research Organization Registry, as full address; null where unknown, never a guess.", ROR),
    ]
    parent: Annotated[str | None, Meaning("Id of the institution that it is part of; null where unknown or none.", ORG)]
    host: Annotated[bool, Meaning("Whether it is the university that publishes the page.")]


@dataclass(frozen=True, slots=True)
class Person:
    """A person named on the page, with the ids of the initiatives that name them."""

    id: Annotated[str, Meaning("Stable id of the person.", PS)]
    name: Annotated[str, Meaning("Full name without titles.")]
    given: Annotated[str | None, Meaning("Given names; null where the name cannot be taken apart.")]
    family: Annotated[str | None, Meaning("Family name with its particles; null where the name cannot be taken apart.")]
    titles: Annotated[
        tuple[str, ...], Meaning("Titles, each as written, in the order of the page; empty where there are none.")
    ]
    initiatives: Annotated[
        tuple[str, ...],
        Meaning("Ids of the initiatives that name the person; empty where only the page itself does.", LH),
    ]


@dataclass(frozen=True, slots=True)
class RecordMention:
    """A mention; `institution` or `person` is the id of what it names, the other one null."""

    id: Annotated[str, Meaning("Id of the mention; the same words in the same order get the same ids.", MN)]
    type: Annotated[Label, Meaning("What kind of thing is named.")]
    text: Annotated[str, Meaning("The words: text.txt from start to end.")]
    start: Start
    end: End
    line: Annotated[int, Meaning("Number of the line, in lines.", least=1)]
    initiative: Owner
    institution: Annotated[
        str | None,
        Meaning(
            "Id of the institution that is named; null for every other type, and where it is not known which.", ORG
        ),
    ]
    person: Annotated[
        str | None,
        Meaning("Id of the person who is named; null for every other type, and where it is not known who.", PS),
    ]
    rule: Annotated[str, Meaning("Which rule or model proposed it, such as phone/labelled.")]
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Corrections:
    """Ids of stewards' decisions by their state in this run."""

    applied: Annotated[
        tuple[str, ...], Meaning("Decisions in force, other than what the machine found.", DECISION)
    ] = ()
    redundant: Annotated[tuple[str, ...], Meaning("Decisions that the machine now agrees with.", DECISION)] = ()
    reopened: Annotated[
        tuple[str, ...],
        Meaning("Decisions in force whose page has changed, so that somebody has to look again.", DECISION),
    ] = ()
    orphaned: Annotated[
        tuple[str, ...],
        Meaning("Decisions without effect, because what they were about is gone from the page.", DECISION),
    ] = ()
    conflicting: Annotated[
        tuple[str, ...], Meaning("Decisions of which two disagree; what was agreed last is in force.", DECISION)
    ] = ()


@dataclass(frozen=True, slots=True)
class Records:
    """The whole of `records.json`."""

    schema_version: Annotated[
        str,
        Meaning(
            "Version of this form: MODEL.REVISION.ADDITION; read what you know while MODEL is 1.",
            r"^1\.[0-9]+\.[0-9]+$",
        ),
    ]
    source: Annotated[Source, Meaning("The page, and how it was read.")]
    stated: Annotated[Stated, Meaning("What the page says about itself.")]
    lines: Annotated[tuple[RecordLine, ...], Meaning("Every line of text.txt, in order.")]
    categories: Annotated[
        tuple[RecordCategory, ...],
        Meaning("The innermost headings under which initiatives stand, in the order of the page."),
    ]
    initiatives: Annotated[tuple[Initiative, ...], Meaning("The initiatives, in the order of the page.")]
    institutions: Annotated[
        tuple[Institution, ...], Meaning("Every institution that is named, once, in the order of the page.")
    ]
    people: Annotated[tuple[Person, ...], Meaning("Every person who is named, once, in the order of the page.")]
    mentions: Annotated[
        tuple[RecordMention, ...],
        Meaning("Every place where something is named, in the order of the page; none overlaps another."),
    ]
    findings: Annotated[tuple[Finding, ...], Meaning("What somebody should look at, the most severe first.")]
    corrections: Annotated[Corrections, Meaning("How the decisions of stewards stand in this run.")]
