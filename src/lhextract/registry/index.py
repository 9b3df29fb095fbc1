"""The index of ROR: one SQLite file, of which a look-up reads the pages it needs and no more.

    organisation  number, body     number is what the id stands for (`ror_number`), body is JSON
    name          key, number      every organisation that has a name with that key (`name_key`)

The file is the same, byte for byte, whatever the order of the organisations: rows are kept in the order of
their keys and the file is compacted at the end. (SQLite notes its own version in it.)
"""

from __future__ import annotations

import errno
import json
import os
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from types import TracebackType
from typing import Self

from lhextract.errors import LookupFileError
from lhextract.files import lock_folder
from lhextract.registry.keys import name_key
from lhextract.registry.ror import Organisation, read_ror_id, ror_number, ror_of_number

APPLICATION_ID = 0x6C68726F  # "lhro", in the header of the file: ours and nobody else's
FORMAT = 1  # one higher whenever tables, keys or bodies change, so that an old index is made anew
HOW_TO_MAKE = "make it anew with `lhextract lookups import-ror FILE`"
SETTINGS = f"""
PRAGMA page_size = 4096;
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA cache_size = -32768;
PRAGMA application_id = {APPLICATION_ID};
PRAGMA user_version = {FORMAT};
CREATE TABLE organisation (number INTEGER PRIMARY KEY, body TEXT NOT NULL);
CREATE TABLE name (key TEXT NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (key, number)) WITHOUT ROWID;
"""


class DuplicateError(ValueError):
    """Two organisations have the same id."""


def build(path: Path, organisations: Iterable[Organisation]) -> None:
    """Write the index of some organisations; it replaces an old one only when it is complete.

    Two organisations with the same id are a `DuplicateError`; that and what the iterable raises leave `path`
    as it was. `OSError` where the disk refuses. Another import into the same folder waits.
    """
    path = path.resolve()  # a link keeps pointing where it did
    aside = path.with_name(f".{path.name}.new")
    with lock_folder(path.parent):
        aside.unlink(missing_ok=True)  # what a killed process left
        try:
            with closing(sqlite3.connect(aside, isolation_level=None)) as connection:
                _fill(connection, organisations)
            aside.chmod(0o644)
            with aside.open("rb+") as written:
                os.fsync(written.fileno())
            aside.replace(path)
        except sqlite3.OperationalError as error:  # what SQLite says of a disk
            number = errno.ENOSPC if error.sqlite_errorcode == sqlite3.SQLITE_FULL else errno.EIO
            raise OSError(number, str(error), str(path)) from error
        finally:
            aside.unlink(missing_ok=True)


def _fill(connection: sqlite3.Connection, organisations: Iterable[Organisation]) -> None:
    connection.executescript(SETTINGS)
    connection.execute("BEGIN")
    for organisation in organisations:
        number = ror_number(organisation.ror)
        try:
            connection.execute("INSERT INTO organisation VALUES (?, ?)", (number, _body(organisation)))
        except sqlite3.IntegrityError as error:
            raise DuplicateError(organisation.ror) from error
        keys = {key for text, _ in organisation.names if (key := name_key(text))}
        connection.executemany("INSERT INTO name VALUES (?, ?)", ((key, number) for key in sorted(keys)))
    connection.execute("COMMIT")
    connection.execute("VACUUM")


def _body(row: Organisation) -> str:
    """All but the id; related organisations by their numbers, which are shorter."""
    related = [[ror_number(ror) for ror in rors] for rors in (row.parents, row.successors)]
    body = [row.name, row.names, row.country, row.types, row.status, *related]
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"))


def _organisation(number: int, body: str) -> Organisation:
    name, names, country, types, status, parents, successors = json.loads(body)
    return Organisation(
        ror=ror_of_number(number),
        name=name,
        names=tuple((text, kind) for text, kind in names),
        country=country,
        types=tuple(types),
        status=status,
        parents=tuple(map(ror_of_number, parents)),
        successors=tuple(map(ror_of_number, successors)),
    )


def is_index(path: Path) -> bool:
    """Whether a file is an index of this program, of any format: its header says so."""
    with path.open("rb") as handle:
        header = handle.read(72)
    return header.startswith(b"SQLite format 3\0") and header[68:72] == APPLICATION_ID.to_bytes(4, "big")


class RorIndex:
    """Look-ups in an index file, which is opened at the first one and never written.

    A missing file, one of another program or another format is a `LookupFileError`. Use from one thread; as a
    context manager, or call `close`.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._connection: sqlite3.Connection | None = None

    def find(self, key: str) -> tuple[Organisation, ...]:
        """The organisations with a name of this key (`name_key`): active ones first, then in the order of ids."""
        query = "SELECT number, body FROM name JOIN organisation USING (number) WHERE key = ? ORDER BY number"
        found = self._read(query, key)
        return tuple(sorted(found, key=lambda organisation: organisation.status != "active"))

    def get(self, ror: str) -> Organisation | None:
        """The organisation with this id, with or without "https://ror.org/", or None."""
        ident = read_ror_id(ror)
        if ident is None:
            return None
        found = self._read("SELECT number, body FROM organisation WHERE number = ?", ror_number(ident))
        return found[0] if found else None

    def close(self) -> None:
        """Close the file; the next look-up opens it again."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def _read(self, query: str, value: str | int) -> list[Organisation]:
        try:
            rows = self._open().execute(query, (value,)).fetchall()
            return [_organisation(number, body) for number, body in rows]
        except (sqlite3.DatabaseError, ValueError) as error:
            self.close()
            raise LookupFileError(
                self.path, key="file", found=str(error), allowed="a whole index of ROR", hint=HOW_TO_MAKE
            ) from error

    def _open(self) -> sqlite3.Connection:
        if self._connection is None:
            self._refuse_another_file()
            # Immutable: no lock is taken and no journal looked for, so the file may lie on a read-only disk.
            self._connection = sqlite3.connect(f"{self.path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
            (found,) = self._connection.execute("PRAGMA user_version").fetchone()
            if found != FORMAT:
                self.close()
                raise LookupFileError(
                    self.path,
                    key="format",
                    found=found,
                    allowed=f"{FORMAT}, which this version reads",
                    hint=HOW_TO_MAKE,
                )
        return self._connection

    def _refuse_another_file(self) -> None:
        found = None if self.path.is_file() else "nothing" if not self.path.exists() else "a folder"
        found = found or (None if is_index(self.path) else "another file")
        if found:
            raise LookupFileError(self.path, key="file", found=found, allowed="an index of ROR", hint=HOW_TO_MAKE)
