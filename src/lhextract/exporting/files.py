"""An export as files, with a manifest that says what it was made from and what was left out."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from lhextract import __version__
from lhextract.errors import UsageError
from lhextract.exporting.outcome import Outcome, Taken
from lhextract.exports.records_json import to_json
from lhextract.files import lock_folder, replace_file, replace_folder
from lhextract.formats.form import Format, Written
from lhextract.inforce import MANIFEST

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
        if not form.suffix:
            _refuse_foreign_folder(target)
            target.resolve().parent.mkdir(parents=True, exist_ok=True)
            with lock_folder(target.resolve().parent):
                replace_folder(target, {**files, MANIFEST: manifest})
            return
        if target.is_dir():
            raise UsageError(f"{target}: found a folder, allowed is the name of a file; give another --out")
        for name, content in files.items():
            replace_file(_beside(target, name, f"{source}{form.suffix}"), content)
        replace_file(target.with_name(f"{target.name}.{MANIFEST}"), manifest)
    except OSError as error:
        raise UsageError(
            f"{target}: cannot be written ({error.strerror}); no file there is half written, give another --out"
        ) from error


def _beside(target: Path, name: str, main: str) -> Path:
    """The main file is called as the target; another one has the same stem (`lighthouses.metadata.json`)."""
    return target if name == main else target.with_name(f"{target.stem}.{name.partition('.')[2]}")


def _refuse_foreign_folder(target: Path) -> None:
    """A folder is replaced whole, so it must be empty or an earlier export."""
    if not target.exists() or (target.is_dir() and not any(target.iterdir())):
        return
    manifest = target / MANIFEST
    if not manifest.is_file() or f'"{MARK}": ' not in manifest.read_text(encoding="utf-8", errors="replace")[:100]:
        raise UsageError(
            f"{target}: found files that are no export, allowed is a new folder, an empty one or an earlier export; "
            "give another --out"
        )
