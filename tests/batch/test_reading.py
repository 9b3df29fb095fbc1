from __future__ import annotations

import gzip
import hashlib
import os
import zlib
from pathlib import Path

import pytest

from lhextract.acquire.store import read_file
from lhextract.batch.inputs import tasks_of
from lhextract.batch.reading import read_place
from lhextract.batch.task import Place, Task
from lhextract.errors import SourceError, TooLargeError
from lhextract.model.page import Snapshot
from tests.batch.archives import CHUNKED, CRAWL, GZIP, HTML, PAGE, Made, archive, chunked

LARGEST = 100_000
RAW = zlib.compressobj(wbits=-zlib.MAX_WBITS)
BARE = RAW.compress(PAGE) + RAW.flush()


def task(where: str, offset: int | None = None, url: str | None = None) -> Task:
    """A task that only says where its page is."""
    return Task(0, "a", Place(where, offset), url=url)


def archived(one: Made, folder: Path, *, packed: bool = True) -> Snapshot:
    """The page of an archive with one record, whose end is followed by another."""
    content, _ = archive([one, Made("https://example.org/next")], packed=packed)
    (folder / "a.warc").write_bytes(content)
    return read_place(task("a.warc", 0), start=folder, largest=LARGEST)


@pytest.mark.parametrize("name", ["a.html", "a.txt", "sub/a.aspx"])
def test_file_as_run_reads_it(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file gives the very snapshot that `lhextract run` makes of it, wherever the worker stands."""
    (tmp_path / "sub").mkdir()
    (tmp_path / name).write_bytes(PAGE)
    snapshot = read_place(task(name), start=str(tmp_path), largest=LARGEST)
    monkeypatch.chdir(tmp_path)
    assert snapshot == read_file(Path(name), source="a")


def test_what_the_list_says(tmp_path: Path) -> None:
    """Where the page was published is known from the list."""
    (tmp_path / "a.html").write_bytes(PAGE)
    said = task("a.html", url="https://example.org/a")
    assert read_place(said, start=tmp_path, largest=LARGEST).url == "https://example.org/a"


@pytest.mark.parametrize(
    ("where", "words"),
    [
        pytest.param("nowhere.html", "nowhere.html: no such file", id="missing"),
        pytest.param("folder", "folder: found a directory", id="folder"),
        pytest.param("pipe", "pipe: found no regular file", id="pipe"),
        pytest.param("broken", "broken: no such file", id="broken-link"),
        pytest.param("a.html/b", "a.html/b: no such file", id="file-as-folder"),
        pytest.param("a" * 999, ": cannot be read: File name too long", id="long-name"),
        pytest.param("memory://nowhere/a.html", "memory://nowhere/a.html: no such file", id="url"),
        pytest.param("nowhere://a.html", "nowhere://a.html: cannot be read: Protocol not known", id="protocol"),
    ],
)
def test_unreadable(where: str, words: str, tmp_path: Path) -> None:
    """What cannot be read says why, in words that do not depend on the machine; a pipe is not waited for."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "a.html").write_bytes(PAGE)
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "broken").symlink_to("nowhere")
    with pytest.raises(SourceError) as refused:
        read_place(task(where), start=tmp_path, largest=LARGEST)
    assert words in str(refused.value)
    assert str(tmp_path) not in str(refused.value)
    if not where.startswith(("memory:", "nowhere:")):
        with pytest.raises(SourceError):
            read_place(task(where, 0), start=tmp_path, largest=LARGEST)


def test_no_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is closed to us says so."""
    (tmp_path / "a.html").write_bytes(PAGE)

    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(SourceError, match=r"^a\.html: cannot be read: Permission denied; check its permissions"):
        read_place(task("a.html"), start=tmp_path, largest=LARGEST)


def test_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file larger than it may be is refused by its size, before it is read; one that is as large is read."""
    (tmp_path / "b.html").write_bytes(b"a" * LARGEST)
    assert len(read_place(task("b.html"), start=tmp_path, largest=LARGEST).body) == LARGEST
    monkeypatch.setattr(Path, "read_bytes", None)
    with pytest.raises(TooLargeError, match=r"^b\.html: 100,000 bytes, allowed are 99,999; give the page alone"):
        read_place(task("b.html"), start=tmp_path, largest=LARGEST - 1)


@pytest.mark.parametrize("packed", [True, False])
def test_page_of_an_archive(packed: bool, tmp_path: Path) -> None:
    """What the archive knows of a page: URL, media type, charset, time, status; the body as a browser would have it."""
    body = chunked(gzip.compress(PAGE))
    one = Made("https://example.org/ä b", body, headers=(HTML, CHUNKED, GZIP), date="2024-05-02T10:00:00.123Z")
    snapshot = archived(one, tmp_path, packed=packed)
    assert snapshot == Snapshot(
        source="a",
        url="https://example.org/ä%20b",
        media_type="text/html",
        retrieved="2024-05-02T10:00:00Z",
        sha256=hashlib.sha256(PAGE).hexdigest(),
        body=PAGE,
        path="a.warc@0",
        charset="iso-8859-1",
        status=200,
    )


