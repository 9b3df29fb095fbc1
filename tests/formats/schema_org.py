"""The part of schema.org that the JSON-LD uses: which type is a kind of which, and on which types a property may stand.

Noted from https://schema.org; `test_jsonld` says so when a term is used that is not here.
"""

from __future__ import annotations

# Type to the type above it.
TYPES = {
    "Thing": None,
    "CreativeWork": "Thing",
    "Dataset": "CreativeWork",
    "DefinedTermSet": "CreativeWork",
    "MediaObject": "CreativeWork",
    "ImageObject": "MediaObject",
    "SoftwareApplication": "CreativeWork",
    "WebPage": "CreativeWork",
    "WebPageElement": "CreativeWork",
    "Event": "Thing",
    "Intangible": "Thing",
    "DefinedTerm": "Intangible",
    "StructuredValue": "Intangible",
    "ContactPoint": "StructuredValue",
    "PostalAddress": "ContactPoint",
    "PropertyValue": "StructuredValue",
    "Organization": "Thing",
    "CollegeOrUniversity": "EducationalOrganization",
    "Corporation": "Organization",
    "EducationalOrganization": "Organization",
    "Project": "Organization",
    "FundingAgency": "Project",
    "Person": "Thing",
}
# Property to the types on which it may stand, and what it may point to; None where its value is a text or a date.
PROPERTIES: dict[str, tuple[set[str], set[str] | None]] = {
    "about": ({"CreativeWork", "Event"}, {"Thing"}),
    "additionalType": ({"Thing"}, None),
    "address": ({"Organization", "Person"}, {"PostalAddress"}),
    "addressCountry": ({"PostalAddress"}, None),
    "affiliation": ({"Person"}, {"Organization"}),
    "alternateName": ({"Thing"}, None),
    "caption": ({"ImageObject"}, None),
    "conditionsOfAccess": ({"CreativeWork"}, None),
    "contactPoint": ({"Organization", "Person"}, {"ContactPoint"}),
    "contactType": ({"ContactPoint"}, None),
    # A program as creator: the data set says what made it.
    "creator": ({"CreativeWork"}, {"Organization", "Person", "SoftwareApplication"}),
    "dateCreated": ({"CreativeWork"}, None),
    "description": ({"Thing"}, None),
    "email": ({"ContactPoint", "Organization", "Person"}, None),
    "encoding": ({"CreativeWork"}, {"MediaObject"}),
    "encodingFormat": ({"CreativeWork"}, None),
    "endDate": ({"Event"}, None),
    "event": ({"Organization"}, {"Event"}),
    "familyName": ({"Person"}, None),
    "foundingDate": ({"Organization"}, None),
    "givenName": ({"Person"}, None),
    "hasPart": ({"CreativeWork"}, {"CreativeWork"}),
    "honorificPrefix": ({"Person"}, None),
    "honorificSuffix": ({"Person"}, None),
    "identifier": ({"Thing"}, {"PropertyValue"}),
    "inDefinedTermSet": ({"DefinedTerm"}, {"DefinedTermSet"}),
    "inLanguage": ({"CreativeWork", "Event"}, None),
    "isBasedOn": ({"CreativeWork"}, {"CreativeWork"}),
    "isPartOf": ({"CreativeWork"}, {"CreativeWork"}),
    "keywords": ({"CreativeWork", "Event", "Organization"}, {"DefinedTerm"}),
    "license": ({"CreativeWork"}, None),
    "member": ({"Organization"}, {"Organization", "Person"}),
    "mentions": ({"CreativeWork"}, {"Thing"}),
    "name": ({"Thing"}, None),
    "parentOrganization": ({"Organization"}, {"Organization"}),
    "position": ({"CreativeWork"}, None),
    "propertyID": ({"PropertyValue"}, None),
    "publisher": ({"CreativeWork"}, {"Organization", "Person"}),
    "sameAs": ({"Thing"}, None),
    "sha256": ({"MediaObject"}, None),
    "startDate": ({"Event"}, None),
    "subjectOf": ({"Thing"}, {"CreativeWork", "Event"}),
    "telephone": ({"ContactPoint", "Organization", "Person"}, None),
    "temporalCoverage": ({"CreativeWork"}, None),
    "termCode": ({"DefinedTerm"}, None),
    "url": ({"Thing"}, None),
    "value": ({"PropertyValue"}, None),
    "version": ({"CreativeWork"}, None),
}


def kinds(name: str) -> set[str]:
    """A type and all that are above it."""
    found: set[str] = set()
    above: str | None = name
    while above is not None:
        found.add(above)
        above = TYPES[above]
    return found
