"""The files that the package brings along, such as weights and cue words: read as they were shipped, or refused.

Where the package is installed from a wheel, the list of its files (`RECORD`) has the digest of each, and a file that is
another one is refused: it would give other records without a word. A source tree has none; there git knows.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import TypeVar

from lhextract.errors import ModelError

FOLDER = Path(__file__).parent
Parsed = TypeVar("Parsed")


def read_shipped(name: str, parse: Callable[[str], Parsed]) -> Parsed:
    """Read a file of the package by its path there ("outline/weights.json").

    Raises `ModelError` where it is missing, where it is another one than was shipped, and where `parse` cannot use it.
    """
    path = FOLDER / name
    try:
        content = path.read_bytes()
        digest = _digests(FOLDER).get(name)
        if digest is not None and digest != _digest(content):
            raise unusable(path, "a file that was altered")
        return parse(content.decode("utf-8"))
    except OSError as error:
        raise unusable(path, f"none that can be read ({error.strerror})") from error
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise unusable(path, f"a file that cannot be used ({type(error).__name__}: {error})") from error


def unusable(path: object, found: str) -> ModelError:
    """The error about a file of the package: its path, what was found there, and what to do."""
    return ModelError(f"{path}: found {found}, allowed is the one that lhextract came with; install lhextract again")


@cache
def _digests(folder: Path) -> dict[str, str]:
    """The digest of each file of the package as it was installed; none where it was not installed from a wheel."""
    try:
        installed = distribution(folder.name)
    except PackageNotFoundError:
        return {}
    if Path(str(installed.locate_file(folder.name))).resolve() != folder.resolve():
        return {}
    rows = (line.rsplit(",", 2) for line in (installed.read_text("RECORD") or "").splitlines())
    return {
        name.removeprefix(f"{folder.name}/"): digest.removeprefix("sha256=")
        for name, digest, _ in rows
        if name.startswith(f"{folder.name}/") and digest.startswith("sha256=")
    }


def _digest(content: bytes) -> str:
    """A digest as `RECORD` has it (PEP 376 as amended by PEP 427): base64 for URLs, without padding."""
    return base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode("ascii")
