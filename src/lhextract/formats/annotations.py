"""Mentions as Web Annotations (https://www.w3.org/TR/annotation-model/), one collection with one page.

The target is the canonical text, for that is what offsets refer to; the URL of the page is its scope. The position
and the quote select the same characters: a tool that has another writing of the page goes by the quote.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lhextract.formats.form import Export, Format, Written
from lhextract.formats.json_text import json_bytes
from lhextract.formats.linked.iris import urn, web_iri
from lhextract.model.record import RecordMention

# The model asks for this address; what is not in it are the rule and its confidence.
CONTEXT = [
    "http://www.w3.org/ns/anno.jsonld",
    {"rule": "urn:lhextract:term:rule", "confidence": "urn:lhextract:term:confidence"},
]
AROUND = 32  # characters of the text on both sides of a quote


def write_annotations(export: Export) -> Written:
    """Return `<source>.annotations.jsonld`."""
    content = json_bytes(collection_of(export), indent=2)
    return Written({f"{export.source}{FORMAT.suffix}": content})


def collection_of(export: Export) -> dict[str, Any]:
    """The collection; its page holds an annotation for every mention, in page order."""
    iri = urn(export.source, "annotations")
    items = list(_annotations(export))
    page = {
        "id": f"{iri}:1",
        "type": "AnnotationPage",
        "partOf": iri,
        "startIndex": 0,
        "items": items,
    }
    return {
        "@context": CONTEXT,
        "id": iri,
        "type": "AnnotationCollection",
        "label": f"Mentions on the page {export.source}",
        "generator": {"id": "urn:lhextract", "type": "Software", "name": "lhextract"},
        "total": len(items),
        **({"first": page, "last": page["id"]} if items else {}),
    }


def _annotations(export: Export) -> Iterator[dict[str, Any]]:
    target = _target(export)
    for mention in export.records.mentions:
        yield {
            "id": urn(export.source, mention.id),
            "type": "Annotation",
            "motivation": "tagging",
            "rule": mention.rule,
            "confidence": mention.confidence,
            "body": _bodies(export.source, mention),
            "target": {**target, "selector": _selectors(export.text, mention)},
        }


def _target(export: Export) -> dict[str, Any]:
    source = export.records.source
    text = {
        "id": f"urn:sha256:{source.text_sha256}",
        "type": "Text",
        "format": "text/plain",
        "language": source.language,
    }
    url = web_iri(source.url)
    return {"type": "SpecificResource", "source": text, **({"scope": url} if url else {})}


def _bodies(source: str, mention: RecordMention) -> list[dict[str, Any]]:
    """Its type as a tag, and what it names: an institution or a person, as in the JSON-LD."""
    tag = {"type": "TextualBody", "value": mention.type.value, "purpose": "tagging"}
    named = [
        {"type": "SpecificResource", "source": urn(source, ident), "purpose": "identifying"}
        for ident in (mention.institution, mention.person)
        if ident is not None
    ]
    return [tag, *named]


def _selectors(text: str, mention: RecordMention) -> list[dict[str, Any]]:
    start, end = mention.start, mention.end
    quote = {
        "type": "TextQuoteSelector",
        "exact": text[start:end],
        "prefix": text[max(0, start - AROUND) : start],
        "suffix": text[end : end + AROUND],
    }
    return [{"type": "TextPositionSelector", "start": start, "end": end}, quote]


FORMAT = Format("annotations", "Mentions as W3C Web Annotations", ".annotations.jsonld", write_annotations)
