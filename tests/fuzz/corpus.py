"""Where inputs lie: corpus and finds in the repository, and the work of a run in `.fuzz/`, which git ignores."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

HERE = Path(__file__).parent
CORPUS, FOUND = HERE / "corpus", HERE / "found"
WORK = HERE.parents[1] / ".fuzz"


def name_of(data: bytes) -> str:
    """The name under which an input is kept: the first twelve hexadecimal digits of its SHA-256."""
    return hashlib.sha256(data).hexdigest()[:12]


def keep(folder: Path, data: bytes, *, prefix: str = "") -> Path:
    """Write an input into a folder, which is made where it is missing."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{prefix}{name_of(data)}"
    path.write_bytes(data)
    return path


def keep_all(folder: Path, inputs: Iterable[bytes]) -> Path:
    """Write many inputs into a folder, and make it even for none."""
    folder.mkdir(parents=True, exist_ok=True)
    for data in inputs:
        keep(folder, data)
    return folder


def inputs_in(folder: Path) -> list[Path]:
    """The inputs of a folder by name; none where there is no folder."""
    return sorted(path for path in folder.glob("*") if path.is_file() and path.suffix != ".md")


def spread(paths: list[Path], most: int) -> list[Path]:
    """At most so many of some paths, evenly spread: the same every time."""
    if len(paths) <= most:
        return paths
    return [paths[index * len(paths) // most] for index in range(most)]
