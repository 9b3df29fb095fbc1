"""Somebody is forgotten: in every file, and in every later run."""

from __future__ import annotations

import gzip
import html
import json
import re
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import pytest

from lhextract.files import replace_file
from tests.conftest import ROOT
from tests.forgetting.peopled import PERSON, html_page, make_workspace, put_snapshot

Run = Callable[..., tuple[int, str, str]]
RUN = ("run", "--no-model", "--fail-on", "never")
# Every writing of her in what any decoder may make of a file, when her namesake is taken out.
HER = re.compile(r"annelies|zuberb(?:u|ue|ü)hler", re.IGNORECASE)
HIM = re.compile(r'Rudolf(?:",\s+"family": "|[ ,])Zuberbühler|Zuberbühler, Rudolf')
NUMBERS = re.compile(r"635\D{0,9}32\D{0,9}(?:14|99)|531.?26414|531.?38842")


@pytest.fixture(scope="session")
def peopled_workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace that names her everywhere; tests copy it and leave it alone."""
    root = tmp_path_factory.mktemp("peopled") / "workspace"
    make_workspace(root)
    return root


@pytest.fixture
def peopled(peopled_workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace of the test's own; the test runs inside it."""
    root = tmp_path / "workspace"
    shutil.copytree(peopled_workspace, root)
    monkeypatch.chdir(root)
    return root


