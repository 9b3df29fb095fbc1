"""Dumps of the register: what is no whole dump leaves the index as it was, what was read is found again."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from lhextract.errors import LhextractError
from lhextract.importing import import_ror
from lhextract.registry.dump import open_dump, read_dump
from lhextract.registry.index import RorIndex
from lhextract.registry.keys import name_key
from tests.fuzz.edits import edit, edited, pointers
from tests.fuzz.scratch import refusal_names, scratch
from tests.fuzz.target import Broken, LawBroken, Target
from tests.registry.dumps import V1, V2

BEFORE = b"SQLite format 3\x00" + bytes(52) + b"lhro"  # what an older index begins with


def check(data: bytes) -> None:
    """The first byte says how the rest is packed, and whether it is edits of a real dump."""
    how, content = (data[0] if data else 0), data[1:]
    if how & 4:
        content = json.dumps(edited(V2 if how & 8 else V1, content)).encode()
    folder = scratch("ror")
    path, out = folder / "dump.json", folder / "ror.sqlite"
    path.write_bytes(_packed(content, how))
    out.write_bytes(BEFORE)
    with refusal_names("dump.json"):
        try:
            import_ror(path, out=out, start=folder, write=True, tell=lambda _: None)
        except LhextractError:
            if out.read_bytes() != BEFORE or sorted(one.name for one in folder.iterdir()) != [path.name, out.name]:
                raise LawBroken("a refused dump has changed what was there", kind=Broken.LOSS) from None
            raise
    _check_found(path, out)


def _packed(content: bytes, how: int) -> bytes:
    if how & 1:
        return gzip.compress(content, mtime=0)
    if how & 2:
        written = io.BytesIO()
        with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("v1.json", content)
        return written.getvalue()
    return content


def _check_found(path: Path, out: Path) -> None:
    written = out.read_bytes()
    import_ror(path, out=out, start=path.parent, write=True, tell=lambda _: None)
    if out.read_bytes() != written:
        raise LawBroken("the same dump gives another index")
    with closing(RorIndex(out)) as index:
        for organisation in read_dump(open_dump(path)):
            if index.get(organisation.ror) != organisation:
                raise LawBroken("an organisation is not in the index", kind=Broken.LOSS)
            key = name_key(organisation.name)
            if key and organisation not in index.find(key):
                raise LawBroken("an organisation is not found by its name", kind=Broken.LOSS)


def seeds() -> Iterable[bytes]:
    """Small dumps in both schemas, plain and packed, and edits of each place."""
    for flag, dump in ((0, V1), (8, V2)):
        for how in (0, 1, 2):
            yield bytes([how]) + json.dumps(dump[:1]).encode()
        values = ("", None, 1, [], {}, ["a"], "DE", "https://ror.org/042aqky30", "\ud800", True)
        for at, place in enumerate(pointers(dump)):
            yield bytes([4 + flag]) + f"{place}\t{json.dumps(values[at % len(values)])}\n".encode()
        yield bytes([4 + flag]) + edit("1/id", dump[0]["id"])
    yield b"\x00" + b"[" * 3000
    yield b'\x00[{"id": ' + b'{"a": ' * 3000
    yield b"\x00[" + b" " * 5000 + b"]"


TARGET = Target(
    name="ror_dump",
    input_class="register dumps (ROR)",
    check=check,
    seeds=seeds,
    dictionary=(
        *(f"{place}\t".encode() for place in pointers(V2)), *(f"{place}\t".encode() for place in pointers(V1)),
        b"PK\x03\x04", b"\x1f\x8b\x08", b'"id": ', b'"names": ', b"ror_display", b"\\ud800", b"1e999", b"null",
    ),
)  # fmt: skip
