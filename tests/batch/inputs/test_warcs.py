from __future__ import annotations

import gzip
import sys
from pathlib import Path

import pytest

from lhextract.batch.inputs import tasks_of
from lhextract.batch.inputs.found import LeftOut
from lhextract.batch.reading import read_place
from lhextract.batch.task import Task
from lhextract.errors import MissingExtraError, UsageError
from tests.batch.archives import CRAWL, PAGE, PAGES, Made, archive

NAMES = [pytest.param("crawl.warc.gz", id="packed"), pytest.param("crawl.warc", id="plain")]


def listed(content: bytes, name: str, folder: Path) -> tuple[list[Task], LeftOut]:
    """The tasks of an archive, and what is told of it."""
    (folder / name).write_bytes(content)
    told: list[LeftOut] = []
    tasks = list(tasks_of([name], start=folder, tell=told.append))
    (counts,) = told
    return tasks, counts


@pytest.mark.parametrize("name", NAMES)
def test_pages_of_an_archive(name: str, tmp_path: Path) -> None:
    """Answers and resources that are pages become tasks with offset, URL and an id of both; others are counted."""
    content, offsets = archive(CRAWL, packed=name.endswith(".gz"))
    tasks, counts = listed(content, name, tmp_path)
    assert [(task.number, task.place.where, task.place.offset) for task in tasks] == [
        (number, name, offsets[record]) for number, record in enumerate(PAGES)
    ]
    assert [task.url for task in tasks] == [CRAWL[record].url for record in PAGES]
    assert [task.id for task in tasks] == [
        "example-org-networks-20240502",
        "example-org-packed-p-2-20240502",
        "example-org-untold-20240502",
        "example-org-saved-20240502",
    ]
    assert (counts.archive, counts.pages) == (name, len(PAGES))
    assert counts.others == {
        "status 301": 1,
        "status 404": 1,
        "robots.txt": 1,
        "image/png": 1,
        "no media type": 1,
        "no page of the web": 1,
        "revisit": 1,
        "part of a record": 1,
    }


@pytest.mark.parametrize("name", NAMES)
def test_cut_archive(name: str, tmp_path: Path) -> None:
    """Wherever an archive is cut off, whole records before count, and the rest is one task that says where."""
    records = [Made(f"https://example.org/{number}", PAGE[:300]) for number in range(3)]
    content, offsets = archive(records, packed=name.endswith(".gz"))
    for end in range(0, len(content), 11):
        tasks, _ = listed(content[:end], name, tmp_path)
        whole = [task for task in tasks if task.problem is None]
        assert [task.place.offset for task in whole] == offsets[: len(whole)]
        assert {read_place(task, start=tmp_path, largest=9999).body for task in whole} <= {PAGE[:300]}
        if len(whole) == len(tasks):  # nothing is cut off but the line ends after a record
            assert content[: offsets[len(whole)] if len(whole) < 3 else None].startswith(content[:end].rstrip())
            assert len(whole) == sum(offset < end for offset in offsets)
        else:
            (rest,) = tasks[len(whole) :]
            assert rest.problem is not None
            assert f"{name}: at byte {rest.place.offset:,}: " in rest.problem
            assert (rest.id, rest.place.offset) == ("crawl-rest", offsets[len(whole)] if end else 0)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        pytest.param(b"", "the file is empty", id="empty"),
        pytest.param(b"<html>", "no WARC record begins here", id="no-archive"),
        pytest.param(gzip.compress(b"<html>" * 9), "no WARC record begins here", id="no-archive-packed"),
        pytest.param(b"WARC/1.0\r\nWARC-Type: response\r\n\r\n", "no WARC record begins here", id="no-url"),
        pytest.param(b"WARC/1.0\r\nWARC-Type: x\r\n\r\n", "Content-Length: found ''", id="no-length"),
        pytest.param(
            b"WARC/1.0\r\nContent-Length: -5\r\n\r\n", "Content-Length: found '-5', allowed is a number", id="length"
        ),
        pytest.param(b"WARC/1.0\r\n" + b"a: b\r\n" * 200_000, "bytes of header lines", id="endless-head"),
        pytest.param(gzip.compress(b"WARC/1.0\r\n" + b"a" * 9**7), "bytes of header lines", id="endless-line"),
        pytest.param(b"\x1f\x8b" + b"\xff" * 99, "broken gzip data", id="broken-gzip"),
        pytest.param(gzip.compress(archive(CRAWL, packed=False)[0]), "warcio recompress OLD NEW", id="one-member"),
    ],
)
def test_broken_archive(content: bytes, problem: str, tmp_path: Path) -> None:
    """What is no archive, or none that can be read record by record, is a task with the reason, never a loss."""
    tasks, _ = listed(content, "a.warc", tmp_path)
    assert [task.place.offset for task in tasks] == [0]
    assert problem in (tasks[0].problem or "")


def test_broken_in_the_middle(tmp_path: Path) -> None:
    """A record whose bytes are damaged ends the archive there; those before it count."""
    content, offsets = archive(CRAWL, packed=True)
    damaged = bytearray(content)
    damaged[offsets[5] + 60 : offsets[5] + 70] = bytes(10)
    tasks, counts = listed(bytes(damaged), "a.warc.gz", tmp_path)
    assert [(task.place.offset, task.problem is None) for task in tasks] == [(offsets[0], True), (offsets[5], False)]
    assert counts.pages == 1


def test_same_url_twice(tmp_path: Path) -> None:
    """A page archived twice is two pages: by day, and on one day by a digest of the place."""
    records = [Made("https://example.org/a", date=f"2024-05-0{day}T10:00:00.5Z") for day in (1, 2, 2)]
    tasks, _ = listed(archive(records, packed=True)[0], "a.warc.gz", tmp_path)
    assert [task.id[:22] for task in tasks] == [
        "example-org-a-20240501",
        "example-org-a-20240502",
        "example-org-a-20240502",
    ]
    assert len(tasks[2].id) == len(tasks[1].id) + 9


def test_archive_given_twice(tmp_path: Path) -> None:
    """An archive given twice is taken once."""
    content, _ = archive(CRAWL, packed=True)
    (tmp_path / "a.warc.gz").write_bytes(content)
    assert len(list(tasks_of(["a.warc.gz", "*.warc.gz", "./a.warc.gz"], start=tmp_path))) == len(PAGES)


def test_archive_without_pages(tmp_path: Path) -> None:
    """An archive in which nothing is a page is refused where there is no other input, and said to be empty of pages."""
    (tmp_path / "a.warc").write_bytes(archive(CRAWL[1:5], packed=False)[0])
    with pytest.raises(UsageError, match=r"a\.warc: found no page in it"):
        list(tasks_of(["a.warc"], start=tmp_path))


def test_warcio_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the extra, one message names it before anything is read."""
    monkeypatch.setitem(sys.modules, "warcio.recordloader", None)
    (tmp_path / "a.warc").write_bytes(b"")
    with pytest.raises(
        MissingExtraError, match=r"a\.warc: warcio is not installed; run: pip install 'lhextract\[warc\]'"
    ):
        tasks_of(["a.warc"], start=tmp_path)


def test_left_out_is_one_line() -> None:
    """What was left out is told in one line, the most frequent reason first."""
    assert str(LeftOut("a.warc", 1200, {"revisit": 1, "status 404": 2000})) == (
        "a.warc: 1,200 pages; records left out: 2,000 status 404, 1 revisit"
    )
