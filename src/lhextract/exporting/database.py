"""An export into a database, which is kept up to date."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lhextract.exporting.outcome import Outcome, Taken
from lhextract.formats.sql.address import without_password
from lhextract.formats.sql.database import write_database


def to_database(url: str, taken: Taken, *, write: bool, tell: Callable[[str], Any]) -> Outcome:
    """Bring the rows of a source up to date in one transaction.

    Of a selection, what is in it is brought up to date and nothing else is touched: what was left out stays as it is.
    Raises `UsageError` for a database that cannot be had or that holds other tables of these names.
    """
    export = taken.export
    done = write_database(
        url, export.tables, source=export.source, complete=taken.is_complete, dry_run=not write, tell=tell
    )
    return Outcome(taken, without_password(url), done.to_json(), written=write)
