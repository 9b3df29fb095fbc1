"""Lookup tables are read strictly: a message names file, row and column."""

from __future__ import annotations

from pathlib import Path

import pytest

from lhextract.errors import LookupFileError
from lhextract.lookups import KnownInstitution, KnownProgram, Lookups, read_lookups
from lhextract.model.page import Snapshot
from lhextract.profile import Profile
from lhextract.run import extract
from tests.conftest import ROOT

HEADER = "name,aliases,kind,country,ror,parent,reason\n"


def read(text: str, folder: Path, name: str = "institutions.csv") -> Lookups:
    """Read one table from its text."""
    (folder / name).write_text(text, encoding="utf-8")
    return read_lookups(folder)


def test_missing_tables_are_empty(tmp_path: Path) -> None:
    """A workspace needs no lookup tables."""
    assert read_lookups(tmp_path) == Lookups()


def test_rows(tmp_path: Path) -> None:
    """Aliases are split, cells stripped, empty ones are None, and a kind left out is unknown."""
    text = f'{HEADER}Osaka University, Handai | 大阪大学 ,university,JP,035t8zc32,,"why, indeed"\nOncoRay,,,,,TUD,\n'
    assert read(text, tmp_path).institutions == (
        KnownInstitution("Osaka University", ("Handai", "大阪大学"), "university", "JP", "035t8zc32", None),
        KnownInstitution("OncoRay", (), "unknown", None, None, "TUD"),
    )
    programs = read("name,aliases,reason\nVia Regia,VR,\n", tmp_path, "programs.csv").programs
    assert programs == (KnownProgram("Via Regia", ("VR",)),)


@pytest.mark.parametrize(
    ("text", "key", "allowed"),
    [
        pytest.param("", "header", "name,aliases,kind", id="empty"),
        pytest.param("name,kind\nA,unit\n", "header", "name,aliases,kind", id="columns"),
        pytest.param(f"{HEADER}A,,pub,,,,\n", "row 2, kind", "university, unit", id="kind"),
        pytest.param(f"{HEADER}A,,unit,,,,\nB,,unit\n", "row 3", "7 cells", id="too-few-cells"),
        pytest.param(f"{HEADER}A,,unit,,,,,,\n", "row 2", "7 cells", id="too-many-cells"),
        pytest.param(f"{HEADER} ,,unit,,,,\n", "row 2, name", "a name", id="no-name"),
        pytest.param(f'{HEADER}"A,,unit,,,,\n', "file", "CSV in UTF-8", id="open-quotation-mark"),
    ],
)
def test_what_is_wrong_is_named(text: str, key: str, allowed: str, tmp_path: Path) -> None:
    """A wrong header, row or cell is named with what is allowed there."""
    with pytest.raises(LookupFileError) as caught:
        read(text, tmp_path)
    assert caught.value.key == key
    assert allowed in caught.value.allowed
    assert str(caught.value).startswith(f"{tmp_path / 'institutions.csv'}: {key}: found ")


def test_not_utf8(tmp_path: Path) -> None:
    """A table in another encoding, as spreadsheets write it, is refused by name."""
    (tmp_path / "institutions.csv").write_bytes(f"{HEADER}Universität,,unit,,,,\n".encode("latin-1"))
    with pytest.raises(LookupFileError, match="CSV in UTF-8"):
        read_lookups(tmp_path)


def test_bom_of_a_spreadsheet(tmp_path: Path) -> None:
    """A table that a spreadsheet saved as UTF-8 begins with a byte order mark, and is read."""
    assert len(read(f"\ufeff{HEADER}A,,unit,,,,\n", tmp_path).institutions) == 1


def test_shipped_tables_can_be_read() -> None:
    """The tables of this workspace are valid, and every row says why it is there."""
    lookups = read_lookups(ROOT / "pipeline" / "lookups")
    assert lookups.institutions
    for table in sorted((ROOT / "pipeline" / "lookups").glob("*.csv")):
        rows = table.read_text(encoding="utf-8").splitlines()[1:]
        assert [row for row in rows if row.endswith(",")] == []


def test_what_is_no_name_is_never_taken(tmp_path: Path) -> None:
    """A row of not_names.csv forbids the text as a name wherever it stands, but not as part of a longer one."""
    (tmp_path / "not_names.csv").write_text("name,reason\nGRK,a type word\n", encoding="utf-8")
    lookups = read_lookups(tmp_path)
    assert lookups.not_names == ("GRK",)
    text = "Networks\n\nImpact\n\nThe GRK and GRK 2250 Impact are funded by the DFG.\n\nContact:\nDr. Eva Roth\n"
    snapshot = Snapshot("page", None, "text/plain", None, "0" * 64, text.encode())
    for use_model in (True, False):
        found = extract(snapshot, profile=Profile(), lookups=lookups, use_model=use_model).mentions
        assert found is not None
        assert [m.text for m in found.mentions if "GRK" in m.text] == ["GRK 2250 Impact"]


def test_what_is_no_name_may_be_part_of_one(tmp_path: Path) -> None:
    """Rules alone keep a longer name around what is none by itself."""
    (tmp_path / "not_names.csv").write_text("name,reason\nDigital Concrete,a field\n", encoding="utf-8")
    prose = "At the Institute for Digital Concrete in Lund they work on it."
    text = f"Networks\n\nWater\n\n{prose}\n\nContact:\nDr. Eva Roth\n"
    snapshot = Snapshot("page", None, "text/plain", None, "0" * 64, text.encode())
    found = extract(snapshot, profile=Profile(), lookups=read_lookups(tmp_path), use_model=False).mentions
    assert found is not None
    assert "Institute for Digital Concrete" in [m.text for m in found.mentions]
