"""`lhextract export`, as an importer meets it."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path

import pytest

from lhextract.cli.exporting import export
from lhextract.exports.schema import validate
from lhextract.exports.tables.back import records_of
from lhextract.exports.tables.rows import tables_of
from lhextract.formats.jsonl import records_of_jsonl
from lhextract.formats.registry import load_formats
from lhextract.formats.sql.database import read_database
from lhextract.model.record import Records
from lhextract.model.table import Tables
from tests.formats.reading import READERS

Run = Callable[..., tuple[int, str, str]]
LIGHTHOUSES = Path("extracted/lighthouses")


def exported_records() -> Records:
    """The records that were exported."""
    return validate((LIGHTHOUSES / "records.json").read_text("utf-8"))


def files_of(path: Path) -> dict[str, bytes]:
    """The files that an export has written, without its manifest."""
    found = [path] if path.is_file() else [one for one in path.rglob("*") if one.is_file()]
    inside = {one.relative_to(path).as_posix() if path.is_dir() else one.name: one.read_bytes() for one in found}
    return {name: content for name, content in inside.items() if name != "manifest.json"}


def test_all_formats_carry_the_same_records(extracted_workspace: Path, lhextract: Run) -> None:
    """CSV, workbook, Parquet, SQLite, JSON Lines and a database give back equal tables, and the tables the records."""
    records = exported_records()
    came_back: dict[str, Tables] = {}
    for form in ("csv", "xlsx", "parquet", "sqlite", "jsonl"):
        assert lhextract("export", "lighthouses", "--to", form, "--out", f"out-{form}")[0] == 0
        files = files_of(extracted_workspace / f"out-{form}")
        if form == "jsonl":
            came_back[form] = tables_of(records_of_jsonl(next(iter(files.values()))))
        else:
            came_back[form] = READERS[form](files)
    assert lhextract("export", "lighthouses", "--to", "sqlite:///kept.db")[0] == 0
    came_back["database"] = read_database("sqlite:///kept.db", source="lighthouses")
    assert [form for form, tables in came_back.items() if tables != tables_of(records)] == []
    assert records_of(came_back["csv"]) == records


@pytest.mark.usefixtures("extracted_workspace")
def test_the_manifest_counts_and_digests(lhextract: Run) -> None:
    """Beside the file lies what it was made from, what was left out and what was altered."""
    assert lhextract("export", "lighthouses", "--to", "csv", "--out", "part", "--category", "Networks")[0] == 0
    manifest = json.loads(Path("part/manifest.json").read_text("utf-8"))
    assert manifest["selection"] == {"category": ["Networks"]}
    left = manifest["left_out"]["category"]["initiatives"]
    assert manifest["rows"]["initiatives"] + left == len(exported_records().initiatives)
    assert manifest["altered"]["guarded cells"] > 0
    digests = {name: hashlib.sha256(content).hexdigest() for name, content in files_of(Path("part")).items()}
    assert manifest["outputs"] == digests


@pytest.mark.usefixtures("extracted_workspace")
def test_an_export_is_the_same_twice(lhextract: Run) -> None:
    """An earlier export is replaced, by the same bytes."""
    for form in ("csv", "jsonl", "sqlite"):
        assert lhextract("export", "lighthouses", "--to", form, "--out", form)[0] == 0
        before = files_of(Path(form))
        assert lhextract("export", "lighthouses", "--to", form, "--out", form)[0] == 0
        assert files_of(Path(form)) == before


def test_a_file_goes_to_stdout(extracted_workspace: Path, lhextract: Run) -> None:
    """`--out -` writes no file."""
    before = sorted(extracted_workspace.rglob("*"))
    _, out, _ = lhextract("export", "lighthouses", "--to", "jsonl", "--out", "-")
    assert records_of_jsonl(out.encode("utf-8")) == exported_records()
    assert sorted(extracted_workspace.rglob("*")) == before


@pytest.mark.usefixtures("extracted_workspace")
def test_without_a_place_it_is_named_after_the_source(lhextract: Run) -> None:
    """A file and its manifest, or a folder, in the folder one is in; several sources each their own."""
    assert lhextract("export", "lighthouses", "--to", "jsonl")[0] == 0
    assert lhextract("export", "--to", "csv", "--out", "lake")[0] == 0
    assert Path("lighthouses.jsonl").is_file()
    assert Path("lighthouses.jsonl.manifest.json").is_file()
    assert Path("lake/lighthouses-csv/datapackage.json").is_file()


def test_a_dry_run_writes_nothing(extracted_workspace: Path, lhextract: Run) -> None:
    """It says what would be written."""
    code, out, _ = lhextract("export", "lighthouses", "--to", "xlsx", "--dry-run")
    assert (code, "would be written to lighthouses.xlsx" in out) == (0, True)
    assert "would be written to -" in lhextract("export", "lighthouses", "--to", "jsonl", "--out", "-", "--dry-run")[1]
    code, out, _ = lhextract("export", "lighthouses", "--to", "sqlite:///kept.db", "--dry-run", "--json")
    assert json.loads(out)["tables"]["initiatives"]["added"] == len(exported_records().initiatives)
    assert not list(extracted_workspace.glob("lighthouses.*")) + list(extracted_workspace.glob("kept*"))


@pytest.mark.usefixtures("extracted_workspace")
def test_what_a_selection_leaves_out_stays_in_a_database(lhextract: Run) -> None:
    """A selection brings up to date what is in it; whoever reads the rest sees no difference."""
    lhextract("export", "lighthouses", "--to", "sqlite:///kept.db")
    before = read_database("sqlite:///kept.db", source="lighthouses")
    assert lhextract("export", "lighthouses", "--to", "sqlite:///kept.db", "--category", "Networks")[0] == 0
    assert read_database("sqlite:///kept.db", source="lighthouses") == before


@pytest.mark.usefixtures("extracted_workspace")
@pytest.mark.usefixtures("extracted_workspace")
def test_a_database_without_contacts_has_lost_them(lhextract: Run) -> None:
    """What named people is in force no more; initiatives stay."""
    lhextract("export", "lighthouses", "--to", "sqlite:///kept.db")
    assert lhextract("export", "lighthouses", "--to", "sqlite:///kept.db", "--no-contacts")[0] == 0
    tables = read_database("sqlite:///kept.db", source="lighthouses")
    assert [len(tables[name]) for name in ("people", "person_titles", "contacts", "phones")] == [0, 0, 0, 0]
    assert len(tables["initiatives"]) == len(exported_records().initiatives)


@pytest.mark.usefixtures("extracted_workspace")
def test_a_file_and_a_database_have_the_same_views(lhextract: Run) -> None:
    """Who knows the one finds their way in the other."""
    lhextract("export", "lighthouses", "--to", "sqlite:///kept.db")
    lhextract("export", "lighthouses", "--to", "sqlite")
    for view in ("initiative_overview", "contact_overview"):
        with closing(sqlite3.connect("lighthouses.sqlite")) as file, closing(sqlite3.connect("kept.db")) as database:
            columns = [row[1] for row in database.execute(f"PRAGMA table_info({view})")][1:]
            query = f"SELECT {', '.join(columns)} FROM {view} ORDER BY id"  # noqa: S608 - names of our own
            assert file.execute(query).fetchall() == database.execute(query).fetchall() != []


def test_a_source_in_another_language_is_not_written(lhextract: Run) -> None:
    """It is said, and no file is made."""
    code, out, _ = lhextract("export", "lighthouses", "--to", "jsonl", "--language", "de")
    assert (code, out.splitlines()[0]) == (0, "lighthouses: not wanted")
    assert "22 initiatives" in out
    assert not Path("lighthouses.jsonl").exists()


def edited(path: Path, changes: Mapping[str, str]) -> None:
    """Replace words of a file."""
    text = path.read_text("utf-8")
    for old, new in changes.items():
        text = text.replace(old, new)
    path.write_text(text, "utf-8")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        pytest.param(["--to", "cvs"], "did you mean csv?", id="unknown-format"),
        pytest.param(["--to", "mysql://h/db"], "mysql", id="other-database"),
        pytest.param(["--to", "csv", "--out", "-"], "only the one file of one source", id="folder-to-stdout"),
        pytest.param(["--to", "jsonl", "--out", "extracted"], "lighthouses.jsonl", id="into-a-folder"),
        pytest.param(["--to", "xlsx", "--out", "extracted/lighthouses/records.json"], "only a run", id="over-records"),
        pytest.param(["--to", "xlsx", "--out", "extracted/lighthouses/tables"], "only a run", id="beside-tables"),
        pytest.param(["--to", "csv", "--out", "ring"], "cannot be written", id="links-in-a-ring-folder"),
        pytest.param(["--to", "xlsx", "--out", "ring"], "cannot be written", id="links-in-a-ring-file"),
        pytest.param(["--to", "xlsx", "--out", "pipe"], "a pipe or a device", id="a-pipe"),
        pytest.param(["--to", "csv", "--out", "pipeline"], "found files that are no export", id="foreign-folder"),
        pytest.param(["--to", "csv", "--out", "extracted/lighthouses"], "no export", id="the-extraction-itself"),
        pytest.param(["--to", "u:geheim@h/db"], "found 'u:***@h/db'", id="password-without-scheme"),
        pytest.param(["--to", "jsonl", "--out", "-", "--json"], "both go to stdout", id="json-and-stdout"),
        pytest.param(["--to", "csv", "--forget"], "allowed is a database", id="forget-in-files"),
        pytest.param(
            ["--to", "sqlite:///a.db", "--forget", "--category", "Networks"], "a selection", id="forget-in-a-selection"
        ),
        pytest.param(["--to", "sqlite:///a.db", "--out", "b"], "--to names the database", id="database-and-place"),
        pytest.param(["--to", "csv", "--category", "Nets"], "Networks", id="unknown-category"),
        pytest.param(["--to", "csv", "--out", "records.txt/x"], "cannot be written", id="below-a-file"),
    ],
)
@pytest.mark.usefixtures("extracted_workspace")
def test_wrong_usage_is_told(args: list[str], said: str, lhextract: Run) -> None:
    """One message that says what is allowed; the extraction stays as it is."""
    Path("records.txt").write_text("mine", "utf-8")
    Path("ring").symlink_to("ring")
    os.mkfifo("pipe")
    before = files_of(LIGHTHOUSES)
    code, out, err = lhextract("export", "lighthouses", *args)
    if "extracted" in args:
        assert (code, "extracted/lighthouses.jsonl" in out) == (0, True)
    else:
        assert (code, out, err.count("lhextract:")) == (2, "", 1)
        assert said in err
    assert files_of(LIGHTHOUSES) == before
    assert stat.S_ISFIFO(Path("pipe").stat().st_mode)


@pytest.mark.usefixtures("extracted_workspace")
def test_what_others_put_into_an_export_is_not_lost(lhextract: Run) -> None:
    """A folder is replaced whole: one with a file of somebody's in it is refused, and the file is named."""
    assert lhextract("export", "lighthouses", "--to", "csv", "--out", "part")[0] == 0
    Path("part/tables/notes.txt").write_text("mine", "utf-8")
    code, _, err = lhextract("export", "lighthouses", "--to", "csv", "--out", "part")
    assert (code, "tables/notes.txt" in err) == (2, True)
    assert Path("part/tables/notes.txt").read_text("utf-8") == "mine"


