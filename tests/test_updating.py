"""A run does nothing when nothing changed, says why it ran when something did, and tells what that changed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from lhextract.minting import mint
from tests.conftest import GOLDEN

Run = Callable[..., tuple[int, str, str]]
PAGE = (GOLDEN / "lighthouses" / "source.txt").read_text(encoding="utf-8")
SNAPSHOT = Path("raw/lighthouses/new")
OUT = Path("extracted/lighthouses")


def give(page: str, *, name: str = "page.txt", retrieved: str = "2026-11-01T00:00:00Z") -> None:
    """Put a newer snapshot of the lighthouse page into raw/."""
    import hashlib

    body = page.encode("utf-8")
    folder = SNAPSHOT.with_name(retrieved[:10])
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(body)
    meta = {
        "url": None,
        "retrieved": retrieved,
        "status": 200,
        "media_type": "text/html" if name.endswith("html") else "text/plain",
        "headers": {},
        "file": name,
        "sha256": hashlib.sha256(body).hexdigest(),
    }
    (folder / "meta.json").write_text(json.dumps(meta), encoding="utf-8")


def changes() -> list[tuple[str, str, object, object]]:
    """Kind, cause, old and new value of every change that is no whole text."""
    rows = [json.loads(line) for line in (OUT / "changes.jsonl").read_text("utf-8").splitlines()]
    return [(row["kind"], row["cause"], row["old"], row["new"]) for row in rows if not row["kind"].endswith("reworded")]


def states(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Content and time of every file."""
    return {p.as_posix(): (p.read_bytes(), p.stat().st_mtime_ns) for p in sorted(folder.rglob("*")) if p.is_file()}


def test_nothing_changed_touches_nothing(workspace: Path, lhextract: Run) -> None:
    """A second run is one line and writes no file."""
    before = states(workspace)
    code, out, err = lhextract("run")
    assert (code, out.count("\n"), err) == (0, 1, "")
    assert "lighthouses: nothing changed; 22 initiatives in 5 categories, 25 contacts" in out
    assert states(workspace) == before


@pytest.mark.usefixtures("workspace")
def test_nothing_changed_needs_no_stage() -> None:
    """It imports neither spaCy nor what reads, takes apart or draws a page."""
    code = (
        "import sys\nfrom lhextract.cli import main\n"
        "try:\n    main(['run'])\nfinally:\n    print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "nothing changed" in done.stdout
    heavy = {
        "spacy",
        "numpy",
        "scipy",
        "pandas",
        "bs4",
        "lxml",
        "rich",
        "jinja2",
        "dateparser",
        "onnxruntime",
        "urllib3",
    }
    assert heavy.isdisjoint(done.stderr.split())


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        pytest.param("counts", {}, 0, id="no-counts"),
        pytest.param("counts", None, 0, id="counts-of-another-type"),
        pytest.param("libraries", [], 2, id="libraries-of-another-type"),
    ],
)
def test_damaged_manifest_is_made_anew_or_refused(
    key: str, value: object, code: int, workspace: Path, lhextract: Run
) -> None:
    """A manifest that lacks what is told of an extraction is no reason for a traceback."""
    path = workspace / OUT / "manifest.json"
    manifest = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps({**manifest, key: value}), "utf-8")
    assert lhextract("run", "--fail-on", "never")[0] == code
    if code == 0:
        assert json.loads(path.read_text("utf-8")) == manifest


@pytest.mark.parametrize("file", ["manifest.json", "records.json"])
def test_endless_nesting_is_no_traceback(file: str, workspace: Path, lhextract: Run) -> None:
    """JSON that is nested without end is refused in words, as what is no JSON is."""
    (workspace / OUT / file).write_text("[" * 100_000, "utf-8")
    code, _, err = lhextract("run", "--force")
    assert code == 2
    assert "allowed is" in err


def test_times_of_files_never_count(workspace: Path, lhextract: Run) -> None:
    """A file that was written again as it was is no change."""
    for path in workspace.rglob("*"):
        if path.is_file():
            os.utime(path, (0, 0))
    assert "nothing changed" in lhextract("run")[1]


@pytest.mark.parametrize(
    ("file", "named"),
    [
        pytest.param("pipeline/profiles/lighthouses.toml", "profiles/lighthouses.toml", id="profile"),
        pytest.param("pipeline/lookups/programs.csv", "lookups/programs.csv", id="lookup"),
        pytest.param("pipeline/corrections/lighthouses/x.json", "corrections/lighthouses/x.json", id="correction"),
        pytest.param("pipeline/identity/lighthouses.json", "identity", id="identity"),
    ],
)
def test_explain_names_what_made_it_run(file: str, named: str, workspace: Path, lhextract: Run) -> None:
    """`--explain` names the input that is another than before, and then says that nothing is."""
    path = workspace / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text((path.read_text("utf-8") if path.is_file() else "") + "\n", "utf-8")
    code, _, err = lhextract("run", "--explain", "--fail-on", "never")
    assert code == 0
    assert f"lighthouses: ran, because of\n  {named}: " in err
    assert err.count("\n") == 2
    assert "lighthouses: as before are " in lhextract("run", "--explain")[2]


