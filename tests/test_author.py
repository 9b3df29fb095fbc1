"""Whose name a decision is signed with."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from lhextract.author import author_of, read_author
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


@pytest.mark.parametrize("name", ["", "  ", "a\nb", "a\tb", "a\u200bb", "a\u202eb", "x" * 81])
def test_what_is_no_name_is_refused(name: str) -> None:
    """One line of visible characters that fits the file of a decision."""
    with pytest.raises(UsageError, match="--author: found"):
        read_author(name)


def test_message_names_the_place(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who set the variable wrongly is told of the variable."""
    monkeypatch.setenv("LHEXTRACT_AUTHOR", "a\nb")
    with pytest.raises(UsageError, match="LHEXTRACT_AUTHOR: found"):
        author_of(None, root=repository)
