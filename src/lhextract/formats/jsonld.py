"""JSON-LD in the words of schema.org: initiatives, institutions, people, contacts, the page and its categories."""

from __future__ import annotations

from typing import Any

from lhextract.formats.form import Export, Format, Written
from lhextract.formats.json_text import json_bytes
from lhextract.formats.linked.initiatives import contact_nodes, initiative_nodes
from lhextract.formats.linked.named import institution_nodes, person_nodes
from lhextract.formats.linked.nodes import Page
from lhextract.formats.linked.page import category_nodes, page_nodes

# Stands in the file itself, so that nobody needs the network to read it.
CONTEXT: dict[str, Any] = {
    "@version": 1.1,
    "@vocab": "https://schema.org/",
    **{name: {"@type": "@id"} for name in ("license", "sameAs", "url")},
    **{name: {"@type": "Date"} for name in ("foundingDate", "startDate", "endDate")},
    "dateCreated": {"@type": "DateTime"},
}


def document_of(export: Export) -> dict[str, Any]:
    """The JSON-LD document; every node has an address, every reference its node."""
    page = Page(export)
    parts = (page_nodes, category_nodes, initiative_nodes, contact_nodes, institution_nodes, person_nodes)
    return {"@context": CONTEXT, "@graph": [each for part in parts for each in part(page)]}


def write_jsonld(export: Export) -> Written:
    """Return `<source>.jsonld`."""
    return Written({f"{export.source}.jsonld": json_bytes(document_of(export), indent=2)})


FORMAT = Format("jsonld", "JSON-LD with the vocabulary of schema.org", ".jsonld", write_jsonld)
