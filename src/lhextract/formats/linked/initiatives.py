"""Initiatives, the part of the page that tells of each, their events and contacts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lhextract.formats.linked.iris import web_iri
from lhextract.formats.linked.nodes import Node, Page, node, refer
from lhextract.model.table import Named

# The dates of EDTF that are dates of ISO 8601 too: a year, a month, a day; "2021-21" is a spring.
PLAIN = re.compile("[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?")


def initiative_nodes(page: Page) -> Iterator[Node]:
    """Every initiative as Project, for no record says that one is more than that, and what hangs on it."""
    for row in page.rows("initiatives"):
        yield _project(page, row)
        yield _part_of_page(page, row)
        yield from _events(page, row)
        yield from _things(page, row)


def _project(page: Page, row: Named) -> Node:
    def involved(role: str) -> list[Named]:
        return [
            each for each in page.rows_of("initiative_institutions", "initiative", row["id"]) if each["role"] == role
        ]

    years = page.rows_of("years", "initiative", row["id"])
    return node(
        page.urn(row["id"]),
        "Project",
        identifier=row["id"],
        name=row["name"],
        description=row["text"],
        keywords=refer(*page.urns([row], "category")),
        foundingDate=[each["edtf"] for each in years if _is_beginning(each)],
        parentOrganization=refer(*page.urns(involved("host unit"), "institution")),
        member=refer(*page.urns(involved("partner"), "institution")),
        contactPoint=refer(*page.urns(page.rows_of("contacts", "initiative", row["id"]))),
        event=refer(*page.urns(each for each in years if each["role"] == "event")),
        subjectOf=refer(page.urn(row["id"], "block")),
    )


def _part_of_page(page: Page, row: Named) -> Node:
    """The block of an initiative: whom and what it names, without saying what they are to the initiative."""

    def listed(table: str) -> list[Named]:
        return page.rows_of(table, "initiative", row["id"])

    years = [each for each in listed("years") if each["role"] != "event" and not _is_beginning(each)]
    return node(
        page.urn(row["id"], "block"),
        "WebPageElement",
        isPartOf=refer(page.iri),
        position=row["position"],
        temporalCoverage=[each["edtf"] or each["text"] for each in years],
        mentions=refer(
            *page.urns(listed("mentions"), "institution"),
            *page.urns(listed("initiative_people"), "person"),
            *page.urns(listed("programs")),
            *page.urns(listed("acronyms")),
            *page.urns(each for each in listed("links") if web_iri(each["url"])),
        ),
        hasPart=refer(*page.urns(listed("captions"))),
    )


def _is_beginning(year: Named) -> bool:
    return year["role"] == "start" and year["edtf"] is not None and PLAIN.fullmatch(year["edtf"]) is not None


def _events(page: Page, row: Named) -> Iterator[Node]:
    """The dates of what took place; a date that is not plain stays as it is written."""
    for year in page.rows_of("years", "initiative", row["id"]):
        if year["role"] == "event":
            first, _, last = (year["edtf"] or "").partition("/")
            yield node(
                page.urn(year["id"]),
                "Event",
                name=year["text"],
                startDate=first if PLAIN.fullmatch(first) else None,
                endDate=last if PLAIN.fullmatch(last) else None,
            )


def _things(page: Page, row: Named) -> Iterator[Node]:
    def made(table: str, kind: str, **properties: str) -> Iterator[Node]:
        for each in page.rows_of(table, "initiative", row["id"]):
            said: dict[str, Any] = {name: each[column] for name, column in properties.items()}
            yield node(page.urn(each["id"]), kind, **said)

    yield from made("programs", "Thing", name="name")
    yield from made("acronyms", "Thing", name="long_form", alternateName="short_form")
    yield from made("captions", "ImageObject", caption="text")
    for link in page.rows_of("links", "initiative", row["id"]):
        if url := web_iri(link["url"]):
            yield node(page.urn(link["id"]), "WebPage", name=link["text"], url=url)


def contact_nodes(page: Page) -> Iterator[Node]:
    """Every contact; a number that could not be read stays as it is written."""
    for row in page.rows("contacts"):
        numbers = [
            each["uri"].removeprefix("tel:") if each["uri"] is not None else each["raw"]
            for each in page.rows_of("phones", "contact", row["id"])
        ]
        yield node(
            page.urn(row["id"]),
            "ContactPoint",
            name=row["person_name"] or row["unit"],
            contactType=row["role"],
            description=row["unit"],
            telephone=numbers,
            email=row["email"],
        )
