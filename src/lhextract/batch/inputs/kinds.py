"""What an input is, by its name and what lies there; everything that can be seen without reading pages is seen here."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from lhextract.batch.archive.records import record_loader
from lhextract.batch.inputs.found import Found, LeftOut
from lhextract.batch.inputs.lists import is_archive, is_list, pages_of, read_list
from lhextract.batch.inputs.names import name_below, name_of_file
from lhextract.batch.inputs.rows import path_rows
from lhextract.batch.inputs.walking import MAGIC, Hit, split_glob, walk
from lhextract.batch.inputs.warcs import read_archive
from lhextract.batch.opening import open_local
from lhextract.batch.remote import RemoteFile, find_remote, is_url, open_remote, path_in, refuse_url
from lhextract.batch.task import Place
from lhextract.errors import UsageError

PAGES = (".html", ".htm", ".xhtml", ".txt")
STDIN = "-"
ALLOWED = (
    "a page file, a folder, a glob, a list (.csv, .jsonl, .ndjson), a WARC file, a URL of fsspec or - (paths on stdin)"
)
Tell = Callable[[LeftOut], None]


def look_at(given: str, *, start: Path, tell: Tell) -> Iterator[Found]:
    """The pages of an input, in order; raises `UsageError` for one that is nothing a batch can read."""
    if given == STDIN:
        return pages_of(path_rows(sys.stdin.buffer, name="stdin"), start=start)
    where = given.removeprefix("file://")
    if where and os.path.lexists(start / where):
        return _local(Path(where).as_posix(), start=start, tell=tell)
    if is_url(where):
        refuse_url(where, name=where)
        return _remote(where, start=start, tell=tell)
    if MAGIC & set(where):
        base, parts = split_glob(where)
        found = _walked(walk(base, parts, start=start), pages_only=parts[-1].endswith("*"), start=start, tell=tell)
        return _any(found, given, f"found no file that it hits{_without(parts[-1])}")
    raise UsageError(f"{given or repr(given)}: found nothing there, allowed is {ALLOWED}; check the path")


def _local(where: str, *, start: Path, tell: Tell) -> Iterator[Found]:
    path = start / where
    if path.is_dir():
        found = _walked(walk(where, (), start=start), pages_only=True, start=start, tell=tell)
        return _any(found, where, f"found no page in the folder{_without('*')}")
    return _file(where, name_of_file(path), lambda: open_local(path, name=where), start=start, tell=tell)


def _remote(url: str, *, start: Path, tell: Tell) -> Iterator[Found]:
    files = tuple(find_remote(url))
    if len(files) == 1 and files[0].url == url:
        return _remote_file(files[0], name_of_file(Path("/") / path_in(url)), start=start, tell=tell)
    pages_only = url.partition("::")[0].endswith("*") or not MAGIC & set(url)
    found = (
        one
        for file in files
        if not pages_only or file.below.name.lower().endswith(PAGES)
        for one in _remote_file(
            file, name_below(file.below, path=Path("/") / path_in(file.url)), start=start, tell=tell
        )
    )
    return _any(found, url, f"found no page there{_without('*')}")


def _walked(hits: Iterable[Hit], *, pages_only: bool, start: Path, tell: Tell) -> Iterator[Found]:
    for hit in hits:
        path = start / hit.where
        name = name_below(hit.below, path=path)
        if hit.error is not None:
            yield Found(Place(hit.where), name, problem=hit.error)
        elif hit.below.name.lower().endswith(PAGES) or not (pages_only or hit.within):
            yield from _file(hit.where, name, _opener(path, hit.where), start=start, tell=tell)


def _opener(path: Path, where: str) -> Callable[[], AbstractContextManager[BinaryIO]]:
    return lambda: open_local(path, name=where)


def _remote_file(file: RemoteFile, name: str, *, start: Path, tell: Tell) -> Iterator[Found]:
    return _file(file.url, name, lambda: open_remote(file.url), start=start, tell=tell)


def _file(
    where: str, name: str, opened: Callable[[], AbstractContextManager[BinaryIO]], *, start: Path, tell: Tell
) -> Iterator[Found]:
    """A list, an archive, or else a page."""
    file = path_in(where).name
    if is_list(file):
        return _begun(read_list(where, opened(), start=start))
    if is_archive(file):
        return read_archive(where, opened(), loader=record_loader(where), tell=tell)
    return iter((Found(Place(where), name),))


def _begun(pages: Iterator[Found]) -> Iterator[Found]:
    """With the first page read already: a header that cannot be used is refused at once."""
    first = next(pages, None)
    return chain(() if first is None else (first,), pages)


def _any(pages: Iterator[Found], given: str, nothing: str) -> Iterator[Found]:
    first = next(pages, None)
    if first is None:
        raise UsageError(f"{given}: {nothing}; check the path")
    return chain((first,), pages)


def _without(last: str) -> str:
    return f" ({' '.join(PAGES)}); give archives and lists by name, such as *.warc.gz" if last.endswith("*") else ""
