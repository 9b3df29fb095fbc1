"""How quickly a database takes 100,000 initiatives, beside the same rows inserted one by one in the same run.

    python -m benchmarks.database [--initiatives 100000] [--times 5] [--part 500] [--postgresql] [--sqlite]

A made page: the lighthouse page again and again, each time with other ids, with all its tables. An export is one call
of `write_database` into an empty database, so tables, indexes and foreign keys are made in its time. Its rivals put the
rows of the first 500 initiatives, one by one, into the finished tables of an empty database, in one transaction; what
is compared are rows a second, which favours them, as their indexes stay small.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, create_engine, event, insert, or_, text
from sqlalchemy.dialects import postgresql, sqlite
from tests.conftest import ROOT
from tests.formats.sql.server import running

from lhextract.exports.schema import validate
from lhextract.exports.tables.layout import BY_NAME, TABLES
from lhextract.exports.tables.rows import tables_of
from lhextract.formats.sql.database import write_database
from lhextract.formats.sql.declared import declare
from lhextract.model.table import Row, Table, Tables

SOURCE = "lighthouses"
DIGITS = "abcdefghijklmnopqrstuvwxyz234567"


def many(initiatives: int) -> Tables:
    """The tables of the lighthouse page as often as it takes."""
    page = tables_of(validate((ROOT / "extracted" / SOURCE / "records.json").read_text(encoding="utf-8")))
    copies = -(-initiatives // len(page["initiatives"]))
    return {
        name: rows if name == "sources" else tuple(row for copy in range(copies) for row in again(name, rows, copy))
        for name, rows in page.items()
    }


def again(name: str, rows: tuple[Row, ...], copy: int) -> Iterator[Row]:
    """The rows with other ids and numbers."""
    table = BY_NAME[name]
    links = {column for key in table.foreign_keys for column in key.columns}
    listed = {"initiative", "institution", "person", "contact", "category", "id", "parent"}
    places = [at for at, column in enumerate(table.columns) if column.name in {*table.key, *links} & listed]
    numbers = [at for at, column in enumerate(table.columns) if column.name in {"number", "finding"}]
    mark = "".join(DIGITS[copy >> shift & 31] for shift in (15, 10, 5, 0))
    for row in rows:
        cells = list(row)
        for at in places:
            if cells[at] is not None:
                owner, _, item = str(cells[at]).partition("/")
                cells[at] = f"{owner[:-4]}{mark}/{item}" if item else f"{owner[:-4]}{mark}"
        for at in numbers:
            cells[at] += copy * 10_000
        yield tuple(cells)


def parents_first(rows: Sequence[Row]) -> list[Row]:
    """Institutions so that each comes after the one that it is part of, for those who insert one by one."""
    done: list[Row] = []
    known: set[object] = {None}
    while left := [row for row in rows if row[0] not in known]:
        ready = [row for row in left if row[6] in known]
        done += ready
        known |= {row[0] for row in ready}
    return done


@dataclass(frozen=True, slots=True)
class Place:
    """A database: how to reach it, and how to make it empty."""

    name: str
    url: str
    empty: Callable[[], None]


def connect(url: str) -> Connection:
    """A connection in whose transaction nothing is written through before the end."""
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", lambda connection, _: setattr(connection, "isolation_level", None))
        event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    return engine.connect()


def one_by_one_by_driver(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """A statement for each row, by the driver itself: nothing of SQLAlchemy is in the time."""
    names = ["source", *table.column_names()]
    driver = connection.connection.driver_connection
    mark = "?" if connection.dialect.name == "sqlite" else "%s"
    statement = f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({', '.join([mark] * len(names))})"  # noqa: S608 - names of our own
    cursor = driver.cursor()
    for row in rows:
        cells = [cell.isoformat() if hasattr(cell, "isoformat") else cell for cell in row]
        cursor.execute(statement, (SOURCE, *cells))


def one_by_one(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """A statement for each row, as SQLAlchemy's users write it."""
    into = insert(declare().tables[table.name])
    names = ["source", *table.column_names()]
    for row in rows:
        connection.execute(into, dict(zip(names, (SOURCE, *row), strict=True)))


