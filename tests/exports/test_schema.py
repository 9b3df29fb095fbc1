from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from lhextract.dates.edtf import is_edtf
from lhextract.exports.records_json import write_records
from lhextract.exports.schema import json_schema, validate
from lhextract.model.meaning import EDTF
from lhextract.model.record import SCHEMA_VERSION, Records
from tests.conftest import Extract

# The contract of design.md, section 5, key for key.
CONTRACT: dict[str, str] = {
    "": "schema_version source stated lines categories initiatives institutions people mentions findings corrections",
    "source": "id url language region snapshot text_sha256",
    "source.snapshot": "sha256 retrieved media_type",
    "stated": "initiatives categories",
    "stated.initiatives": "value start end",
    "stated.categories": "value start end",
    "lines": "number start end role initiative",
    "categories": "id label path description start end",
    "initiatives": "id order name name_derived category start end text partners host_units contacts years programs"
    " links captions acronyms provenance",
    "initiatives.partners": "name institution start end",
    "initiatives.host_units": "name institution start end",
    "initiatives.contacts": "id person titles_before titles_after role unit phones email start end",
    "initiatives.contacts.phones": "raw e164 national ext region start end",
    "initiatives.years": "text value role start end",
    "initiatives.programs": "name start end",
    "initiatives.links": "text url start end",
    "initiatives.captions": "text start end",
    "initiatives.acronyms": "long short start end",
    "initiatives.provenance.name": "by name confidence",
    "institutions": "id name aliases kind country ror parent host",
    "people": "id name given family titles initiatives",
    "mentions": "id type text start end line initiative institution person rule confidence",
    "findings": "code severity message initiative field spans",
    "findings.spans": "start end",
    "corrections": "applied redundant reopened orphaned conflicting",
}


@pytest.fixture(scope="module")
def document(records: Records) -> str:
    """records.json of the lighthouse page."""
    return write_records(records)


def objects_at(value: Any, path: str) -> list[dict[str, Any]]:
    """The objects at a path; arrays are gone through."""
    found = [value]
    for key in filter(None, path.split(".")):
        found = [one[key] for one in found if key in one]
        found = [item for one in found for item in (one if isinstance(one, list) else [one])]
    return [one for one in found if one is not None]


@pytest.mark.parametrize("path", CONTRACT, ids=lambda path: path or "document")
def test_keys_and_their_order(path: str, document: str) -> None:
    """Every object of records.json has the keys of the contract, in its order."""
    objects = objects_at(json.loads(document), path)
    assert objects
    assert {" ".join(one) for one in objects} == {CONTRACT[path]}


def test_form_of_the_file(document: str) -> None:
    """Indent of two, UTF-8 as itself, a line end at the end."""
    assert document.startswith('{\n  "schema_version": "1.')
    assert document.endswith("}\n")
    assert "Technische Universität" in document


def test_schema_is_strict() -> None:
    """Every key of the contract is required, and no other is allowed."""
    schema = json_schema()
    tables = [schema, *(table for table in schema["$defs"].values() if "properties" in table)]
    assert list(schema["properties"]) == CONTRACT[""].split()
    assert all(table["required"] == list(table["properties"]) for table in tables)
    assert all(table["additionalProperties"] is False for table in tables)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        pytest.param(("initiatives", 0, "order"), "first", id="wrong-type"),
        pytest.param(("mentions", 0, "type"), "PLACE", id="unknown-type"),
        pytest.param(("lines", 0, "role"), "footer", id="unknown-role"),
        pytest.param(("institutions", 0, "kind"), "pub", id="unknown-kind"),
        pytest.param(("source",), None, id="missing"),
    ],
)
def test_what_breaks_the_contract_is_refused(path: tuple[str | int, ...], value: object, document: str) -> None:
    """A document that breaks the contract is not read."""
    broken = json.loads(document)
    where = broken
    for key in path[:-1]:
        where = where[key]
    where[path[-1]] = value
    with pytest.raises(ValidationError):
        validate(json.dumps(broken))


def test_unknown_key_is_refused(document: str) -> None:
    """A key that the contract does not have is refused, as the schema says, and so is a number as text."""
    changed = json.loads(document)
    changed["initiatives"][0]["extra"] = 1
    with pytest.raises(ValueError, match="keys or types that the contract does not have"):
        validate(json.dumps(changed))
    with pytest.raises(ValueError, match="keys or types that the contract does not have"):
        validate(document.replace('"order": 1,', '"order": "1",', 1))


def faults(document: str) -> list[tuple[str, str]]:
    """What the `jsonschema` package finds wrong with a document: path and rule, by the published schema."""
    found = Draft202012Validator(json_schema()).iter_errors(json.loads(document))
    return sorted((error.json_path, str(error.validator)) for error in found)


