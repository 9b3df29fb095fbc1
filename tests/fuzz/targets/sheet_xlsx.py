"""Tables that come back as workbooks: broken ones are refused by name, whole ones obey the laws of every import."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from functools import cache

from lhextract.sheets.handing import import_table
from lhextract.sheets.xlsx_file import write_xlsx
from tests.fuzz.scratch import fresh_desk, refusal_names, scratch
from tests.fuzz.target import Target
from tests.fuzz.targets.sheet_csv import AUTHOR, check_import, exported

PARTS = b"!"  # what begins an input that is parts of a workbook
BETWEEN = b"\x00\x00"
STATED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)


@cache
def members() -> Mapping[str, bytes]:
    """The parts of a small exported workbook."""
    content = write_xlsx(exported()[:3], allowed={"action": ("confirm", "remove")})
    with zipfile.ZipFile(io.BytesIO(content)) as workbook:
        return {name: workbook.read(name) for name in workbook.namelist()}


def check(data: bytes) -> None:
    """A file as it is, or a workbook of which an input gives parts: `N` (which of the parts), a line end, its bytes."""
    path = scratch("sheet") / "t.xlsx"
    path.write_bytes(_workbook(data[1:]) if data.startswith(PARTS) else b"PK\x03\x04" + data)
    desk = fresh_desk()
    with refusal_names("t.xlsx"):
        check_import(desk, lambda one: import_table(one, path, author=AUTHOR, write=True))


def _workbook(data: bytes) -> bytes:
    parts = dict(members())
    names = sorted(parts)
    for part in data.split(BETWEEN):
        number, _, content = part.partition(b"\n")
        if number.isdigit() and len(number) < 4:
            parts[names[int(number) % len(names)]] = content
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", STATED[len(data) % 2]) as workbook:
        for name, content in parts.items():
            workbook.writestr(name, content)
    return written.getvalue()


def seeds() -> Iterable[bytes]:
    """The workbook's parts, one at a time, and the sheet with values of every type of cell."""
    for number, name in enumerate(sorted(members())):
        yield b"!%d\n" % number + members()[name][:6000]
    place = sorted(members()).index("xl/worksheets/sheet1.xml")
    head = b"".join(_text(at, 1, name) for at, name in enumerate((b"record", b"field", b"new value", b"base")))
    for cell in (b't="b"><v>1</v>', b't="n"><v>1e400</v>', b't="d"><v>2014-05</v>', b't="e"><v>#REF!</v>',
                 b't="str"><f>1+1</f><v>2</v>', b't="n" s="4"><v>-9e9</v>', b't="inlineStr"><is><t>_xD800_</t></is>',
                 b't="s"><v>99999</v>', b't="inlineStr"><is><r><t>a</t></r></is>'):  # fmt: skip
        row = exported()[0]
        cells = _text(0, 2, row.record.encode()) + _text(1, 2, row.field.encode()) + b'<c r="C2" ' + cell + b"</c>"
        cells += _text(3, 2, row.base.encode())
        rows = b'<row r="1">' + head + b'</row><row r="2">' + cells + b"</row>"
        space = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
        yield b"!%d\n<worksheet %s><sheetData>%s</sheetData></worksheet>" % (place, space, rows)


def _text(column: int, row: int, text: bytes) -> bytes:
    return b'<c r="%c%d" t="inlineStr"><is><t>%s</t></is></c>' % (ord("A") + column, row, text)


TARGET = Target(
    name="sheet_xlsx",
    input_class="corrections: tables (XLSX)",
    check=check,
    seeds=seeds,
    dictionary=(
        b"<sheetData>", b"<row r=", b"<c r=", b't="s"', b't="inlineStr"', b't="d"', b't="e"', b't="b"', b"<v>", b"<f>",
        b"<is><t>", b"_x0000_", b"_xD800_", b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"&a;",
        b"<dimension ref=", b"s=\"9999\"",
        b"numFmtId=", b"formatCode=", b"<sheets/>", b"state=\"veryHidden\"", b"date1904=\"1\"",
    ),
)  # fmt: skip