@pytest.mark.usefixtures("extracted_workspace")
def test_a_link_keeps_pointing_where_it_did(lhextract: Run) -> None:
    """What it points to is written, be it there or not."""
    Path("shared").mkdir()
    Path("mine.jsonl").symlink_to("shared/all.jsonl")
    for _ in range(2):
        assert lhextract("export", "lighthouses", "--to", "jsonl", "--out", "mine.jsonl")[0] == 0
        assert (Path("mine.jsonl").is_symlink(), Path("shared/all.jsonl").is_file()) == (True, True)


def test_exports_to_one_file_take_turns(extracted_workspace: Path) -> None:
    """Several at once all succeed, and the file is whole."""
    program = [sys.executable, "-m", "lhextract", "export", "lighthouses", "--to", "jsonl"]
    running = [subprocess.Popen(program, cwd=extracted_workspace, stdout=subprocess.DEVNULL) for _ in range(4)]
    assert [one.wait() for one in running] == [0, 0, 0, 0]
    assert records_of_jsonl(Path("lighthouses.jsonl").read_bytes()) == exported_records()


@pytest.mark.usefixtures("extracted_workspace")
def test_a_broken_source_does_not_keep_the_others_back(lhextract: Run) -> None:
    """Its message is told, the others are exported."""
    Path("pipeline/profiles/also.toml").write_bytes(Path("pipeline/profiles/lighthouses.toml").read_bytes())
    shutil.copytree(LIGHTHOUSES, "extracted/also")
    Path("extracted/also/machine.json").write_text("broken", "utf-8")
    code, out, err = lhextract("export", "--to", "jsonl")
    assert (code, "lighthouses.jsonl" in out, err.count("lhextract:")) == (2, True, 1)
    assert "also/machine.json" in err


