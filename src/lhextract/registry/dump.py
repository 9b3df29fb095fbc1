"""The dump of ROR as published: one JSON array, plain, in gzip, or in the zip of Zenodo, read item by item."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Any, Literal, cast

from lhextract.errors import UsageError
from lhextract.registry.records import RecordError, read_organisation, schema_of
from lhextract.registry.ror import Organisation

CHUNK = 1 << 20  # characters
LARGEST_RECORD = 8 << 20  # characters; the largest of ROR has some 100,000
WHERE_TO_GET = "get the dump from https://doi.org/10.5281/zenodo.6347574 and give the zip as it is"
ALLOWED = "the dump of ROR: a JSON array of organisations, plain, .gz or in the .zip of Zenodo"
BLANKS = " \t\r\n"


class DumpError(UsageError):
    """A file is no dump of ROR, or is one that is cut off or damaged."""

    def __init__(self, path: Path, key: str, found: str) -> None:
        super().__init__(f"{path}: {key}: found {found}, allowed is {ALLOWED}; {WHERE_TO_GET}")


@dataclass(frozen=True, slots=True)
class Dump:
    """A file that begins like a dump: `member` is its name inside a zip, None elsewhere."""

    path: Path
    member: str | None
    schema: Literal["v1", "v2"]


def open_dump(path: Path) -> Dump:
    """Look into a file and return what it is; of a zip with both schemas the one in v2. No dump: `DumpError`."""
    if not path.is_file():
        raise DumpError(path, "file", "a folder" if path.is_dir() else "nothing")
    if not zipfile.is_zipfile(path):
        return _begun(path, None)
    members = _json_members(path)
    dumps, refused = [], None
    for member in members:
        try:
            dumps.append(_begun(path, member))
        except DumpError as error:
            refused = refused or error
    newest = [dump for dump in dumps if dump.schema == "v2"] or dumps
    if not newest:
        raise refused or DumpError(path, "zip", "no .json file in it")
    if len(newest) > 1:
        raise DumpError(path, "zip", f"several in {newest[0].schema}: {', '.join(str(d.member) for d in newest)}")
    return newest[0]


def read_dump(dump: Dump) -> Iterator[Organisation]:
    """Yield the organisations one by one; memory is bounded. What is wrong with one is a `DumpError`."""
    for number, record in enumerate(_records(dump.path, dump.member), start=1):
        try:
            if schema_of(record) != dump.schema:
                raise RecordError("record", schema_of(record), f"{dump.schema}, as the first one")
            yield read_organisation(record)
        except RecordError as error:
            ident = record.get("id") if isinstance(record, dict) else None
            raise UsageError(f"{dump.path}: record {number} (id {ident!r:.60}): {error}; {WHERE_TO_GET}") from error


def _json_members(path: Path) -> list[str]:
    try:
        with zipfile.ZipFile(path) as archive:
            names = sorted(archive.namelist())
    except (zipfile.BadZipFile, NotImplementedError) as error:
        raise DumpError(path, "zip", str(error)) from error
    # macOS packs "__MACOSX/._name.json" beside each file.
    return [name for name in names if name.endswith(".json") and not PurePosixPath(name).name.startswith(".")]


def _begun(path: Path, member: str | None) -> Dump:
    """The dump whose first record tells its schema."""
    for record in _records(path, member):
        try:
            return Dump(path, member, schema_of(record))
        except RecordError as error:
            raise DumpError(path, member or "first record", str(error)) from error
    raise DumpError(path, member or "file", "an empty array")


def _records(path: Path, member: str | None) -> Iterator[Any]:
    """Yield the items of the array in a file, or in a file of a zip; every way in which it is none: `DumpError`."""
    try:
        with ExitStack() as stack:
            text = io.TextIOWrapper(_opened(stack, path, member), encoding="utf-8-sig")
            yield from _Array(stack.enter_context(text)).items()
    except UnicodeDecodeError as error:
        raise DumpError(path, member or "file", f"bytes that are not UTF-8 ({error.reason})") from error
    except (_NoArrayError, EOFError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile) as error:
        raise DumpError(path, member or "file", str(error)) from error
    except (NotImplementedError, RuntimeError) as error:  # packed in a way that Python cannot read, or encrypted
        raise DumpError(path, member or "file", str(error)) from error


def _opened(stack: ExitStack, path: Path, member: str | None) -> IO[bytes]:
    """The bytes of a file, unpacked; the stack closes what was opened."""
    if member is not None:
        return stack.enter_context(stack.enter_context(zipfile.ZipFile(path)).open(member))
    raw = stack.enter_context(path.open("rb"))
    packed = raw.read(2) == b"\x1f\x8b"
    raw.seek(0)
    if packed:
        return cast(IO[bytes], stack.enter_context(gzip.GzipFile(fileobj=raw)))
    return raw


class _NoArrayError(ValueError):
    """A text is no JSON array, or not a whole one."""


class _Array:
    """A JSON array that is read item by item: no more of it is held than one chunk and one item."""

    def __init__(self, handle: io.TextIOWrapper) -> None:
        self._handle = handle
        self._text, self._at, self._count = "", 0, 0
        self._decode = json.JSONDecoder().raw_decode

    def items(self) -> Iterator[Any]:
        """Yield the items, which must be objects; anything but one whole array is a `_NoArrayError`."""
        first = self._next()
        if first != "[":
            raise _NoArrayError(f"{self._rest()!r} at its beginning" if first else "nothing in it")
        self._at += 1
        while (char := self._next()) != "]":
            if self._count and char == ",":
                self._at += 1
                char = self._next()
            elif self._count:
                raise self._broken("no comma")
            if char != "{":
                raise self._broken("no object")
            yield self._item()
            self._count += 1
        self._at += 1
        if self._next():
            raise _NoArrayError(f"{self._rest()!r} after the array")

    def _next(self) -> str:
        """The next character that is no blank, "" at the end of the file."""
        while True:
            while self._at < len(self._text):
                if self._text[self._at] not in BLANKS:
                    return self._text[self._at]
                self._at += 1
            self._text, self._at = self._handle.read(CHUNK), 0
            if not self._text:
                return ""

    def _item(self) -> Any:  # noqa: ANN401 - whatever stands in the file
        while True:
            try:
                item, self._at = self._decode(self._text, self._at)
                return item
            except RecursionError:
                raise self._broken("nested too deep") from None
            except ValueError as error:
                # The item may go on in the next chunk, unless it is longer than any item is.
                held = len(self._text) - self._at
                more = self._handle.read(CHUNK) if held < LARGEST_RECORD else ""
                if not more:
                    raise self._broken(str(error).partition(":")[0]) from None
                self._text, self._at = self._text[self._at :] + more, 0

    def _rest(self) -> str:
        return self._text[self._at : self._at + 30]

    def _broken(self, why: str) -> _NoArrayError:
        rest = self._rest()
        found = repr(rest) if rest else "the end of the file"
        return _NoArrayError(f"{found} after {self._count:,} records ({why})")
