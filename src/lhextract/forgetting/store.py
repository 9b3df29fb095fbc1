"""`pipeline/forgotten.csv`: who is left out of every run, by salted digests alone."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from lhextract.errors import LookupFileError
from lhextract.forgetting.keys import BYTES, Forgotten, Form, Tombstone

COLUMNS = ("salt", "form", "length", "digest")
LONGEST = 200  # characters of a folded name
HINT = "take the file from version control; `lhextract purge` writes it"


def read_forgotten(path: Path) -> Forgotten:
    """Read the list; a file that is not there is an empty one. Raises `LookupFileError`: a list that cannot be read
    must not let anybody back in.
    """
    if not path.is_file():
        return Forgotten()
    try:
        rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig")), strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        raise LookupFileError(path, key="file", found=str(error), allowed="CSV in UTF-8", hint=HINT) from error
    if not rows or tuple(rows[0]) != COLUMNS:
        found = ",".join(rows[0]) if rows else ""
        raise LookupFileError(path, key="header", found=found, allowed=",".join(COLUMNS), hint=HINT)
    cells = [(number, row) for number, row in enumerate(rows[1:], start=2) if row]
    salts = {row[0] for _, row in cells}
    if len(salts) > 1:
        raise LookupFileError(path, key="salt", found=len(salts), allowed="one for the whole file", hint=HINT)
    stones = tuple(_read_row(path, number, row) for number, row in cells)
    return Forgotten(_bytes(path, "salt", salts.pop()), stones) if stones else Forgotten()


def _read_row(path: Path, number: int, row: list[str]) -> Tombstone:
    where = f"row {number}"
    if len(row) != len(COLUMNS):
        raise LookupFileError(path, key=where, found=f"{len(row)} cells", allowed=f"{len(COLUMNS)} cells", hint=HINT)
    _, form, length, digest = row
    if form not in set(Form):
        raise LookupFileError(path, key=f"{where}, form", found=form, allowed=", ".join(Form), hint=HINT)
    if not (length.isascii() and length.isdigit() and 0 < int(length) <= LONGEST):
        raise LookupFileError(path, key=f"{where}, length", found=length, allowed=f"1 to {LONGEST}", hint=HINT)
    if len(_bytes(path, f"{where}, digest", digest)) != BYTES:
        raise LookupFileError(path, key=f"{where}, digest", found=digest, allowed=f"{2 * BYTES} digits", hint=HINT)
    return Tombstone(Form(form), int(length), digest)


def _bytes(path: Path, key: str, text: str) -> bytes:
    try:
        found = bytes.fromhex(text)
    except ValueError:
        found = b""
    if not found or found.hex() != text:
        raise LookupFileError(path, key=key, found=text, allowed="hexadecimal digits in small letters", hint=HINT)
    return found


def write_forgotten(forgotten: Forgotten) -> str:
    """The text of the file."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(COLUMNS)
    salt = forgotten.salt.hex()
    writer.writerows((salt, stone.form.value, stone.length, stone.digest) for stone in forgotten.tombstones)
    return target.getvalue()