def test_schema_is_one() -> None:
    """What is published is itself valid JSON Schema 2020-12, under an id without a host."""
    Draft202012Validator.check_schema(json_schema())
    assert json_schema()["$id"] == f"urn:lhextract:records:{SCHEMA_VERSION}"


def test_every_key_says_what_it_means() -> None:
    """No object and no key is without a description, and the words are whole sentences."""
    schema = json_schema()
    tables = {"": schema, **schema["$defs"]}
    words = {name: table.get("description", "") for name, table in tables.items()}
    for name, table in tables.items():
        words |= {f"{name}.{key}": one.get("description", "") for key, one in table.get("properties", {}).items()}
    assert [path for path, text in words.items() if not text.endswith(".") or len(text) < 15] == []
    nullable = [
        f"{name}.{key}"
        for name, table in tables.items()
        for key, one in table.get("properties", {}).items()
        if "null" in str([one.get("type"), one.get("anyOf")]) and "null" not in one["description"]
    ]
    assert nullable == []  # what null means is said wherever it may stand


@pytest.mark.parametrize("case", ["lighthouses", "limerick-lighthouses"])
def test_records_are_valid(case: str, extract_golden: Extract) -> None:
    """What a run writes is valid by the published schema, as any validator reads it."""
    extraction = extract_golden(case, "lighthouses" if case == "lighthouses" else None)
    assert faults(write_records(extraction.finished()[0])) == []


@pytest.mark.parametrize(
    ("path", "value", "rule"),
    [
        pytest.param("schema_version", "2.0.0", "pattern", id="another-model"),
        pytest.param("source.snapshot.sha256", "2F06", "pattern", id="digest"),
        pytest.param("source.region", "de", "pattern", id="region"),
        pytest.param("lines[0].number", 0, "minimum", id="line-number"),
        pytest.param("lines[0].start", -1, "minimum", id="offset"),
        pytest.param("lines[0].role", "footer", "enum", id="role"),
        pytest.param("lines[0].initiative", 1, "type", id="id-of-another-type"),
        pytest.param("categories[0].id", "lh-4yqt5racwu", "pattern", id="id-of-another-kind"),
        pytest.param("initiatives[0].order", 1.5, "type", id="order"),
        pytest.param("initiatives[1].contacts[0].phones[0].e164", "0351 463", "pattern", id="e164"),
        pytest.param("initiatives[1].years[0].value", "2014-13", "pattern", id="edtf"),
        pytest.param("institutions[0].ror", "https://ror.org/042aqky3o", "pattern", id="ror"),
        pytest.param("institutions[0].country", "Germany", "pattern", id="country"),
        pytest.param("institutions[0].kind", "pub", "enum", id="kind"),
        pytest.param("people[0].initiatives[0]", "ps-1", "pattern", id="id-in-a-list"),
        pytest.param("mentions[0].confidence", 1.01, "maximum", id="confidence"),
        pytest.param("findings[0].severity", "fatal", "enum", id="severity"),
    ],
)
def test_fault_is_refused_with_its_path(path: str, value: object, rule: str, document: str) -> None:
    """A planted fault is found at its place, by any validator."""
    broken = json.loads(document)
    *above, last = [int(part) if part.isdigit() else part for part in re.findall(r"\w+", path)]
    where = broken
    for key in above:
        where = where[key]
    assert where[last] != value
    where[last] = value
    found = faults(json.dumps(broken))
    assert found == [(f"$.{path}", rule)]


@given(st.text("0123456789-X/.", max_size=21) | st.dates().map(str) | st.integers(0, 9999).map("{:04}".format))
def test_edtf_pattern_refuses_no_value_that_is_written(value: str) -> None:
    """The pattern of years is roughly EDTF: everything that counts as a value matches it."""
    if is_edtf(value):
        assert re.search(EDTF, value)


@pytest.mark.parametrize(
    ("value", "matches"),
    [
        pytest.param("2023-02-27/2023-03-21", True, id="interval"),
        pytest.param("199X", True, id="decade"),
        pytest.param("2014/..", True, id="open"),
        pytest.param("../2014", True, id="open-start"),
        pytest.param("2014-21", True, id="season"),
        pytest.param("2014-13", False, id="no-month"),
        pytest.param("2014-02-32", False, id="no-day"),
        pytest.param("..", False, id="nothing-told"),
        pytest.param("14", False, id="two-digits"),
    ],
)
def test_edtf_pattern(value: str, matches: bool) -> None:
    """Dates and intervals match, other writings do not."""
    assert bool(re.search(EDTF, value)) is matches
