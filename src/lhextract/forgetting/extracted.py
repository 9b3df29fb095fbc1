"""An extraction on disk that may name a person: what is read of it, and its files without the person."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lhextract.errors import UsageError
from lhextract.exports.changes.jsonl import read_changes
from lhextract.exports.manifest import counts, of_tables
from lhextract.exports.records_json import to_json
from lhextract.exports.schema import validate
from lhextract.exports.tables.package import is_of_package, licence_of, withdrawn_in, write_package
from lhextract.forgetting.hiding import Hiding, merge, of_records
from lhextract.forgetting.keys import Keys
from lhextract.forgetting.masking import mask_text
from lhextract.forgetting.outputs import Replaced, scrub_changes, scrub_manifest, scrub_records
from lhextract.forgetting.places import find_hidden
from lhextract.forgetting.scrub import Scrub
from lhextract.inforce import CHANGES, MANIFEST, RECORDS, REPORT, TEXT, read_in_force
from lhextract.model.page import Line, PageText
from lhextract.model.record import Records

KEPT = ("raw", "corrections")  # what is not part of an extraction, as `updating.KEPT`
MACHINE = "machine.json"  # the records before decisions, in the same form


@dataclass(frozen=True, slots=True, eq=False)
class Extracted:
    """The files of an extraction by name; `page` is its text, `hiding` what of it is the person's."""

    folder: Path
    manifest: Mapping[str, Any]
    files: Mapping[str, bytes]
    document: dict[str, Any]
    records: Records
    page: PageText
    hiding: Hiding


def read_extracted(folder: Path, keys: Keys) -> Extracted | None:
    """Read an extraction; None where there is none. One that cannot be read is a `UsageError`."""
    in_force = read_in_force(folder)
    if in_force is not None and (problem := in_force.other_model()) is not None:
        raise UsageError(problem)  # it may name the person where this program does not look
    if in_force is None or not in_force.can_be_compared():
        return None
    paths = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    names = {path.relative_to(folder).as_posix(): path for path in paths}
    files = {name: path.read_bytes() for name, path in names.items() if name.partition("/")[0] not in KEPT}
    document = in_force.written_records()
    try:
        records = validate(json.dumps(document))
    except ValueError as error:
        raise UsageError(
            f"{folder / RECORDS}: was made by another version of lhextract, so that it cannot be rewritten; "
            "run `lhextract run` first"
        ) from error
    text = in_force.text()
    lines = tuple(Line(line.number, line.start, line.end) for line in records.lines)
    page = PageText(text, lines, range(len(text)))
    around = of_records(records)
    hiding = find_hidden(page, keys, around)
    if MACHINE in files:
        machine = find_hidden(page, keys, of_records(_machine(files[MACHINE], records)))
        both = merge((*hiding.parts, *machine.parts), text)
        hiding = Hiding(both, hiding.contacts | machine.contacts, hiding.named)
    return Extracted(folder, in_force.manifest, files, document, records, page, hiding)


def _machine(content: bytes, records: Records) -> Records:
    try:
        return validate(content.decode("utf-8"))
    except ValueError:
        return records


def without_person(
    extracted: Extracted, scrub: Scrub, *, reading: str | None, snapshots: Mapping[str, str]
) -> dict[str, bytes]:
    """Return the files without the person; a file of another form that names them is left out until the next run.

    `reading` is the digest of the masked page, None where only its text is known; `snapshots` are the digests of
    redacted snapshots by those that they replace.
    """
    text = mask_text(extracted.page.text, extracted.hiding.parts)
    encoded = text.encode("utf-8")
    page = Replaced(text, reading or hashlib.sha256(encoded).hexdigest(), dict(snapshots))
    hiding = extracted.hiding
    files = {**extracted.files, TEXT: encoded}
    files[RECORDS] = to_json(scrub_records(extracted.document, hiding, scrub, page)).encode("utf-8")
    if MACHINE in files:
        files[MACHINE] = to_json(scrub_records(json.loads(files[MACHINE]), hiding, scrub, page)).encode("utf-8")
    files[CHANGES] = scrub_changes(files.get(CHANGES, b""), hiding, scrub)
    records = validate(files[RECORDS].decode("utf-8"))
    changes = read_changes(files[CHANGES].decode("utf-8"), name=str(extracted.folder / CHANGES))
    if REPORT in files:
        # Imported here, because only a report needs the templates.
        from lhextract.output import report_of

        files[REPORT] = report_of(records, text, changes).encode("utf-8")
    package = write_package(records, withdrawn_in(files), licence=licence_of(files))
    files |= package.files
    files = {
        name: content
        for name, content in files.items()
        if name in KNOWN or is_of_package(name) or not scrub.count(content)
    }
    notes = sum(change.kind.is_note for change in changes)
    manifest = scrub_manifest(
        extracted.manifest,
        files,
        counts=counts(records),
        tables=of_tables(package.guarded),
        page=page,
        changes=len(changes) - notes,
        notes=notes,
    )
    return {**files, MANIFEST: to_json(manifest).encode("utf-8")}


KNOWN = frozenset({TEXT, RECORDS, MACHINE, CHANGES, REPORT, MANIFEST})
