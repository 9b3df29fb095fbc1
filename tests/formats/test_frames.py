from __future__ import annotations

from datetime import date

import pytest

from lhextract.exports.tables.layout import TABLES
from lhextract.exports.tables.rows import tables_of
from lhextract.formats.frames import DTYPES, frames_of
from lhextract.model.record import Records
from tests.conftest import Extract
from tests.formats.reading import export_of, from_frames


@pytest.mark.parametrize("case", ["lighthouses", "brno-projects", "charite-team", "galway-cards"])
def test_rows_come_back(case: str, extract_golden: Extract) -> None:
    """Values and their types are those of the tables, missing ones too."""
    records = extract_golden(case, "lighthouses" if case == "lighthouses" else None).records
    assert records is not None
    tables = export_of(records).tables
    back = from_frames(frames_of(tables))
    assert back == tables
    assert {type(cell) for rows in back.values() for row in rows for cell in row} <= {
        *(str, int, float, bool, date, type(None))
    }


def test_types_do_not_depend_on_the_rows(records: Records) -> None:
    """An empty table has the columns and types of a full one."""
    full, empty = frames_of(tables_of(records)), frames_of({table.name: () for table in TABLES})
    for table in TABLES:
        declared = [DTYPES[column.type] for column in table.columns]
        assert [str(each) for each in full[table.name].dtypes] == declared
        assert [str(each) for each in empty[table.name].dtypes] == declared


def test_every_day_of_the_calendar_fits() -> None:
    """A page may name the year of a foundation long ago, or "forever"."""
    tables = {table.name: () for table in TABLES}
    first, last = date(1, 1, 1), date(9999, 12, 31)
    row = ("yr", "lh", 1, "t", None, first, last, "start", 0, 1)
    assert from_frames(frames_of({**tables, "years": (row,)}))["years"] == (row,)
