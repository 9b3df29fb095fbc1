"""The kept schemas: `lhextract schema`, what it compares, and what CI refuses."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lhextract import schemas
from lhextract.errors import UsageError
from lhextract.exports.records_json import to_json
from lhextract.exports.schema import json_schema
from lhextract.exports.upgrades import CURRENT
from lhextract.model.version import SchemaVersion
from tests.conftest import ROOT

Run = Callable[..., tuple[int, str, str]]
RELEASED = ROOT / "tests" / "releases"


def test_committed_schema_is_the_programs() -> None:
    """The file that people link to is what the classes say; `python -m lhextract.schemas` writes it."""
    written = schemas.current_file().read_text(encoding="utf-8")
    assert written == to_json(json_schema()), (
        "the schema has drifted: run `python -m lhextract.schemas`, commit the file"
    )


def test_version_is_right() -> None:
    """Since the last release, the version has gone up by just what the changes take, and no release was altered."""
    assert schemas.problems() == []


def test_importers_are_told_what_to_do() -> None:
    """Every REVISION and MODEL has a migration note."""
    notes = (ROOT / "docs" / "schema.md").read_text(encoding="utf-8").partition("## Migration notes")[2]
    assert f"\n### {CURRENT.model}.{CURRENT.revision}.0\n" in notes


@pytest.mark.parametrize("args", [("schema",), ("schema", "--json")], ids=["plain", "json"])
def test_group_alone_prints_the_schema(args: tuple[str, ...], lhextract: Run) -> None:
    """Without a sub-command, `lhextract schema` still prints the schema."""
    code, out, err = lhextract(*args)
    assert (code, json.loads(out), err) == (0, json_schema(), "")


@pytest.fixture
def changed(tmp_path: Path) -> Path:
    """A schema file that differs from the present one: null newly allowed, a key added, words altered."""
    schema = json_schema()
    schema["$id"] = "urn:lhextract:records:1.1.0"
    person = schema["$defs"]["Person"]["properties"]
    person["name"] = {"description": person["name"]["description"], "type": ["string", "null"]}
    person["orcid"] = {"type": "string"}
    person["given"] = {**person["given"], "description": "Other words."}
    path = tmp_path / "schema.json"
    path.write_text(json.dumps(schema), encoding="utf-8")
    return path


def test_differences_are_classified(changed: Path, lhextract: Run) -> None:
    """Each difference has place, level and reason; the whole has the least bump."""
    code, out, err = lhextract("schema", "diff", "1.0.0", changed, "--exit-code")
    assert (code, err) == (3, "")
    assert "REVISION  people[].name: null may come\n" in out
    assert "ADDITION  people[].orcid: a new key\n" in out
    assert "NONE      people[].given: description: " in out
    assert out.endswith("least bump: REVISION, some data or readers are affected; 1.0.0 becomes 1.1.0\n")


def test_differences_as_json(changed: Path, lhextract: Run) -> None:
    """The same for programs; without --exit-code the answer is no failure."""
    code, out, _ = lhextract("schema", "diff", "released", changed, "--json")
    said: dict[str, Any] = json.loads(out)
    assert (code, said["level"], said["next_version"]) == (0, "REVISION", "1.1.0")
    assert said["b"] == {"name": str(changed), "version": "1.1.0"}
    assert {one["level"] for one in said["differences"]} == {"NONE", "ADDITION", "REVISION"}
    assert all(one.keys() == {"where", "what", "level", "why"} for one in said["differences"])


@pytest.mark.parametrize(
    "what",
    ["current", "released", "1.0.0", "1.0", RELEASED / "1" / "records.json", RELEASED / "1"],
    ids=["current", "released", "version", "first-writing", "records", "folder"],
)
def test_ways_to_name_a_schema(what: object, lhextract: Run) -> None:
    """A name, a version, a records.json or the folder of an extraction each mean the schema of their version."""
    code, out, err = lhextract("schema", "diff", what, "current", "--exit-code")
    assert (code, err) == (0, "")
    assert "least bump: NONE" in out


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param(None, "found no such schema, allowed is current or released", id="missing"),
        pytest.param("{", "found no JSON", id="no-json"),
        pytest.param("[" * 9999, "found no JSON", id="deep"),
        pytest.param('{"a": 1}', "neither a schema nor a records.json", id="other-json"),
        pytest.param("[]", "neither a schema nor a records.json", id="list"),
        pytest.param(
            '{"schema_version": "1.99.0"}', "allowed is one whose schema is kept (1.0.0", id="unknown-version"
        ),
        pytest.param('{"properties": {"lines": 5}}', "one is no JSON Schema that can be read", id="malformed"),
        pytest.param('{"properties": {}, "required": [{}]}', "no JSON Schema that can be read", id="malformed-below"),
        pytest.param('{"schema_version": 1}', "schema_version: found 1,", id="no-version"),
    ],
)
def test_what_cannot_be_compared(content: str | None, message: str, tmp_path: Path, lhextract: Run) -> None:
    """What is no schema is refused in one message, with what is allowed."""
    path = tmp_path / "a.json"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    code, out, err = lhextract("schema", "diff", path, "current")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert str(path) in err
    assert message in err


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The kept schemas in a folder of the test's own."""
    for name, folder in (("FOLDER", tmp_path), ("RELEASED", tmp_path / "released")):
        monkeypatch.setattr(schemas, name, folder)
    monkeypatch.setattr(schemas, "RELEASES", tmp_path / "released" / "releases.json")
    (tmp_path / "released").mkdir()
    keep(tmp_path, json_schema(), "1.0.0")
    schemas.write_current()
    return tmp_path


