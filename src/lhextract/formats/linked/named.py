"""Institutions and people."""

from __future__ import annotations

from collections.abc import Iterator

from lhextract.formats.linked.iris import web_iri
from lhextract.formats.linked.nodes import Node, Page, node, refer
from lhextract.model.table import Named

# What a kind of institution is in schema.org where it has a word for it; a university's unit or a research facility
# is an Organization like any other, rather than something that nobody has said it is.
CLASSES = {"university": "CollegeOrUniversity", "company": "Corporation", "funder": "FundingAgency"}


def institution_nodes(page: Page) -> Iterator[Node]:
    """Every institution; `additionalType` is its kind in the words of the records."""
    for row in page.rows("institutions"):
        iri = page.urn(row["id"])
        ror = web_iri(row["ror"])
        yield node(
            iri,
            CLASSES.get(row["kind"], "Organization"),
            additionalType=row["kind"],
            name=row["name"],
            alternateName=[each["alias"] for each in page.rows_of("institution_aliases", "institution", row["id"])],
            parentOrganization=refer(*page.urns([row], "parent")),
            address=refer(f"{iri}:address") if row["country"] else None,
            sameAs=ror,
            identifier=refer(f"{iri}:ror") if ror else None,
        )
        if row["country"]:
            yield node(f"{iri}:address", "PostalAddress", addressCountry=row["country"])
        if ror:
            yield node(f"{iri}:ror", "PropertyValue", propertyID="ROR", value=ror)


def person_nodes(page: Page) -> Iterator[Node]:
    """Every person, with the contacts that are theirs and the units that these name."""
    for row in page.rows("people"):
        contacts = page.rows_of("contacts", "person", row["id"])
        behind = [title for each in contacts for title in (each["titles_after"] or "").split()]
        titles = [each["title"] for each in page.rows_of("person_titles", "person", row["id"])]
        yield node(
            page.urn(row["id"]),
            "Person",
            name=row["name"],
            givenName=row["given"],
            familyName=row["family"],
            honorificPrefix=" ".join(each for each in titles if not _stands_in(each, behind)),
            honorificSuffix=" ".join(each for each in titles if _stands_in(each, behind)),
            affiliation=refer(*(iri for each in contacts for iri in _units(page, each))),
            contactPoint=refer(*page.urns(contacts)),
        )


def _stands_in(title: str, words: list[str]) -> bool:
    return bool(words) and all(part.strip(",") in {word.strip(",") for word in words} for part in title.split())


def _units(page: Page, contact: Named) -> Iterator[str]:
    """The institution that the words of a contact's unit mention, in the lines of the contact."""
    if contact["unit"] is None:
        return
    for mention in page.rows_of("mentions", "text", contact["unit"]):
        within = contact["start_offset"] <= mention["start_offset"] and mention["end_offset"] <= contact["end_offset"]
        if within and mention["institution"] is not None:
            yield page.urn(mention["institution"])
