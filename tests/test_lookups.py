"""Lookup tables are read strictly: a message names file, row and column."""

from __future__ import annotations

from pathlib import Path

import pytest

from lhextract.errors import LookupFileError
from lhextract.lookups import KnownInstitution, KnownProgram, Lookups, read_lookups
from lhextract.model.page import Snapshot
from lhextract.phones.numbers import is_region
from lhextract.profile import Profile
from lhextract.run import extract
from tests.conftest import ROOT

HEADER = "name,aliases,kind,country,ror,parent,reason\n"
OSAKA = "https://ror.org/035t8zc32"


def read(text: str, folder: Path, name: str = "institutions.csv") -> Lookups:
    """Read one table from its text."""
    (folder / name).write_text(text, encoding="utf-8")
    return read_lookups(folder)


def test_missing_tables_are_empty(tmp_path: Path) -> None:
    """A workspace needs no lookup tables."""
    assert read_lookups(tmp_path) == Lookups()


def test_rows(tmp_path: Path) -> None:
    """Aliases are split, cells stripped, empty ones are None, ids are full, and a kind left out is unknown."""
    text = f'{HEADER}Osaka University, Handai | 大阪大学 ,university,JP,035t8zc32,,"why, indeed"\nOncoRay,,,,,TUD,\n'
    assert read(text, tmp_path).institutions == (
        KnownInstitution("Osaka University", ("Handai", "大阪大学"), "university", "JP", OSAKA, None),
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
        pytest.param(f"{HEADER}A,,unit,Germany,,,\n", "row 2, country", "alpha-2 such as DE", id="country"),
        pytest.param(f"{HEADER}A,,unit,,035t8zc23,,\n", "row 2, ror", "a ROR id such as https://ror.org/", id="ror"),
        pytest.param(
            f"{HEADER}A,,unit,,{OSAKA}/,,\n", "row 2, ror", "a ROR id such as https://ror.org/", id="ror-form"
        ),
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


@pytest.mark.parametrize(
    ("rows", "key", "message"),
    [
        pytest.param("A,X,,,,,\nB,X|Y,,,,,\n", "row 3, B", "found 'X', allowed is .*row 2, A, has it", id="alias"),
        pytest.param("A,B,,,,,\nC,,,,,,\nB,,,,,,\n", "row 4, B", "row 2, A, has it", id="name"),
        pytest.param("A,The Łódź Lab,,,,,\nB,lodz lab e.V.,,,,,\n", "row 3, B", "row 2, A, has it", id="same-key"),
        pytest.param("A,,,,,,\nA,,,,,,\n", "row 3, A", "row 2, A, has it", id="row-twice"),
    ],
)
def test_a_form_belongs_to_one_row(rows: str, key: str, message: str, tmp_path: Path) -> None:
    """A form that two rows have, written alike or not, names nobody: both rows are named."""
    with pytest.raises(LookupFileError, match=message) as caught:
        read(HEADER + rows, tmp_path)
    assert caught.value.key == key


def test_a_row_may_write_a_name_in_several_ways(tmp_path: Path) -> None:
    """Within a row, forms of one key are welcome: each is found in a page as it is written."""
    (row,) = read(f"{HEADER}Eisen AG,Eisen|EISEN|Eisen GmbH,company,,,,\n", tmp_path).institutions
    assert row.aliases == ("Eisen", "EISEN", "Eisen GmbH")


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


# What stands in any text, written as a heading in capitals or at the beginning of a sentence; surnames and places that
# are also known as companies and universities.
ORDINARY = frozenset(
    {"mit", "who", "it", "us", "un", "uni", "tu", "fu", "university", "universität", "institute", "institut"}
    | {"center", "centre", "zentrum", "school", "college", "network", "netzwerk", "alliance", "allianz", "campus"}
    | {"group", "foundation", "stiftung", "ministry", "ministerium", "council", "academy", "akademie", "energy"}
    | {"enhance", "aurora", "unite", "ellis", "educ", "bosch", "siemens", "philips", "michelin", "renault"}
    | {"ericsson", "boeing", "porsche", "bayer", "merck", "continental", "oxford", "cambridge", "berlin"}
    | {"dresden", "münchen", "munich", "wien", "vienna", "zürich", "paris", "london", "hitachi", "toyota", "nokia"}
    | {"guild", "research", "forschung", "partner", "programme", "projekt", "humboldt", "fraunhofer", "helmholtz"}
    | {"leibniz", "goethe", "planck"}
)


@pytest.fixture(scope="module")
def shipped() -> tuple[KnownInstitution, ...]:
    """The institutions of this workspace."""
    return read_lookups(ROOT / "pipeline" / "lookups").institutions


def test_shipped_institutions_are_many(shipped: tuple[KnownInstitution, ...]) -> None:
    """The table knows what pages often name, and of most of it the id in the registry of research organisations."""
    assert len(shipped) >= 300
    rors = [row.ror for row in shipped if row.ror]
    assert len(rors) > len(shipped) / 2
    assert len(rors) == len(set(rors))


def test_shipped_institutions_are_what_they_say(shipped: tuple[KnownInstitution, ...]) -> None:
    """Countries are ISO 3166-1, every parent has a row of its own, and every row a kind."""
    names = {row.name for row in shipped}
    assert [row.name for row in shipped if row.country and not is_region(row.country)] == []
    assert [row.name for row in shipped if row.parent and row.parent not in names] == []
    assert [row.name for row in shipped if row.kind == "unknown"] == []


def test_no_shipped_form_is_an_ordinary_word(shipped: tuple[KnownInstitution, ...]) -> None:
    """A form is found wherever it stands in a page: none is an ordinary word, a surname or a place, or short."""
    forms = [form for row in shipped for form in (row.name, *row.aliases)]
    assert [form for form in forms if form.casefold() in ORDINARY] == []
    assert [form for form in forms if len(form) < 3 and form != "EU"] == []
    assert [form for form in forms if form.startswith(("The ", "Der ", "Die ", "Das "))] == []


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