@pytest.mark.parametrize("name", ["records.json", "text.txt", "datapackage.json", "tables/tombstones.csv"])
@pytest.mark.parametrize(
    "content", [b"", b"broken,\n,,,", b"\xff", None], ids=["empty", "broken", "no-utf-8", "missing"]
)
@pytest.mark.usefixtures("extracted_workspace")
def test_an_altered_file_is_named(name: str, content: bytes | None, lhextract: Run) -> None:
    """One message; what would not fit together is not handed on."""
    (LIGHTHOUSES / name).unlink()
    if content is not None:
        (LIGHTHOUSES / name).write_bytes(content)
    code, out, err = lhextract("export", "lighthouses", "--to", "docbin", "--no-contacts")
    assert (code, out, err.count("lhextract:")) == (2, "", 1)
    assert name in err


@pytest.mark.usefixtures("extracted_workspace")
def test_an_edited_extraction_is_refused(lhextract: Run) -> None:
    """Records that do not fit the schema are not handed on."""
    edited(LIGHTHOUSES / "records.json", {'"order": 1,': '"order": "1",'})
    code, _, err = lhextract("export", "lighthouses", "--to", "csv")
    assert code == 2
    assert "lhextract run --force" in err


@pytest.mark.usefixtures("extracted_workspace")
def test_nothing_extracted_is_told(lhextract: Run) -> None:
    """The message says what to do first."""
    code, _, err = lhextract("export", "nowhere", "--to", "csv")
    assert code == 2
    assert "nowhere" in err


def test_help_names_every_format() -> None:
    """What `--to` takes stands in the help, and nothing else does."""
    (option,) = [param for param in export.params if param.name == "to"]
    assert set(re.findall(r"[a-z]+(?=[,;])", option.help.partition(";")[0] + ";")) == set(load_formats())
