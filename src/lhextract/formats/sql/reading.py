"""The rows that are in force, as they were exported."""

from __future__ import annotations

from sqlalchemy import select

from lhextract.errors import DatabaseError
from lhextract.exports.tables.layout import TABLES
from lhextract.formats.sql.address import Address
from lhextract.formats.sql.comparing import compare
from lhextract.formats.sql.connecting import transaction
from lhextract.formats.sql.declared import BOOK, declare
from lhextract.model.table import Tables


def read(address: Address, *, source: str) -> Tables:
    """Return the rows of a source, in no order."""
    with transaction(address, writes=False) as connection:
        lacks = compare(connection, place=address.shown)
        if lacks.tables or lacks.columns:
            found = "no export" if lacks.layout is None else "an export of an older lhextract"
            raise DatabaseError(address.shown, found=found, allowed="one of this version", hint="export to it first")
        metadata = declare()
        known = sorted(connection.scalars(select(metadata.tables[BOOK].c.source)))
        if source not in known:
            raise DatabaseError(f"{address.shown}: source", found=source, allowed=", ".join(known))
        rows = {}
        for name in (table.name for table in TABLES):
            table = metadata.tables[name]
            wanted = select(*list(table.columns)[1:-1]).where(table.c.source == source, ~table.c.retired)
            rows[name] = tuple(tuple(row) for row in connection.execute(wanted))
    return rows
