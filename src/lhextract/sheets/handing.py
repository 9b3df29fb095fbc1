"""Hands a table out, and takes it back: all of what fits is decided, or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from lhextract.deciding import Decided, decide_on
from lhextract.desk import Desk
from lhextract.errors import UsageError
from lhextract.files import lock_folder, replace_file
from lhextract.sheets.csv_file import read_csv, write_csv
from lhextract.sheets.judged import Judged
from lhextract.sheets.judging import judge
from lhextract.sheets.rows import allowed_in, rows_of
from lhextract.sheets.table import Table, check_size
from lhextract.sheets.xlsx_file import read_xlsx, write_xlsx

ZIP, OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
MISFITS, STALE_LEFT = 2, 4


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of a table; `decided` is None where a row does not fit, so that nothing was decided."""

    source: str
    judged: Judged
    decided: Decided | None

    @property
    def exit_code(self) -> int:
        """2 where a row does not fit, 4 where somebody has to look at a row that was not applied."""
        if self.decided is None:
            return MISFITS
        return STALE_LEFT if self.judged.stale else self.decided.exit_code


def export_table(desk: Desk, path: Path, *, xlsx: bool, force: bool = False) -> int:
    """Write the table of a source; returns the number of its rows.

    A file with something else in it is kept (`UsageError`) without `force`: somebody may be editing it.
    """
    rows = rows_of(desk)
    content = write_xlsx(rows, allowed=allowed_in(desk)) if xlsx else write_csv(rows)
    if path.is_dir():
        raise UsageError(f"{path}: found a folder, allowed is the name of a file; give one")
    with lock_folder(path.resolve().parent):  # two exports to one place take turns
        if path.exists() and not force and path.read_bytes() != content:
            raise UsageError(f"{path}: found another file, allowed is a new one; import it first, or give --force")
        replace_file(path, content)
    return len(rows)


def import_table(desk: Desk, path: Path, *, author: str, write: bool) -> Imported:
    """Decide what an edited table wants, if every row fits; raises `UsageError` for a file that is no such table."""
    judged = judge(desk, read_table(path))
    if judged.misfits:
        judged.misfits.sort(key=lambda one: one.row)
        return Imported(desk.source, judged, None)
    wishes = [wish for _, wish in sorted(judged.wishes, key=lambda one: one[0])]
    return Imported(desk.source, judged, decide_on(desk, wishes, author=author, write=write))


def read_table(path: Path) -> Table:
    """Read a table by what is in the file, whatever it is called."""
    if path.is_dir():
        raise UsageError(f"{path}: found a folder, allowed is the file that was edited; give it")
    check_size(path)
    with path.open("rb") as handle:
        begin = handle.read(4)
    if begin == OLD_EXCEL:
        raise UsageError(f"{path}: found an old Excel file (.xls), allowed are XLSX and CSV; save it as one of them")
    return read_xlsx(path) if begin == ZIP else read_csv(path)
