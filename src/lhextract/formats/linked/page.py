"""The page, the data set made from it, and its categories as a set of terms."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from lhextract.exports.tables.datapackage import LICENCE_UNKNOWN
from lhextract.formats.linked.nodes import Node, Page, node, refer
from lhextract.model.record import JOINT


def page_nodes(page: Page) -> Iterator[Node]:
    """The page with its capture, and the data set with the program that made it; a licence is never guessed."""
    source = page.export.records.source
    licence = f"https://spdx.org/licenses/{quote(page.export.licence)}" if page.export.licence is not None else None
    hosts = [row for row in page.rows("institutions") if row["host"]]
    yield node(
        page.iri,
        "WebPage",
        url=page.iri if page.iri != page.urn("page") else None,
        identifier=source.id,
        inLanguage=source.language,
        publisher=refer(*page.urns(hosts)),
        about=refer(*page.urns(page.rows("initiatives"))),
        encoding=refer(page.urn("capture")),
        license=licence,
    )
    yield node(
        page.urn("capture"),
        "MediaObject",
        encodingFormat=source.snapshot.media_type,
        sha256=source.snapshot.sha256,
        dateCreated=source.snapshot.retrieved,
    )
    yield node(
        page.urn("dataset"),
        "Dataset",
        name=f"Initiatives on the page {source.id}",
        description="Extracted from a published web page by lhextract.",
        identifier=f"urn:sha256:{source.text_sha256}",
        version=page.export.records.schema_version,
        isBasedOn=refer(page.iri),
        creator=refer("urn:lhextract"),
        license=licence,
        conditionsOfAccess=LICENCE_UNKNOWN if licence is None else None,
    )
    yield node("urn:lhextract", "SoftwareApplication", name="lhextract")


def category_nodes(page: Page) -> Iterator[Node]:
    """One set of terms, and a term for each leaf category; its whole path stands as its other name."""
    if page.rows("categories"):
        yield node(page.urn("categories"), "DefinedTermSet", name=f"Categories of the page {page.export.source}")
    for row in page.rows("categories"):
        path = [level["heading"] for level in page.rows_of("category_levels", "category", row["id"])]
        yield node(
            page.urn(row["id"]),
            "DefinedTerm",
            name=row["label"],
            alternateName=JOINT.join(path) if len(path) > 1 else None,
            termCode=row["id"],
            description=row["description"],
            inDefinedTermSet=refer(page.urn("categories")),
        )
