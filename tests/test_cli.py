"""The command line: results on stdout, messages on stderr, exit codes, and an old output that survives failure."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from lhextract import __version__
from lhextract.exports.schema import validate
from lhextract.exports.tables.layout import TABLES
from lhextract.gold import find_cases
from tests.conftest import GOLDEN

Run = Callable[..., tuple[int, str, str]]
PAGE = GOLDEN / "jena-netzwerke" / "source.txt"


def content(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by name."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


# What each failure is given: a name to the bytes of a file, None for a folder.
GIVEN: dict[str, bytes | None] = {
    "empty.txt": b"",
    "blank.txt": b" \n\n",
    "binary.txt": bytes(range(256)) * 8,
    "nul.txt": b"Networks\n\0\n",
    "latin-1.txt": "Universität".encode("latin-1"),
    "page.pdf": b"%PDF-1.7\n",
    "folder": None,
    "page.html": b"<!doctype html><title>Networks</title>",
    "imprint.txt": b"Imprint\nLegal notice\n",
    "ours.txt": PAGE.read_bytes(),
}
FAILURES = [
    pytest.param(["missing.txt"], 5, "no such file", id="missing-file"),
    pytest.param(["empty.txt"], 5, "save the page again", id="empty-file"),
    pytest.param(["blank.txt"], 5, "save the page again", id="blank-file"),
    pytest.param(["binary.txt"], 5, "save the page", id="binary-file"),
    pytest.param(["nul.txt"], 5, "found binary data", id="nul-byte"),
    pytest.param(["latin-1.txt"], 5, "not UTF-8 at offset 9", id="latin-1"),
    pytest.param(["page.pdf"], 5, "found a PDF", id="pdf"),
    pytest.param(["folder"], 5, "give the file in it", id="directory"),
    pytest.param(["page.html"], 5, "without any text", id="html-without-text"),
    pytest.param(["imprint.txt"], 4, "no initiative was found", id="no-initiative"),
    pytest.param(["unheard-of"], 2, "profiles are: lighthouses", id="unknown-profile"),
    pytest.param(["ours.txt", "--profile", "unheard-of"], 2, "profiles are: lighthouses", id="unknown-option"),
    pytest.param(["ours.txt", "--profile", "../x"], 2, "profiles are: lighthouses", id="profile-is-no-path"),
    pytest.param(["lighthouses", "--profile", "lighthouses"], 2, "with a page file only", id="profile-twice"),
    pytest.param(["http://example.org/"], 5, "allowed is https", id="url"),
    pytest.param(["lighthouses", "--out", "ours.txt"], 2, "allowed is a folder", id="out-is-file"),
    pytest.param(["lighthouses", "--out", "ours.txt/below"], 2, "give another --out", id="out-below-file"),
    pytest.param(["lighthouses", "--out", "raw"], 2, "give another --out", id="out-foreign"),
    pytest.param(["lighthouses", "--out", "app"], 2, "give another --out", id="out-foreign-manifest"),
    pytest.param(["lighthouses", "--until", "dessert"], 2, "is not one of", id="unknown-stage"),
    pytest.param(["lighthouses", "--colour"], 2, "No such option", id="unknown-flag"),
]


@pytest.mark.parametrize(("args", "code", "advice"), FAILURES)
def test_failure(args: list[str], code: int, advice: str, workspace: Path, lhextract: Run) -> None:
    """A failure gives its exit code and one message that says what to do, and touches no file."""
    for name, body in GIVEN.items():
        (workspace / name).mkdir() if body is None else (workspace / name).write_bytes(body)
    (workspace / "app").mkdir()
    (workspace / "app" / "manifest.json").write_text('{"name": "a web app"}')
    before = content(workspace)
    found, out, err = lhextract("run", *args)
    assert (found, out) == (code, "")
    assert advice in err
    assert "Traceback" not in err
    assert err.count("lhextract: ") + err.count("Error: ") == 1
    assert content(workspace) == before


@pytest.mark.parametrize(
    ("old", "new", "advice"),
    [
        pytest.param("[phone]", "[phnoe]", "did you mean phone?", id="misspelt-table"),
        pytest.param("region =", "regoin =", "did you mean region?", id="misspelt-key"),
        pytest.param('"DE"', '"UK"', "did you mean GB?", id="region-UK"),
        pytest.param("= 22", '= "22"', "a whole number of 1 or more", id="number-as-text"),
        pytest.param("[host]", "[host", "TOML in UTF-8", id="no-toml"),
    ],
)
def test_broken_profile(old: str, new: str, advice: str, workspace: Path, lhextract: Run) -> None:
    """A profile that cannot be used is refused by name, and the old output stays byte for byte."""
    profile = workspace / "pipeline" / "profiles" / "lighthouses.toml"
    profile.write_text(profile.read_text("utf-8").replace(old, new), "utf-8")
    before = content(workspace)
    code, out, err = lhextract("run", "lighthouses")
    assert (code, out) == (2, "")
    assert "lighthouses.toml" in err
    assert advice in err
    assert content(workspace) == before


@pytest.mark.parametrize(
    ("file", "text", "code", "advice"),
    [
        pytest.param("raw/lighthouses/unknown-2f0651346870/page.txt", "changed", 5, "restore the file", id="page"),
        pytest.param("raw/lighthouses/unknown-2f0651346870/meta.json", "{", 5, "a JSON object with url", id="meta"),
        pytest.param("pipeline/lookups/institutions.csv", "name,kind\n", 2, "name,aliases,kind", id="lookup"),
    ],
)
def test_broken_workspace_file(file: str, text: str, code: int, advice: str, workspace: Path, lhextract: Run) -> None:
    """A file of the workspace that was broken stops the run with its name."""
    (workspace / file).write_text(text, "utf-8")
    before = content(workspace)
    found, out, err = lhextract("run")
    assert (found, out) == (code, "")
    assert Path(file).name in err
    assert advice in err
    assert content(workspace) == before


@pytest.mark.parametrize(
    ("args", "advice"),
    [
        pytest.param(["run"], "lhextract init DIR", id="no-source"),
        pytest.param(["run", "page.txt"], "give --out DIR", id="no-out"),
        pytest.param(["run", "page.txt", "--profile", "p"], "run inside one", id="profile"),
        pytest.param(["run", "lighthouses"], "lhextract init DIR", id="profile-name"),
        pytest.param(["check"], "lhextract init DIR", id="check"),
        pytest.param(["evaluate", "."], "no golden case here", id="evaluate"),
        pytest.param(["evaluate", str(PAGE.parent), "--profile", "p"], "run inside one", id="evaluate-profile"),
        pytest.param(["golden", "show", "nowhere"], "golden list", id="golden-show"),
        pytest.param(["golden", "list", "nowhere"], "no golden case", id="golden-list"),
        pytest.param(["init", "page.txt"], "name another one", id="init-file"),
        pytest.param([], "Usage: lhextract", id="no-command"),
        pytest.param(["rnu"], "No such command", id="unknown-command"),
    ],
)
def test_without_workspace(
    args: list[str], advice: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lhextract: Run
) -> None:
    """Outside a workspace, a command that needs one says how to get on."""
    monkeypatch.chdir(tmp_path)
    shutil.copy(PAGE, "page.txt")
    code, out, err = lhextract(*args)
    assert (code, out) == (2, "")
    assert advice in err
    assert content(tmp_path) == {"page.txt": PAGE.read_bytes()}


def test_run_page_without_workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lhextract: Run) -> None:
    """A page file alone is extracted into --out, and the defaults taken are named."""
    monkeypatch.chdir(tmp_path)
    code, out, err = lhextract("run", PAGE, "--out", "here/out")
    assert (code, err) == (0, "")
    assert "no profile; taken by default: language = de" in out
    assert "written to here/out" in out
    names = [
        "changes.jsonl",
        "datapackage.json",
        "identity.json",
        "machine.json",
        "manifest.json",
        "records.json",
        "report.html",
        "text.txt",
    ]
    tables = {f"tables/{table.name}.csv" for table in TABLES}
    assert sorted(content(tmp_path / "here" / "out")) == sorted({*names, *tables})
    assert [path.name for path in (tmp_path / "here").iterdir()] == ["out"]


def test_run_again_changes_nothing(workspace: Path, lhextract: Run) -> None:
    """A second run finds nothing to do, and one that is forced writes the same bytes and leaves nothing beside them."""
    before = content(workspace)
    for args, written in (([], False), (["--force"], True)):
        code, out, err = lhextract("run", "lighthouses", "--json", *args)
        assert (code, err) == (0, "")
        assert json.loads(out)["counts"]["initiatives"] == 22
        assert json.loads(out)["written"] is written
        assert content(workspace) == before


def test_one_broken_source_does_not_stop_the_others(workspace: Path, lhextract: Run) -> None:
    """Without SOURCE, every profile is run; what is wrong with one is said, and gives the exit code."""
    shutil.rmtree(workspace / "extracted")
    (workspace / "pipeline" / "profiles" / "absent.toml").write_text("")
    (workspace / "pipeline" / "profiles" / "broken.toml").write_text("[phnoe]")
    code, out, err = lhextract("run", "--json")
    assert code == 5
    assert [done["source"] for done in json.loads(out)] == ["lighthouses"]
    assert "no snapshot of 'absent'" in err
    assert "did you mean phone?" in err
    assert [path.name for path in (workspace / "extracted").iterdir()] == ["lighthouses"]


def test_dry_run_writes_nothing(workspace: Path, lhextract: Run) -> None:
    """--dry-run does everything but write."""
    shutil.rmtree(workspace / "extracted")
    code, out, _ = lhextract("run", "--dry-run")
    assert code == 0
    assert "not written (would go to extracted/lighthouses)" in out
    assert not (workspace / "extracted").exists()


@pytest.mark.parametrize("stage", ["text", "outline", "mentions", "records"])
def test_until(stage: str, workspace: Path, lhextract: Run) -> None:
    """--until prints what a stage made, for people and as JSON, and writes nothing."""
    shutil.rmtree(workspace / "extracted")
    code, out, err = lhextract("run", "lighthouses", "--until", stage)
    assert (code, err) == (0, "")
    assert "Flinders University" in out
    code, out, _ = lhextract("run", "lighthouses", "--until", stage, "--json")
    assert code == 0
    assert "Flinders University" in json.dumps(json.loads(out), ensure_ascii=False)
    assert not (workspace / "extracted").exists()


@pytest.mark.parametrize(
    ("fail_on", "code"),
    [("never", 0), ("error", 3), ("note", 3)],
)
def test_fail_on(fail_on: str, code: int, workspace: Path, lhextract: Run) -> None:
    """A finding as severe as --fail-on gives exit code 3, and the output is written all the same."""
    profile = workspace / "pipeline" / "profiles" / "lighthouses.toml"
    profile.write_text(profile.read_text("utf-8").replace("= 22", "= 23"), "utf-8")
    found, out, _ = lhextract("run", "--fail-on", fail_on)
    assert found == code
    assert "expected-initiatives: the profile expects 23 initiatives, 22 were found" in out
    findings = json.loads((workspace / "extracted" / "lighthouses" / "records.json").read_text("utf-8"))
    assert findings["findings"][0]["code"] == "expected-initiatives"


@pytest.mark.usefixtures("workspace")
def test_remedies(lhextract: Run) -> None:
    """`run` and `check` say once for every kind of finding what to do; records.json does not."""
    for command in (["run", "--force"], ["check"]):
        _, out, _ = lhextract(*command, "lighthouses")
        advice = out.split("what to do:\n")[1]
        assert advice.count("  email-empty: tell the page's owner") == 1
        assert advice.count("  contact-unreachable: ") == 1
    _, out, _ = lhextract("check", "lighthouses", "--json")
    checked = json.loads(out)
    assert list(checked["remedies"]) == list(dict.fromkeys(finding["code"] for finding in checked["findings"]))
    assert set(checked["findings"][0]) == {"code", "severity", "message", "initiative", "field", "spans"}


def test_check_is_silent_about_what_is_up_to_date(workspace: Path, lhextract: Run) -> None:
    """`check` finds a finished extraction up to date and changes nothing."""
    before = content(workspace)
    code, out, err = lhextract("check", "lighthouses")
    assert (code, err) == (0, "")
    assert "up to date" in out
    assert content(workspace) == before


def test_check_names_the_cell_that_is_wrong(workspace: Path, lhextract: Run) -> None:
    """A table that somebody edited is told of by file, row, id and field."""
    path = workspace / "extracted/lighthouses/tables/phones.csv"
    text = path.read_text("utf-8").replace("tel:+4935146332730", "+4935146332730", 1)
    path.write_text(text, "utf-8")
    code, out, _ = lhextract("check", "lighthouses", "--fail-on", "never")
    assert code == 3
    assert re.search(r"tables/phones.csv row 2 \(ct-[^)]*\), uri: found '\+4935146332730'", out)


@pytest.mark.parametrize("change", ["edited", "missing", "extra"])
def test_check_sees_a_stale_folder(change: str, workspace: Path, lhextract: Run) -> None:
    """`check` names a file of extracted/ that is not what a run would write."""
    folder = workspace / "extracted" / "lighthouses"
    if change == "missing":
        (folder / "text.txt").unlink()
    else:
        (folder / ("text.txt" if change == "edited" else "notes.txt")).write_text("x")
    code, out, _ = lhextract("check", "lighthouses", "--json")
    assert code == 3
    assert json.loads(out)["stale"] == ["notes.txt" if change == "extra" else "text.txt"]


def test_evaluate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lhextract: Run) -> None:
    """`evaluate` scores one case, for people and as JSON."""
    monkeypatch.chdir(tmp_path)
    code, out, err = lhextract("evaluate", PAGE.parent)
    assert (code, err) == (0, "")
    assert "INSTITUTION" in out
    code, out, _ = lhextract("evaluate", PAGE.parent, "--json")
    rows = json.loads(out)["jena-netzwerke"]
    assert code == 0
    assert {row["part"] for row in rows} == {"strict", "relaxed", "outline", "records"}


def test_golden_list(lhextract: Run) -> None:
    """`golden list` names every case."""
    code, out, _ = lhextract("golden", "list", GOLDEN)
    assert (code, out.split()) == (0, [case.name for case in find_cases(GOLDEN)])


@pytest.mark.usefixtures("workspace")
def test_golden_show(lhextract: Run) -> None:
    """`golden show` prints the output in the formats of gold; where all is right, that is the gold itself."""
    gold = GOLDEN / "lighthouses" / "gold"
    code, out, _ = lhextract("golden", "show", GOLDEN / "lighthouses", "--profile", "lighthouses")
    lines, inline = out.removeprefix("# lines.tsv\n").split("\n# inline.txt\n")
    assert code == 0
    assert lines == (gold / "lines.tsv").read_text("utf-8")
    assert inline.removesuffix("\n") == (gold / "inline.txt").read_bytes().decode("utf-8")


def test_schema(lhextract: Run) -> None:
    """`schema` prints a JSON Schema."""
    code, out, err = lhextract("schema")
    assert (code, err) == (0, "")
    assert json.loads(out)["$schema"].startswith("https://json-schema.org/")


def test_init(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lhextract: Run) -> None:
    """`init --bare` makes a workspace in which a page can be run, and refuses to make it twice."""
    monkeypatch.chdir(tmp_path)
    _, planned, _ = lhextract("init", "new", "--bare", "--dry-run")
    assert content(tmp_path) == {}
    code, out, err = lhextract("init", "new", "--bare")
    assert (code, out) == (0, planned)
    assert "next: cd new && mv pipeline/profiles/example.toml " in err
    assert sorted(content(tmp_path)) == sorted(Path(line).as_posix() for line in out.split())
    before = content(tmp_path)
    assert lhextract("init", "new")[0] == 2
    assert content(tmp_path) == before
    monkeypatch.chdir(tmp_path / "new")
    assert lhextract("run", PAGE, "--profile", "example")[0] == 0
    document = (tmp_path / "new" / "extracted" / "example" / "records.json").read_text("utf-8")
    assert validate(document).source.id == "example"


def test_version_and_help(lhextract: Run) -> None:
    """--version and --help go to stdout."""
    assert lhextract("--version") == (0, f"lhextract, version {__version__}\n", "")
    code, out, err = lhextract("--help")
    assert (code, err) == (0, "")
    assert "Exit codes: 0 fine" in " ".join(out.split())


@pytest.mark.parametrize("args", [["--help"], ["run", "--help"], ["schema", "--help"]], ids=" ".join)
def test_help_is_quick(args: list[str]) -> None:
    """--help imports neither spaCy nor pandas."""
    code = (
        "import sys\nfrom lhextract.cli import main\n"
        f"try:\n    main({args!r})\nfinally:\n    print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    modules = set(done.stderr.split())
    assert "Usage: lhextract" in done.stdout
    assert modules.isdisjoint({"spacy", "pandas", "phonenumbers", "rich", "numpy", "pydantic", "jinja2"})
    assert "lhextract.errors" in modules


HEAVY = {"spacy", "onnxruntime", "tokenizers", "dateparser", "scipy"}


@pytest.mark.parametrize(
    "args",
    [
        pytest.param(["diff", "lighthouses"], id="diff"),
        pytest.param(["export", "lighthouses", "--to", "csv", "--out", "made"], id="export-csv"),
        pytest.param(["export", "lighthouses", "--to", "jsonl", "--out", "made"], id="export-jsonl"),
        pytest.param(["schema"], id="schema"),
        pytest.param(["corrections", "export", "lighthouses", "--csv", "made.csv"], id="corrections-export"),
        pytest.param(["review", "--help"], id="review"),
        pytest.param(["--version"], id="version"),
    ],
)
@pytest.mark.usefixtures("extracted_workspace")
def test_what_reads_no_page_needs_no_spacy(args: list[str]) -> None:
    """Commands that work on what was extracted import neither spaCy nor the network (`explain` extracts)."""
    assert imported_by(args).isdisjoint(HEAVY)


@pytest.mark.usefixtures("workspace")
def test_check_needs_no_spacy_where_nothing_changed() -> None:
    """What has the same inputs and was not altered is what a run would write, so no stage has to say so."""
    assert imported_by(["check", "lighthouses", "--fail-on", "never"]).isdisjoint(HEAVY)


def imported_by(args: list[str]) -> set[str]:
    """What a command imports in a process of its own, which has to end well."""
    code = (
        "import sys\nfrom lhextract.cli import main\n"
        f"try:\n    main({args!r})\nfinally:\n    print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return set(done.stderr.split())


def test_memory_is_kept_for_a_process_of_its_own_only(tmp_path: Path) -> None:
    """As a process the command line rarely looks for cycles; who calls it in theirs keeps their setting."""
    code = (
        "import gc\nbefore = gc.get_threshold()\nfrom lhextract.cli import main\ntry:\n    main({args})\n"
        "except SystemExit:\n    print(gc.get_threshold() == before, gc.get_freeze_count() > 0)"
    )
    said = [
        subprocess.run(
            [sys.executable, "-c", code.format(args=args), "--version"],
            capture_output=True,
            text=True,
            check=True,
            cwd=tmp_path,
        ).stdout.split("\n")[-2]
        for args in ("", "['--version']")
    ]
    assert said == ["False True", "True False"]


def test_the_same_bytes_everywhere(finished_workspace: Path, tmp_path: Path) -> None:
    """Hash seed, time zone, locale and folder leave no trace in what is written."""
    settings = [
        ("1", "Pacific/Kiritimati", "C", "first"),
        ("42", "America/St_Johns", "de_DE.UTF-8", "second folder"),
    ]
    written = []
    for seed, zone, locale, name in settings:
        root = tmp_path / name
        for part in ("pipeline", "raw"):
            shutil.copytree(finished_workspace / part, root / part)
        env = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale}
        done = subprocess.run(
            [sys.executable, "-c", "from lhextract.cli import main; main()", "run", "--fail-on", "never"],
            cwd=root,
            env=env,
            capture_output=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, b"")
        written.append(content(root / "extracted"))
    assert written[0] == written[1] == content(finished_workspace / "extracted")


@pytest.mark.parametrize(
    "option", [pytest.param("--dry-run", id="dry-run"), pytest.param("--until=outline", id="until")]
)
def test_nothing_written_needs_no_folder(
    option: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lhextract: Run
) -> None:
    """Outside a workspace, what writes nothing needs no --out."""
    page = Path(__file__).parent / "golden" / "jena-netzwerke" / "source.txt"
    monkeypatch.chdir(tmp_path)
    code, out, _ = lhextract("run", str(page), option)
    assert (code, bool(out), list(tmp_path.iterdir())) == (0, True, [])


def test_rules_alone(workspace: Path, lhextract: Run) -> None:
    """--no-model finds names by rules, says so in the manifest, and `check` sees the difference."""
    code, _, err = lhextract("run", "lighthouses", "--no-model")
    assert (code, err) == (0, "")
    manifest = json.loads((workspace / "extracted" / "lighthouses" / "manifest.json").read_text(encoding="utf-8"))
    assert "learned/card.json" not in manifest["inputs"]
    assert lhextract("check", "lighthouses", "--no-model", "--fail-on", "never")[0] == 0
    assert lhextract("check", "lighthouses", "--fail-on", "never")[0] == 3


def test_why_a_text_is_a_name_or_none(workspace: Path, lhextract: Run) -> None:  # noqa: ARG001 - run inside it
    """`explain` names what proposed a span and what spoke for it, and what a span that was not taken lost to."""
    code, out, _ = lhextract("explain", "lighthouses", "SPP 2005")
    assert code == 0
    assert "not taken: held unlikely" in out
    assert "SPP 2005 OPUS FLUIDUM" in out
    code, out, _ = lhextract("explain", "lighthouses", "SPP 2005 OPUS FLUIDUM FUTURUM")
    assert "PROGRAM proposed by" in out
    assert "program/code" in out
    assert "what spoke for (+) and against (-) it" in out
    code, out, _ = lhextract("explain", "lighthouses", "Digital Concrete Technologies")
    assert "not taken: vetoed by lookup/no-name" in out
