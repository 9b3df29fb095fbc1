"""Documents of other schema versions: read as what they would be today, or refused with both versions."""

from __future__ import annotations

import json
from typing import Any

import pytest

from lhextract.errors import UsageError
from lhextract.exports.schema import validate
from lhextract.exports.upgrades import CURRENT, Step, upgrade
from lhextract.model.record import SCHEMA_VERSION
from lhextract.model.version import Level, SchemaVersion
from tests.conftest import ROOT

LATER = SchemaVersion(1, 2, 0)
STEPS = (
    Step(SchemaVersion(1, 0, 1), lambda document: {**document, "added": []}),
    Step(SchemaVersion(1, 2, 0), lambda document: {**document, "kind": document["kind"].lower()}),
)


def made(version: object, **keys: Any) -> dict[str, Any]:
    """A document of a version."""
    return {"schema_version": version, "kind": "UNIT", **keys}


@pytest.mark.parametrize(
    ("document", "upgraded"),
    [
        pytest.param(made("1.0"), made("1.2.0", kind="unit", added=[]), id="first-writing"),
        pytest.param(made("1.0.0"), made("1.2.0", kind="unit", added=[]), id="two-steps"),
        pytest.param(made("1.0.1", added=[1]), made("1.2.0", kind="unit", added=[1]), id="one-step"),
        pytest.param(made("1.2.0"), made("1.2.0"), id="current"),
        pytest.param(made("1.3.0", more=1), made("1.3.0", more=1), id="later"),
        pytest.param(made("one"), made("one"), id="no-version"),
        pytest.param([1], [1], id="no-object"),
    ],
)
def test_steps_are_taken_from_its_version_on(document: Any, upgraded: Any) -> None:
    """An older document gets what it lacks, in order; nothing is done to the others."""
    assert upgrade(document, steps=STEPS, current=LATER) == upgraded


@pytest.mark.parametrize("version", ["2.0.0", "3.1.4"])
def test_another_model_is_refused(version: str) -> None:
    """One message names file, both versions and the way."""
    with pytest.raises(UsageError) as refused:
        upgrade(made(version), name="old/records.json")
    assert f"old/records.json: found schema version {version}, allowed is 1.x up to {CURRENT}" in str(refused.value)
    assert "`lhextract run --force`" in str(refused.value)


def test_later_document_is_refused_by_the_strict_reader() -> None:
    """A document of a later version may mean what this program does not know, so that it is not read as its own."""
    document = json.loads((ROOT / "tests" / "releases" / "1" / "records.json").read_text(encoding="utf-8"))
    later = CURRENT.bumped(Level.ADDITION)
    with pytest.raises(UsageError, match=f"found schema version {later}"):
        validate(json.dumps({**document, "schema_version": str(later)}))


def test_first_writing_of_the_version_is_read() -> None:
    """What was written as "1.0" is read as 1.0.0 and more."""
    document = json.loads((ROOT / "tests" / "releases" / "1" / "records.json").read_text(encoding="utf-8"))
    assert validate(json.dumps({**document, "schema_version": "1.0"})).schema_version == SCHEMA_VERSION
