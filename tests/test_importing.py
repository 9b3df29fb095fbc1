"""`lhextract lookups import-ror`: a dump becomes the index of the workspace, or nothing changes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from lhextract.importing import import_ror
from lhextract.registry.index import RorIndex
from lhextract.registry.keys import name_key
from tests.registry.dumps import NORDBRUECK, V2

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with nothing in it but a dump; the test runs inside it."""
    (tmp_path / "pipeline" / "profiles").mkdir(parents=True)
    (tmp_path / "dump.json").write_text(json.dumps(V2))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_import(place: Path, lhextract: Run) -> None:
    """The index is written into the workspace, and what was done is said in words or as JSON."""
    code, out, err = lhextract("lookups", "import-ror", "dump.json")
    target = place / "pipeline" / "lookups" / "ror.sqlite"
    assert (code, err) == (0, "")
    assert out.startswith("dump.json, schema v2: 3 organisations (2 active, 1 inactive, 0 withdrawn)\nwritten to ")
    with RorIndex(target) as index:
        assert index.find(name_key("TU Nordbrueck")) == ()
        assert index.find(name_key("TU Nordbrück")) == (NORDBRUECK,)
    before = target.read_bytes()
    code, out, _ = lhextract("lookups", "import-ror", "dump.json", "--json")
    result = json.loads(out)
    assert (code, result["organisations"], result["schema"], result["bytes"]) == (0, 3, "v2", len(before))
    assert result["sha256"] == hashlib.sha256(before).hexdigest() == hashlib.sha256(target.read_bytes()).hexdigest()


def test_out(place: Path, lhextract: Run) -> None:
    """--out writes elsewhere, and needs no workspace."""
    code, out, _ = lhextract("lookups", "import-ror", "dump.json", "--out", "other/ror")
    assert (code, "written to other/ror" in out) == (0, True)
    assert (place / "other" / "ror").is_file()
    assert not (place / "pipeline" / "lookups").exists()


def test_dry_run_writes_nothing(place: Path, lhextract: Run) -> None:
    """--dry-run reads the whole dump and writes nothing."""
    code, out, _ = lhextract("lookups", "import-ror", "dump.json", "--dry-run", "--json")
    assert (code, json.loads(out)["organisations"], json.loads(out)["sha256"]) == (0, 3, None)
    assert not (place / "pipeline" / "lookups").exists()
    (place / "dump.json").write_text(json.dumps([*V2, {}]))
    assert lhextract("lookups", "import-ror", "dump.json", "--dry-run")[0] == 2


@pytest.mark.parametrize(
    ("args", "message"),
    [
        pytest.param(["no.json"], "no.json: file: found nothing, allowed is the dump of ROR", id="missing"),
        pytest.param(["pipeline"], "pipeline: file: found a folder", id="folder"),
        pytest.param(["twice.json"], "twice.json: id: found https://ror.org/", id="twice"),
        pytest.param(["dump.json", "--out", "pipeline"], "pipeline: found a folder, allowed is a new file", id="out"),
        pytest.param(
            ["dump.json", "--out", "twice.json"], "twice.json: found a file that is no index", id="out-is-another-file"
        ),
        pytest.param(["dump.json", "--out", "dump.json/x"], "cannot be written", id="out-below-a-file"),
    ],
)
def test_failure(args: list[str], message: str, place: Path, lhextract: Run) -> None:
    """A file that is no dump, or a place that cannot be written to, is one message, exit code 2, and no change."""
    (place / "twice.json").write_text(json.dumps([*V2, V2[0]]))
    before = sorted(place.rglob("*"))
    code, out, err = lhextract("lookups", "import-ror", *args)
    assert (code, out) == (2, "")
    assert message in err
    assert len(err.splitlines()) == 1
    assert [path for path in sorted(place.rglob("*")) if path.is_file()] == [path for path in before if path.is_file()]


def test_without_workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lhextract: Run) -> None:
    """Outside a workspace, --out is needed."""
    monkeypatch.chdir(tmp_path)
    code, _, err = lhextract("lookups", "import-ror", "dump.json")
    assert (code, "give --out FILE" in err) == (2, True)


def test_progress(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A long import says how far it is."""
    monkeypatch.setattr("lhextract.importing.EVERY", 2)
    said: list[str] = []
    import_ror(place / "dump.json", out=None, start=place, write=False, tell=said.append)
    assert said == ["dump.json: 2 organisations"]
