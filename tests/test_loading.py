"""`lhextract.load`."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

import lhextract
from lhextract.errors import UsageError
from lhextract.exports.tables.layout import BY_NAME, TABLES
from lhextract.exports.tables.rows import tables_of
from lhextract.loading import Loaded
from tests.conftest import ROOT
from tests.formats.reading import from_frames

FOLDER = ROOT / "extracted" / "lighthouses"


@pytest.fixture(scope="module")
def loaded() -> Loaded:
    """The committed extraction."""
    return lhextract.load(FOLDER)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of it that a test may spoil."""
    return Path(shutil.copytree(FOLDER, tmp_path / "copy"))


def test_tables_are_those_of_the_records(loaded: Loaded) -> None:
    """Nothing is lost, no apostrophe is added."""
    assert from_frames(loaded) == tables_of(loaded.records)


def test_tables_have_names_and_keys(loaded: Loaded) -> None:
    """`loaded.phones` and `loaded["phones"]` are the same; there is one for every table."""
    assert [field.name for field in fields(Loaded)][1:] == list(BY_NAME) == list(loaded)
    assert all(loaded[table.name] is getattr(loaded, table.name) for table in TABLES)
    assert len(loaded) == len(TABLES)
    assert "phones 21" in repr(loaded)
    with pytest.raises(KeyError, match="'fax', allowed is one of sources, "):
        loaded["fax"]
    assert loaded.get("fax") is None


def test_tables_join(loaded: Loaded) -> None:
    """Ids lead from a number to its initiative."""
    joined = loaded.phones.merge(loaded.contacts, left_on="contact", right_on="id", suffixes=("", "_contact"))
    assert len(joined) == len(loaded.phones)
    assert set(joined["initiative"]) <= set(loaded.initiatives["id"])
    assert joined["uri"].str.startswith("tel:+49351").any()


def test_tombstones_are_those_of_the_table(folder: Path) -> None:
    """The records do not have them; the extraction does."""
    (folder / "tables" / "tombstones.csv").write_text("id,kind\nlh-aaaaaaaaaa,initiative\n", encoding="utf-8")
    assert lhextract.load(str(folder)).tombstones.to_dict("records") == [{"id": "lh-aaaaaaaaaa", "kind": "initiative"}]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        pytest.param("records.json", None, "cannot be read", id="no-records"),
        pytest.param("records.json", "{}", "another version of lhextract wrote, or", id="other-records"),
        pytest.param("records.json", "[" * 99_999, "another version of lhextract wrote, or", id="deep-records"),
        pytest.param("records.json", "[", "another version of lhextract wrote, or", id="broken-records"),
        pytest.param("tables/tombstones.csv", None, "made by an earlier version", id="no-tombstones"),
        pytest.param("tables/tombstones.csv", "id,kind\nx\n", "no table of id and kind", id="other-tombstones"),
    ],
)
def test_other_folders_are_refused(folder: Path, name: str, content: str | None, said: str) -> None:
    """One message names the file and what to do."""
    (folder / name).unlink()
    if content is not None:
        (folder / name).write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match=said) as raised:
        lhextract.load(folder)
    assert str(folder / name) in str(raised.value)


def test_nothing_heavy_is_imported_unasked() -> None:
    """The package alone needs no pandas, loading no spaCy; an unknown name is an `AttributeError`."""
    code = (
        "import sys, lhextract; assert 'pandas' not in sys.modules; assert not hasattr(lhextract, 'unload'); "
        f"lhextract.load({str(FOLDER)!r}); assert 'pandas' in sys.modules; assert 'spacy' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)
