"""The files of a finished extraction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lhextract.changes.release import release_of
from lhextract.comparing import ChangeSet
from lhextract.exports.changes.html import changes_html
from lhextract.exports.changes.names import names_of
from lhextract.exports.manifest import write_manifest
from lhextract.exports.promises import keep_promises
from lhextract.exports.records_json import write_records
from lhextract.exports.report.page import write_report
from lhextract.exports.schema import as_object
from lhextract.exports.tables.package import write_package
from lhextract.exports.tables.rows import withdrawn_of
from lhextract.inforce import CHANGES, MACHINE, MANIFEST, RECORDS, REPORT, TEXT
from lhextract.model.change import Change
from lhextract.model.record import Records
from lhextract.run import Extraction


def output_files(
    extraction: Extraction, *, inputs: Mapping[str, str], changed: ChangeSet, licence: str | None = None
) -> dict[str, bytes]:
    """The files by name; `inputs` are the digests of everything that went into them, by name.

    `licence` is the SPDX id of the licence of the page, None where nobody stated one.
    """
    records, identified = extraction.finished()
    keep_promises(records)
    text = extraction.page.text
    report = report_of(records, text, changed.changes)
    package = write_package(records, withdrawn_of(identified.identities), licence=licence)
    files = {
        RECORDS: write_records(records).encode("utf-8"),
        MACHINE: write_records(identified.records).encode("utf-8"),
        TEXT: text.encode("utf-8"),
        CHANGES: changed.content,
        REPORT: report.encode("utf-8"),
        **package.files,
    }
    manifest = write_manifest(
        records,
        inputs=inputs,
        reading=extraction.reading,
        since=changed.since,
        outputs=files,
        guarded=package.guarded,
    )
    return {**files, MANIFEST: manifest.encode("utf-8")}


def report_of(records: Records, text: str, changes: Sequence[Change]) -> str:
    """The report, with the changes since the extraction before."""
    names = names_of(changes, release_of(as_object(records))) if changes else names_of(())
    return write_report(records, text, changes, changes_html=changes_html(changes, names=names))
