"""Tables that come back from a spreadsheet as CSV: what does not fit is refused whole, what was decided is once."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from functools import cache

from lhextract.desk import Desk
from lhextract.errors import LhextractError
from lhextract.sheets.csv_file import write_csv
from lhextract.sheets.handing import Imported, import_table
from lhextract.sheets.rows import COLUMNS, Row, rows_of
from tests.fuzz.scratch import content_of, decisions_folder, fresh_desk, refusal_names, same_desk, scratch
from tests.fuzz.target import Broken, LawBroken, Target

EDITS = b"!"  # what begins an input that is edits of an exported table
MOST = 30
AUTHOR = "Ada Beispiel"


@cache
def exported() -> tuple[Row, ...]:
    """Rows of the lighthouse page, a few of every kind of field."""
    found: dict[str, list[Row]] = {}
    for row in rows_of(fresh_desk()):
        kind = ".".join(part for part in row.field.split(".") if "-" not in part)
        found.setdefault(kind, []).append(row)
    return tuple(row for rows in found.values() for row in rows[:2])


def check(data: bytes) -> None:
    """A file as it is, or with the edits that an input says: `row<TAB>column<TAB>text` on each line."""
    path = scratch("sheet") / "t.csv"
    path.write_bytes(edits_of(data[1:]) if data.startswith(EDITS) else data)
    desk = fresh_desk()
    with refusal_names("t.csv"):
        check_import(desk, lambda one: import_table(one, path, author=AUTHOR, write=True))


def check_import(desk: Desk, take: object) -> Imported:
    """The laws of every import, whatever the file is."""
    folder = decisions_folder()
    try:
        imported: Imported = take(desk)  # type: ignore[operator]
    except LhextractError:
        if folder.exists() and content_of(folder):
            raise LawBroken("a refused import has left something behind") from None
        raise
    files = content_of(folder) if folder.exists() else {}
    decided = imported.decided.decisions if imported.decided is not None else ()
    if set(files) != {f"{one.id}.json" for one in decided}:
        raise LawBroken("what was decided is not what was written", kind=Broken.LOSS)
    found = same_desk().decisions()
    if found.unread or {one.id: one for one in found.decisions} != {one.id: one for one in decided}:
        raise LawBroken("what was decided does not read back", kind=Broken.LOSS)
    if decided:
        again: Imported = take(same_desk())  # type: ignore[operator]
        if again.decided is not None and again.decided.decisions:
            raise LawBroken("the same table decides again")
    return imported


def edits_of(data: bytes) -> bytes:
    """The exported rows with edits."""
    rows = [list(COLUMNS), *([row.cells()[column] for column in COLUMNS] for row in exported())]
    for line in data.split(b"\n")[:MOST]:
        number, _, rest = line.decode("utf-8", "replace").partition("\t")
        column, _, text = rest.partition("\t")
        if number.isascii() and number.isdecimal() and len(number) < 6:
            row = rows[int(number) % len(rows)]
            row[COLUMNS.index(column) if column in COLUMNS else 0] = text.replace("\\n", "\n")
    written = io.StringIO()
    csv.writer(written, lineterminator="\r\n").writerows(rows)
    return written.getvalue().encode("utf-8-sig")


def seeds() -> Iterable[bytes]:
    """The table as exported, in other encodings, and an edit of each row."""
    rows = exported()
    whole = write_csv(rows[:6])
    yield whole
    yield whole.decode("utf-8-sig").encode("utf-16")
    yield whole.decode("utf-8-sig").replace(",", ";").encode("cp1252", "replace")
    words = ("Other", "-", "2022/..", "https://example.org/", "+49 351 4630", "4935146333013", "a | b", "university")
    for number, row in enumerate(rows, start=1):
        yield b"!%d\tnew value\t%s\n" % (number, words[number % len(words)].encode())
        yield b"!%d\taction\t%s\n%d\treason\twhy\n" % (number, (b"remove", b"confirm", b"add")[number % 3], number)
        yield b"!%d\tfield\t%s\n%d\tnew value\t%s\n" % (number, b"partners", number, row.value.encode())
    yield b"!1\tbase\t\n1\tnew value\tOther\n"


TARGET = Target(
    name="sheet_csv",
    input_class="corrections: tables (CSV)",
    check=check,
    seeds=seeds,
    dictionary=(
        *(b"\t%s\t" % column.encode() for column in COLUMNS), b"new value", b"confirm", b"remove", b"add", b"sep=;\r\n",
        b"\xef\xbb\xbf", b"\xff\xfe", b'""', b"'=", b"#NAME?", b"1E+10", b"phones.tel-", b"contacts.ct-", b".phones",
    ),
)  # fmt: skip
