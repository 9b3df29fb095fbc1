"""Files below a folder, by a glob or all of them: one folder in memory at a time, in an order of our own."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

ANY_DEPTH = "**"
MAGIC = frozenset("*?[")
Identity = tuple[int, int]  # device and inode of a folder


@dataclass(frozen=True, slots=True)
class Hit:
    """A file: its path as given, and below the folder that was walked.

    `within`: it is in a folder that the glob hit, rather than hit itself. `error` says why a folder cannot be listed.
    """

    where: str
    below: PurePosixPath
    within: bool = False
    error: str | None = None


@dataclass(frozen=True, slots=True)
class _Folder:
    where: str
    below: PurePosixPath
    states: frozenset[int]
    above: frozenset[Identity]


def split_glob(pattern: str) -> tuple[str, tuple[str, ...]]:
    """The fixed beginning of a glob, and its parts from the first with `*`, `?` or `[` on."""
    parts = Path(pattern).parts
    first = next(number for number, part in enumerate(parts) if MAGIC & set(part))
    return Path(*parts[:first]).as_posix(), parts[first:]


def walk(base: str, parts: Sequence[str], *, start: Path) -> Iterator[Hit]:
    """The files that a glob hits, and those below the folders that it hits; without parts: all below `base`.

    `**` stands for folders of any depth. What is hidden is left out, unless a part begins with a dot; a link to a
    folder that it lies in is not followed.
    """
    todo: list[Iterator[Hit | _Folder]] = [iter((_Folder(base, PurePosixPath(), _reached({0}, parts), frozenset()),))]
    while todo:
        one = next(todo[-1], None)
        if one is None:
            todo.pop()
        elif isinstance(one, Hit):
            yield one
        else:
            todo.append(_entries(one, parts, start=start))


def _entries(folder: _Folder, parts: Sequence[str], *, start: Path) -> Iterator[Hit | _Folder]:
    path = start / folder.where
    try:
        here = path.stat()
        identity = (here.st_dev, here.st_ino)
        if identity in folder.above:
            return
        with os.scandir(path) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError as error:
        reason = f"{folder.where}: the folder cannot be listed: {error.strerror}; check its permissions"
        yield Hit(folder.where, folder.below, error=reason)
        return
    for entry in entries:
        states = _step(folder.states, entry.name, parts)
        if not states:
            continue
        where, below = Path(folder.where, entry.name).as_posix(), folder.below / entry.name
        if _is_folder(entry):
            yield _Folder(where, below, states, folder.above | {identity})
        elif len(parts) in states:
            yield Hit(where, below, within=len(parts) in folder.states)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    """A link that leads to itself is a file that cannot be read."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def _step(states: frozenset[int], name: str, parts: Sequence[str]) -> frozenset[int]:
    """How far a glob is after one more name: the numbers of the parts that may come next, `len(parts)` at its end."""
    hidden = name.startswith(".")
    after = set()
    for state in states:
        if state == len(parts) or parts[state] == ANY_DEPTH:
            after |= set() if hidden else {state}
        elif fnmatchcase(name, parts[state]) and (not hidden or parts[state].startswith(".")):
            after.add(state + 1)
    return _reached(after, parts)


def _reached(states: set[int], parts: Sequence[str]) -> frozenset[int]:
    """With the parts after each `**`, which may stand for no folder at all."""
    reached: set[int] = set()
    for state in states:
        reached.add(state)
        while state < len(parts) and parts[state] == ANY_DEPTH:
            state += 1
            reached.add(state)
    return frozenset(reached)
