from __future__ import annotations

from typing import Any

import pytest
from spacy.tokens import Doc, DocBin, Span
from spacy.vocab import Vocab

from lhextract.formats.docbin import write_docbin
from lhextract.formats.form import Export
from lhextract.guards import storable
from lhextract.run import Extraction
from tests.formats.made import HOSTILE, exported, page_of


def _docs(export: Export) -> list[Doc]:
    return list(DocBin().from_bytes(write_docbin(export).files[f"{export.source}.spacy"]).get_docs(Vocab()))


def _said(doc: Doc, span: Span) -> tuple[Any, ...]:
    start = doc.user_data["start"]
    return start + span.start_char, start + span.end_char, span.label_, span.text, span.kb_id_


def _expected(export: Export) -> set[tuple[Any, ...]]:
    return {
        (each.start, each.end, each.type.value, storable(each.text), each.institution or each.person or "")
        for each in export.records.mentions
    }


@pytest.mark.parametrize("word", [None, *HOSTILE.values()], ids=["lighthouses", *HOSTILE])
def test_all_mentions_come_back(word: str | None, lighthouses: Extraction) -> None:
    """Place, type, text and what is named, each with its id; the documents are the text, but for what is noted."""
    export = page_of(word) if word else exported(lighthouses)
    docs, notes = _docs(export), write_docbin(export).notes
    assert {_said(doc, span) for doc in docs for span in doc.spans["mentions"]} == _expected(export)
    assert {span.id_ for doc in docs for span in doc.spans["mentions"]} == {each.id for each in export.records.mentions}
    text = storable(export.text)
    assert all(text.startswith(doc.text, doc.user_data["start"]) for doc in docs)
    assert sum(len(doc.ents) for doc in docs) == len(export.records.mentions) - notes["overlapping mentions"]
    assert notes["replaced characters"] == sum(a != b for a, b in zip(text, export.text, strict=True))


def test_entities_are_the_mentions_where_none_overlap(lighthouses: Extraction) -> None:
    """`doc.ents`, which spaCy learns from, has every mention of a page, with id and what it names."""
    export = exported(lighthouses)
    docs = _docs(export)
    assert set(write_docbin(export).notes.values()) == {0}
    assert {_said(doc, entity) for doc in docs for entity in doc.ents} == _expected(export)
    assert {entity.ent_id_ for doc in docs for entity in doc.ents} == {each.id for each in export.records.mentions}


def test_block_of_an_initiative_is_a_document(lighthouses: Extraction) -> None:
    """Every initiative is one document, and what stands outside of them is not lost."""
    export = exported(lighthouses)
    docs = {doc.user_data["initiative"]: doc for doc in _docs(export)}
    for each in export.records.initiatives:
        assert docs[each.id].text == export.text[each.start : each.end]
    assert any(doc.user_data["initiative"] is None for doc in _docs(export))


def test_longer_of_two_is_the_entity() -> None:
    """Of two mentions of which one lies within the other, the longer is an entity, and the note counts the other."""
    export = page_of("Eva")
    assert [entity.ent_id_ for doc in _docs(export) for entity in doc.ents] == ["mn-a"]
    assert write_docbin(export).notes["overlapping mentions"] == 1
