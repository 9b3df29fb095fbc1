"""`lhextract verify` on the command line: what it prints, and how it ends."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lhextract.verification.verify import Asked, command
from tests.conftest import GOLDEN

Run = Callable[..., tuple[int, str, str]]
RECORDS = Path("extracted/lighthouses/records.json")


def test_all_follows(workspace: Path, lhextract: Run) -> None:
    """Of what a run has written everything follows: one line, exit code 0, and nothing is written."""
    before = {path: path.stat().st_mtime_ns for path in workspace.rglob("*")}
    assert lhextract("verify") == (0, "lighthouses: 31 files follow from their inputs, in every field\n", "")
    assert {path: path.stat().st_mtime_ns for path in workspace.rglob("*")} == before


@pytest.mark.usefixtures("workspace", "derived_before")
def test_altered_value(lhextract: Run) -> None:
    """Place, value found, value derived and what that stands on, for people and for programs; exit code 4."""
    RECORDS.write_text(RECORDS.read_text("utf-8").replace('"+4935146338156"', '"+4935146338157"', 1), "utf-8")
    code, out, err = lhextract("verify", "lighthouses")
    assert (code, err) == (4, "")
    place = "/initiatives/2/contacts/0/phones/0/e164"
    lines = f'  records.json {place}\n    found "+4935146338157"\n    derived "+4935146338156"\n    text.txt 3536–3553 '
    assert "lighthouses: 1 digest, 1 altered" in out
    assert lines in out
    assert "what to do: find out who changed it" in out
    assert "by version control, or remove the folder and `lhextract run lighthouses` (ids stay)" in " ".join(
        out.split()
    )
    code, out, _ = lhextract("verify", "lighthouses", "--format", "json")
    result = json.loads(out)
    assert (code, result["follows"], result["counts"]) == (4, False, {"digest": 1, "altered": 1})
    altered = next(one for one in result["mismatches"] if one["kind"] == "altered")
    assert (altered["place"], altered["found"], altered["derived"]) == (place, "+4935146338157", "+4935146338156")


@pytest.mark.usefixtures("derived_before")
def test_stale_input(workspace: Path, lhextract: Run) -> None:
    """What another run makes good has exit code 3, and the run is what is advised."""
    table = workspace / "pipeline/lookups/not_names.csv"
    table.write_text(table.read_text("utf-8") + "Nobody At All,a test\n", "utf-8")
    code, out, _ = lhextract("verify", "--json")
    assert (code, json.loads(out)[0]["counts"]) == (3, {"stale": 1})
    assert "what to do: `lhextract run lighthouses`" in lhextract("verify")[1]


@pytest.mark.usefixtures("derived_before")
def test_folder_of_no_profile(workspace: Path, lhextract: Run) -> None:
    """What cannot be verified, because no profile names it, is said and gives exit code 4."""
    for name in ("other", ".lighthouses.new-1"):
        (workspace / "extracted" / name).mkdir()
    code, _, err = lhextract("verify")
    assert (code, err) == (4, "lhextract: extracted/other: of no profile, so not verified; give its page as SOURCE\n")


@pytest.mark.usefixtures("derived_before")
def test_one_broken_source_does_not_stop_the_others(workspace: Path, lhextract: Run) -> None:  # noqa: ARG001 - run inside
    """Each of several sources has its answer or its message; the exit code is the largest."""
    code, out, err = lhextract("verify", "nobody", "lighthouses")
    assert (code, out.count("follow from their inputs")) == (2, 1)
    assert "no profile" in err
    assert err.count("\n") == 1


def test_extraction_that_stands_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lhextract: Run) -> None:
    """What `run PAGE --out DIR` made is verified by the same words; its ids are one of its files."""
    monkeypatch.chdir(tmp_path)
    page = GOLDEN / "bath-links" / "source.txt"
    assert lhextract("run", page, "--out", "out", "--fail-on", "never")[0] == 0
    assert lhextract("verify", page, "--out", "out")[0] == 0
    ids = Path("out/identity.json")
    ids.write_text(re.sub('"text": "[^"]', '"text": "0', ids.read_text("utf-8"), count=1), "utf-8")
    code, out, _ = lhextract("verify", page, "--out", "out")
    assert code == 3
    assert "outdated: stands as it was written" in out
    assert "identity.json /initiatives/0/text" in out
    assert " --out out` makes it anew" in " ".join(out.split())


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, "lhextract run page.txt"),
        ({"out": Path("trial")}, "lhextract run page.txt --out trial"),
        ({"out": Path("my trial"), "profile": "p"}, "lhextract run page.txt --profile p --out 'my trial'"),
        ({"use_model": False}, "lhextract run page.txt --no-model"),
    ],
)
def test_advice_is_the_run_that_was_asked_for(asked: dict[str, Any], expected: str) -> None:
    """What is advised has the options of the question, as a shell reads them."""
    assert command("page.txt", Asked(Path(), **asked)) == expected


@pytest.mark.usefixtures("derived_before")
def test_digest_says_what_is_there_as_found(workspace: Path, lhextract: Run) -> None:
    """The digest of the file that is there is what is found; that of the manifest what should be."""
    path = workspace / "extracted/lighthouses/report.html"
    named = hashlib.sha256(path.read_bytes()).hexdigest()
    path.write_bytes(b"x")
    told = json.loads(lhextract("verify", "lighthouses", "--json")[1])["mismatches"][0]
    assert (told["kind"], told["found"], told["derived"]) == ("digest", hashlib.sha256(b"x").hexdigest(), named)


@pytest.mark.parametrize(("damage", "kind"), [("foreign", "foreign"), ("missing", "missing")])
@pytest.mark.usefixtures("derived_before")
def test_whole_file_is_told_once(damage: str, kind: str, workspace: Path, lhextract: Run) -> None:
    """A file that should not be there, or is not, is told as that, and not by its digest again."""
    if damage == "foreign":
        (workspace / "extracted/lighthouses/other.txt").write_text("x", "utf-8")
    else:
        (workspace / "extracted/lighthouses/report.html").unlink()
    assert json.loads(lhextract("verify", "lighthouses", "--json")[1])["counts"] == {kind: 1}


def test_help_says_what_check_does_not(lhextract: Run) -> None:
    """The help says how it differs from `check`."""
    assert "no digest is taken for an answer, which is the difference to `check`" in " ".join(
        lhextract("verify", "--help")[1].split()
    )
