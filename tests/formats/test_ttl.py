from __future__ import annotations

import json
import sys

import pytest
from rdflib import FOAF, ORG, OWL, RDF, RDFS, SDO, SKOS, XSD, Graph, Literal, Namespace, URIRef

from lhextract.errors import UsageError
from lhextract.formats.jsonld import document_of
from lhextract.formats.linked.iris import urn
from lhextract.formats.linked.vocabularies import CLASSES, PREFIXES, PROPERTIES
from lhextract.formats.ttl import writable, write_ttl
from lhextract.run import Extraction
from tests.formats.made import HOSTILE, exported, page_of

VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
VIVO = Namespace("http://vivoweb.org/ontology/core#")


def _plain(graph: Graph) -> set[tuple[str, str, str, bool]]:
    return {(str(s), str(p), str(o), isinstance(o, Literal)) for s, p, o in graph}


@pytest.mark.parametrize("word", [None, *HOSTILE.values()], ids=["lighthouses", *HOSTILE])
def test_says_all_that_the_jsonld_says(word: str | None, lighthouses: Extraction) -> None:
    """Every triple of the JSON-LD comes back from the Turtle, with U+FFFD for what RDF cannot hold, and is counted."""
    export = page_of(word) if word else exported(lighthouses)
    written = write_ttl(export)
    document, replaced = writable(document_of(export))
    said = Graph().parse(data=json.dumps(document), format="json-ld")
    read = Graph().parse(data=written.files[f"{export.source}.ttl"], format="turtle")
    assert _plain(said) <= _plain(read)
    assert written.notes["replaced characters"] == replaced
    assert (replaced > 0) == (word in {HOSTILE["surrogate"], HOSTILE["control"]})


def test_every_thing_is_one_of_foaf_org_vcard_and_skos(lighthouses: Extraction) -> None:
    """Who reads these vocabularies finds as many things as the records have, with their names and numbers."""
    export = exported(lighthouses)
    graph = Graph().parse(data=write_ttl(export).files["lighthouses.ttl"], format="turtle")
    records = export.records
    contacts = [contact for each in records.initiatives for contact in each.contacts]
    for kind, items in {
        FOAF.Person: records.people,
        FOAF.Project: records.initiatives,
        ORG.Organization: records.institutions,
        SKOS.Concept: records.categories,
        VCARD.Kind: contacts,
    }.items():
        found = set(graph.subjects(RDF.type, kind))
        assert found == {URIRef(urn(export.source, each.id)) for each in items}
        assert all((each, RDFS.label, None) in graph for each in found)
    numbers = {f"tel:{p.e164}" + (f";ext={p.ext}" if p.ext else "") for c in contacts for p in c.phones if p.e164}
    assert {str(each) for each in graph.objects(None, VCARD.hasTelephone)} == numbers
    assert {str(each) for each in graph.objects(None, OWL.sameAs)} == {i.ror for i in records.institutions if i.ror}
    universities = [each for each in records.institutions if each.kind == "university"]
    assert len(set(graph.subjects(RDF.type, VIVO.University))) == len(universities)


def test_dates_have_their_precision(lighthouses: Extraction) -> None:
    """A year is a gYear, a month a gYearMonth, a day a date."""
    graph = Graph().parse(data=write_ttl(exported(lighthouses)).files["lighthouses.ttl"], format="turtle")
    assert Literal("2014", datatype=XSD.gYear) in set(graph.objects(None, SDO.foundingDate))
    assert Literal("2002-01", datatype=XSD.gYearMonth) in set(graph.objects(None, SDO.foundingDate))
    assert (None, SDO.startDate, Literal("2023-02-27", datatype=XSD.date)) in graph


def test_unreadable_number_is_no_address() -> None:
    """A number that could not be read stays a text; one with an extension is one address, and so is mail."""
    graph = Graph().parse(data=write_ttl(page_of("a b")).files["made.ttl"], format="turtle")
    assert {str(each) for each in graph.objects(None, VCARD.hasTelephone)} == {"tel:+4935146300;ext=12"}
    assert {str(each) for each in graph.objects(None, VCARD.hasEmail)} == {"mailto:a%20b"}


def test_prefixes_are_all_declared() -> None:
    """Every word of the tables is of a vocabulary that the file names."""
    words = [*PROPERTIES.values(), *(name for names in CLASSES.values() for name in names)]
    assert {word.partition(":")[0] for word in words} <= set(PREFIXES)


def test_absent_library_is_named_with_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """One message says what to install."""
    monkeypatch.setitem(sys.modules, "rdflib", None)
    with pytest.raises(UsageError, match=r"pip install 'lhextract\[rdf\]'"):
        write_ttl(page_of("word"))
