"""The names that decisions are signed with."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lhextract.errors import UsageError
from lhextract.review import stewards
from lhextract.review.stewards import check_name, name_here, read_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("Ada Beispiel", "Ada Beispiel", id="plain"),
        pytest.param("  Ada \n", "Ada", id="blanks-around"),
        pytest.param("Jo\u0308rg", "Jörg", id="composed"),
        pytest.param("李 明", "李 明", id="other-script"),
        pytest.param("x" * 80, "x" * 80, id="longest"),
        pytest.param("x" * 81, None, id="too-long"),
        pytest.param(" \u00a0", None, id="blank"),
        pytest.param("Ada\nEve", None, id="two-lines"),
        pytest.param("Ada\u2028Eve", None, id="line-separator"),
        pytest.param("Ada\x1b[31m", None, id="escape"),
        pytest.param("Ada\u202eevE", None, id="direction"),
        pytest.param("Ada\u200b", None, id="zero-width"),
        pytest.param("Ada\ud800", None, id="surrogate"),
    ],
)
def test_name(text: str, name: str | None) -> None:
    """A name is one line of visible characters."""
    assert read_name(text) == name


@given(st.text(max_size=90))
def test_reading_twice_changes_nothing(text: str) -> None:
    """A name that was read is a name, and is printable."""
    name = read_name(text)
    if name is not None:
        assert read_name(name) == name
        assert "\n" not in name


def test_bad_name_says_where() -> None:
    """The error names the option and does not print what would upset a terminal."""
    with pytest.raises(UsageError, match="--author: found 'A\\\\x1b', allowed is one line") as raised:
        check_name("A\x1b", where="--author")
    assert "\x1b" not in str(raised.value)


def git(folder: Path, *args: str) -> None:
    """Run git in a folder."""
    subprocess.run(["git", "-C", str(folder), *args], check=True, capture_output=True)


def test_git_knows_the_name(tmp_path: Path) -> None:
    """In a workspace under git the name is that which git signs with."""
    git(tmp_path, "init")
    git(tmp_path, "config", "user.name", "Grace Muster")
    assert name_here(tmp_path) == "Grace Muster"


@pytest.mark.parametrize(
    ("git_name", "login", "name"), [("", "ada", "ada"), ("A\x07", "ada", "ada"), ("Eve", "ada", "Eve")]
)
def test_login_name_is_second(git_name: str, login: str, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where git knows no name, or none that can be shown, the login name is taken."""
    monkeypatch.setattr(stewards, "_git_name", lambda _: git_name)
    monkeypatch.setattr(stewards, "_login_name", lambda: login)
    assert name_here(Path()) == name


def test_no_name_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing says who works here, the option is asked for."""
    monkeypatch.setattr(stewards, "_git_name", lambda _: "")
    monkeypatch.setattr(stewards, "_login_name", lambda: "")
    with pytest.raises(UsageError, match="--author NAME"):
        name_here(Path())


def test_without_git(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Where git is not installed, the login name is taken."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("LOGNAME", "ada")
    assert name_here(tmp_path) == "ada"
