from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from pyld import jsonld
from rdflib import RDF, SDO, Graph, Literal, URIRef

from lhextract.formats.form import Export
from lhextract.formats.jsonld import write_jsonld
from lhextract.formats.linked.iris import mail_iri, urn, web_iri
from lhextract.run import Extraction
from tests.formats.made import HOSTILE, export_of, exported, page_of
from tests.formats.offline import loader
from tests.formats.schema_org import PROPERTIES, TYPES, kinds

SCHEMA = "https://schema.org/"


def _document(export: Export) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(write_jsonld(export).files[f"{export.source}.jsonld"])
    return document


def _expanded(export: Export) -> dict[str, dict[str, Any]]:
    """The nodes by their addresses, all words spelled out."""
    nodes = jsonld.flatten(_document(export), options={"documentLoader": loader({})})
    return {node["@id"]: node for node in nodes}


def _values(nodes: dict[str, dict[str, Any]], kind: str, name: str) -> list[Any]:
    found = [node.get(SCHEMA + name, []) for node in nodes.values() if SCHEMA + kind in node["@type"]]
    return [value.get("@value", value.get("@id")) for values in found for value in values]


def _graph(export: Export) -> Graph:
    return Graph().parse(data=json.dumps(_document(export)), format="json-ld")


def test_carries_what_the_records_say(lighthouses: Extraction) -> None:
    """A processor without a network finds every initiative, institution, person, contact and number."""
    export = exported(lighthouses)
    nodes, records = _expanded(export), export.records
    contacts = [contact for each in records.initiatives for contact in each.contacts]
    assert _values(nodes, "Project", "name") == [each.name for each in _by_urn(export, records.initiatives)]
    assert sorted(_values(nodes, "ContactPoint", "contactType")) == sorted(c.role for c in contacts if c.role)
    assert sorted(_values(nodes, "ContactPoint", "email")) == sorted(c.email for c in contacts if c.email)
    numbers = sorted(f"{p.e164};ext={p.ext}" if p.ext else p.e164 or p.raw for c in contacts for p in c.phones)
    assert sorted(_values(nodes, "ContactPoint", "telephone")) == numbers
    for kind, expected in {"Person": records.people, "DefinedTerm": records.categories}.items():
        assert len(_values(nodes, kind, "name")) == len(expected)
    for institution in records.institutions:
        node = nodes[urn(export.source, institution.id)]
        assert [each["@value"] for each in node[SCHEMA + "name"]] == [institution.name]
        assert [each["@id"] for each in node.get(SCHEMA + "sameAs", [])] == [each for each in [institution.ror] if each]
        assert (node["@type"] == [SCHEMA + "CollegeOrUniversity"]) == (institution.kind == "university")


def _by_urn(export: Export, items: tuple[Any, ...]) -> list[Any]:
    return sorted(items, key=lambda item: urn(export.source, item.id))


def test_relations_are_those_of_the_records(lighthouses: Extraction) -> None:
    """Partners are members, host units stand above, contacts and categories hang on their initiative."""
    export = exported(lighthouses)
    nodes = _expanded(export)
    paths = {category.path: category.id for category in export.records.categories}
    for each in export.records.initiatives:
        said = nodes[urn(export.source, each.id)]
        expected = {
            "member": {p.institution for p in each.partners},
            "parentOrganization": {p.institution for p in each.host_units},
            "contactPoint": {c.id for c in each.contacts},
            "keywords": {paths[each.category]},
        }
        for name, ids in expected.items():
            found = {value["@id"] for value in said.get(SCHEMA + name, [])}
            assert found == {urn(export.source, ident) for ident in ids}


@pytest.mark.parametrize("word", [None, *HOSTILE.values()], ids=["lighthouses", *HOSTILE])
def test_every_word_is_one_of_schema_org(word: str | None, lighthouses: Extraction) -> None:
    """Types and properties exist, a property stands where it may and points to what it may, and to a node."""
    nodes = {node["@id"]: node for node in _document(page_of(word) if word else exported(lighthouses))["@graph"]}
    for node in nodes.values():
        assert node["@type"] in TYPES
        assert SCHEMA + node["@type"] in SDO
        for name, values in node.items():
            if name.startswith("@"):
                continue
            on, to = PROPERTIES[name]
            assert SCHEMA + name in SDO
            assert on & kinds(node["@type"]), f"{name} on {node['@type']}"
            for value in values if isinstance(values, list) else [values]:
                if isinstance(value, dict):
                    assert to is not None
                    assert to & kinds(nodes[value["@id"]]["@type"]), f"{name} of {node['@id']}"


