"""`lhextract export`: extractions in the formats of those who import them, as files or into a database."""

from __future__ import annotations

import difflib
import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from lhextract import __version__
from lhextract.desk import Desk, open_desks
from lhextract.errors import UsageError
from lhextract.exports.records_json import to_json
from lhextract.exports.schema import validate
from lhextract.exports.tables.package import DESCRIPTOR, licence_of, withdrawn_in
from lhextract.exports.tables.rows import tables_of
from lhextract.files import lock_folder, replace_file, replace_folder
from lhextract.formats.form import Export, Format, Written
from lhextract.formats.registry import load_formats
from lhextract.inforce import MANIFEST, RECORDS, InForce
from lhextract.model.record import Records

STDOUT = "-"
TOMBSTONES = "tables/tombstones.csv"
# The key of a manifest by which a folder is known as an earlier export, which may be replaced.
MARK = "export"


@dataclass(frozen=True, slots=True)
class Order:
    """What is wanted: the format, where to (None: the folder one is in), and whether anything is written."""

    form: Format
    out: Path | None = None
    write: bool = True


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export has, or would have, written: where, and its manifest."""

    target: Path
    files: Mapping[str, bytes]
    manifest: Mapping[str, Any] = field(default_factory=dict)


def format_called(name: str) -> Format:
    """The format of a name; an unknown one is a `UsageError` that names what there is."""
    known = load_formats()
    if name in known:
        return known[name]
    close = difflib.get_close_matches(name, known, n=1)
    hint = f"; did you mean {close[0]}?" if close else ""
    raise UsageError(
        f"--to: found {name!r}, allowed is {', '.join(known)} or the URL of a database such as sqlite:///records.db{hint}"
    )


def plan(source: str | None, order: Order, *, start: Path) -> list[Callable[[], Exported]]:
    """Return how to export each extraction that is meant: that of a source or folder, or those of all profiles."""
    desks = open_desks(source, start=start)
    if order.out == Path(STDOUT) and (len(desks) > 1 or not order.form.suffix):
        raise UsageError("--out: found -, allowed is a file or folder; only one file of one source can go to stdout")
    return [partial(_export, desk, order, alone=source is not None) for desk in desks]


def read_export(desk: Desk) -> Export:
    """What there is to export of an extraction."""
    records = read_records(desk.in_force)
    folder = desk.in_force.folder
    files = {name: (folder / name).read_bytes() for name in (DESCRIPTOR, TOMBSTONES) if (folder / name).is_file()}
    tables = tables_of(records, withdrawn_in(files))
    return Export(desk.source, records, desk.text, tables, licence_of(files))


def read_records(in_force: InForce) -> Records:
    """The records of an extraction; those of another version of the schema are a `UsageError`."""
    path = in_force.folder / RECORDS
    try:
        return validate(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise UsageError(
            f"{path}: found what another version of lhextract wrote, or what was edited by hand; make it anew with "
            "`lhextract run --force`"
        ) from error


def _export(desk: Desk, order: Order, *, alone: bool) -> Exported:
    export = read_export(desk)
    written = order.form.write(export)
    manifest = _manifest(export, order.form, written, desk.in_force)
    target = _target(export.source, order, alone=alone)
    if order.write and order.out != Path(STDOUT):
        _write(target, written, manifest, order.form)
    return Exported(target, written.files, manifest)


def _target(source: str, order: Order, *, alone: bool) -> Path:
    """Where the export goes: `--out` is the file or folder itself for one source, a folder for several."""
    name = f"{source}{order.form.suffix or f'-{order.form.name}'}"
    if order.out is None:
        return Path(name)
    is_folder = order.form.suffix and order.out.is_dir()
    return order.out / name if is_folder or not alone else order.out


def _manifest(export: Export, form: Format, written: Written, in_force: InForce) -> dict[str, Any]:
    """What was exported from what; the same bytes for the same extraction."""
    return {
        MARK: form.name,
        "lhextract": __version__,
        "schema_version": export.records.schema_version,
        "source": export.source,
        "snapshot": in_force.snapshot,
        "records": in_force.manifest["outputs"].get(RECORDS),
        "rows": {name: len(rows) for name, rows in export.tables.items()},
        "altered": dict(written.notes),
        "outputs": {name: hashlib.sha256(content).hexdigest() for name, content in sorted(written.files.items())},
    }


def _write(target: Path, written: Written, manifest: Mapping[str, Any], form: Format) -> None:
    try:
        if form.suffix:
            _write_files(target, written, manifest)
        else:
            _refuse_foreign_folder(target)
            with lock_folder(target.resolve().parent):
                replace_folder(target, {**written.files, MANIFEST: to_json(manifest).encode("utf-8")})
    except OSError as error:
        raise UsageError(
            f"{target}: cannot be written ({error.strerror}); nothing that was there has changed, give another --out"
        ) from error


def _write_files(target: Path, written: Written, manifest: Mapping[str, Any]) -> None:
    """The file and what belongs to it, all named after the target; the manifest last, since it tells of the others."""
    if target.is_dir():
        raise UsageError(f"{target}: found a folder, allowed is the name of a file; give another --out")
    for name, content in written.files.items():
        replace_file(target.with_name(_beside(target, name, manifest["source"])), content)
    replace_file(target.with_name(f"{target.name}.{MANIFEST}"), to_json(manifest).encode("utf-8"))


def _beside(target: Path, name: str, source: str) -> str:
    """`lighthouses.xlsx` is called as the target; a second file `lighthouses.metadata.json` gets the target's stem."""
    if name == f"{source}{target.suffix}" or name.count(".") == 1:
        return target.name
    return f"{target.stem}{name.removeprefix(source)}"


def _refuse_foreign_folder(target: Path) -> None:
    """A folder is replaced whole, so it must be empty or an earlier export."""
    if not target.exists() or (target.is_dir() and not any(target.iterdir())):
        return
    manifest = target / MANIFEST
    if not manifest.is_file() or f'"{MARK}"' not in manifest.read_text(encoding="utf-8", errors="replace")[:200]:
        raise UsageError(
            f"{target}: found files that are no export, allowed is a new folder, an empty one or an earlier export; "
            "give another --out"
        )


def in_one_line(exported: Exported) -> str:
    """What was done, for people."""
    manifest = exported.manifest
    altered = "".join(f"; {count} {what}" for what, count in manifest["altered"].items() if count)
    return f"{manifest['source']}: {_counted(manifest['rows'])} to {exported.target}{altered}\n"


def _counted(rows: Mapping[str, int]) -> str:
    shown: Sequence[str] = ("initiatives", "contacts", "institutions", "people", "mentions")
    return ", ".join(f"{rows[name]} {name}" for name in shown)
