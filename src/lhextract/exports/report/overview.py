"""The head of the report: where the page comes from, what was found, and whether it agrees with what it says itself."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields

from lhextract.exports.report.entries import Place, Places
from lhextract.exports.report.hrefs import web_href
from lhextract.exports.report.spots import value_anchor
from lhextract.model.finding import Severity
from lhextract.model.outline import LineRole
from lhextract.model.record import Records

# BCP 47, as far as an attribute `lang` needs it.
LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True, slots=True)
class Claim:
    """A number that the page gives, and whether as many were found."""

    anchor: str
    text: str
    agrees: bool
    place: Place


@dataclass(frozen=True, slots=True)
class Overview:
    """What the head shows; `language` is None where it is no language tag, `state` counts findings."""

    title: str
    source: str
    url: str | None
    href: str | None
    language: str | None
    region: str | None
    sha256: str
    retrieved: str | None
    media_type: str
    text_sha256: str
    schema_version: str
    counts: tuple[tuple[int, str], ...]
    claims: tuple[Claim, ...]
    state: tuple[tuple[int, str, Severity], ...]
    corrections: tuple[tuple[int, str], ...]


def overview_of(records: Records, text: str, places: Places) -> Overview:
    """Return the head; the title is the page's own, else the id of the source."""
    source = records.source
    titles = (line for line in records.lines if line.role is LineRole.PAGE_TITLE and line.end > line.start)
    title = next((text[line.start : line.end] for line in titles), source.id)
    by_severity = [sum(one.severity is severity for one in records.findings) for severity in reversed(Severity)]
    return Overview(
        title=title,
        source=source.id,
        url=source.url,
        href=web_href(source.url),
        language=language_of(records),
        region=source.region,
        sha256=source.snapshot.sha256,
        retrieved=source.snapshot.retrieved,
        media_type=source.snapshot.media_type,
        text_sha256=source.text_sha256,
        schema_version=records.schema_version,
        counts=_counts(records),
        claims=_claims(records, places),
        state=tuple(
            (count, plural(count, severity.value), severity)
            for count, severity in zip(by_severity, reversed(Severity), strict=True)
        ),
        corrections=tuple(
            (len(getattr(records.corrections, one.name)), one.name)
            for one in fields(records.corrections)
            if getattr(records.corrections, one.name)
        ),
    )


def language_of(records: Records) -> str | None:
    """The language of the page as a tag that an attribute may have."""
    return records.source.language if LANGUAGE.fullmatch(records.source.language) else None


def plural(count: int, noun: str) -> str:
    """The noun as it follows a number."""
    if count == 1:
        return noun
    return f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"


def _counts(records: Records) -> tuple[tuple[int, str], ...]:
    contacts = sum(len(one.contacts) for one in records.initiatives)
    counts = [
        (len(records.initiatives), "initiative"),
        (len(records.categories), "category"),
        (contacts, "contact"),
        (len(records.institutions), "institution"),
    ]
    people = len(records.people)
    named = [(count, plural(count, noun)) for count, noun in counts]
    return (*named, (people, "person" if people == 1 else "people"), (len(records.mentions), "mentions"))


def _claims(records: Records, places: Places) -> tuple[Claim, ...]:
    found = {"initiatives": len(records.initiatives), "categories": len(records.categories)}
    claims = []
    for (field, count), noun in zip(found.items(), ("initiative", "category"), strict=True):
        stated = getattr(records.stated, field)
        if stated is not None:
            text = f"{stated.value} {plural(stated.value, noun)}"
            place = places.of_span(stated.start, stated.end)
            claims.append(Claim(value_anchor("stated", field), text, stated.value == count, place))
    return tuple(claims)
