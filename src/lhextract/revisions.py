"""Files of a workspace as they were at a git revision."""

from __future__ import annotations

import subprocess
from pathlib import Path

from lhextract.errors import UsageError


def read_at(revision: str, path: str, *, root: Path) -> bytes:
    """Return the file `path` (relative to the folder `root`) at a revision such as `HEAD~1`.

    Raises `UsageError` with what git says: no repository, no such revision, no such file there, or git refuses.
    """
    if revision.startswith("-"):  # git would take it for an option
        raise UsageError(f"{revision}: found an option of git, allowed is a revision such as HEAD~1")
    command = ["git", "-C", str(root), "cat-file", "blob", f"{revision}:./{path}"]
    try:
        done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 - no shell; the path is ours
    except FileNotFoundError as error:
        raise UsageError(f"{revision}: git is not installed, so that no revision can be read") from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        reason = said[-1].rstrip(".") if said else "nothing"
        raise UsageError(f"{revision}: git has no {path} there and says: {reason}")
    return done.stdout