@pytest.mark.parametrize(
    ("headers", "body", "expected"),
    [
        pytest.param((), PAGE, PAGE, id="as-it-is"),
        pytest.param((CHUNKED,), chunked(PAGE), PAGE, id="chunked"),
        pytest.param((CHUNKED,), chunked(PAGE, size=70_000), PAGE, id="one-chunk"),
        pytest.param((CHUNKED,), chunked(PAGE, size=1), PAGE, id="chunks-of-a-byte"),
        pytest.param((CHUNKED,), PAGE, PAGE, id="said-to-be-chunked"),
        pytest.param((CHUNKED,), b"0\r\n\r\n", b"", id="no-chunk"),
        pytest.param((GZIP,), gzip.compress(PAGE), PAGE, id="gzip"),
        pytest.param((GZIP,), PAGE, PAGE, id="said-to-be-gzip"),
        pytest.param((("Content-Encoding", "X-GZip"),), gzip.compress(PAGE), PAGE, id="x-gzip"),
        pytest.param((("Content-Encoding", "identity"),), PAGE, PAGE, id="identity"),
        pytest.param((("Content-Encoding", "deflate"),), zlib.compress(PAGE), PAGE, id="deflate"),
        pytest.param((("Content-Encoding", "deflate"),), BARE, PAGE, id="deflate-without-frame"),
        pytest.param((("Content-Encoding", "deflate"),), PAGE, PAGE, id="said-to-be-deflate"),
        pytest.param((("Content-Encoding", "br"),), PAGE, PAGE, id="said-to-be-brotli"),
        pytest.param((("Content-Encoding", "UTF-8"),), b"Initiatives", b"Initiatives", id="no-packing-at-all"),
        pytest.param((GZIP,), b"Initiatives", b"Initiatives", id="text-said-to-be-gzip"),
        pytest.param((("Transfer-Encoding", "gzip, chunked"),), chunked(PAGE), PAGE, id="more-than-chunked"),
    ],
)
def test_bodies(headers: tuple[tuple[str, str], ...], body: bytes, expected: bytes, tmp_path: Path) -> None:
    """Bodies are unwrapped as servers wrap them, and left alone where an archive has unwrapped them already."""
    assert archived(Made("https://example.org/", body, headers=(HTML, *headers)), tmp_path).body == expected


@pytest.mark.parametrize(
    ("headers", "body", "words"),
    [
        pytest.param((GZIP,), gzip.compress(PAGE)[:-20], "a.warc@0: its body is cut off; get the", id="cut-gzip"),
        pytest.param((GZIP,), gzip.compress(PAGE)[:50] + bytes(50), "its body cannot be unpacked (", id="broken-gzip"),
        pytest.param((("Content-Encoding", "gzip, br"),), b"\x1b\x03", "found 'gzip, br', allowed are", id="twice"),
        pytest.param((CHUNKED,), chunked(PAGE)[:-500], "the body ends within a chunk", id="cut-chunk"),
        pytest.param((CHUNKED,), chunked(PAGE)[:-5], "a chunk begins with b''", id="no-last-chunk"),
        pytest.param((CHUNKED,), b"3\r\nabcdef\r\n0\r\n\r\n", "a chunk is longer than it says", id="long-chunk"),
        pytest.param(
            (("Content-Encoding", "br"),), b"\x1b\x03", "found 'br', allowed are gzip and deflate", id="brotli"
        ),
    ],
)
def test_broken_bodies(headers: tuple[tuple[str, str], ...], body: bytes, words: str, tmp_path: Path) -> None:
    """A body that is cut off or broken is refused with the reason, never taken for a shorter page."""
    with pytest.raises(SourceError) as refused:
        archived(Made("https://example.org/", body, headers=(HTML, *headers)), tmp_path)
    assert words in str(refused.value)


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        pytest.param((GZIP,), gzip.compress(bytes(50_000_000)), id="bomb"),
        pytest.param((CHUNKED, GZIP), chunked(gzip.compress(bytes(50_000_000))), id="bomb-in-chunks"),
        pytest.param((), b"a" * (LARGEST + 1), id="large"),
        pytest.param((CHUNKED,), b"7fffffff\r\n" + b"a" * 2 * LARGEST, id="endless-chunk"),
    ],
)
def test_bodies_without_end(headers: tuple[tuple[str, str], ...], body: bytes, tmp_path: Path) -> None:
    """What unpacks to more than a page may have ends there."""
    with pytest.raises(TooLargeError, match=r"a\.warc@0: more than 100,000 bytes unpacked, allowed are 100,000"):
        archived(Made("https://example.org/", body, headers=(HTML, *headers)), tmp_path)


def test_media_type_of_a_record(tmp_path: Path) -> None:
    """As `fetch` has it: what the server calls HTML is HTML, else the first bytes decide."""
    url = "https://example.org/a.html"
    assert archived(Made(url, b"just text", headers=(HTML,)), tmp_path).media_type == "text/html"
    assert archived(Made(url, b"just text", headers=()), tmp_path).media_type == "text/plain"
    assert archived(Made(url, PAGE, headers=(("Content-Type", "text/plain"),)), tmp_path).media_type == "text/html"


def test_archive_that_has_become_shorter(tmp_path: Path) -> None:
    """A record that is not there any more, or only in part, is a page that cannot be read."""
    content, _ = archive(CRAWL[:1], packed=False)
    for end, words in ((len(content) - 100, "the file ends within the record"), (0, "the file ends before the record")):
        (tmp_path / "a.warc").write_bytes(content[:end])
        with pytest.raises(SourceError, match=rf"^a\.warc@0: {words}; get the archive again"):
            read_place(task("a.warc", 0), start=tmp_path, largest=LARGEST)


def test_every_task_of_an_archive_can_be_read(tmp_path: Path) -> None:
    """Each by its offset alone, in any order."""
    (tmp_path / "a.warc.gz").write_bytes(archive(CRAWL, packed=True)[0])
    tasks = reversed(list(tasks_of(["a.warc.gz"], start=tmp_path)))
    bodies = [read_place(one, start=tmp_path, largest=LARGEST).body for one in tasks]
    assert bodies == [PAGE, b"Initiatives of the university\n", PAGE, PAGE]
