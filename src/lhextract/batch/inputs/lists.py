"""Lists of pages: what a row may say, and where its page is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import BinaryIO

from lhextract.addresses import without_user
from lhextract.batch.inputs.found import Found, Said
from lhextract.batch.inputs.names import name_of_file
from lhextract.batch.inputs.rows import INPUT, Row, csv_rows, json_rows
from lhextract.batch.remote import beside, is_url, path_in, refuse_url
from lhextract.batch.task import Place
from lhextract.errors import SourceError, UsageError
from lhextract.phones.numbers import is_region
from lhextract.profile import SOURCE_ID
from lhextract.workspace import LONGEST

LISTS = {".csv": csv_rows, ".jsonl": json_rows, ".ndjson": json_rows}
ARCHIVES = (".warc", ".warc.gz")
FITS: dict[str, tuple[Callable[[str], bool], str]] = {
    "id": (
        lambda text: SOURCE_ID.fullmatch(text) is not None and len(text) <= LONGEST,
        f"lower-case letters, digits and single hyphens, at most {LONGEST}",
    ),
    "profile": (lambda text: SOURCE_ID.fullmatch(text) is not None, "the name of a profile of the workspace"),
    "language": (lambda text: re.fullmatch("[a-z]{2}", text) is not None, "a code of ISO 639-1 such as en"),
    "region": (is_region, "a code of ISO 3166-1 alpha-2 such as DE"),
    "url": (
        lambda text: re.match(r"https?://[^\s/]", text) is not None and without_user(text) == text,
        "a web address (http or https) without user name and password",
    ),
}


def is_list(name: str) -> bool:
    """Whether a file is a list, by its name."""
    return name.lower().endswith(tuple(LISTS))


def is_archive(name: str) -> bool:
    """Whether a file is a web archive, by its name."""
    return name.lower().endswith(ARCHIVES)


def read_list(where: str, opened: AbstractContextManager[BinaryIO], *, start: Path) -> Iterator[Found]:
    """The pages of a list, relative to its folder. Raises `UsageError` that names file, row and column."""
    reader = next(read for suffix, read in LISTS.items() if path_in(where).name.lower().endswith(suffix))
    try:
        with opened as handle:
            for row in reader(handle, name=where):
                yield page_of(row, of=where, start=start)
    except SourceError as error:
        raise UsageError(str(error)) from error


def pages_of(rows: Iterable[Row], *, start: Path) -> Iterator[Found]:
    """The pages of a list that is no file, relative to `start`."""
    for row in rows:
        yield page_of(row, of=None, start=start)


def page_of(row: Row, *, of: str | None, start: Path) -> Found:
    """The page of a row of the list `of`. That it is there is for the reading to find out."""
    given = row.cells.get(INPUT)
    if given is None:
        raise UsageError(f"{row.where}: {INPUT}: found nothing, allowed is a path or a URL")
    for column, value in row.cells.items():
        fits, allowed = FITS.get(column, (None, ""))
        if fits is not None and not fits(value):
            raise UsageError(f"{row.where}: {column}: found {without_user(value)!r}, allowed is {allowed}")
    where = _where(given, of=of, row=row)
    if is_list(path_in(where).name) or is_archive(path_in(where).name):
        raise UsageError(
            f"{row.where}: {INPUT}: found {given!r}, allowed is a page; give lists and archives to the command itself"
        )
    said = {column: value for column, value in row.cells.items() if column != INPUT}
    name = name_of_file(Path("/") / path_in(where) if is_url(where) else start / where)
    return Found(Place(where), name, said=Said(row.where, **said))


def _where(given: str, *, of: str | None, row: Row) -> str:
    local = given.removeprefix("file://")
    if is_url(local):
        refuse_url(local, name=f"{row.where}: {INPUT}")
        return local
    if "\0" in local:
        raise UsageError(f"{row.where}: {INPUT}: found a NUL, allowed is a path or a URL")
    if of is None or Path(local).is_absolute():
        return Path(local).as_posix()
    return beside(of, local) if is_url(of) else Path(of).parent.joinpath(local).as_posix()