@pytest.mark.parametrize("word", HOSTILE.values(), ids=list(HOSTILE))
def test_hostile_text_stays_a_text(word: str) -> None:
    """What a page says is a value, exact, and neither a keyword nor an address nor the end of an element."""
    export = page_of(word)
    content = write_jsonld(export).files["made.jsonld"]
    assert b"<" not in content
    nodes = _expanded(export)
    assert _values(nodes, "Project", "name") == [word]
    assert _values(nodes, "ContactPoint", "telephone") == [word, "+4935146300;ext=12"]
    assert _values(nodes, "Thing", "alternateName") == [word]
    assert all(url.startswith("https://") for url in _values(nodes, "WebPage", "url"))


@pytest.mark.parametrize("name", [each for each in HOSTILE if each != "surrogate"])
def test_both_processors_read_the_same_triples(name: str) -> None:
    """Both agree about what the file says."""
    export = page_of(HOSTILE[name])
    quads = jsonld.to_rdf(_document(export), options={"documentLoader": loader({})})["@default"]
    found = {
        (q["subject"]["value"], q["predicate"]["value"], q["object"]["value"], q["object"]["type"] == "literal")
        for q in quads
    }
    graph = {(str(s), str(p), str(o), isinstance(o, Literal)) for s, p, o in _graph(export)}
    assert found == graph


def test_dates_are_dates_only_where_they_are(lighthouses: Extraction) -> None:
    """A season is no month: what is no plain date stays as EDTF says it, what cannot be read as it is written."""
    nodes = _expanded(page_of("bald"))
    assert _values(nodes, "Project", "foundingDate") == []
    assert _values(nodes, "WebPageElement", "temporalCoverage") == ["bald", "2021-21"]
    years = [year for each in lighthouses.records.initiatives for year in each.years] if lighthouses.records else []
    found = _values(_expanded(exported(lighthouses)), "Project", "foundingDate")
    assert sorted(found) == sorted(year.value for year in years if year.role == "start" and year.value)


def test_licence_is_never_guessed(lighthouses: Extraction) -> None:
    """Without a stated licence the data set says that it is unknown; a stated one is an address."""
    records, text = exported(lighthouses).records, lighthouses.page.text
    graph, dataset = _graph(export_of(records, text)), URIRef(urn("lighthouses", "dataset"))
    assert (dataset, SDO.license, None) not in graph
    assert (dataset, SDO.conditionsOfAccess, None) in graph
    graph = _graph(export_of(records, text, licence="CC-BY-4.0"))
    assert (dataset, SDO.license, URIRef("https://spdx.org/licenses/CC-BY-4.0")) in graph
    assert (dataset, SDO.conditionsOfAccess, None) not in graph


def test_page_without_url_has_an_address() -> None:
    """A page that was read from a file is named by a URN."""
    records, text = page_of("file").records, page_of("file").text
    assert (URIRef("https://example.org/file"), RDF.type, SDO.WebPage) in _graph(export_of(records, text))
    local = _graph(export_of(replace(records, source=replace(records.source, url=None)), text))
    assert (URIRef("urn:lhextract:made:page"), RDF.type, SDO.WebPage) in local
    assert (URIRef("urn:lhextract:made:page"), SDO.url, None) not in local


@pytest.mark.parametrize(
    ("url", "iri"),
    [
        ("https://example.org/a?b=ü#c", "https://example.org/a?b=ü#c"),
        ("HTTP://example.org/a b", "HTTP://example.org/a%20b"),
        ('https://example.org/">', "https://example.org/%22%3E"),
        ("https://example.org/\x00\ud800", "https://example.org/%00%3F"),
        ("https://example.org/\u2028\u202e\xa0b ", "https://example.org/%E2%80%A8%E2%80%AE%C2%A0b"),
        ("https://[bad/", None),
        ("https://a\u2100b/", None),
        ("https:///", None),
        ("javascript:alert(1)", None),
        ("//example.org/", None),
        ("mailto:name@example.org", None),
        (None, None),
    ],
    ids=repr,
)
def test_only_addresses_of_the_web_are_addresses(url: str | None, iri: str | None) -> None:
    """An address is written so that every reader takes it, or it is none."""
    assert web_iri(url) == iri


def test_ids_and_mail_are_addresses_whatever_is_in_them() -> None:
    """Nothing in an id or e-mail address ends the address."""
    assert urn("a source", "x>y/z:\ud800") == "urn:lhextract:a%20source:x%3Ey/z%3A%3F"
    assert mail_iri('"a b"@example.org') == "mailto:%22a%20b%22@example.org"
