"""The bytes of a task, in the worker that works on it: bounded, and never waited for without end."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from os import SEEK_END
from pathlib import Path

from lhextract.acquire.decode import HTML, media_type_of
from lhextract.acquire.store import charset_of, read_file
from lhextract.batch.archive.bodies import BodyError
from lhextract.batch.archive.members import ArchiveError
from lhextract.batch.archive.records import PAGES, Kept, OpenRecord, open_record, record_loader
from lhextract.batch.opening import open_place
from lhextract.batch.remote import is_url, path_in, read_remote
from lhextract.batch.task import Task
from lhextract.errors import SourceError, TooLargeError
from lhextract.model.page import Snapshot


def read_place(task: Task, *, start: str | Path, largest: int) -> Snapshot:
    """Return the page of a task; a relative place is meant from `start`.

    Raises `SourceError` where it cannot be read, `TooLargeError` where it has more than `largest` bytes, of which no
    more are read.
    """
    if task.place.offset is not None:
        return _read_record(task, task.place.offset, start=Path(start), largest=largest)
    if is_url(task.place.where):
        return _read_url(task, largest=largest)
    return _read_path(task, start=Path(start), largest=largest)


def _read_path(task: Task, *, start: Path, largest: int) -> Snapshot:
    where = task.place.where
    path = start / where
    try:
        if path.is_file():
            _refuse_large(where, path.stat().st_size, largest)
        snapshot = read_file(path, source=task.id)
    except SourceError as error:  # the same words on every machine
        raise type(error)(str(error).replace(str(path), where)) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise SourceError(f"{where}: cannot be read: {reason}; check the path and its permissions") from error
    _refuse_large(where, len(snapshot.body), largest)
    return replace(snapshot, path=str(Path(where)), url=task.url)


def _read_url(task: Task, *, largest: int) -> Snapshot:
    where = task.place.where
    body, size = read_remote(where, most=largest)
    _refuse_large(where, size, largest)
    return Snapshot(
        source=task.id,
        url=task.url,
        media_type=media_type_of(path_in(where).name, body),
        retrieved=None,
        sha256=hashlib.sha256(body).hexdigest(),
        body=body,
        path=where,
    )


def _read_record(task: Task, offset: int, *, start: Path, largest: int) -> Snapshot:
    with open_place(task.place.where, start=start) as handle:
        loader = record_loader(task.place.where)
        try:
            record = open_record(handle, offset, size=handle.seek(0, SEEK_END), loader=loader)
            if record is None:
                raise ArchiveError("the file ends before the record", offset=offset)
            body = _body(record, name=str(task.place), largest=largest)
        except (ArchiveError, BodyError) as error:
            raise SourceError(f"{task.place}: {error}; get the archive again, or save the page") from error
        except OSError as error:
            raise SourceError(f"{task.place}: cannot be read: {error.strerror or error}") from error
    return _of_record(task, record.kept, body)


def _of_record(task: Task, kept: Kept, body: bytes) -> Snapshot:
    is_html = PAGES.get(kept.media_type) == HTML
    return Snapshot(
        source=task.id,
        url=task.url or kept.url,
        media_type=HTML if is_html else media_type_of("page", body),
        retrieved=kept.date,
        sha256=hashlib.sha256(body).hexdigest(),
        body=body,
        path=str(task.place),
        charset=charset_of(kept.content_type),
        status=kept.status,
    )


def _body(record: OpenRecord, *, name: str, largest: int) -> bytes:
    """Unwrapped, and no further than it may be: what unpacks to gigabytes ends here."""
    blocks, size = [], 0
    for block in record.blocks():
        blocks.append(block)
        size += len(block)
        if size > largest:
            raise TooLargeError(f"{name}: more than {largest:,} bytes unpacked, allowed are {largest:,}")
    return b"".join(blocks)


def _refuse_large(name: str, size: int, largest: int) -> None:
    if size > largest:
        raise TooLargeError(f"{name}: {size:,} bytes, allowed are {largest:,}; give the page alone")
