"""Typed spans of a page."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from lhextract.model.span import Span


class Label(StrEnum):
    """The five types of a mention; `annotation-guidelines`, section 3 (docs/annotation-guidelines.md)."""

    PERSON = "PERSON"
    INSTITUTION = "INSTITUTION"
    PHONE = "PHONE"
    YEAR = "YEAR"
    PROGRAM = "PROGRAM"


@dataclass(frozen=True, slots=True)
class Mention:
    """One occurrence of a name, number or date.

    `text` is always `page.text[span.start:span.end]`, kept so that a diff can be read; `rule` says what
    proposed it ("phone/labelled"); `confidence` (0 to 1) is the share of right spans among what that rule
    proposed on the golden pages.
    """

    span: Span
    label: Label
    text: str
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class AcronymPair:
    """A long form and the short form that the page gives it: "Korea Institute … (KIMS)"."""

    long: Span
    short: Span


@dataclass(frozen=True, slots=True)
class Mentions:
    """What was found on a page: mentions in page order without overlap, and acronym pairs in page order."""

    mentions: tuple[Mention, ...]
    acronyms: tuple[AcronymPair, ...]
