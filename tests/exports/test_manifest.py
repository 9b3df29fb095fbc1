from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from lhextract.exports.manifest import Since, write_manifest
from lhextract.inforce import read_in_force
from lhextract.model.record import Records

SINCE = Since(None, 0, 0)


def test_manifest_names_every_input_and_output(records: Records) -> None:
    """The manifest has a digest of everything that went in and came out, and no time of day."""
    text = write_manifest(
        records, inputs={"page": "ab12"}, reading="cd34", since=SINCE, outputs={"text.txt": b"out"}, guarded=3
    )
    manifest = json.loads(text)
    keys = ["schema_version", "lhextract", "libraries", "inputs", "reading", "since", "outputs", "counts", "tables"]
    assert list(manifest) == keys
    assert manifest["inputs"] == {"page": "ab12"}
    assert manifest["outputs"] == {"text.txt": hashlib.sha256(b"out").hexdigest()}
    assert manifest["tables"] == {"guarded_cells": 3}
    assert manifest["counts"]["initiatives"] == len(records.initiatives)
    assert manifest["counts"]["contacts"] == sum(len(one.contacts) for one in records.initiatives)


@pytest.mark.parametrize("text", ["", "[]", '{"name": "app", "version": 3}', "\u00ff"])
def test_other_programs_have_manifests_too(text: str, tmp_path: Path, records: Records) -> None:
    """A folder with somebody else's manifest.json is no extraction."""
    (tmp_path / "manifest.json").write_text(text, encoding="latin-1")
    assert read_in_force(tmp_path) is None
    own = write_manifest(records, inputs={}, reading="", since=SINCE, outputs={})
    (tmp_path / "manifest.json").write_text(own, encoding="utf-8")
    assert read_in_force(tmp_path) is not None
