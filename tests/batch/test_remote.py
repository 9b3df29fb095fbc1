from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from lhextract.batch.inputs import tasks_of
from lhextract.batch.reading import read_place
from lhextract.batch.task import Place, Task
from lhextract.errors import MissingExtraError, SourceError, TooLargeError, UsageError
from tests.batch.archives import CRAWL, PAGE, PAGES, archive

LARGEST = 100_000


@pytest.fixture(autouse=True)
def store() -> Iterator[None]:
    """A store in memory: pages, a list, a web archive, a ZIP file."""
    import fsspec

    memory = fsspec.filesystem("memory")
    zipped = io.BytesIO()
    with zipfile.ZipFile(zipped, "w") as target:
        target.writestr("in/a.html", PAGE)
        target.writestr("b.txt", "Initiatives\n")
        target.writestr("list.csv", "input,id\nin/a.html,listed\n")
    for path, content in {
        "/b/pages/a.html": PAGE,
        "/b/pages/sub/index.html": PAGE,
        "/b/pages/.hidden/a.html": PAGE,
        "/b/pages/logo.png": b"\x89PNG",
        "/b/lists/a.csv": b"input,id\n../pages/a.html,one\nnowhere.html,\n/far/c.html,\nmemory://b/x.html,\n",
        "/b/crawl.warc.gz": archive(CRAWL, packed=True)[0],
        "/b/a.zip": zipped.getvalue(),
    }.items():
        memory.pipe(path, content)
    yield
    memory.rm("/b", recursive=True)


@pytest.mark.parametrize(
    ("given", "tasks"),
    [
        pytest.param("memory://b/pages/a.html", [("a", "memory://b/pages/a.html")], id="file"),
        pytest.param("memory://b/pages/logo.png", [("logo", "memory://b/pages/logo.png")], id="any-file-that-is-named"),
        pytest.param(
            "memory://b/pages",
            [("a", "memory:///b/pages/a.html"), ("sub", "memory:///b/pages/sub/index.html")],
            id="folder",
        ),
        pytest.param("memory://b/*/*.html", [("pages-a", "memory:///b/pages/a.html")], id="glob"),
        pytest.param("memory://b/pages/*", [("a", "memory:///b/pages/a.html")], id="glob-over-everything"),
        pytest.param("memory://b/pages/*.png", [("logo", "memory:///b/pages/logo.png")], id="glob-may-name-any-suffix"),
        pytest.param("simplecache::memory://b/pages/a*", [("a", "simplecache::memory:///b/pages/a.html")], id="cached"),
        pytest.param("zip://in/a.html::memory://b/a.zip", [("a", "zip://in/a.html::memory://b/a.zip")], id="zip-file"),
        pytest.param(
            "zip://::memory://b/a.zip",
            [("b", "zip://b.txt::memory://b/a.zip"), ("in-a", "zip://in/a.html::memory://b/a.zip")],
            id="zip",
        ),
        pytest.param("zip://**/*.txt::memory://b/a.zip", [("b", "zip://b.txt::memory://b/a.zip")], id="zip-glob"),
        pytest.param(
            "zip://list.csv::memory://b/a.zip", [("listed", "zip://in/a.html::memory://b/a.zip")], id="zip-list"
        ),
        pytest.param(
            "memory://b/lists/a.csv",
            [
                ("one", "memory://b/pages/a.html"),
                ("nowhere", "memory://b/lists/nowhere.html"),
                ("c", "/far/c.html"),
                ("x", "memory://b/x.html"),
            ],
            id="list",
        ),
    ],
)
def test_what_is_found(given: str, tasks: list[tuple[str, str]], tmp_path: Path) -> None:
    """URLs are files, folders, globs and lists, as paths are."""
    assert [(task.id, str(task.place)) for task in tasks_of([given], start=tmp_path)] == tasks


@pytest.mark.parametrize("url", ["memory://b/crawl.warc.gz", "memory://b/*.warc.gz"])
def test_archive(url: str, tmp_path: Path) -> None:
    """A web archive elsewhere is read by record, too."""
    tasks = list(tasks_of([url], start=tmp_path))
    assert [task.url for task in tasks] == [CRAWL[record].url for record in PAGES]
    assert read_place(tasks[1], start=tmp_path, largest=LARGEST).body == PAGE


@pytest.mark.parametrize(
    ("given", "words"),
    [
        pytest.param("memory://b/nowhere", "memory://b/nowhere: found no page there (.html", id="missing"),
        pytest.param("memory://b/*.pdf", "memory://b/*.pdf: found no page there", id="glob"),
        pytest.param("nowhere://b/a.html", "nowhere://b/a.html: cannot be read: Protocol not known", id="protocol"),
        pytest.param("s3://b/a.html", "s3://b/a.html: fsspec needs another library for it: ", id="library"),
        pytest.param("zip://a.html::memory://b/pages/a.html", "cannot be read: File is not a zip file", id="no-zip"),
        pytest.param("ftp://me:secret@example.org/a", "ftp://…@example.org/a: found a password", id="password"),
        pytest.param("ftp://me:se/@secret/@example.org/a", "ftp://…@example.org/a: found a password", id="unescaped"),
        pytest.param("https://me:secret@example.org/a", "https://…@example.org/a: found a web", id="web-password"),
    ],
)
def test_refused(given: str, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is not there, or cannot be asked, is refused before the first task; no password is ever shown."""
    monkeypatch.setitem(sys.modules, "s3fs", None)
    with pytest.raises(UsageError) as refused:
        tasks_of([given], start=tmp_path)
    assert words in str(refused.value)
    assert "secret" not in str(refused.value)


def test_fsspec_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the extra, one message names it."""
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'lhextract\[remote\]', or copy the pages here"):
        tasks_of(["memory://b/pages"], start=tmp_path)


def test_page(tmp_path: Path) -> None:
    """A page elsewhere is what it would be as a file, and no larger than it may be."""
    task = Task(0, "a", Place("zip://in/a.html::memory://b/a.zip"))
    snapshot = read_place(task, start=tmp_path, largest=len(PAGE))
    assert (snapshot.body, snapshot.media_type, snapshot.path) == (PAGE, "text/html", task.place.where)
    with pytest.raises(TooLargeError, match=r"a\.zip: [0-9,]+ bytes, allowed are 100; give the page alone"):
        read_place(task, start=tmp_path, largest=100)


def test_stores_have_errors_of_their_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a store raises is one line for the page that it concerns; in an archive, for the rest of that."""
    from fsspec.implementations.memory import MemoryFile

    class NoTokenError(Exception):
        pass

    def refuse(*_: object) -> bytes:
        raise NoTokenError("token has expired\nask for another")

    tasks = tasks_of(["memory://b/crawl.warc.gz"], start=tmp_path)
    next(tasks)
    monkeypatch.setattr(MemoryFile, "read", refuse)
    (rest,) = tasks
    assert rest.problem is not None
    assert "token has expired" in rest.problem
    with pytest.raises(SourceError, match="cannot be read: token has expired; check the URL"):
        read_place(Task(0, "a", Place("memory://b/pages/a.html")), start=tmp_path, largest=LARGEST)
