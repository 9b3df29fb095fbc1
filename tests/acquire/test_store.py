from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from lhextract.acquire.store import read_file, read_newest
from lhextract.errors import SourceError
from tests.conftest import ROOT


def store(raw: Path, folder: str, body: bytes, **changes: object) -> Path:
    """Put a snapshot of `here` into raw/; `changes` alter its meta.json, None as text drops a key."""
    meta: dict[str, object] = {
        "url": "https://example.org",
        "retrieved": None,
        "status": 200,
        "media_type": "text/plain",
        "headers": {},
        "file": "page.txt",
        "sha256": hashlib.sha256(body).hexdigest(),
    }
    path = raw / "here" / folder
    path.mkdir(parents=True)
    (path / "page.txt").write_bytes(body)
    (path / "meta.json").write_text(json.dumps(meta | changes), encoding="utf-8")
    return path


def test_newest_by_time(tmp_path: Path) -> None:
    """The newest snapshot is the one fetched last; an unknown time is older than any."""
    store(tmp_path, "z-unknown", b"unknown")
    store(tmp_path, "b", b"new", retrieved="2024-05-02T10:00:00Z")
    store(tmp_path, "c", b"old", retrieved="2024-05-01T10:00:00Z")
    snapshot = read_newest(tmp_path, "here")
    assert (snapshot.body, snapshot.source, snapshot.url) == (b"new", "here", "https://example.org")
    assert snapshot.sha256 == hashlib.sha256(b"new").hexdigest()


def test_shipped_page(tmp_path: Path) -> None:
    """The page that the project began with is there, whole."""
    assert read_newest(ROOT / "raw", "lighthouses").body.startswith(b"International partnerships, networks")
    with pytest.raises(SourceError, match="no snapshot of 'nowhere'"):
        read_newest(tmp_path, "nowhere")


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        pytest.param({"sha256": "0" * 64}, "raw/ is written once: restore the file", id="digest"),
        pytest.param({"sha256": "short"}, "sha256: ", id="no-digest"),
        pytest.param({"file": "../../../secret.txt"}, "allowed is the name of a file beside it", id="path"),
        pytest.param({"file": "other.txt"}, "allowed is the name of a file beside it", id="missing"),
        pytest.param({"file": "ä" * 300}, "allowed is the name of a file beside it", id="no-name-of-a-file"),
        pytest.param({"extra": 1}, "extra: ", id="unknown-key"),
        pytest.param({"headers": None}, "headers: ", id="wrong-type"),
    ],
)
def test_broken_snapshot(changes: dict[str, object], what: str, tmp_path: Path) -> None:
    """A snapshot that is not what its meta.json says is refused by name."""
    (tmp_path / "secret.txt").write_bytes(b"page")
    store(tmp_path / "raw", "a", b"page", **changes)
    with pytest.raises(SourceError, match=what):
        read_newest(tmp_path / "raw", "here")


def test_page_file(tmp_path: Path) -> None:
    """A page file is a snapshot that nobody fetched."""
    (tmp_path / "page.txt").write_bytes(b"Networks")
    snapshot = read_file(tmp_path / "page.txt", source="page")
    assert (snapshot.url, snapshot.retrieved, snapshot.media_type) == (None, None, "text/plain")
    assert (snapshot.body, snapshot.sha256) == (b"Networks", hashlib.sha256(b"Networks").hexdigest())


@pytest.mark.parametrize(("name", "what"), [("missing.txt", "no such file"), ("", "found a directory")])
def test_no_page_file(name: str, what: str, tmp_path: Path) -> None:
    """What is no file is refused."""
    with pytest.raises(SourceError, match=what):
        read_file(tmp_path / name, source="page")
