"""Whose decision it is: the name that a decision is signed with."""

from __future__ import annotations

import getpass
import os
import subprocess
import unicodedata
from collections.abc import Callable
from pathlib import Path

from lhextract.errors import UsageError

VARIABLE = "LHEXTRACT_AUTHOR"
LONGEST = 80  # characters, as in the file of a decision
RULE = f"one line of 1 to {LONGEST} visible characters"


def author_of(given: str | None, *, root: Path) -> str:
    """The first of: what was given, the environment's `LHEXTRACT_AUTHOR`, git's `user.name` in `root`, the login name.

    Raises `UsageError` for one that is no name, and where none is found.
    """
    places: tuple[tuple[str, Callable[[], str | None]], ...] = (
        ("--author", lambda: given),
        (VARIABLE, lambda: os.environ.get(VARIABLE) or None),
        ("git's user.name", lambda: _of_git(root)),
        ("the login name", _of_system),
    )
    for place, find in places:
        found = find()
        if found is not None:
            return check_name(found, where=place)
    raise UsageError(f"--author: missing, and neither git nor the system says who you are; give it, or set {VARIABLE}")


def read_name(given: str) -> str | None:
    """The name as it is signed: NFC, single blanks, none at the ends; None for what is no name.

    Marks that do not show, or turn the direction of writing, could make one name look like another.
    """
    name = unicodedata.normalize("NFC", " ".join(part for part in given.strip().split(" ") if part))
    shows = all(not unicodedata.category(character).startswith(("C", "Zl", "Zp")) for character in name)
    return name if shows and 0 < len(name) <= LONGEST else None


def check_name(given: str, *, where: str) -> str:
    """The name as it is signed; what is none is a `UsageError` that names the place where it was given."""
    name = read_name(given)
    if name is None:
        raise UsageError(f"{where}: found {given[: LONGEST + 1]!r}, allowed is {RULE}")
    return name


def _of_git(root: Path) -> str | None:
    """None where git is not there, or does not know a name."""
    command = ["git", "-C", str(root), "config", "--get", "user.name"]
    try:
        done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 - no shell; the path is ours
    except OSError:
        return None
    return done.stdout.decode("utf-8", "replace").strip() or None if done.returncode == 0 else None


def _of_system() -> str | None:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no login name, as in some containers
        return None
