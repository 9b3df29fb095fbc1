"""Rows of a list as CSV or JSON lines: read one by one, checked for their form, none of them skipped."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, NoReturn

from lhextract.errors import UsageError

INPUT = "input"
COLUMNS = (INPUT, "id", "profile", "language", "region", "url")
SEPARATORS = (",", ";", "\t")
ALLOWED = f"{INPUT}, and if wanted {', '.join(COLUMNS[1:-1])} and {COLUMNS[-1]}"


@dataclass(frozen=True, slots=True)
class Row:
    """What stands in a row, empty cells left out; `where` is the row for messages ("pages.csv: row 3")."""

    where: str
    cells: Mapping[str, str]


def csv_rows(lines: Iterable[bytes], *, name: str) -> Iterator[Row]:
    """The rows of a CSV file; the header is row 1, as in a spreadsheet. Raises `UsageError` for a broken one."""
    texts = _texts(lines, name=name)
    first = next((text for text in texts if text.strip()), None)
    if first is None:
        raise UsageError(f"{name}: row 1: found nothing, allowed is a header: {ALLOWED}")
    separator, header = _header(first, name=name)
    reader = csv.reader(texts, delimiter=separator, strict=True)
    number = 1
    while True:
        number += 1
        where = f"{name}: row {number}"
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise UsageError(f"{where}: no CSV ({error}); look at its quotation marks") from error
        if cells is None:
            return
        if not any(cells):
            continue
        if len(cells) != len(header):
            raise UsageError(
                f"{where}: found {len(cells)} cells, allowed are {len(header)}, as in the header; "
                "put cells that hold separators into quotation marks"
            )
        yield Row(where, {column: cell.strip() for column, cell in zip(header, cells, strict=True) if cell.strip()})


def json_rows(lines: Iterable[bytes], *, name: str) -> Iterator[Row]:
    """The rows of a file of JSON lines: an object each. Raises `UsageError` for a broken one."""
    for number, text in enumerate(_texts(lines, name=name), start=1):
        if not text.strip():
            continue
        where = f"{name}: row {number}"
        try:
            cells = json.loads(text, object_pairs_hook=partial(_object, where=where))
        except (ValueError, RecursionError) as error:
            raise UsageError(f"{where}: no JSON ({error}); allowed is an object on a line of its own") from error
        if not isinstance(cells, dict):
            raise UsageError(f"{where}: found {text.strip()[:40]!r}, allowed is an object with {ALLOWED}")
        for key, value in cells.items():
            if key not in COLUMNS:
                _refuse_column(where, key)
            if value is not None and not isinstance(value, str):
                raise UsageError(f"{where}: {key}: found {value!r}, allowed is a text or null")
            if value is not None and not _is_whole(value, is_path=key == INPUT):
                raise UsageError(f"{where}: {key}: found {value!a}, allowed is a text of whole characters")
        yield Row(where, {key: value.strip() for key, value in cells.items() if value and value.strip()})


def path_rows(lines: Iterable[bytes], *, name: str) -> Iterator[Row]:
    """The rows of a plain list: a path or URL on each line."""
    for number, text in enumerate(_texts(lines, name=name), start=1):
        if text.strip("\r\n"):
            yield Row(f"{name}: row {number}", {INPUT: text.strip("\r\n")})


def _header(text: str, *, name: str) -> tuple[str, list[str]]:
    """The separator, by which a column is called `input`, and the columns."""
    where = f"{name}: row 1"
    for separator in SEPARATORS:
        try:
            header = [cell.strip() for cell in next(csv.reader([text], delimiter=separator, strict=True))]
        except csv.Error as error:
            raise UsageError(f"{where}: no CSV ({error}); allowed is a header: {ALLOWED}") from error
        if INPUT in header:
            break
    else:
        raise UsageError(f"{where}: found {text.strip()[:80]!r}, allowed is a header with a column {INPUT}: {ALLOWED}")
    for number, column in enumerate(header):
        if column not in COLUMNS:
            _refuse_column(where, column)
        if column in header[:number]:
            raise UsageError(f"{where}: found the column {column!r} twice, allowed is once; leave one out")
    return separator, header


def _is_whole(text: str, *, is_path: bool) -> bool:
    """Whether a text holds no half of a surrogate pair, which JSON can name; in a path some stand for single bytes."""
    try:
        text.encode("utf-8", "surrogateescape" if is_path else "strict")
    except UnicodeEncodeError:
        return False
    return True


def _object(pairs: list[tuple[str, Any]], *, where: str) -> dict[str, Any]:
    cells = dict(pairs)
    if len(cells) < len(pairs):
        raise UsageError(f"{where}: found a key twice, allowed is once; leave one out")
    return cells


def _refuse_column(where: str, column: str) -> NoReturn:
    raise UsageError(f"{where}: found the column {column!r}, allowed are {ALLOWED}; leave it out")


def _texts(lines: Iterable[bytes], *, name: str) -> Iterator[str]:
    for number, line in enumerate(lines, start=1):
        try:
            yield line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError as error:
            raise UsageError(
                f"{name}: line {number}: found bytes that are no UTF-8, allowed is UTF-8; save the list as UTF-8"
            ) from error
