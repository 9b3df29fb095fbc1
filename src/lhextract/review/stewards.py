"""The names that decisions are signed with."""

from __future__ import annotations

import getpass
import subprocess
import unicodedata
from pathlib import Path

from lhextract.errors import UsageError

LONGEST = 80  # characters
RULE = "one line of 1 to 80 visible characters"


def read_name(text: str) -> str | None:
    """A steward's name in NFC, None if it is none: too long, empty, or with characters that do not show.

    Of those, marks that turn the direction of writing could make one name look like another.
    """
    name = unicodedata.normalize("NFC", text.strip())
    shows = all(not unicodedata.category(character).startswith(("C", "Zl", "Zp")) for character in name)
    return name if shows and 0 < len(name) <= LONGEST else None


def check_name(text: str, *, where: str) -> str:
    """Return the name in NFC; `UsageError` that names the place where it was given if it is none."""
    name = read_name(text)
    if name is None:
        raise UsageError(f"{where}: found {text[: LONGEST + 1]!r}, allowed is {RULE}")
    return name


def name_here(folder: Path) -> str:
    """Who works in a folder: git's `user.name` there, else the login name; `UsageError` if neither is a name."""
    name = read_name(_git_name(folder)) or read_name(_login_name())
    if name is None:
        raise UsageError("--author: missing, and neither git nor the system says who you are; give --author NAME")
    return name


def _git_name(folder: Path) -> str:
    command = ["git", "-C", str(folder), "config", "--get", "user.name"]
    try:
        done = subprocess.run(command, capture_output=True, check=False, timeout=10)  # noqa: S603 - no shell; the path is ours
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode("utf-8", "replace")


def _login_name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""
