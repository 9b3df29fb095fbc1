"""`lhextract batch` as people type it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.batch.archives import CRAWL, archive
from tests.batch.pages import make_pages, rows, statuses

Command = Callable[..., tuple[int, str, str]]


@pytest.fixture
def pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two pages; the test runs beside them."""
    monkeypatch.chdir(tmp_path)
    return make_pages(tmp_path / "pages", ["Ahorn", "Birke"])


def test_summary(pages: Path, lhextract: Command) -> None:
    """Counts, what went wrong with its reason, and where the tables are; the exit code tells."""
    code, out, _ = lhextract("batch", "pages", "--out", "out", "--no-model")
    assert (code, "2 inputs: 2 ok" in out, "written to out" in out) == (0, True, True)
    (pages / "empty.txt").write_text("")
    code, out, _ = lhextract("batch", "pages", "--out", "out", "--no-model")
    assert code == 5
    assert "3 inputs: 2 ok, 1 failed" in out
    assert "the file is empty" in out
    assert "nothing changed: 2" in out


def test_held(pages: Path, lhextract: Command) -> None:
    """A page that a person must look at gives 4; `--accept` takes it."""
    (pages / "short.txt").write_text(
        "Networks\n\nUrban Water Network\n\nThe network was founded in 2011 by three universities.\n\n"
        "Contact:\nDr. Eva Roth\nTel.: +49 351 463 1234\n"
    )
    assert lhextract("batch", "pages", "--out", "out", "--no-model")[0] == 4
    assert lhextract("batch", "pages", "--out", "out", "--no-model", "--accept")[0] == 0


def test_json(pages: Path, lhextract: Command) -> None:
    """The summary for programs."""
    (pages / "empty.txt").write_text("")
    _, out, _ = lhextract("batch", "pages", "--out", "out", "--no-model", "--json")
    said = json.loads(out)
    assert (said["inputs"], said["statuses"]["ok"], said["rows"]["initiatives"]) == (3, 2, 4)
    assert [problem["page"] for problem in said["problems"]] == ["empty"]


@pytest.mark.usefixtures("pages")
def test_dry_run(lhextract: Command) -> None:
    """Lists the inputs and writes nothing."""
    code, out, _ = lhextract("batch", "pages", "--out", "out", "--dry-run")
    assert (code, len(out.splitlines())) == (0, 2)
    assert sorted(path.name for path in Path().iterdir()) == ["pages"]


@pytest.mark.usefixtures("pages")
def test_archives(lhextract: Command) -> None:
    """What archives hold beside pages is said in the summary, as JSON and before anything is done."""
    content, _ = archive(CRAWL, packed=False)
    Path("crawl.warc").write_bytes(content)
    counts = "crawl.warc: 4 pages; records left out: 1 image/png, 1 no media type"
    assert counts in " ".join(lhextract("batch", "crawl.warc", "--out", "out", "--dry-run")[2].split())
    command = ("batch", "crawl.warc", "--out", "out", "--no-model")
    assert counts in " ".join(lhextract(*command)[1].split())
    (said,) = json.loads(lhextract(*command, "--json")[1])["archives"]
    assert (said["archive"], said["pages"], said["others"]["revisit"]) == ("crawl.warc", 4, 1)


@pytest.mark.usefixtures("pages")
def test_list_with_languages(lhextract: Command) -> None:
    """A list says id, language and region of each page."""
    Path("list.csv").write_text("input,id,language,region\npages/ahorn.txt,maple,de,AT\npages/birke.txt,birch,,\n")
    lhextract("batch", "list.csv", "--out", "out", "--no-model")
    assert [(row.page, row.language, row.region) for row in statuses(Path("out"))] == [
        ("maple", "de", "AT"),
        ("birch", "en", "DE"),
    ]


def test_profile_of_the_workspace(extracted_workspace: Path, lhextract: Command) -> None:
    """A page that the workspace knows has its profile, lookups, decisions and ids; the workspace stays as it is."""
    page = extracted_workspace / "lighthouses.txt"
    page.write_bytes((extracted_workspace / "extracted" / "lighthouses" / "text.txt").read_bytes())
    Path("list.jsonl").write_text(json.dumps({"input": str(page), "id": "lighthouses", "profile": "lighthouses"}))
    before = {
        path: path.read_bytes() for path in sorted((extracted_workspace / "pipeline").rglob("*")) if path.is_file()
    }
    lhextract("batch", "list.jsonl", "--out", "out", "--no-model")
    known = json.loads((extracted_workspace / "extracted" / "lighthouses" / "records.json").read_text())
    assert [row["id"] for row in rows(Path("out"), "records")] == [one["id"] for one in known["initiatives"]]
    assert {path: path.read_bytes() for path in before} == before


@pytest.mark.usefixtures("pages")
@pytest.mark.parametrize(
    ("options", "message"),
    [
        pytest.param(["--engine", "in-process", "--workers", "2"], "--workers: found beside", id="workers-in-process"),
        pytest.param(
            ["--engine", "processes", "--scheduler", "tcp://x:1"], "--scheduler: found beside", id="scheduler"
        ),
        pytest.param(["--workers", "2", "--scheduler", "tcp://x:1"], "--workers: found beside", id="both"),
    ],
)
def test_options_that_do_not_go_together(options: list[str], message: str, lhextract: Command) -> None:
    """Say so, exit code 2, nothing is written."""
    code, _, err = lhextract("batch", "pages", "--out", "out", *options)
    assert (code, message in err, Path("out").exists()) == (2, True, False)


@pytest.mark.usefixtures("pages")
def test_unknown_profile(lhextract: Command) -> None:
    """A page whose profile is not there has a row that says so; the others are done."""
    Path("list.csv").write_text("input,profile\npages/ahorn.txt,nowhere\npages/birke.txt,\n")
    lhextract("batch", "list.csv", "--out", "out", "--no-model")
    assert [row.status for row in statuses(Path("out"))] == ["failed", "ok"]
    assert "nowhere" in (statuses(Path("out"))[0].reason or "")


def test_forgotten_person(extracted_workspace: Path, lhextract: Command) -> None:
    """After a purge the next batch has no trace of the person, nor of her on a page that cannot be read any more."""
    pages = make_pages(extracted_workspace / "pages", ["Ahorn", "Birke"])
    lhextract("batch", "pages", "--out", "out", "--no-model")
    assert any("Eva Roth" in path.read_text() for path in Path("out").rglob("*.jsonl"))
    code, _, err = lhextract("purge", "--person", "Eva Roth")
    assert code in {0, 4}, err
    (pages / "birke.txt").write_bytes(b"")
    lhextract("batch", "pages", "--out", "out", "--no-model")
    assert [row.status for row in statuses(Path("out"))] == ["ok", "failed"]
    assert not [path for path in Path("out").rglob("*") if path.is_file() and "Roth" in path.read_text()]
