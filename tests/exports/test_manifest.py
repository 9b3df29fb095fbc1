from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from lhextract.exports.manifest import is_manifest, write_manifest
from lhextract.model.record import Records


def test_manifest_names_every_input_and_output(records: Records) -> None:
    """The manifest has a digest of everything that went in and came out, and no time of day."""
    manifest = json.loads(write_manifest(records, inputs={"page": b"in"}, outputs={"text.txt": b"out"}))
    assert list(manifest) == ["schema_version", "lhextract", "libraries", "inputs", "outputs", "counts"]
    assert manifest["inputs"] == {"page": hashlib.sha256(b"in").hexdigest()}
    assert manifest["outputs"] == {"text.txt": hashlib.sha256(b"out").hexdigest()}
    assert manifest["counts"]["initiatives"] == len(records.initiatives)
    assert manifest["counts"]["contacts"] == sum(len(one.contacts) for one in records.initiatives)


@pytest.mark.parametrize("text", ["", "[]", '{"name": "app", "version": 3}', "\u00ff"])
def test_other_programs_have_manifests_too(text: str, tmp_path: Path, records: Records) -> None:
    """A folder with somebody else's manifest.json is no extraction."""
    (tmp_path / "manifest.json").write_text(text, encoding="latin-1")
    assert not is_manifest(tmp_path / "manifest.json")
    (tmp_path / "manifest.json").write_text(write_manifest(records, inputs={}, outputs={}), encoding="utf-8")
    assert is_manifest(tmp_path / "manifest.json")
