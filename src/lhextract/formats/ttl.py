"""RDF as Turtle: what the JSON-LD says, and the same in the vocabularies that VIVO and its like read."""

from __future__ import annotations

import json
from typing import Any

from lhextract.errors import MissingExtraError
from lhextract.formats.form import Export, Format, Written
from lhextract.formats.jsonld import document_of
from lhextract.formats.linked.turtle import turtle_of
from lhextract.formats.linked.vocabularies import PREFIXES, add_vocabularies
from lhextract.guards import UNSTORABLE


def write_ttl(export: Export) -> Written:
    """Return `<source>.ttl`; NUL and lone surrogates, which RDF cannot hold, are replaced by U+FFFD and counted.

    `MissingExtraError` where the extra `rdf` is not installed.
    """
    try:
        from rdflib import Graph
    except ImportError as error:
        raise MissingExtraError("--to ttl", extra="rdf", error=error) from error
    document, replaced = writable(document_of(export))
    graph = Graph().parse(data=json.dumps(document), format="json-ld")
    add_vocabularies(graph)
    turtle = turtle_of(graph, PREFIXES, [each["@id"] for each in document["@graph"]])
    return Written({f"{export.source}.ttl": turtle}, {"replaced characters": replaced})


def writable(value: Any) -> tuple[Any, int]:  # noqa: ANN401 - whatever JSON can hold
    """The value with U+FFFD for each character that RDF cannot hold, and how many these are."""
    if isinstance(value, str):
        return UNSTORABLE.subn("\ufffd", value)
    if isinstance(value, dict):
        values, count = writable(list(value.values()))
        return dict(zip(value, values, strict=True)), count
    if isinstance(value, list):
        made = [writable(each) for each in value]
        return [each for each, _ in made], sum(count for _, count in made)
    return value, 0


FORMAT = Format("ttl", "RDF as Turtle: schema.org, FOAF, ORG, vCard, SKOS, VIVO", ".ttl", write_ttl, extra="rdf")
