"""The folder of one extraction: built aside and swapped in whole, so that a killed run leaves the old one."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path


def replace_folder(target: Path, files: Mapping[str, bytes]) -> None:
    """Write `files` (relative name to bytes) as the new content of `target`.

    The new folder is complete on disk before the old one moves away; between the two renames the old
    content stands beside it as `.<name>.lhextract-old` and is put back if the second one fails.
    """
    target = target.resolve()  # a link keeps pointing where it did
    target.parent.mkdir(parents=True, exist_ok=True)
    recover_folder(target)
    aside = Path(tempfile.mkdtemp(prefix=f".{target.name}.new-", dir=target.parent))
    old = _old(target)
    try:
        for name, content in sorted(files.items()):
            path = aside / name
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("wb") as handle:
                handle.write(content)
                handle.flush()
                os.fsync(handle.fileno())
        aside.chmod(0o755)
        _swap(aside, target, old)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def recover_folder(target: Path) -> None:
    """Put the old content back where a run was killed between the two renames."""
    if not target.exists() and _old(target).is_dir():
        _old(target).rename(target)


def _old(target: Path) -> Path:
    return target.parent / f".{target.name}.lhextract-old"


def _swap(aside: Path, target: Path, old: Path) -> None:
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
