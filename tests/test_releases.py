"""The last release of each MODEL: its documents can still be read, compared and corrected, or say what to do.

`tests/releases/<MODEL>/records.json` was written by that release, of a page that is made up.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from lhextract import schemas
from lhextract.changes.release import release_of
from lhextract.exports.schema import validate
from lhextract.exports.upgrades import CURRENT, upgrade
from lhextract.model.record import SCHEMA_VERSION
from lhextract.model.version import read_version
from tests.conftest import ROOT

Run = Callable[..., tuple[int, str, str]]
RELEASES = ROOT / "tests" / "releases"
MODELS = sorted(int(path.name) for path in RELEASES.iterdir() if path.name.isdigit())
SOURCE = "lighthouses"


def written(model: int) -> str:
    """The document that the release of a MODEL wrote."""
    return (RELEASES / str(model) / "records.json").read_text(encoding="utf-8")


def test_every_model_has_its_document() -> None:
    """Each MODEL that was released has a document, of just that version."""
    assert sorted(schemas.released_versions()) == MODELS
    for model, version in schemas.released_versions().items():
        assert read_version(json.loads(written(model))["schema_version"]) == version


@pytest.mark.parametrize("model", MODELS)
def test_document_is_valid_by_the_schema_of_its_release(model: int) -> None:
    """Document and schema of a release belong together."""
    Draft202012Validator(schemas.released_schema(model)).validate(json.loads(written(model)))


def test_todays_reader_reads_the_last_release() -> None:
    """What the last release of this MODEL wrote is read, valid by today's schema, and comparable."""
    document = written(CURRENT.model)
    assert validate(document).schema_version == SCHEMA_VERSION
    upgraded = upgrade(json.loads(document))
    Draft202012Validator(schemas.find_schema("current").schema).validate(upgraded)
    assert len(release_of(upgraded).initiatives) == 3


def set_version(folder: Path, version: str) -> None:
    """Make an extraction one of another schema version, its digests with it."""
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    for name in ("records.json", "machine.json"):
        path = folder / name
        document = {**json.loads(path.read_text(encoding="utf-8")), "schema_version": version}
        path.write_text(json.dumps(document, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        manifest["outputs"][name] = hashlib.sha256(path.read_bytes()).hexdigest()
    manifest["schema_version"] = version
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")


@pytest.fixture
def folder(extracted_workspace: Path) -> Path:
    """The extraction of a workspace of the test's own."""
    return extracted_workspace / "extracted" / SOURCE


def test_first_writing_can_be_compared_and_corrected(folder: Path, lhextract: Run) -> None:
    """An extraction that says "1.0" is one of 1.0.0: `diff` and `correct` work on it as on any other."""
    set_version(folder, "1.0")
    code, out, err = lhextract("diff", SOURCE, folder / "records.json", "--exit-code")
    assert (code, err) == (0, ""), out
    first = json.loads((folder / "records.json").read_text(encoding="utf-8"))["initiatives"][0]["id"]
    code, out, err = lhextract("correct", "set", SOURCE, first, "name", "Another Name", "--author", "Ann Lee")
    assert (code, err) == (0, "")
    assert "Another Name" in lhextract("correct", "list", SOURCE)[1]


@pytest.mark.parametrize(
    "args",
    [
        pytest.param(("diff", SOURCE, "extracted/lighthouses/records.json"), id="diff"),
        pytest.param(("correct", "list", SOURCE), id="correct"),
        pytest.param(("run", SOURCE), id="run"),
        pytest.param(("purge", "--person", "Carola Dierich", SOURCE), id="purge"),
    ],
)
def test_another_model_is_refused_with_the_way_on(args: tuple[str, ...], folder: Path, lhextract: Run) -> None:
    """An extraction of another MODEL is named with both versions and what makes it anew; it is left as it is."""
    (folder.parents[1] / "raw").symlink_to(ROOT / "raw")
    set_version(folder, "2.0.0")
    before = (folder / "records.json").read_bytes()
    code, _, err = lhextract(*args)
    assert (code, err.count("\n")) == (2, 1)
    assert f"found schema version 2.0.0, allowed is {CURRENT.model}.x up to {SCHEMA_VERSION}" in err
    assert "`lhextract run --force`" in err
    assert (folder / "records.json").read_bytes() == before


def test_force_makes_it_anew(workspace: Path, lhextract: Run) -> None:
    """`run --force` replaces an extraction of another MODEL; ids stay, and changes begin anew."""
    folder = workspace / "extracted" / SOURCE
    before = json.loads((folder / "records.json").read_text(encoding="utf-8"))
    set_version(folder, "2.0.0")
    code, _, err = lhextract("run", SOURCE, "--force", "--fail-on", "never")
    assert (code, err) == (0, "")
    assert json.loads((folder / "records.json").read_text(encoding="utf-8")) == before
    assert (folder / "changes.jsonl").read_bytes() == b""
