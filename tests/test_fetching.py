"""From a URL to records: `fetch`, `run --fetch` and `run URL`, and what a crash between them leaves."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from lhextract.workspace import SOURCE_ID, source_id_of_url
from tests.acquire.web.server import Server, reply, serving
from tests.conftest import GOLDEN

Run = Callable[..., tuple[int, str, str]]
PAGE = (GOLDEN / "lighthouses" / "source.txt").read_bytes()
EDITED = PAGE.replace(b"International Affairs Advisor", b"International Affairs Adviser", 1)
TEXT = {"Content-Type": "text/plain; charset=utf-8"}
OUT = Path("extracted/lighthouses")


@pytest.fixture
def server(workspace: Path) -> Iterator[Server]:
    """A server that has the lighthouse page, under the URL that the profile then names."""
    with serving() as running:
        running.says("/page", reply(PAGE, headers={**TEXT, "ETag": '"1"'}))
        profile = workspace / "pipeline" / "profiles" / "lighthouses.toml"
        lines = profile.read_text("utf-8").splitlines()
        profile.write_text(
            "\n".join(f'url = "{running.url()}"' if line.startswith("url = ") else line for line in lines), "utf-8"
        )
        yield running


def conditions(server: Server) -> list[str | None]:
    """The validator of every request for the page."""
    return [headers.get("if-none-match") for path, headers in server.asked if path == "/page"]


def test_fetch_then_run(server: Server, lhextract: Run) -> None:
    """`fetch` brings a new page into raw/, `run` extracts it, and then both have nothing to do."""
    server.says("/page", reply(EDITED, headers={**TEXT, "ETag": '"2"'}))
    code, out, err = lhextract("fetch", "lighthouses", "--allow-private")
    assert (code, err) == (0, "")
    assert out.startswith("lighthouses: new, ")
    assert lhextract("run")[0] == 0
    assert "Adviser" in (OUT / "records.json").read_text("utf-8")
    server.says("/page", reply(b"", status=304))
    code, out, _ = lhextract("fetch", "--allow-private", "--json")
    assert (code, json.loads(out)[0]["state"]) == (0, "unchanged")
    assert conditions(server) == [None, '"2"']
    assert "nothing changed" in lhextract("run")[1]


def test_run_with_fetch(server: Server, lhextract: Run) -> None:
    """One command for cron: asks, and does something only where the page is another."""
    code, out, err = lhextract("run", "--fetch", "--allow-private")
    assert (code, err) == (0, "")
    server.says("/page", reply(EDITED, headers={**TEXT, "ETag": '"2"'}))
    assert "written to" in lhextract("run", "--fetch", "--allow-private")[1]
    server.says("/page", reply(b"", status=304))
    code, out, _ = lhextract("run", "lighthouses", "--fetch", "--allow-private")
    assert (code, out.count("\n")) == (0, 1)
    assert "nothing changed (not modified (304))" in out


def test_crash_between_fetch_and_extraction_hides_nothing(server: Server, lhextract: Run) -> None:
    """What was fetched and never extracted is asked for without validators, and extracted by the next run."""
    server.says("/page", reply(EDITED, headers={**TEXT, "ETag": '"2"'}))
    lhextract("fetch", "lighthouses", "--allow-private")
    lhextract("fetch", "lighthouses", "--allow-private")
    assert conditions(server) == [None, None]
    assert "written to" in lhextract("run", "--fetch", "--allow-private")[1]
    lhextract("run", "--fetch", "--allow-private")
    assert conditions(server)[-1] == '"2"'


def test_trouble_leaves_everything_as_it_is(server: Server, lhextract: Run) -> None:
    """A server that is down gives exit code 5 and one message; raw/ and extracted/ stay."""
    server.says("/page", reply(b"gone", status=404))
    before = {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()}
    for command in (["fetch"], ["run", "--fetch"]):
        code, _, err = lhextract(*command, "--allow-private")
        assert (code, err.count("lhextract: ")) == (5, 1)
        assert "says 404; the page is not there" in err
    assert {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()} == before


def test_url_in_a_workspace(server: Server, lhextract: Run, workspace: Path) -> None:
    """A URL that a profile has is that profile; another one gets an id from its address."""
    lhextract("run", server.url() + "#top", "--allow-private")
    assert [path.name for path in (workspace / "extracted").iterdir() if path.is_dir()] == ["lighthouses"]
    server.says("/other", reply(PAGE, headers=TEXT))
    code, out, _ = lhextract("run", server.url("/other"), "--allow-private", "--fail-on", "never")
    assert (code, "no profile; taken by default" in out) == (0, True)
    name = source_id_of_url(server.url("/other"))
    assert (workspace / "extracted" / name / "records.json").is_file()
    assert (workspace / "pipeline" / "identity" / f"{name}.json").is_file()


def test_url_without_a_workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lhextract: Run) -> None:
    """--out holds everything: the extraction, the ids and the page; a second run finds nothing changed."""
    monkeypatch.chdir(tmp_path)
    with serving() as server:
        server.says("/page", reply(PAGE, headers=TEXT))
        args = ["run", server.url(), "--out", "out", "--allow-private", "--fail-on", "never"]
        assert lhextract(*args)[0] == 0
        names = sorted(path.name for path in Path("out").iterdir())
        assert names == [
            "changes.jsonl",
            "datapackage.json",
            "identity.json",
            "machine.json",
            "manifest.json",
            "raw",
            "records.json",
            "report.html",
            "tables",
            "text.txt",
        ]
        assert "nothing changed" in lhextract(*args)[1]
        server.says("/page", reply(EDITED, headers=TEXT))
        assert lhextract(*args)[0] == 0
        assert "role-changed" in Path("out/changes.jsonl").read_text("utf-8")
        assert len([path for path in Path("out/raw").glob("*/*") if path.is_dir()]) == 2
    assert lhextract("run", server.url())[0] == 2


@pytest.mark.usefixtures("workspace")
@pytest.mark.parametrize(
    ("args", "code", "message"),
    [
        pytest.param(["fetch", "unheard-of"], 2, "profiles are: lighthouses", id="unknown"),
        pytest.param(["fetch", "http://uni.example/"], 5, "allowed is https", id="http"),
        pytest.param(
            ["fetch", "https://127.0.0.1/"], 5, "(loopback), allowed are addresses of the public", id="private"
        ),
        pytest.param(["run", "https://me:s3cret@[::1/", "--fetch"], 5, "https://…@[::1/: no URL", id="no-url-at-all"),
        pytest.param(["run", "page.txt", "--fetch"], 2, "a file is read as it is", id="file"),
        pytest.param(["fetch", "empty"], 2, "source.url: found None", id="no-url"),
    ],
)
def test_what_cannot_be_fetched(args: list[str], code: int, message: str, lhextract: Run) -> None:
    """One message says what is wrong with what was asked."""
    Path("page.txt").write_bytes(PAGE)
    Path("pipeline/profiles/empty.toml").write_text("") if "empty" in args else None
    found, out, err = lhextract(*args)
    assert (found, out) == (code, "")
    assert message in err


@pytest.mark.parametrize(
    ("url", "ident"),
    [
        ("https://www.uni.example/en/networks.html", "uni-example-en-networks"),
        ("https://uni.example", "uni-example"),
        ("https://uni.example/Über/ïñt/?a=b", "uni-example-uber-int"),
        (f"https://uni.example/{'x' * 500}", f"uni-example-{'x' * 88}"),
    ],
)
def test_id_of_a_url(url: str, ident: str) -> None:
    """A page without profile is called by its address, so that a profile could be called the same."""
    assert source_id_of_url(url) == ident
    assert SOURCE_ID.fullmatch(ident)