def keep(folder: Path, schema: dict[str, Any], version: str) -> None:
    """Pretend that a schema was released."""
    content = to_json(schema)
    (folder / "released" / "records-1.json").write_text(content, encoding="utf-8")
    row = {"version": version, "sha256": hashlib.sha256(content.encode()).hexdigest()}
    (folder / "released" / "releases.json").write_text(json.dumps({"1": row}), encoding="utf-8")


@pytest.mark.usefixtures("kept")
def test_right_version_passes(lhextract: Run) -> None:
    """Nothing changed, nothing bumped: fine."""
    code, out, _ = lhextract("schema", "check")
    assert (code, out) == (0, f"schema {CURRENT} is right: NONE since release 1.0.0\n")


@pytest.mark.parametrize(
    ("key", "right"),
    [pytest.param("people", "2.0.0", id="key-gone"), pytest.param(None, "1.0.1", id="key-added")],
)
def test_wrong_bump_is_refused(key: str | None, right: str, kept: Path, lhextract: Run) -> None:
    """A release with a key more, or less: exit code 3, with the version that is right."""
    before = json_schema()
    if key is None:
        before["properties"].pop("findings")
    else:
        before["properties"]["more"] = before["properties"][key]
    keep(kept, before, "1.0.0")
    code, out, _ = lhextract("schema", "check")
    assert code == 3
    assert f"SCHEMA_VERSION: found {CURRENT}, allowed is {right}: since 1.0.0 the schema has changes" in out
    code, out, _ = lhextract("schema", "check", "--json")
    assert (code, json.loads(out)["right"]) == (3, right)
    with pytest.raises(UsageError, match=f"allowed is {right}"):
        schemas.release()


def test_drift_and_altered_release_are_refused(kept: Path, lhextract: Run) -> None:
    """Files that are not what they should be are named, with what to do."""
    for path in (kept / "records-1.json", kept / "released" / "records-1.json"):
        path.write_text(path.read_text(encoding="utf-8").replace("The page, and", "A page, and"), encoding="utf-8")
    code, out, _ = lhextract("schema", "check")
    assert code == 3
    assert (
        f"{kept / 'records-1.json'}: found another schema than the program's; run `python -m lhextract.schemas`" in out
    )
    assert "a release is never altered: restore it" in out


def test_release_is_kept_with_its_digest(kept: Path) -> None:
    """Releasing keeps the present schema and its digest; afterwards all is right."""
    before = json_schema()
    before["$defs"]["Person"]["properties"]["name"]["description"] = "Other words."
    keep(kept, before, "1.0.0")
    assert schemas.released_schema(1) == before
    schemas.release()
    assert schemas.released_schema(1) == json_schema()
    assert schemas.problems() == []
    assert schemas.released_versions() == {1: SchemaVersion(1, 0, 0)}
