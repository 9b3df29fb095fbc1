"""A small made page as tables, and a way into a database that is not the tested one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, create_engine, event, text

from lhextract.exports.tables.layout import BY_NAME, TABLES
from lhextract.formats.sql.address import read_address
from lhextract.model.table import Row, Tables

SOURCE = "made"
FIRST, SECOND = "lh-aaaaaaaaaa", "lh-bbbbbbbbbb"
EVA, JAN = "ct-aaaaaaaaaa", "ct-bbbbbbbbbb"
CATEGORY, HOST, PARTNER, PERSON = "cat-aaaaaaaaaa", "org-aaaaaaaaaa", "org-bbbbbbbbbb", "ps-aaaaaaaaaa"
DIGEST = "0" * 64


def page(*rows: tuple[str, Row], without: tuple[str, ...] = ()) -> Tables:
    """Two initiatives with a contact each, `rows` in place of those with the same key; nothing of the ids `without`."""
    found: dict[str, dict[tuple[Any, ...], Row]] = {table.name: {} for table in TABLES}
    for name, row in (*_ROWS, *rows):
        table = BY_NAME[name]
        key = tuple(row[table.column_names().index(column)] for column in table.key)
        if not any(isinstance(cell, str) and cell.split("/")[0] in without for cell in row):
            found[name][key] = row
    return {name: tuple(by_key.values()) for name, by_key in found.items()}


def phone(number: str, *, contact: str = EVA, item: str = "tel-aaaaaaaaaa") -> tuple[str, Row]:
    """A row of `phones`."""
    return "phones", (
        f"{contact}/{item}",
        contact,
        1,
        f"tel:+49{number}",
        None,
        f"0{number}",
        f"0{number}",
        "DE",
        30,
        40,
    )


def initiative(ident: str, position: int, name: str, text: str = "About it.") -> tuple[str, Row]:
    """A row of `initiatives`."""
    return "initiatives", (ident, position, name, False, CATEGORY, text, 20, 60)


_ROWS: tuple[tuple[str, Row], ...] = (
    (
        "sources",
        (SOURCE, "1.0.0", None, "en", "DE", DIGEST, None, "text/plain", DIGEST, 2, 4, 5, None, None, None),
    ),
    ("categories", (CATEGORY, 1, "Networks", None, 0, 10)),
    ("category_levels", (CATEGORY, 1, "Networks")),
    initiative(FIRST, 1, "First"),
    initiative(SECOND, 2, "Second"),
    # The part of a university stands before it.
    ("institutions", (PARTNER, 1, "Institute of Tea", "unit", None, None, HOST, False)),
    ("institutions", (HOST, 2, "Made University", "university", "DE", "https://ror.org/03rc6as71", None, True)),
    ("institution_aliases", (HOST, 1, "MU")),
    ("initiative_institutions", (FIRST, PARTNER, "partner", 1, "Institute of Tea", 20, 25)),
    ("people", (PERSON, 1, "Eva Roth", "Eva", "Roth")),
    ("person_titles", (PERSON, 1, "Dr.")),
    ("initiative_people", (FIRST, PERSON, 1)),
    ("contacts", (EVA, FIRST, 1, PERSON, "Eva Roth", "Dr.", None, "Head", None, "eva@uni.example", 20, 40)),
    ("contacts", (JAN, SECOND, 1, None, "Jan Blau", None, None, None, "Office", None, 40, 60)),
    phone("351111111"),
    phone("351222222", contact=JAN),
    ("provenance", (FIRST, "name", "rule", "name/first", 0.1)),
    ("findings", (1, "phone-shared", "warning", "shared", FIRST, "name")),
    ("finding_spans", (1, 1, 20, 30)),
    ("lines", (1, "heading", None, 0, 10)),
    ("lines", (2, "body", FIRST, 20, 60)),
)


@contextmanager
def opened(url: str) -> Iterator[Connection]:
    """A connection in a transaction that is committed."""
    engine = create_engine(read_address(url).url)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", lambda connection, _: setattr(connection, "isolation_level", None))
        event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    try:
        with engine.connect() as connection, connection.begin():
            yield connection
    finally:
        engine.dispose()


def asked(url: str, sql: str) -> list[tuple[Any, ...]]:
    """The rows that a query gives."""
    with opened(url) as connection:
        return [tuple(row) for row in connection.execute(text(sql))]


def told(url: str, *statements: str) -> None:
    """Execute what somebody else would."""
    with opened(url) as connection:
        for statement in statements:
            connection.execute(text(statement))


def versions(url: str) -> Mapping[str, list[tuple[Any, ...]]]:
    """Every row with its version: in PostgreSQL who wrote it and where it lies, in SQLite its values."""
    version = "xmin::text, ctid::text, " if url.startswith("postgresql") else ""
    names = [*(table.name for table in TABLES), "lhextract"]
    with opened(url) as connection:
        rows = {name: connection.execute(text(f"SELECT {version}* FROM {name}")) for name in names}  # noqa: S608 - names of our own
        return {name: sorted((tuple(row) for row in some), key=repr) for name, some in rows.items()}
