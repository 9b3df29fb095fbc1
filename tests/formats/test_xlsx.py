from __future__ import annotations

import io
import sys
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import openpyxl
import pandas as pd
import pytest

from lhextract.errors import UsageError
from lhextract.exports.tables.layout import TABLES
from lhextract.formats import xlsx
from lhextract.formats.xlsx import ABOVE, write_xlsx
from lhextract.model.record import Records
from tests.formats.reading import export_of, hostile_export

LONG = "word " * 8_000


def opened(files: Mapping[str, bytes]) -> Any:
    """The one workbook."""
    (content,) = files.values()
    return openpyxl.load_workbook(io.BytesIO(content))


@pytest.fixture(scope="module")
def workbook(records: Records) -> Any:
    """The lighthouse page."""
    return opened(write_xlsx(export_of(records)).files)


def test_sheets(workbook: Any) -> None:
    """First what people read, then the tables, then what their columns mean."""
    assert workbook.sheetnames == ["overview", *(table.name for table in TABLES), "columns"]


def test_overview_has_a_row_for_each_initiative(workbook: Any, records: Records) -> None:
    """Its number leads to the row of the initiative; partners, contacts and phones are in words."""
    sheet = workbook["overview"]
    rows = list(sheet.iter_rows(min_row=ABOVE + 2))
    assert [row[1].value for row in rows] == [one.name for one in records.initiatives]
    for row in rows:
        name, _, cell = row[0].hyperlink.location.rpartition("!")
        assert workbook[name.strip("'")][cell].value == row[-1].value
    flinders = next(row for row in rows if row[1].value == "Flinders University")
    assert flinders[2].value == "Partnerships"
    assert flinders[5].value == (
        "Ms. Carola Dierich, Head of Department for Development and International Affairs, School of Medicine, "
        "+49 351 463-32730"
    )
    assert str(records.source.url) in sheet["A2"].value


def test_header_stays_and_filters(workbook: Any) -> None:
    """Every sheet can be scrolled and filtered; every cell stays text when it is edited."""
    for sheet in workbook.worksheets:
        head = ABOVE + 1 if sheet.title == "overview" else 1
        assert sheet.freeze_panes == f"A{head + 1}"
        assert sheet.auto_filter.ref.startswith(f"A{head}:")
        assert {cell.number_format for row in sheet.iter_rows(min_row=head) for cell in row if cell.value} == {"@"}


def test_columns_are_explained(workbook: Any) -> None:
    """The dictionary has every column."""
    found = [row[:2] for row in workbook["columns"].iter_rows(min_row=2, values_only=True)]
    assert found == [(table.name, column.name) for table in TABLES for column in table.columns]


def test_pandas_reads_without_options(records: Records) -> None:
    """Plus and zeros are there, because all cells are text."""
    (content,) = write_xlsx(export_of(records)).files.values()
    phones = pd.read_excel(io.BytesIO(content), sheet_name="phones")
    assert list(phones["uri"]) == [row[3] for row in export_of(records).tables["phones"]]


def test_what_was_altered_is_told() -> None:
    """The sheet `altered` names each cell, the overview says how many, the counts agree."""
    export = hostile_export("Eva")
    (initiative,) = export.tables["initiatives"]
    row = (*initiative[:2], "N\x01ame", *initiative[3:5], LONG, *initiative[6:])
    written = write_xlsx(replace(export, tables={**export.tables, "initiatives": (row,)}))
    assert written.notes == {"shortened cells": 1, "cells with replaced characters": 1}
    workbook = opened(written.files)
    told = list(workbook["altered"].iter_rows(min_row=2, values_only=True))
    assert told == [
        ("initiatives", "2", "name", "characters replaced that a cell cannot hold"),
        ("initiatives", "2", "text", "shortened, because a cell holds 32767 characters"),
    ]
    assert workbook["initiatives"]["F2"].value == LONG[:32_765] + "…"
    assert workbook["overview"]["A4"].value.startswith("1 cells are shortened and 1 have replaced characters")


@pytest.mark.parametrize("written", ["one\r\ntwo", "one\rtwo"])
def test_lines_end_as_in_cells(written: str) -> None:
    """A carriage return would be shown as an escape by some readers."""
    export = hostile_export("Eva")
    (person,) = export.tables["people"]
    tables = {**export.tables, "people": ((*person[:2], written, *person[3:]),)}
    assert opened(write_xlsx(replace(export, tables=tables)).files)["people"]["C2"].value == "one\ntwo"


def test_many_alterations_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page full of them does not fill the workbook."""
    monkeypatch.setattr(xlsx, "LISTED", 3)
    told = opened(write_xlsx(hostile_export("\x01")).files)["altered"]
    assert told.max_row == 5
    assert told["D5"].value.startswith("and ")


def test_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the library there is a message that says what to install."""
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(UsageError, match=r"pip install 'lhextract\[xlsx\]'"):
        write_xlsx(hostile_export("Eva"))
