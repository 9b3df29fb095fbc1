"""An export into a database, which is kept up to date."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from lhextract.exporting.outcome import Outcome, Taken
from lhextract.exporting.partial import OF_THE_PAGE, in_place
from lhextract.formats.sql.database import write_database
from lhextract.formats.storing import REPLACED


def to_database(url: str, taken: Taken, *, forget: bool, write: bool, tell: Callable[[str], Any]) -> Outcome:
    """Bring the rows of a source up to date in one transaction.

    Of a selection, what is in it is brought up to date and nothing else is touched: what was left out stays as it is.
    `forget` deletes what is retired.
    Raises `UsageError` for a database that cannot be had or that holds other tables of these names.
    """
    export, is_complete = taken.export, taken.is_complete
    done = write_database(
        url,
        export.tables if is_complete else in_place(export.tables, taken.whole),
        source=export.source,
        complete=is_complete,
        left_out=() if is_complete else OF_THE_PAGE,
        forget=forget,
        dry_run=not write,
        tell=tell,
    )
    manifest = {
        "migrated": done.migrated,
        "tables": {name: asdict(counts) for name, counts in done.tables.items()},
        "altered": {REPLACED: done.replaced},
    }
    return Outcome(taken, done.place, manifest, written=write)
