"""One export in one transaction: what is lacking, the rows, and a note in the book of what was exported."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from sqlalchemy import Connection, MetaData, insert, select, text, update
from sqlalchemy import Table as SqlTable

from lhextract.errors import DatabaseError
from lhextract.exports.tables.layout import BY_NAME, TABLES
from lhextract.formats.sql.address import Address
from lhextract.formats.sql.bulk import load, stage
from lhextract.formats.sql.comparing import compare
from lhextract.formats.sql.connecting import transaction
from lhextract.formats.sql.counts import Counts
from lhextract.formats.sql.declared import BOOK, LAYOUT, SOURCE
from lhextract.formats.sql.merging import Merge
from lhextract.formats.sql.migrating import finish, prepare
from lhextract.model.table import Tables


def export(
    address: Address,
    tables: Tables,
    *,
    source: str,
    complete: bool,
    left_out: frozenset[str],
    forget: bool,
    dry_run: bool,
    tell: Callable[[str], None],
) -> tuple[Mapping[str, Counts], str]:
    """Return the counts by table, and what was made before ("made", "upgraded" or "")."""
    with transaction(address, writes=True, keep=not dry_run, shred=forget) as connection:
        lacks = compare(connection, place=address.shown)
        metadata = prepare(connection, lacks)
        if lacks.layout is None:
            counts = _first(connection, metadata, tables, source, tell)
        else:
            new = {table.name: stage(connection, metadata.tables[table.name], tables[table.name]) for table in TABLES}
            merge = Merge(source, metadata.tables, new, complete, left_out)
            counts = {}
            for table in TABLES:
                tell(table.name)
                counts[table.name] = merge.merge(connection, table.name, rows=len(tables[table.name]))
            if forget:
                counts = _forget(connection, merge, counts)
        _note(connection, metadata.tables[BOOK], tables, source=source, complete=complete)
        finish(connection, lacks, metadata)
        if address.is_sqlite:
            _check_keys(connection, address)
    return counts, "" if lacks.nothing() else "made" if lacks.layout is None else "upgraded"


def _first(
    connection: Connection, metadata: MetaData, tables: Tables, source: str, tell: Callable[[str], None]
) -> Mapping[str, Counts]:
    """The rows into tables that have just been made: there is nothing to compare them with."""
    for table in TABLES:
        tell(table.name)
        rows = ((source, *row) for row in tables[table.name])
        load(connection, metadata.tables[table.name], (SOURCE, *table.column_names()), rows)
    return {table.name: Counts(added=len(tables[table.name])) for table in TABLES}


def _forget(connection: Connection, merge: Merge, counts: Mapping[str, Counts]) -> dict[str, Counts]:
    """Delete what is retired, children before parents; nothing that is in force leads there."""
    deleted = {table.name: merge.forget(connection, table.name) for table in reversed(TABLES)}
    return {name: replace(counted, deleted=deleted[name]) for name, counted in counts.items()}


def _note(connection: Connection, book: SqlTable, tables: Tables, *, source: str, complete: bool) -> None:
    """Write down what was exported, if it is something else than what is written there."""
    row = BY_NAME["sources"].named(tables["sources"][0]) if tables["sources"] else {}
    note = {key: row.get(key) for key in ("schema_version", "snapshot_sha256")}
    note |= {"layout": LAYOUT, "complete": complete}
    known = connection.execute(select(*(book.c[key] for key in note)).where(book.c.source == source)).one_or_none()
    if known is None:
        connection.execute(insert(book).values(source=source, **note))
    elif dict(known._mapping) != note:
        connection.execute(update(book).where(book.c.source == source).values(note))


def _check_keys(connection: Connection, address: Address) -> None:
    """SQLite looks at foreign keys on demand only, when tables may have been made anew. Those of others are theirs."""
    for table in TABLES:
        if wrong := connection.execute(text(f"PRAGMA foreign_key_check({table.name})")).first():
            at, found = f"{address.shown}: table {table.name}", f"a row that leads to none of {wrong[2]}"
            raise DatabaseError(at, found=found, allowed="rows whose parents are exported too")