@pytest.mark.usefixtures("workspace")
def test_version_is_an_input(lhextract: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another version of the program extracts anew."""
    monkeypatch.setattr("lhextract.updating.__version__", "9.9")
    assert "  lhextract: 0.1.0 -> 9.9" in lhextract("run", "--explain")[2]


@pytest.mark.usefixtures("workspace")
def test_missing_output_is_made_again(lhextract: Run) -> None:
    """A file that somebody removed from extracted/ makes a run, though no input changed."""
    before = (OUT / "records.json").read_bytes()
    (OUT / "records.json").unlink()
    assert "written to" in lhextract("run")[1]
    assert (OUT / "records.json").read_bytes() == before


@pytest.mark.usefixtures("workspace")
@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param("\n\n", "\n\n\n \n", [], id="blank-lines"),
        pytest.param('"', "\u201d", [], id="typography"),
        pytest.param(
            "463-33013",
            "463-33014",
            [("phone-changed", "page", "+4935146333013", "+4935146333014")],
            id="phone",
        ),
        pytest.param(
            "International Affairs Advisor",
            "International Affairs Adviser",
            [("role-changed", "page", "International Affairs Advisor", "International Affairs Adviser")],
            id="role",
        ),
    ],
)
def test_changes_are_the_pages_own(old: str, new: str, expected: list[tuple], lhextract: Run) -> None:
    """What an editor changed is what `changes.jsonl` tells; white space and typography are nothing."""
    assert old in PAGE
    give(PAGE.replace(old, new, 1) if expected else PAGE.replace(old, new))
    code, _, err = lhextract("run", "--fail-on", "never")
    assert (code, err) == (0, "")
    assert changes() == expected


@pytest.mark.usefixtures("workspace")
def test_changes_stay_until_something_changes(lhextract: Run) -> None:
    """A run that finds nothing new keeps what the last change was."""
    give(PAGE.replace("International Affairs Advisor", "International Affairs Adviser", 1))
    lhextract("run")
    told = changes()
    assert told
    with Path("pipeline/lookups/programs.csv").open("a") as table:
        table.write("Some Unheard Programme,,never named on this page\n")
    lhextract("run")
    assert changes() == told


@pytest.mark.usefixtures("workspace")
def test_lookup_and_page_are_told_apart(lhextract: Run) -> None:
    """Where a table and the page changed at once, each change is put down to its own cause."""
    table = Path("pipeline/lookups/institutions.csv")
    rows = table.read_text("utf-8").replace("https://ror.org/05trd4x28", "")
    table.write_text(rows, "utf-8")
    give(PAGE.replace("International Affairs Advisor", "International Affairs Adviser", 1))
    lhextract("run")
    assert {(kind, cause) for kind, cause, _, _ in changes()} == {
        ("partner-changed", "lookup"),
        ("role-changed", "page"),
    }


@pytest.mark.usefixtures("workspace")
def test_ids_stay_when_an_initiative_is_renamed(lhextract: Run) -> None:
    """A block whose name comes out otherwise keeps its id; the new name alone would have minted another."""
    ids = [row["id"] for row in json.loads((OUT / "records.json").read_text("utf-8"))["initiatives"]]
    give(PAGE.replace("Flinders University", "Adelaide Metropolitan University"))
    assert lhextract("run", "--fail-on", "never")[0] == 0
    rows = json.loads((OUT / "records.json").read_text("utf-8"))["initiatives"]
    assert [row["id"] for row in rows] == ids
    assert rows[1]["name"] == "Adelaide Metropolitan University"
    assert rows[1]["id"] != mint("lh", "lighthouses", rows[1]["name"])


def test_markup_alone_is_no_change(workspace: Path, lhextract: Run) -> None:
    """Another class, comment or token in the markup leaves extracted/ as it is."""
    shutil.rmtree(workspace / "raw")
    page = (GOLDEN / "lighthouses-html" / "source.html").read_text("utf-8")
    give(page, name="page.html", retrieved="2026-10-01T00:00:00Z")
    assert lhextract("run", "--fail-on", "never", "--accept")[0] == 0
    before = states(workspace / "extracted")
    give(page.replace("<body", "<!-- token 17 --><body", 1), name="page.html", retrieved="2026-10-02T00:00:00Z")
    code, out, _ = lhextract("run")
    assert (code, "the page's bytes changed, its text and links did not" in out) == (0, True)
    assert states(workspace / "extracted") == before
