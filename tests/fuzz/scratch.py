"""Folders that targets write inputs into, removed when the process ends, and a desk in one of them."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from lhextract.desk import Desk, open_desk
from lhextract.errors import LhextractError
from tests.conftest import ROOT
from tests.fuzz.target import LawBroken

SOURCE = "lighthouses"


@cache
def scratch(name: str) -> Path:
    """The folder of a target."""
    folder = Path(tempfile.mkdtemp(prefix=f"fuzz-{name}-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


@cache
def workspace() -> Path:
    """A copy of this workspace with its committed extraction; no stage has to run."""
    root = scratch("workspace")
    for name in ("pipeline", "extracted"):
        shutil.copytree(ROOT / name, root / name)
    return root


@cache
def _desk() -> Desk:
    return open_desk(SOURCE, start=workspace())


def fresh_desk() -> Desk:
    """The desk of the lighthouse page, on which nothing is decided, read anew."""
    shutil.rmtree(decisions_folder(), ignore_errors=True)
    return same_desk()


def same_desk() -> Desk:
    """The desk as a process sees it that begins now: the decisions that there are, nothing remembered of earlier ones.

    What no input of a target touches is shared between desks: records, text, profile, and what is computed of them.
    """
    known = _desk()
    return Desk(
        known.source,
        known.machine,
        known.text,
        known.folder,
        known.guarded,
        known.profile,
        known.lookups,
        known.workspace,
        known.in_force,
    )


def decisions_folder() -> Path:
    """Where the decisions of the desk are."""
    return _desk().folder


def content_of(folder: Path) -> Mapping[str, bytes]:
    """Every file below a folder, hidden ones too."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@contextmanager
def refusal_names(*names: str) -> Iterator[None]:
    """A refusal within has to be a message: it names one of these (the file or the key), and holds no traceback."""
    try:
        yield
    except LhextractError as error:
        said = str(error)
        if not any(name in said for name in names):
            raise LawBroken("a refusal names neither file nor key") from error
        if "Traceback (most recent call last)" in said:
            raise LawBroken("a refusal shows a traceback") from error
        raise
