"""Tables of `pipeline/lookups/` and the list of the forgotten: no row is passed over, adding one changes no other."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable
from pathlib import Path

from lhextract.forgetting.store import COLUMNS as FORGOTTEN
from lhextract.forgetting.store import read_forgotten, write_forgotten
from lhextract.lookup_rules import add_row
from lhextract.lookups import (
    INSTITUTION_COLUMNS,
    NOT_NAME_COLUMNS,
    PROGRAM_COLUMNS,
    RENAME_COLUMNS,
    Lookups,
    read_lookups,
)
from lhextract.model.correction import Rename
from tests.conftest import ROOT
from tests.fuzz.scratch import refusal_names, scratch
from tests.fuzz.target import Broken, LawBroken, Target

FILES: tuple[tuple[str, tuple[str, ...], Callable[[Lookups], int]], ...] = (
    ("institutions.csv", INSTITUTION_COLUMNS, lambda found: len(found.institutions)),
    ("programs.csv", PROGRAM_COLUMNS, lambda found: len(found.programs)),
    ("not_names.csv", NOT_NAME_COLUMNS, lambda found: len(found.not_names)),
    ("renames.csv", RENAME_COLUMNS, lambda found: len(found.renames)),
)
ADDED = Rename("name", "Fuzzed value, with a comma", 'Another "value"')


def check(data: bytes) -> None:
    """The first byte says which table; below a digit (`0` to `4`) the header is there already."""
    which, content = data[:1], data[1:]
    number = which[0] if which else 0
    if number % 5 == 4:
        _check_forgotten(_with_header(number, FORGOTTEN, content))
        return
    name, columns, count = FILES[number % 5]
    folder = scratch("lookups")
    for old in folder.iterdir():
        old.unlink()
    content = _with_header(number, columns, content)
    (folder / name).write_bytes(content)
    with refusal_names(name):
        found = read_lookups(folder)
    if read_lookups(folder) != found:
        raise LawBroken("the same table reads differently")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))[1:]
    if count(found) != sum(bool(row) for row in rows):
        raise LawBroken("a row was passed over", kind=Broken.LOSS)
    if name == "renames.csv":
        _check_adding(folder, found, content)


def _with_header(number: int, columns: tuple[str, ...], content: bytes) -> bytes:
    return ",".join(columns).encode() + b"\n" + content if 48 <= number < 58 else content


def _check_adding(folder: Path, found: Lookups, content: bytes) -> None:
    with refusal_names("renames.csv"):
        path = add_row(folder, ADDED, reason="why")
    if not path.read_bytes().startswith(content):
        raise LawBroken("adding a row has changed another", kind=Broken.LOSS)
    if read_lookups(folder).renames != (*found.renames, ADDED):
        raise LawBroken("a row that was added is not there, or another went", kind=Broken.LOSS)


def _check_forgotten(content: bytes) -> None:
    path = scratch("forgotten") / "forgotten.csv"
    path.write_bytes(content)
    with refusal_names("forgotten.csv"):
        found = read_forgotten(path)
    path.write_text(write_forgotten(found), encoding="utf-8")
    if read_forgotten(path) != found:
        raise LawBroken("the list of the forgotten does not read back", kind=Broken.LOSS)


def seeds() -> Iterable[bytes]:
    """The first rows of the repository's tables, and rows of the others."""
    for number, (name, columns, _) in enumerate(FILES):
        path = ROOT / "pipeline" / "lookups" / name
        lines = path.read_bytes().split(b"\n")[1:12] if path.is_file() else [b"name,Old name,New name,because"]
        yield b"%d" % number + b"\n".join(lines) + b"\n"
        yield bytes([number]) + ",".join(columns).encode() + b"\n" + lines[0] + b"\n"
    yield b"4" + b"00ff,person,9," + b"ab" * 32 + b"\n"
    yield b'3"name","a ""b""","c\nd",\r\nprogram,x,,\r\n'
    yield b"0x,y|z,university,DE,https://ror.org/042aqky30,,\nY,,,,,,\n"


TARGET = Target(
    name="lookups",
    input_class="lookups (CSV)",
    check=check,
    seeds=seeds,
    dictionary=(
        b"university", b"institute", b"company", b"unknown", b"https://ror.org/042aqky30", b"|", b'"', b'""', b"\r\n",
        b"\xef\xbb\xbf", b"person", b"email", b"phone", b"name,", b"institution,", b"program,", b",,,", b"\xc3\x9f",
    ),
)  # fmt: skip