def one_by_one_merged(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """The same, if it is to do what an export does: nothing to a row that is there already."""
    there = declare().tables[table.name]
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    names = ["source", *table.column_names()]
    into = dialect.insert(there)
    values = [name for name in names if name not in {"source", *table.key}]
    if values:
        other = or_(*(there.c[name].is_distinct_from(into.excluded[name]) for name in values))
        taken = {name: into.excluded[name] for name in values}
        into = into.on_conflict_do_update(index_elements=["source", *table.key], set_=taken, where=other)
    for row in rows:
        connection.execute(into, dict(zip(names, (SOURCE, *row), strict=True)))


RIVALS = {
    "insert, SQLAlchemy": one_by_one,
    "upsert, SQLAlchemy": one_by_one_merged,
    "insert, driver": one_by_one_by_driver,
}


def measured(place: Place, tables: Tables, part: Tables) -> Iterator[tuple[str, float, int]]:
    """What was done, in how many seconds, with how many rows."""
    whole = sum(map(len, tables.values()))
    for name, insert_them in RIVALS.items():
        place.empty()
        write_database(place.url, {table.name: () for table in TABLES}, source="other")
        with connect(place.url) as connection, connection.begin():
            started = time.perf_counter()
            for table in TABLES:
                rows = part[table.name] if table.name != "institutions" else parents_first(part[table.name])
                insert_them(connection, table, rows)
            took = time.perf_counter() - started
        connection.engine.dispose()
        yield name, took, sum(map(len, part.values()))
    place.empty()
    for name in ("export, empty database", "export, nothing changed"):
        started = time.perf_counter()
        write_database(place.url, tables, source=SOURCE)
        yield name, time.perf_counter() - started, whole
    started = time.perf_counter()
    write_database(place.url, tables, source="second")
    yield "export, second source", time.perf_counter() - started, whole


def report(place: Place, tables: Tables, part: Tables, *, times: int) -> None:
    """Print medians in rows a second, and how often the rivals fit into an export."""
    found: dict[str, list[float]] = {}
    took: dict[str, list[float]] = {}
    for _ in range(times):
        for name, seconds, number in measured(place, tables, part):
            print(f"{place.name}: {name}: {seconds:.1f} s for {number} rows", file=sys.stderr)
            found.setdefault(name, []).append(number / seconds)
            took.setdefault(name, []).append(seconds)
    print(f"\n{place.name}: {len(tables['initiatives'])} initiatives, {sum(map(len, tables.values()))} rows")
    bases = [statistics.median(found[name]) for name in RIVALS]
    for name, rates in found.items():
        middle = statistics.median(rates)
        times_of = " / ".join(f"{middle / base:.1f}" for base in bases)
        spread = f"{min(rates):,.0f} to {max(rates):,.0f}"
        print(f"{name:<24} {statistics.median(took[name]):6.1f} s {middle:9,.0f} rows/s ({spread}); x {times_of}")


def main() -> None:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--initiatives", type=int, default=100_000)
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--part", type=int, default=500, help="initiatives that are inserted row by row")
    parser.add_argument("--postgresql", action="store_true")
    parser.add_argument("--sqlite", action="store_true")
    asked = parser.parse_args()
    tables, part = many(asked.initiatives), many(asked.part)
    with tempfile.TemporaryDirectory() as folder:
        if asked.sqlite or not asked.postgresql:
            file = Path(folder) / "made.db"
            place = Place("SQLite", f"sqlite:///{file}", lambda: file.unlink(missing_ok=True))
            report(place, tables, part, times=asked.times)
        if asked.postgresql or not asked.sqlite:
            base = Path(folder) / "server"
            Path(folder).chmod(0o755)
            base.mkdir()
            with running(base, durable=True) as server:
                place = Place("PostgreSQL", server.url(), lambda: clear(server.url()))
                report(place, tables, part, times=asked.times)


def clear(url: str) -> None:
    """Take everything out of a database."""
    with connect(url) as connection, connection.begin():
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    connection.engine.dispose()


if __name__ == "__main__":
    main()
