"""Lists that `lhextract batch` is given: every row is a page or is named, none is passed over."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import asdict
from functools import cache
from pathlib import Path

from lhextract.batch.inputs import tasks_of
from lhextract.batch.inputs.lists import page_of, pages_of
from lhextract.batch.inputs.register import Register
from lhextract.batch.inputs.rows import COLUMNS, csv_rows, json_rows, path_rows
from lhextract.batch.reading import read_place
from lhextract.batch.remote import is_url
from lhextract.batch.task import Task
from lhextract.errors import SourceError
from tests.fuzz.scratch import refusal_names, scratch
from tests.fuzz.target import Broken, LawBroken, Target

READERS = {"list.csv": csv_rows, "list.jsonl": json_rows, "stdin": path_rows}
LARGEST = 100_000  # bytes of a page


@cache
def pages() -> Path:
    """A folder with two pages."""
    folder = scratch("batch")
    for name in ("a.html", "b.txt"):
        (folder / name).write_text("<h1>Networks</h1>\n", encoding="utf-8")
    return folder


def check(data: bytes) -> None:
    """The first byte says which kind of list the rest is."""
    folder = pages()
    name = tuple(READERS)[data[0] % 3 if data else 0]
    content = data[1:]
    (folder / name).write_bytes(content)
    with refusal_names(name):
        tasks = _tasks(name, folder)
    if _tasks(name, folder) != tasks:
        raise LawBroken("the same list gives other pages")
    if [task.number for task in tasks] != list(range(len(tasks))) or len({task.id for task in tasks}) != len(tasks):
        raise LawBroken("numbers or ids of pages are not their own")
    of = None if name == "stdin" else name
    with (folder / name).open("rb") as lines:
        meant = {
            _place(page_of(row, of=of, start=folder).place.where, folder) for row in READERS[name](lines, name=name)
        }
    if {_place(task.place.where, folder) for task in tasks} != meant:
        raise LawBroken("the pages of a batch are not those that its list means", kind=Broken.LOSS)
    for task in tasks:
        if Task.of_object(json.loads(json.dumps(asdict(task)))) != task:
            raise LawBroken("a task does not read back as it was")
        _read(task, folder)


def _tasks(name: str, folder: Path) -> list[Task]:
    if name != "stdin":
        return list(tasks_of([name], start=folder))
    register = Register(folder)
    with (folder / name).open("rb") as lines:
        found = pages_of(path_rows(lines, name="stdin"), start=folder)
        return [task for one in found if (task := register.task(one)) is not None]


def _place(where: str, folder: Path) -> str:
    return where if is_url(where) else os.path.normpath(folder / where)


def _read(task: Task, folder: Path) -> None:
    """A page is read, or refused under the name that the list has for it. Places elsewhere are left alone."""
    if is_url(task.place.where):
        return
    try:
        read_place(task, start=folder, largest=LARGEST)
    except SourceError as error:
        if task.place.where not in str(error):
            raise LawBroken("a refusal does not name the page") from error


def seeds() -> Iterable[bytes]:
    """Full rows of each kind, rows that do not fit."""
    head = ",".join(COLUMNS).encode()
    yield b"\x00" + head + b"\na.html,one,,en,DE,https://example.org/a\nb.txt,two,lighthouses,,,\n"
    yield b"\x00input\na.html\nb.txt\na.html\nno-such.html\n/dev/null\n../x\n.\n"
    yield b'\x00input;id\n"a;b.html";x\n\nfile://a.html;y\n'
    yield b"\x01" + json.dumps({"input": "a.html", "id": "x", "language": "de", "region": "DE"}).encode() + b"\n"
    yield b'\x01{"input": "b.txt", "url": null}\n\n{"input": "\\u00e4.html"}\n{"input": "memory://x/a.html"}\n'
    yield b'\x01{"input": "\\ud800.html"}\n'
    yield b"\x02a.html\nb.txt\r\n\n \n" + "ä.html\n".encode() + b"x" * 300 + b"\n"
    yield b"\x02~\n*\nzip://*.html::a.zip\nmemory://a\n"


TARGET = Target(
    name="batch_list",
    input_class="batch lists",
    check=check,
    seeds=seeds,
    dictionary=(
        *(column.encode() for column in COLUMNS), *(b'"%s": ' % column.encode() for column in COLUMNS), b"file://",
        b"memory://", b"zip://", b"::", b"https://", b"\\u0000", b"\\ud800", b"\xef\xbb\xbf", b"null",
        b"../", b"a.html",
        b".warc.gz", b".csv", b"lighthouses", b"\r\n", b'""', b"{", b"}",
    ),
)  # fmt: skip
