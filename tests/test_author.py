"""Whose name a decision is signed with."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lhextract.author import author_of, check_name, read_name
from lhextract.errors import UsageError


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository in which git knows a name, and an environment that names nobody."""
    monkeypatch.delenv("LHEXTRACT_AUTHOR", raising=False)
    for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"):
        monkeypatch.setenv(name, str(tmp_path / "none"))
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.setenv(name, "ann")
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    subprocess.run(["git", "-C", str(tmp_path), "config", "user.name", "Ann Lee"], check=True)
    return tmp_path


def test_first_that_is_known_signs(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was given, then the environment, then git, then the login name."""
    assert author_of(None, root=repository) == "Ann Lee"
    monkeypatch.setenv("LHEXTRACT_AUTHOR", "Bo  Chen ")
    assert author_of(None, root=repository) == "Bo Chen"
    assert author_of("Cy Young", root=repository) == "Cy Young"
    monkeypatch.delenv("LHEXTRACT_AUTHOR")
    subprocess.run(["git", "-C", str(repository), "config", "--unset", "user.name"], check=True)
    assert author_of(None, root=repository) == "ann"


def test_without_git_the_login_name_signs(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without git is no error."""
    monkeypatch.setenv("PATH", "")
    assert author_of(None, root=repository) == "ann"


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


def test_message_names_the_place(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who set the variable wrongly is told of the variable."""
    monkeypatch.setenv("LHEXTRACT_AUTHOR", "a\nb")
    with pytest.raises(UsageError, match="LHEXTRACT_AUTHOR: found"):
        author_of(None, root=repository)
