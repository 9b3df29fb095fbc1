from __future__ import annotations

import gzip
import json
import tracemalloc
import zipfile
from pathlib import Path
from typing import Any

import pytest

from lhextract.errors import UsageError
from lhextract.registry import dump as dump_module
from lhextract.registry.dump import open_dump, read_dump
from lhextract.registry.records import read_organisation
from tests.registry.dumps import V1, V2

ORGANISATIONS = [read_organisation(row) for row in V2]


def text(rows: list[Any], **how: Any) -> str:
    """A dump as it is published, or otherwise."""
    return json.dumps(rows, ensure_ascii=False, **how)


def pack(path: Path, files: dict[str, str]) -> Path:
    """A zip of some files."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


@pytest.mark.parametrize("packing", ["plain", "gzip", "zip"])
@pytest.mark.parametrize("rows", [pytest.param(V1, id="v1"), pytest.param(V2, id="v2")])
def test_every_packing_gives_the_same(packing: str, rows: list[Any], tmp_path: Path) -> None:
    """Plain, .gz and .zip are told by their bytes, whatever the file is called."""
    path = tmp_path / "download"
    if packing == "zip":
        pack(path, {"v1.60-ror-data.json": text(rows), "v1.60-ror-data.csv": "id"})
    else:
        raw = text(rows, indent=4).encode()
        path.write_bytes(gzip.compress(raw) if packing == "gzip" else raw)
    assert list(read_dump(open_dump(path))) == ORGANISATIONS


def test_of_both_schemas_the_newer_one(tmp_path: Path) -> None:
    """The zip of Zenodo holds both schemas; v2 is taken, and what macOS puts beside files is passed over."""
    files = {"a-data.json": text(V1), "__MACOSX/._a-data.json": "\0", "a-data_schema_v2.json": text(V2[:1])}
    found = open_dump(pack(tmp_path / "ror.zip", files))
    assert (found.member, found.schema) == ("a-data_schema_v2.json", "v2")
    assert list(read_dump(found)) == ORGANISATIONS[:1]


@pytest.mark.parametrize("chunk", [1, 7, 1000])
@pytest.mark.parametrize("indent", [None, 4])
def test_chunks_do_not_matter(chunk: int, indent: int | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An item may begin and end anywhere in what is read at once."""
    monkeypatch.setattr(dump_module, "CHUNK", chunk)
    path = tmp_path / "ror.json"
    path.write_text(f"\ufeff \n{text(V2, indent=indent)} \n", encoding="utf-8")
    assert list(read_dump(open_dump(path))) == ORGANISATIONS


def test_memory_does_not_grow_with_the_dump(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No more than a chunk and a record is held."""
    monkeypatch.setattr(dump_module, "CHUNK", 10_000)
    path = tmp_path / "ror.json"
    path.write_text(text(V2 * 2000), encoding="utf-8")
    found = open_dump(path)
    tracemalloc.start()
    try:
        assert sum(1 for _ in read_dump(found)) == 6000
        assert tracemalloc.get_traced_memory()[1] < path.stat().st_size / 5
    finally:
        tracemalloc.stop()


WHOLE = text(V2)


@pytest.mark.parametrize(
    ("content", "found"),
    [
        pytest.param("", "file: found nothing in it", id="empty"),
        pytest.param("[]", "file: found an empty array", id="no-record"),
        pytest.param("name,reason\n", "found 'name,reason\\n' at its beginning", id="csv"),
        pytest.param('{"items": []}', "found '{\"items\": []}' at its beginning", id="answer-of-the-api"),
        pytest.param('[{"title": "x"}]', "record: found ['title']", id="other-json"),
        pytest.param(WHOLE[:-1], "the end of the file after 3 records", id="cut-between"),
        pytest.param(WHOLE[:-9], "after 2 records", id="cut-within"),
        pytest.param(WHOLE + "[", "found '[' after the array", id="more-behind"),
        pytest.param(WHOLE.replace("}, {", "} {"), "found '{", id="no-comma"),
        pytest.param(f"{WHOLE[:-1]},]", "found ']' after 3 records (no object)", id="comma-at-the-end"),
        pytest.param(f"{WHOLE[:-1]},7]", "found '7]' after 3 records (no object)", id="number"),
        pytest.param('[{"a": ' + "[" * 200_000, "nested too deep", id="deep"),
        pytest.param(text([V2[0], V1[0]]), "record 2 (id 'https://ror.org/", id="two-schemas"),
        pytest.param(text([V2[0], {**V2[1], "status": 1}]), "status: found 1, allowed is active", id="record"),
    ],
)
def test_what_is_no_dump_is_named(content: str, found: str, tmp_path: Path) -> None:
    """What is wrong is named with file, place, what is allowed and where to get the dump."""
    path = tmp_path / "ror.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        list(read_dump(open_dump(path)))
    message = str(caught.value)
    assert message.startswith(f"{path}: ")
    assert found in message
    assert "allowed is" in message
    assert "https://doi.org/10.5281/zenodo.6347574" in message


@pytest.mark.parametrize(
    ("content", "found"),
    [
        pytest.param(WHOLE.encode("utf-16"), "bytes that are not UTF-8", id="utf-16"),
        pytest.param(gzip.compress(WHOLE.encode())[:-20], "Compressed file ended", id="gzip-cut-off"),
        pytest.param(gzip.compress(WHOLE.encode())[:12] + b"\xff" * 99, "rror", id="gzip-damaged"),
        pytest.param(b"PK\x03\x04" + b"\0" * 99, "at its beginning", id="zip-cut-off"),
    ],
)
def test_damaged_bytes(content: bytes, found: str, tmp_path: Path) -> None:
    """A download that broke off or was damaged is refused, never a traceback."""
    path = tmp_path / "ror"
    path.write_bytes(content)
    with pytest.raises(UsageError, match=found):
        list(read_dump(open_dump(path)))


def test_a_zip_without_a_dump(tmp_path: Path) -> None:
    """A zip in which nothing is a dump, or two files are, is refused."""
    with pytest.raises(UsageError, match=r"zip: found no \.json file in it"):
        open_dump(pack(tmp_path / "none.zip", {"ror.csv": "id"}))
    with pytest.raises(UsageError, match=r"meta\.json: found '\{\}' at its beginning"):
        open_dump(pack(tmp_path / "other.zip", {"meta.json": "{}"}))
    with pytest.raises(UsageError, match=r"zip: found several in v2: a\.json, b\.json"):
        open_dump(pack(tmp_path / "two.zip", {"a.json": WHOLE, "b.json": WHOLE}))


def test_a_record_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A record that does not end is given up before it fills the memory."""
    monkeypatch.setattr(dump_module, "CHUNK", 1000)
    monkeypatch.setattr(dump_module, "LARGEST_RECORD", 10_000)
    path = tmp_path / "ror.json"
    path.write_text('[{"id": "' + "x" * 100_000 + '"}]')
    with pytest.raises(UsageError, match="Unterminated string"):
        open_dump(path)
