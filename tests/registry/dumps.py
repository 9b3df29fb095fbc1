"""Small dumps of invented organisations, in both schemas of ROR."""

from __future__ import annotations

from typing import Any

from lhextract.registry.ror import Organisation, ror_of_number

NORTH, SOUTH, OLD, PARENT = (ror_of_number(number) for number in (7, 2**30 - 1, 4711, 1234567))

V1: list[dict[str, Any]] = [
    {
        "id": SOUTH,
        "name": "Southmoor College",
        "aliases": ["Southmoor Seminary", " "],
        "labels": [{"label": "Collège de Southmoor", "iso639": "fr"}],
        "acronyms": ["SMC"],
        "types": ["Education"],
        "status": "active",
        "country": {"country_code": "GB", "country_name": "United Kingdom"},
        "relationships": [],
    },
    {
        "id": OLD,
        "name": "Nordbrück Polytechnic",
        "aliases": [],
        "labels": [],
        "acronyms": ["TUN"],
        "types": ["Education"],
        "status": "inactive",
        "country": {"country_code": "DE", "country_name": "Germany"},
        "relationships": [{"id": NORTH, "type": "Successor", "label": "Technische Universität Nordbrück"}],
    },
    {
        "id": NORTH,
        "name": "Technische Universität Nordbrück",
        "aliases": ["TU Nordbrück"],
        "labels": [{"label": "Nordbrück University of Technology", "iso639": "en"}],
        "acronyms": ["TUN"],
        "types": ["Education", "Funder"],
        "status": "active",
        "country": {"country_code": "DE", "country_name": "Germany"},
        "relationships": [
            {"id": PARENT, "type": "Parent", "label": "Nordbrück Alliance"},
            {"id": SOUTH, "type": "Related", "label": "Southmoor College"},
        ],
    },
]


def _v2(row: dict[str, Any]) -> dict[str, Any]:
    """The same record in schema v2."""
    names = [{"value": row["name"], "types": ["ror_display", "label"], "lang": "en"}]
    names += [{"value": label["label"], "types": ["label"], "lang": label["iso639"]} for label in row["labels"]]
    names += [{"value": alias, "types": ["alias"], "lang": None} for alias in row["aliases"] if alias.strip()]
    names += [{"value": acronym, "types": ["acronym"], "lang": None} for acronym in row["acronyms"]]
    return {
        "id": row["id"],
        "names": names,
        "locations": [{"geonames_id": 1, "geonames_details": {"country_code": row["country"]["country_code"]}}],
        "types": [kind.lower() for kind in row["types"]],
        "status": row["status"],
        "relationships": [{**related, "type": related["type"].lower()} for related in row["relationships"]],
    }


V2 = [_v2(row) for row in V1]

NORDBRUECK = Organisation(
    ror=NORTH,
    name="Technische Universität Nordbrück",
    names=(
        ("Technische Universität Nordbrück", "label"),
        ("Nordbrück University of Technology", "label"),
        ("TU Nordbrück", "alias"),
        ("TUN", "acronym"),
    ),
    country="DE",
    types=("education", "funder"),
    status="active",
    parents=(PARENT,),
    successors=(),
)
