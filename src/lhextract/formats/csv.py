"""The tables as CSV with `datapackage.json`: what every run writes too, here of the records that were selected."""

from __future__ import annotations

from lhextract.exports.tables.package import package_of
from lhextract.formats.form import Export, Format, Written
from lhextract.formats.storing import REPLACED, storable_tables


def write_csv(export: Export) -> Written:
    """Return `tables/*.csv` and `datapackage.json`; "guarded cells" begin with an apostrophe (`guards.guarded`)."""
    written = package_of(export.records, export.tables, licence=export.licence)
    replaced = storable_tables(export.tables).replaced
    return Written(written.files, {"guarded cells": written.guarded, REPLACED: replaced})


FORMAT = Format("csv", "CSV, a file per table, with a Data Package descriptor", "", write_csv)
