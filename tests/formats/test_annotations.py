from __future__ import annotations

import hashlib
import json
from typing import Any

import pytest
from pyld import jsonld

from lhextract.formats.annotations import AROUND, write_annotations
from lhextract.formats.form import Export
from lhextract.formats.linked.iris import urn
from lhextract.run import Extraction
from tests.builders import records_of
from tests.formats.made import HOSTILE, export_of, exported, page_of
from tests.formats.offline import loader

OA, AS = "http://www.w3.org/ns/oa#", "https://www.w3.org/ns/activitystreams#"
# What the context of the recommendation says about the words that are used here (annotation-vocab, appendix A).
ANNO = {
    "oa": OA,
    "as": AS,
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "id": {"@id": "@id", "@type": "@id"},
    "type": {"@id": "@type", "@type": "@vocab"},
    "Annotation": "oa:Annotation",
    "AnnotationCollection": "as:OrderedCollection",
    "AnnotationPage": "as:OrderedCollectionPage",
    "SpecificResource": "oa:SpecificResource",
    "TextualBody": "oa:TextualBody",
    "TextPositionSelector": "oa:TextPositionSelector",
    "TextQuoteSelector": "oa:TextQuoteSelector",
    "Text": "http://purl.org/dc/dcmitype/Text",
    "Software": "as:Application",
    "tagging": "oa:tagging",
    "identifying": "oa:identifying",
    "body": {"@id": "oa:hasBody", "@type": "@id"},
    "target": {"@id": "oa:hasTarget", "@type": "@id"},
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "scope": {"@id": "oa:hasScope", "@type": "@id"},
    "selector": {"@id": "oa:hasSelector", "@type": "@id"},
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": "oa:hasPurpose", "@type": "@vocab"},
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
    "start": {"@id": "oa:start", "@type": "xsd:nonNegativeInteger"},
    "end": {"@id": "oa:end", "@type": "xsd:nonNegativeInteger"},
    "value": "rdf:value",
    "format": "dc:format",
    "language": "dc:language",
    "label": "rdfs:label",
    "name": "foaf:name",
    "generator": {"@id": "as:generator", "@type": "@id"},
    "first": {"@id": "as:first", "@type": "@id"},
    "last": {"@id": "as:last", "@type": "@id"},
    "partOf": {"@id": "as:partOf", "@type": "@id"},
    "items": {"@id": "as:items", "@type": "@id", "@container": "@list"},
    "total": {"@id": "as:totalItems", "@type": "xsd:nonNegativeInteger"},
    "startIndex": {"@id": "as:startIndex", "@type": "xsd:nonNegativeInteger"},
}
LOADER = loader({"http://www.w3.org/ns/anno.jsonld": ANNO})


def _collection(export: Export) -> dict[str, Any]:
    content = write_annotations(export).files[f"{export.source}.annotations.jsonld"]
    collection: dict[str, Any] = json.loads(content)
    return collection


@pytest.mark.parametrize("word", [None, *HOSTILE.values()], ids=["lighthouses", *HOSTILE])
def test_every_mention_is_quoted_where_it_stands(word: str | None, lighthouses: Extraction) -> None:
    """Position and quote select the same characters of the text that the target names by its digest."""
    export = page_of(word) if word else exported(lighthouses)
    items = _collection(export)["first"]["items"]
    assert [each["id"] for each in items] == [urn(export.source, each.id) for each in export.records.mentions]
    digest = hashlib.sha256(export.text.encode("utf-8", "surrogatepass")).hexdigest()
    for item, mention in zip(items, export.records.mentions, strict=True):
        position, quote = item["target"]["selector"]
        start, end = position["start"], position["end"]
        assert (start, end) == (mention.start, mention.end)
        assert quote["exact"] == export.text[start:end] == mention.text
        around = export.text[max(0, start - AROUND) : end + AROUND]
        assert quote["prefix"] + quote["exact"] + quote["suffix"] == around
        assert item["target"]["source"]["id"] == f"urn:sha256:{digest}"


def test_body_says_what_is_named(lighthouses: Extraction) -> None:
    """The type is a tag, the institution or person is the node of the JSON-LD."""
    export = exported(lighthouses)
    for item, mention in zip(_collection(export)["first"]["items"], export.records.mentions, strict=True):
        tag, *named = item["body"]
        assert (tag["type"], tag["value"], tag["purpose"]) == ("TextualBody", mention.type, "tagging")
        ids = [urn(export.source, each) for each in (mention.institution, mention.person) if each]
        assert [(each["source"], each["purpose"]) for each in named] == [(ident, "identifying") for ident in ids]
        assert (item["rule"], item["confidence"]) == (mention.rule, mention.confidence)


@pytest.mark.parametrize("word", [None, *HOSTILE.values()], ids=["lighthouses", *HOSTILE])
def test_keeps_the_rules_of_the_recommendation(word: str | None, lighthouses: Extraction) -> None:
    """What the model says a collection, page, annotation, body, target and selector must have (sections 3 to 5)."""
    export = page_of(word) if word else exported(lighthouses)
    collection = _collection(export)
    page = collection["first"]
    assert collection["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert (collection["type"], page["type"]) == ("AnnotationCollection", "AnnotationPage")
    assert collection["total"] == len(page["items"]) > 0
    assert (page["partOf"], collection["last"], page["startIndex"]) == (collection["id"], page["id"], 0)
    addresses = [collection["id"], page["id"], *(each["id"] for each in page["items"])]
    assert len(set(addresses)) == len(addresses)
    for item in page["items"]:
        assert (item["type"], item["motivation"]) == ("Annotation", "tagging")
        assert all(body["purpose"] in {"tagging", "identifying"} for body in item["body"])
        assert all(set(body) == {"type", "purpose", "value"} for body in item["body"] if body["type"] == "TextualBody")
        assert item["target"]["type"] == "SpecificResource"
        assert 0 <= item["target"]["selector"][0]["start"] <= item["target"]["selector"][0]["end"]


def test_processor_reads_every_word(lighthouses: Extraction) -> None:
    """Spelled out, each annotation has body, target, both selectors and nothing that the contexts do not know."""
    export = exported(lighthouses)
    nodes = jsonld.flatten(_collection(export), options={"documentLoader": LOADER})
    kinds = [kind for node in nodes for kind in node.get("@type", [])]
    count = len(export.records.mentions)
    for kind in ("Annotation", "TextualBody", "TextPositionSelector", "TextQuoteSelector"):
        assert kinds.count(OA + kind) == count
    assert all(":" in word for node in nodes for word in node if not word.startswith("@"))
    words = {"body": "hasBody", "target": "hasTarget", "motivation": "motivatedBy"}
    for node in (node for node in nodes if OA + "Annotation" in node.get("@type", [])):
        assert {OA + word for word in words.values()} | {"urn:lhextract:term:rule"} <= set(node)


def test_page_without_mentions_is_an_empty_collection() -> None:
    """An empty collection has no page; one without URL has no scope."""
    collection = _collection(export_of(records_of(), ""))
    assert collection["total"] == 0
    assert "first" not in collection
