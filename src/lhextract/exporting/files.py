"""An export as files, with a manifest that says what it was made from and what was left out."""

from __future__ import annotations

import errno
import hashlib
import json
import os
from collections.abc import Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from lhextract import __version__
from lhextract.errors import UsageError
from lhextract.exporting.outcome import Outcome, Taken
from lhextract.exports.records_json import to_json
from lhextract.files import lock_folder, replace_file, replace_folder
from lhextract.formats.form import Format, Written
from lhextract.inforce import MANIFEST, read_in_force

STDOUT = "-"
# The key of a manifest by which a folder is known as an earlier export, which may be replaced.
MARK = "export"


def to_files(form: Format, taken: Taken, *, out: Path | None, alone: bool, write: bool) -> Outcome:
    """Write an export.

    `out` is the file or folder itself if `alone`, else the folder that holds one for each source; None is the folder
    one is in. Raises `UsageError` for a place that cannot be written or that holds something else.
    """
    written = form.write(taken.export)
    manifest = _manifest(form, taken, written)
    if out == Path(STDOUT):
        return Outcome(taken, STDOUT, manifest, written.files)
    target = _target(form, taken.export.source, out, alone=alone)
    if write:
        _write(form, target, taken.export.source, written.files, to_json(manifest).encode("utf-8"))
    return Outcome(taken, str(target), manifest, written.files, written=write)


def _target(form: Format, source: str, out: Path | None, *, alone: bool) -> Path:
    name = f"{source}{form.suffix or f'-{form.name}'}"
    if out is None:
        return Path(name)
    into = not alone or (form.suffix and out.is_dir())
    return out / name if into else out


def _manifest(form: Format, taken: Taken, written: Written) -> dict[str, Any]:
    """The same bytes for the same extraction and selection: no time of day, no paths."""
    export = taken.export
    return {
        MARK: form.name,
        "lhextract": __version__,
        "schema_version": export.records.schema_version,
        "source": export.source,
        "snapshot": taken.snapshot,
        "selection": dict(taken.selection),
        "rows": {name: len(rows) for name, rows in export.tables.items()},
        "left_out": {reason: dict(kinds) for reason, kinds in taken.left_out.items()},
        "altered": dict(written.notes),
        "outputs": {name: hashlib.sha256(content).hexdigest() for name, content in sorted(written.files.items())},
    }


def _write(form: Format, target: Path, source: str, files: Mapping[str, bytes], manifest: bytes) -> None:
    try:
        place = _place(target)
        place.parent.mkdir(parents=True, exist_ok=True)
        with lock_folder(place.parent):  # two exports to one place take turns
            if not form.suffix:
                _refuse_foreign_folder(target)
                replace_folder(place, {**files, MANIFEST: manifest})
                return
            _refuse_no_file(target)
            for name, content in files.items():
                replace_file(_beside(place, name, f"{source}{form.suffix}"), content)
            replace_file(place.with_name(f"{place.name}.{MANIFEST}"), manifest)
    except OSError as error:
        raise UsageError(
            f"{target}: cannot be written ({error.strerror}); no file there is half written, give another --out"
        ) from error


def _place(target: Path) -> Path:
    """Where it is, links followed: a link keeps pointing where it did. Raises `UsageError` inside an extraction."""
    try:
        place = target.resolve()
    except RuntimeError:  # what Python before 3.13 says of links in a ring
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP)) from None
    if place.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    for folder in place.parents:
        if read_in_force(folder) is not None:
            raise UsageError(f"{target}: found the extraction {folder}, which only a run writes; give another --out")
    return place


def _refuse_no_file(target: Path) -> None:
    """A folder is not replaced by a file, and neither are pipes and devices."""
    if target.exists() and not target.is_file():
        found = "a folder" if target.is_dir() else "a pipe or a device"
        raise UsageError(f"{target}: found {found}, allowed is the name of a file; give another --out (- for stdout)")


def _beside(target: Path, name: str, main: str) -> Path:
    """The main file is called as the target; another one has the same stem (`lighthouses.metadata.json`)."""
    return target if name == main else target.with_name(f"{target.stem}.{name.partition('.')[2]}")


def _refuse_foreign_folder(target: Path) -> None:
    """A folder is replaced whole, so it must be empty or an earlier export, with nothing else in it."""
    if not target.exists():
        return
    found = (path for path in target.rglob("*") if not path.is_dir()) if target.is_dir() else [target]
    exported = _exported(target / MANIFEST)
    foreign = (path.relative_to(target) for path in found if path.relative_to(target) not in exported)
    if some := list(map(str, islice(foreign, 3))):  # a home folder has too many to be looked through
        named = f" (such as {', '.join(some)})" if target.is_dir() else ""
        raise UsageError(
            f"{target}: found files that are no export{named}, allowed is a new folder, an empty one or an earlier "
            "export; give another --out"
        )


def _exported(manifest: Path) -> frozenset[Path]:
    """What an earlier export says it wrote, its manifest included; nothing where there is none."""
    try:
        said = json.loads(manifest.read_text(encoding="utf-8"))
        return frozenset(map(Path, (*said["outputs"], MANIFEST))) if MARK in said else frozenset()
    except (OSError, ValueError, TypeError, KeyError):
        return frozenset()
