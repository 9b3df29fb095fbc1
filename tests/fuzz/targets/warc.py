"""Web archives: what is broken is one page that cannot be read, with the reason; what stands before it is not lost."""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from lhextract.batch.inputs import tasks_of
from lhextract.batch.inputs.found import LeftOut
from lhextract.batch.reading import read_place
from lhextract.batch.task import Task
from lhextract.errors import SourceError
from tests.batch.archives import CHUNKED, GZIP, HTML, Made, archive
from tests.fuzz.scratch import refusal_names, scratch
from tests.fuzz.target import Broken, LawBroken, Target

GOOD = Made("https://www.example.org/good", b"<h1>Networks</h1>\n" * 3)
LARGEST = 1_000_000  # bytes of a page
MOST = 50  # pages of an archive that are read


@cache
def before(packed: bool) -> bytes:
    """An archive with one good record, that others follow."""
    return archive([GOOD], packed=packed)[0]


def check(data: bytes) -> None:
    """The first byte says whether the archive is packed, and whether a good record stands before the rest."""
    how, content = (data[0] if data else 0), data[1:]
    packed, led = bool(how & 1), bool(how & 2)
    folder = scratch("warc")
    name = "crawl.warc.gz" if packed else "crawl.warc"
    (folder / name).write_bytes((before(packed) if led else b"") + content)
    told: list[LeftOut] = []
    with refusal_names(name):
        tasks = list(tasks_of([name], start=folder, tell=told.append))
    if list(tasks_of([name], start=folder)) != tasks:
        raise LawBroken("the same archive gives other pages")
    if len(told) != 1 or told[0].pages != sum(task.problem is None for task in tasks):
        raise LawBroken("what is told of an archive is not what is in it", kind=Broken.LOSS)
    if led and (not tasks or _body(tasks[0], folder) != GOOD.body):
        raise LawBroken("the good record before a broken one is not there", kind=Broken.LOSS)
    for task in tasks[:MOST]:
        if _body(task, folder) != _body(task, folder):
            raise LawBroken("the same record reads differently")


def _body(task: Task, folder: Path) -> bytes | str:
    try:
        snapshot = read_place(task, start=folder, largest=LARGEST)
    except SourceError as error:
        if "crawl.warc" not in str(error):
            raise LawBroken("a refusal does not name the archive") from error
        return str(error)
    if len(snapshot.body) > LARGEST:
        raise LawBroken("more was read than allowed")
    return snapshot.body


def seeds() -> Iterable[bytes]:
    """Archives with records of each kind, packed and not."""
    page = b"<html><body><h1>Initiatives</h1></body></html>\n"

    records = (
        Made("https://www.example.org/networks.html", page),
        Made("https://www.example.org/old", page, status="301 Moved Permanently"),
        Made("https://www.example.org/packed?p=2", b"5;a=b\r\nabcde\r\n0\r\n\r\n", headers=(HTML, CHUNKED)),
        Made("https://www.example.org/zipped", gzip.compress(page), headers=(HTML, GZIP)),
        Made("https://www.example.org/untold", b"Initiatives\n", headers=()),
        Made("https://example.org/saved", page, headers=(("Content-Type", "text/html"),), type="resource"),
        Made("https://www.example.org/part", page, more=(("WARC-Segment-Number", "1"),)),
    )
    for packed in (False, True):
        for one in records:
            yield bytes([packed + 2]) + archive([one], packed=packed)[0]
        yield bytes([packed]) + archive(records[:2], packed=packed)[0]
    yield b"\x01" + gzip.compress(b"WARC/1.0\r\nContent-Length: 9999\r\n\r\n" + bytes(5_000_000))


TARGET = Target(
    name="warc",
    input_class="web archives (WARC)",
    check=check,
    seeds=seeds,
    dictionary=(
        b"WARC/1.0\r\n", b"WARC/1.1\r\n", b"WARC-Type: response\r\n", b"Content-Length: ", b"WARC-Target-URI: ",
        b"WARC-Date: ", b"Content-Type: application/http; msgtype=response\r\n", b"HTTP/1.1 200 OK\r\n", b"\r\n\r\n",
        b"Transfer-Encoding: chunked\r\n", b"Content-Encoding: gzip\r\n",
        b"Content-Encoding: deflate\r\n", b"\x1f\x8b\x08",
        b"WARC-Segment-Number: 1\r\n", b"0\r\n\r\n", b"ffffffff\r\n", b"text/html", b"http://[", b"\xc2\xb2",
    ),
)  # fmt: skip
