"""One transaction with a database, alone among exports; whatever happens in it, nothing or all of it is there after."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from lhextract.errors import DatabaseError
from lhextract.formats.sql.address import Address
from lhextract.formats.sql.failures import explained

# An export of 100,000 initiatives has to be waited for; a server that is not there has not.
WAIT_S, CONNECT_S = 600, 10


@contextmanager
def transaction(address: Address, *, writes: bool, keep: bool = True, shred: bool = False) -> Iterator[Connection]:
    """Give a connection in a transaction, which is committed at the end if `keep`.

    One that `writes` waits for other exports. Where the library can, `shred` writes zeros over what is deleted or
    changed. `DatabaseError` for whatever the database says.
    """
    engine = _engine(address, writes=writes, keep=keep)
    try:
        with engine.connect() as connection, connection.begin() as begun:
            if not address.is_sqlite:
                _begin_postgresql(connection, address, writes=writes)
            elif shred:
                connection.execute(text("PRAGMA secure_delete = ON"))
            yield connection
            if not keep:
                begun.rollback()
    except DBAPIError as error:
        raise explained(error, address) from None
    finally:
        engine.dispose()


def _engine(address: Address, *, writes: bool, keep: bool) -> Engine:
    if not address.is_sqlite:
        options = {"connect_timeout": CONNECT_S, "fallback_application_name": "lhextract", "client_encoding": "utf8"}
        given = {name: value for name, value in options.items() if name not in address.url.query}
        return create_engine(address.url, connect_args=given, poolclass=NullPool)
    url = address.url
    if not Path(str(url.database)).exists():
        if not writes:
            raise DatabaseError(address.shown, found="no such file", allowed="a file that an export made")
        # A file would be left behind, be it an empty one.
        url = url if keep else url.set(database=":memory:")
    # One connection is asked for, so that none is closed and opened between: that would lose what is in memory.
    engine = create_engine(url, connect_args={"timeout": WAIT_S}, poolclass=NullPool)
    # The driver begins by itself before some statements and not before those that make tables: it is not left to it.
    event.listen(engine, "connect", _leave_transactions_to_us)
    event.listen(engine, "begin", _begin_immediate if writes else _begin)
    return engine


def _leave_transactions_to_us(connection: DBAPIConnection, _record: object) -> None:
    connection.isolation_level = None
    # Keys are looked at once, before the end: else a table that is made anew would take other tables' rows along.
    connection.cursor().execute("PRAGMA foreign_keys = OFF")


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")


def _begin_immediate(connection: Connection) -> None:
    """No other export begins until this one has ended."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _begin_postgresql(connection: Connection, address: Address, *, writes: bool) -> None:
    if not writes:
        connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"))
    if connection.scalar(text("SELECT current_schema()")) is None:
        found = f"no schema of the search path {connection.scalar(text('SHOW search_path'))}"
        raise DatabaseError(address.shown, found=found, allowed="one that exists", hint="CREATE SCHEMA it first")
    if not writes:
        return
    lock = "SELECT pg_advisory_xact_lock(hashtext('lhextract'), hashtext(current_schema()))"
    connection.execute(text(lock))
    # Whole tables are compared: a plan made for a table that was empty a moment ago would look up row by row.
    connection.execute(text("SET LOCAL enable_nestloop = off"))
