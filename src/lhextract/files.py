"""Writes that are whole or not at all: a folder of an extraction, and single files."""

from __future__ import annotations

import contextlib
import ctypes
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

UNFINISHED = ".new-"  # in the names of folders that are being built
AT_FDCWD, RENAME_EXCHANGE = -100, 2  # linux/fcntl.h, linux/fs.h


@contextlib.contextmanager
def lock_folder(folder: Path) -> Iterator[None]:
    """Wait until no other process writes below a folder, and keep others out; the lock ends with the process.

    Where the system has no such locks nothing is held.
    """
    try:
        import fcntl
    except ImportError:
        yield
        return
    folder.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def hold_folder(folder: Path) -> Iterator[bool]:
    """As `lock_folder`, but without waiting: gives False where another process holds it."""
    try:
        import fcntl
    except ImportError:
        yield True
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True
    finally:
        os.close(descriptor)


def replace_file(path: Path, content: bytes, *, private: bool = False) -> None:
    """Write a file aside and rename it into its place, unless it has this content already.

    `private`: only its owner may read it, at no time anybody else.
    """
    if path.is_file() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.new")
    if private:
        aside.unlink(missing_ok=True)  # what a killed run left may be open to others
    try:
        _write(aside, content, mode=0o600 if private else 0o666)
        aside.replace(path)
    except OSError:
        _remove(aside)
        raise
    _sync_folder(path.parent)


def _remove(aside: Path) -> None:
    """Take away what could not be finished, as far as the disk lets us: half a file fills it too."""
    with contextlib.suppress(OSError):
        aside.unlink(missing_ok=True)


def replace_folder(target: Path, files: Mapping[str, bytes], *, keep: Sequence[str] = ()) -> None:
    """Write `files` (relative name to bytes) as the new content of `target`; what is called as in `keep` stays.

    The new folder is complete on disk before it changes places with the old one in one step. Where the system cannot
    do that, the old one moves away first, as `.<name>.lhextract-old`, and is put back if the second step fails.
    """
    target = target.resolve()  # a link keeps pointing where it did
    target.parent.mkdir(parents=True, exist_ok=True)
    recover_folder(target)
    with _built_aside(target, files) as aside:
        for name in keep:
            if (target / name).is_dir():
                shutil.copytree(target / name, aside / name)
        _swap(aside, target)
        _sync_folder(target.parent)


def put_in_place(aside: Path, target: Path) -> None:
    """Put a folder that is complete, on the same disk, in the place of another, which is removed."""
    target = target.resolve()
    with lock_folder(target.parent):
        recover_folder(target)
        _swap(aside, target)
        _sync_folder(target.parent)
    shutil.rmtree(aside, ignore_errors=True)


def new_folder(target: Path, files: Mapping[str, bytes]) -> None:
    """Write `files` as a folder that is not there yet, in one step; the caller holds the lock on its parent."""
    target.parent.mkdir(parents=True, exist_ok=True)
    for leftover in _unfinished(target.parent):
        shutil.rmtree(leftover, ignore_errors=True)
    with _built_aside(target, files) as aside:
        aside.rename(target)
        _sync_folder(target.parent)


@contextlib.contextmanager
def _built_aside(target: Path, files: Mapping[str, bytes]) -> Iterator[Path]:
    """The new content, complete on disk beside its place; what is left of it afterwards is removed."""
    aside = Path(tempfile.mkdtemp(prefix=f".{target.name}{UNFINISHED}", dir=target.parent))
    try:
        for name, content in sorted(files.items()):
            _write(aside / name, content)
        aside.chmod(0o755)
        _sync_folder(aside)
        yield aside
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _unfinished(parent: Path, name: str | None = None) -> Iterator[Path]:
    """What killed runs had not finished: of the folder of this name, else of any. Other hidden folders are not ours."""
    of = re.escape(name) if name is not None else ".+"
    ours = re.compile(rf"\.{of}{re.escape(UNFINISHED)}[a-z0-9_]{{8}}")  # as tempfile makes them
    return (path for path in parent.glob(".*") if ours.fullmatch(path.name))


def needs_recovery(target: Path) -> bool:
    """Whether a run was killed while it wrote a folder."""
    target = target.resolve()
    return _old(target).is_dir() or any(_unfinished(target.parent, target.name))


def recover_folder(target: Path) -> None:
    """Put the old content back where a run was killed while it moved, and remove what it had not finished.

    The caller holds the lock: no other run is writing here.
    """
    target = target.resolve()
    if not target.exists() and _old(target).is_dir():
        _old(target).rename(target)
    for leftover in (_old(target), *_unfinished(target.parent, target.name)):
        shutil.rmtree(leftover, ignore_errors=True)


def _old(target: Path) -> Path:
    return target.parent / f".{target.name}.lhextract-old"


def _write(path: Path, content: bytes, *, mode: int = 0o666) -> None:
    """Write a file through to the disk; a new one gets `mode`, less what the process masks."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "wb", opener=lambda name, flags: os.open(name, flags, mode)) as handle:
        handle.write(content)
        handle.flush()
        os.fsync(handle.fileno())


def _sync_folder(folder: Path) -> None:
    """Make renames in a folder last through a loss of power, where the system knows how."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _swap(aside: Path, target: Path) -> None:
    if target.exists() and _exchange(aside, target):
        return
    old = _old(target)
    shutil.rmtree(old, ignore_errors=True)
    if target.exists():
        target.rename(old)
    try:
        aside.rename(target)
    except OSError:
        if old.exists():
            old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step (renameat2, Linux since 3.15); False where system or disk cannot."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except AttributeError:  # a C library older than glibc 2.28
        return False
    done: int = rename(AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other), RENAME_EXCHANGE)
    return done == 0


def write_new_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files that are not there yet, all or none; each is complete on disk before it has its name.

    The caller holds the lock on the folder, so what is unfinished there was left by a process that was killed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for leftover in folder.glob(".*.new"):
        leftover.unlink(missing_ok=True)
    done: list[Path] = []
    aside: list[Path] = []
    try:
        for name, content in files.items():
            aside.append(folder / f".{name}.new")
            _write(aside[-1], content)
        for unnamed, name in zip(aside, files, strict=True):
            if (folder / name).exists():
                raise FileExistsError(17, "is there already", str(folder / name))
            unnamed.rename(folder / name)
            done.append(folder / name)
        _sync_folder(folder)
    except OSError:
        for path in (*aside, *done):
            _remove(path)
        raise
