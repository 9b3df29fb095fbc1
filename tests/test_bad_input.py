"""Pages that nobody wants: the command line gives a message or an extraction, soon, and nothing half-written."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from lhextract.exports.schema import validate
from tests.conftest import GOLDEN

SOON = 120  # seconds, where other tests have the other core; half a minute alone
CARDS = (GOLDEN / "galway-cards" / "source.html").read_bytes()
SENTENCE = "The network connects Universität Leipzig and Lund University. "
LONG = SENTENCE * (200_000 // len(SENTENCE) + 1)
N300 = range(300)
WRITTEN = {
    "changes.jsonl",
    "datapackage.json",
    "identity.json",
    "machine.json",
    "manifest.json",
    "records.json",
    "report.html",
    "tables",
    "text.txt",
}
PAGES = {
    "plain.html": CARDS,
    "nested.html": b"<div>" * 3000 + CARDS + b"</div>" * 3000,
    "nested-lists.html": b"<ul><li>Network" * 3000,
    "long.html": f"<h2>Network</h2><p>{LONG}</p><h2>Other</h2><p>Tel. +49 351 463-1</p>".encode(),
    "long.txt": f"Networks\nNetwork\n{LONG}\nContact:\nTel. +49 351 463-1\n".encode(),
    "long-word.txt": b"Networks\nNetwork\n" + b"a" * 200_000 + b"\n" + b"1" * 200_000 + b"\n",
    "soup.html": b"".join(b"<p><b><h3>N %d<td><i></b>Tel. +49 351 463-%d<div </p><a href=" % (i, i) for i in N300),
    "cut.html": CARDS[: len(CARDS) * 2 // 3],
    "binary.html": b"<html>" + bytes(range(1, 256)) * 200,
    "wide.html": b"<h1>Networks</h1>" + b"".join(b"<p>Network %d</p>" % i for i in range(3000)),
    "no-text.html": b"<!doctype html><title>Networks</title><body><div id=root></div><script>run()</script>",
    "navigation.html": b"<!doctype html><body><nav><a href=/>Home</a></nav><footer>Imprint</footer>",
    "pdf.html": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj",
    "nul.html": b"<html>" + bytes(range(256)) * 200,
    "zip.html": b"PK\x03\x04" + bytes(200),
}  # fmt: skip


def run(page: str, folder: Path) -> tuple[int, str]:
    """Run the command line on a page in a process of its own; returns the exit code and what it said."""
    (folder / page).write_bytes(PAGES[page])
    done = subprocess.run(
        [sys.executable, "-c", "from lhextract.cli import main; main()", "run", page, "--out", "out"],
        cwd=folder,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        timeout=SOON,
        check=False,
    )
    assert "Traceback" not in done.stderr
    return done.returncode, done.stderr


@pytest.mark.parametrize(
    ("page", "advice"),
    [
        pytest.param("no-text.html", "without any text in its content", id="no-text"),
        pytest.param("navigation.html", "without any text in its content", id="only-navigation"),
        pytest.param("pdf.html", "found a PDF", id="pdf"),
        pytest.param("zip.html", "found a ZIP or office file", id="zip"),
        pytest.param("nul.html", "found binary data", id="binary"),
    ],
)
def test_what_is_no_page_is_refused(page: str, advice: str, tmp_path: Path) -> None:
    """What holds no page is refused by name, with what to do, and nothing is written."""
    code, said = run(page, tmp_path)
    assert code == 5
    assert said.startswith(f"lhextract: {page}: ")
    assert advice in said
    assert said.count("\n") == 1
    assert [path.name for path in tmp_path.iterdir()] == [page]


@pytest.mark.parametrize(
    "page",
    [
        "nested.html", "nested-lists.html", "long.html", "long.txt", "long-word.txt", "soup.html", "cut.html",
        "binary.html", "wide.html",
    ],
)  # fmt: skip
def test_odd_page_is_read_or_held(page: str, tmp_path: Path) -> None:
    """However odd, a page is extracted whole or held for a person, and soon."""
    code, said = run(page, tmp_path)
    if code == 4:
        assert "no initiative was found" in said or ": held, nothing was replaced:" in said
        assert [path.name for path in tmp_path.iterdir()] == [page]
    else:
        assert code in {0, 3}
        assert {path.name for path in (tmp_path / "out").iterdir()} == WRITTEN
        validate((tmp_path / "out" / "records.json").read_text("utf-8"))


def test_nesting_changes_nothing(tmp_path: Path) -> None:
    """What wraps a page, however deep, changes nothing in what is found."""
    found = []
    for page in ("plain.html", "nested.html"):
        assert run(page, tmp_path)[0] in {0, 3}
        document = validate((tmp_path / "out" / "records.json").read_text("utf-8"))
        text = (tmp_path / "out" / "text.txt").read_text("utf-8")
        found.append((text, [(one.name, one.start, one.end) for one in document.initiatives]))
    assert found[0] == found[1]
    assert found[0][1] != []