def files_of(root: Path) -> dict[str, bytes]:
    """All files of a workspace."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def readings(content: bytes) -> set[str]:
    """A file as it is, and with every kind of escape undone."""
    content = gzip.decompress(content) if content.startswith(b"\x1f\x8b") else content
    text = content.decode("utf-8", "replace")
    scripts = re.sub(r"\\u([0-9a-fA-F]{4})", lambda match: chr(int(match[1], 16)), text)
    plain = re.sub(r"<[^<>]*>", "", html.unescape(text))
    read = (text, scripts, html.unescape(scripts), unquote(text), plain)
    return {HIM.sub("", unicodedata.normalize("NFC", one)) for one in read}


def naming(root: Path) -> list[str]:
    """The files that name her in any way, and those with a number of hers."""
    return [name for name, content in files_of(root).items() if names_her(content)]


@cache
def names_her(content: bytes) -> bool:
    """Whether a file names her in any way, or has a number of hers; most files are the same in every test."""
    return any(HER.search(one) or NUMBERS.search(one) for one in readings(content))


def test_nothing_of_her_stays_below_the_workspace(peopled: Path, lhextract: Run) -> None:
    """With --snapshots no file has her name, address or number in any writing; her namesake stays."""
    before = naming(peopled)
    assert {name.partition("/")[0] for name in before} == {"pipeline", "raw", "extracted"}
    code, out, err = lhextract("purge", "--person", PERSON, "--snapshots")
    assert code == 0, err
    assert naming(peopled) == []
    assert "still there" not in out
    assert "Rudolf Zuberbühler" in (peopled / "extracted/zurich/text.txt").read_text(encoding="utf-8")
    assert "Rudolf Zuberbühler" in (peopled / "extracted/flat/records.json").read_text(encoding="utf-8")


def test_only_files_with_her_change(peopled: Path, lhextract: Run) -> None:
    """Every file that does not name her keeps its bytes, and those that change are listed."""
    before, named = files_of(peopled), naming(peopled)
    _, out, _ = lhextract("purge", "--person", PERSON, "--json")
    after = files_of(peopled)
    changed = {name for name in before if after.get(name) != before[name]}
    listed = {one["file"] for one in json.loads(out)["files"]}
    # These count, number and digest what is in the others.
    made = ("manifest.json", "datapackage.json", "tables/")
    anew = {
        name
        for name in before
        if name.startswith(tuple(f"extracted/{s}/{n}" for s in ("zurich", "flat") for n in made))
    }
    assert changed <= {*named, *anew}
    assert changed | {"pipeline/forgotten.csv"} == listed
    assert {one["file"] for one in json.loads(out)["remaining"]} == {name for name in named if name.startswith("raw/")}


def test_offsets_stay_exact(peopled: Path, lhextract: Run) -> None:
    """The text has as many characters as before, and every mention is what the text has at its offsets."""
    was = (peopled / "extracted/zurich/text.txt").read_text(encoding="utf-8")
    for command in (("purge", "--person", PERSON), RUN):
        assert lhextract(*command)[0] == 0
        text = (peopled / "extracted/zurich/text.txt").read_text(encoding="utf-8")
        records = json.loads((peopled / "extracted/zurich/records.json").read_bytes())
        assert len(text) == len(was)
        assert [m["text"] for m in records["mentions"]] == [text[m["start"] : m["end"]] for m in records["mentions"]]
        assert records["mentions"]


@pytest.mark.parametrize("snapshots", [(), ("--snapshots",)])
def test_a_later_run_brings_nothing_back(snapshots: tuple[str, ...], peopled: Path, lhextract: Run) -> None:
    """Neither a run of the same page nor one of a newer page that names her again."""
    lhextract("purge", "--person", PERSON, *snapshots)
    assert lhextract(*RUN, "--force")[0] == 0
    assert [name for name in naming(peopled) if not name.startswith("raw/")] == []
    page = html_page().replace("Most doctoral", "Nearly all doctoral")
    put_snapshot(peopled, "zurich", page.encode("utf-8"), day="2024-03-01")
    assert lhextract(*RUN)[0] == 0
    assert "Nearly all doctoral" in (peopled / "extracted/zurich/text.txt").read_text(encoding="utf-8")
    assert [name for name in naming(peopled) if not name.startswith("raw/")] == []


def test_a_run_keeps_everything_else(peopled: Path, lhextract: Run) -> None:
    """The other people, contacts and initiatives are the same, with the same ids."""

    def others() -> tuple[set[str], set[tuple[str, str]], list[str]]:
        records = json.loads((peopled / "extracted/zurich/records.json").read_bytes())
        people = {one["name"] for one in records["people"]}
        contacts = {(c["id"], c["person"]) for one in records["initiatives"] for c in one["contacts"]}
        return people, contacts, [one["id"] for one in records["initiatives"]]

    people, contacts, initiatives = others()
    lhextract("purge", "--person", PERSON)
    lhextract(*RUN)
    hers = {name for name in people if HER.search(name) and not HIM.search(name)}
    gone = {contact for contact in contacts if contact[1] in hers}
    assert PERSON in {name for _, name in gone}
    assert others() == (people - hers, contacts - gone, initiatives)


def test_a_run_reads_the_same_from_a_redacted_snapshot(peopled: Path, lhextract: Run) -> None:
    """Masks in raw/ and masks by the list come to the same, so that masking raw/ later changes no record."""
    lhextract("purge", "--person", PERSON)
    lhextract(*RUN)
    lhextract("purge", "--person", PERSON, "--snapshots")
    text = (peopled / "extracted/zurich/text.txt").read_bytes()
    assert lhextract(*RUN, "--force")[0] == 0
    assert (peopled / "extracted/zurich/text.txt").read_bytes() == text
    metas = [json.loads(path.read_bytes()) for path in (peopled / "raw").glob("*/*/meta.json")]
    assert [meta["redacted"] for meta in metas] == [True, True, True]
    assert lhextract("run", "--no-model", "--fail-on", "never")[1].count("nothing changed") == 2


def test_a_second_purge_finds_nothing(peopled: Path, lhextract: Run) -> None:
    """Exit code 2, nothing written, and it says that she is on the list."""
    lhextract("purge", "--person", PERSON, "--snapshots")
    before = files_of(peopled)
    code, _, err = lhextract("purge", "--person", "Zuberbuehler, Annelies", "--snapshots")
    assert (code, files_of(peopled)) == (2, before)
    assert "already" in err


def test_an_unknown_name_is_an_error_with_names_like_it(peopled: Path, lhextract: Run) -> None:
    """Nothing is written, not even a tombstone."""
    before = files_of(peopled)
    code, _, err = lhextract("purge", "--person", "Annelies Zuberbühlmann")
    assert (code, files_of(peopled)) == (2, before)
    assert f"names like it: {PERSON}" in err
    assert "+41" not in err


def test_dry_run_lists_each_place_and_writes_nothing(peopled: Path, lhextract: Run) -> None:
    """A person sees each line before it is written, for a namesake in full cannot be told apart."""
    before = files_of(peopled)
    code, out, _ = lhextract("purge", "--person", PERSON, "--dry-run")
    assert (code, files_of(peopled)) == (0, before)
    assert re.search(r"extracted/flat/text.txt, line 8: name 'Prof. Dr. rer. pol. Annelies Zuberbuehler'", out)
    assert not NUMBERS.search(out)
    assert "Rudolf" not in out


def test_one_source_alone(peopled: Path, lhextract: Run) -> None:
    """The files of other sources stay; their next run leaves her out all the same."""
    before = (peopled / "extracted/flat/records.json").read_bytes()
    assert lhextract("purge", "zurich", "--person", PERSON)[0] == 0
    assert (peopled / "extracted/flat/records.json").read_bytes() == before
    lhextract(*RUN)
    assert b"Annelies" not in (peopled / "extracted/flat/records.json").read_bytes()


def test_purge_needs_no_spacy(peopled: Path) -> None:
    """Somebody who asks is not kept waiting for a model, nor for its installation."""
    program = (
        "import sys; from lhextract.cli import cli\n"
        f"cli.main(['purge', '--person', {PERSON!r}, '--snapshots'], standalone_mode=False)\n"
        "sys.exit('spacy' in sys.modules)"
    )
    tree = {"PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run([sys.executable, "-c", program], cwd=peopled, env=tree, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_purge_that_was_stopped_is_finished_by_the_next(
    peopled: Path, lhextract: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wherever it ends, files are whole, and purging again ends where one purge would."""
    written = 0

    def stops(path: Path, content: bytes) -> None:
        nonlocal written
        written += 1
        if written == 3:
            raise OSError(28, "No space left on device")
        replace_file(path, content)

    with monkeypatch.context() as patch:
        patch.setattr("lhextract.forgetting.write.replace_file", stops)
        assert lhextract("purge", "--person", PERSON, "--snapshots")[0] == 2
    shutil.copytree(peopled / "extracted/zurich", peopled / "extracted/.zurich.new-abcd1234")  # what a kill leaves
    assert "extracted/.zurich.new-abcd1234/text.txt" in naming(peopled)
    assert lhextract("purge", "--person", PERSON, "--snapshots")[0] == 0
    assert naming(peopled) == []
