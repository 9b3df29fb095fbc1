"""What the words of schema.org are called in the vocabularies of research information systems.

FOAF and VIVO (classes of people, organisations and projects), ORG (structure), vCard 4 (contacts), SKOS (categories),
DCTERMS and PROV (data set and origin). The words of schema.org stay beside them. A number or an e-mail address is an
address of its own here, a date an XSD date of its precision.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from lhextract.formats.linked.iris import mail_iri

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

SCHEMA = "https://schema.org/"
PREFIXES = {
    "schema": SCHEMA,
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "obo": "http://purl.obolibrary.org/obo/",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "vivo": "http://vivoweb.org/ontology/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
CLASSES = {
    "CollegeOrUniversity": ("vivo:University", "foaf:Organization", "org:Organization"),
    "ContactPoint": ("vcard:Kind",),
    "Corporation": ("vivo:Company", "foaf:Organization", "org:Organization"),
    "Dataset": ("prov:Entity",),
    "DefinedTerm": ("skos:Concept",),
    "DefinedTermSet": ("skos:ConceptScheme",),
    "FundingAgency": ("vivo:FundingOrganization", "foaf:Organization", "org:Organization"),
    "ImageObject": ("foaf:Image",),
    "Organization": ("foaf:Organization", "org:Organization"),
    "Person": ("foaf:Person",),
    "Project": ("vivo:Project", "foaf:Project"),
    "SoftwareApplication": ("prov:SoftwareAgent",),
    "WebPage": ("foaf:Document", "prov:Entity"),
}
PROPERTIES = {
    "alternateName": "skos:altLabel",
    "contactPoint": "obo:ARG_2000028",  # VIVO's "has contact info"
    "contactType": "vcard:role",
    "creator": "prov:wasAttributedTo",
    "description": "dcterms:description",
    "familyName": "foaf:familyName",
    "givenName": "foaf:givenName",
    "inDefinedTermSet": "skos:inScheme",
    "isBasedOn": "prov:wasDerivedFrom",
    "keywords": "dcterms:subject",
    "name": "rdfs:label",
    "parentOrganization": "org:subOrganizationOf",
    "sameAs": "owl:sameAs",
}
# Year, month and day, by how much of the date is given.
DATES = {4: "gYear", 7: "gYearMonth", 10: "date"}


def add_vocabularies(graph: Graph) -> None:
    """Say what the graph says in these vocabularies too."""
    for triple in list(graph):
        for more in _said_too(graph, *triple):
            graph.add(more)


def _said_too(graph: Graph, subject: Node, predicate: Node, value: Node) -> Iterator[tuple[Node, Node, Node]]:
    from rdflib import RDF, Literal, URIRef

    word = str(predicate).removeprefix(SCHEMA)
    if predicate == RDF.type:
        for name in CLASSES.get(str(value).removeprefix(SCHEMA), ()):
            yield subject, predicate, URIRef(_full(name))
    if word in PROPERTIES:
        yield subject, URIRef(_full(PROPERTIES[word])), value
    if word == "telephone" and re.fullmatch(r"\+[0-9]+(;ext=[0-9]+)?", str(value)):
        yield subject, URIRef(_full("vcard:hasTelephone")), URIRef(f"tel:{value}")
    if word == "email":
        yield subject, URIRef(_full("vcard:hasEmail")), URIRef(mail_iri(str(value)))
    if word in {"foundingDate", "startDate", "endDate"}:
        graph.remove((subject, predicate, value))
        kind = URIRef(_full(f"xsd:{DATES[len(str(value))]}"))
        yield subject, predicate, Literal(str(value), datatype=kind, normalize=False)


def _full(name: str) -> str:
    prefix, _, word = name.partition(":")
    return PREFIXES[prefix] + word
