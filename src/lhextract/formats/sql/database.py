"""An export into a database, and the way back."""

from __future__ import annotations

from collections.abc import Callable, Collection

from lhextract.errors import MissingExtraError, UsageError
from lhextract.formats.sql.counts import Exported
from lhextract.formats.sql.ordering import in_order
from lhextract.formats.storing import storable_tables
from lhextract.model.table import Tables


def _silent(_message: str) -> None:
    """Tell nobody."""


def write_database(
    url: str,
    tables: Tables,
    *,
    source: str,
    complete: bool = True,
    left_out: Collection[str] = (),
    forget: bool = False,
    dry_run: bool = False,
    tell: Callable[[str], None] = _silent,
) -> Exported:
    """Bring what a database holds of `source` to `tables`, in one transaction: all of it, or nothing.

    Tables are made or upgraded first. Rows that the export lacks are retired, not deleted. If it is not `complete` (a
    selection), only those are: what `tombstones` names, and what is missing from an initiative that is exported; a
    table that was `left_out` on purpose keeps its rows. `forget` deletes all rows of the source that are retired, for
    people who asked to be forgotten; with `complete` only. `tell` is told of each table before it is written; a
    `dry_run` counts and takes everything back.

    `MissingExtraError` if the extra is not installed; `DatabaseError` for whatever the database is or says.
    """
    if forget and not complete:
        raise UsageError("--forget: found a selection, allowed is all of a source: what it leaves out is not retired")
    _ask_for_the_extra()
    from lhextract.formats.sql.address import read_address
    from lhextract.formats.sql.exporting import export

    stored = storable_tables(tables)
    address = read_address(url)
    counts, migrated = export(
        address,
        stored.tables,
        source=source,
        complete=complete,
        left_out=frozenset(left_out),
        forget=forget,
        dry_run=dry_run,
        tell=tell,
    )
    return Exported(address.shown, counts, stored.replaced, migrated)


def read_database(url: str, *, source: str) -> Tables:
    """Return the rows of `source` that are in force, in the order of the page.

    `DatabaseError` for a database without this source, or of another layout than this program's.
    """
    _ask_for_the_extra()
    from lhextract.formats.sql.address import read_address
    from lhextract.formats.sql.reading import read

    return in_order(read(read_address(url), source=source))


def _ask_for_the_extra() -> None:
    try:
        import alembic  # noqa: F401
        import psycopg  # noqa: F401
        import sqlalchemy  # noqa: F401
    except ImportError as error:
        raise MissingExtraError("--to a database", extra="sql", error=error) from None
