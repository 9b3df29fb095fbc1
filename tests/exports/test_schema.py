from __future__ import annotations

import json
from typing import Any

import pytest
from pydantic import ValidationError

from lhextract.exports.records_json import write_records
from lhextract.exports.schema import json_schema, validate
from lhextract.model.record import Records

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
