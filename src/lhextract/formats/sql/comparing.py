"""What a database lacks of the declared tables, and what it has that nothing is to be written over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, Inspector, MetaData, func, inspect, select

from lhextract.errors import DatabaseError
from lhextract.exports.tables.layout import BY_NAME
from lhextract.formats.sql.declared import BOOK, LAYOUT, Place, check_name, declare
from lhextract.formats.sql.views import VIEWS

_LITERAL = re.compile(r"'((?:[^']|'')*)'")
_NEW_PLACE = "export to another file, or to a schema of its own with ?options=-csearch_path%3DNAME"
_COMMENTS = frozenset({"modify_comment", "add_table_comment", "remove_table_comment"})


@dataclass(frozen=True, slots=True)
class Lacks:
    """What has to be made; names of constraints stand with their table.

    `loose` are columns that may be empty in this database although they never are by the declaration: they came after
    rows that nobody can fill in. `layout` is the version that was found, None for a database without our tables.
    """

    layout: int | None
    tables: tuple[str, ...] = ()
    columns: tuple[Place, ...] = ()
    checks: tuple[Place, ...] = ()
    keys: tuple[Place, ...] = ()
    indexes: tuple[Place, ...] = ()
    loose: frozenset[Place] = frozenset()

    def touched(self) -> frozenset[str]:
        """The tables that are there and have to become others."""
        return frozenset(name for name, _ in (*self.columns, *self.checks, *self.keys)) - set(self.tables)

    def nothing(self) -> bool:
        """Whether the database is as declared."""
        return self.layout == LAYOUT and not (self.tables or self.columns or self.checks or self.keys or self.indexes)


def compare(connection: Connection, *, place: str) -> Lacks:
    """Return what is lacking. `DatabaseError` for tables of somebody else, of a newer program, or altered by hand.

    `place` is the database as messages name it. Tables with other names are not looked at.
    """
    declared, inspector = declare(), inspect(connection)
    there = {name for name in inspector.get_table_names() if name in declared.tables}
    layout = _layout(connection, declared, there, place)
    options = {"compare_type": True, "include_name": lambda name, kind, _: kind != "table" or name in there}
    context = MigrationContext.configure(connection, opts=options)
    found = list(_flat(compare_metadata(context, declared)))
    refused = [said for difference in found if (said := _refused(difference, declared))]
    refused += [said for name in sorted(there) if (said := _other_key(inspector, declared, name))]
    if refused:
        table, what, allowed = refused[0]
        more = f" (and {len(refused) - 1} more differences)" if len(refused) > 1 else ""
        hint = f"undo that, upgrade lhextract if a newer one made it, or {_NEW_PLACE}"
        raise DatabaseError(f"{place}: table {table}", found=f"{what}{more}", allowed=allowed, hint=hint)
    columns = tuple((one[2], one[3].name) for one in found if one[0] == "add_column")
    open_ones = {(one[2], one[3]) for one in found if one[0] == "modify_nullable"}
    return Lacks(
        layout,
        tables=tuple(table.name for table in declared.sorted_tables if table.name not in there),
        columns=columns,
        checks=tuple(_checks(inspector, there, place)),
        keys=tuple((one[1].parent.name, one[1].name) for one in found if one[0] == "add_fk"),
        indexes=tuple((one[1].table.name, one[1].name) for one in found if one[0] == "add_index"),
        loose=frozenset({*columns, *open_ones}),
    )


def _layout(connection: Connection, declared: MetaData, there: set[str], place: str) -> int | None:
    book, inspector = declared.tables[BOOK], inspect(connection)
    if BOOK not in there:
        if there:
            name = min(there)
            known = ", ".join(column["name"] for column in inspector.get_columns(name))
            found = f"a table of this name that lhextract did not make ({known})"
            raise DatabaseError(f"{place}: table {name}", found=found, allowed="none or ours", hint=_NEW_PLACE)
        if views := sorted(set(inspector.get_view_names()) & {*VIEWS, *declared.tables}):
            found = "a view of this name that lhextract did not make"
            raise DatabaseError(f"{place}: view {views[0]}", found=found, allowed="none", hint=_NEW_PLACE)
        return None
    columns = [column["name"] for column in inspector.get_columns(BOOK)]
    if "layout" not in columns:
        found = f"the columns {', '.join(columns)}"
        raise DatabaseError(f"{place}: table {BOOK}", found=found, allowed="a column layout", hint=_NEW_PLACE)
    layout = connection.scalar(select(func.max(book.c.layout))) or 0
    if layout > LAYOUT:
        at = f"{place}: table {BOOK}, column layout"
        hint = f"a newer lhextract wrote there: upgrade this one, or {_NEW_PLACE}"
        raise DatabaseError(at, found=str(layout), allowed=f"up to {LAYOUT}", hint=hint)
    return int(layout)


def _flat(differences: list[Any]) -> Iterator[tuple[Any, ...]]:
    """Differences one by one; those of one column come in a list."""
    for one in differences:
        if isinstance(one, list):
            yield from one
        else:
            yield one


def _refused(difference: tuple[Any, ...], declared: MetaData) -> tuple[str, str, str] | None:
    """Table, what was found and what is allowed, for a difference that adding something does not mend."""
    kind = difference[0]
    # An index of somebody else's makes nothing wrong; comments are renewed by an upgrade.
    if kind in {"add_table", "add_column", "add_index", "add_fk", "remove_index", *_COMMENTS}:
        return None
    if kind == "remove_column":
        table, column = difference[2], difference[3].name
        known = ", ".join(one.name for one in declared.tables[table].columns)
        return table, f"column {column}", f"the columns {known}"
    if kind == "modify_nullable":
        _, _, table, column, _, existing, _ = difference
        return None if existing else (table, f"column {column} NOT NULL", "one that may be empty")
    if kind == "modify_type":
        _, _, table, column, _, existing, wanted = difference
        return table, f"column {column} of type {existing}", f"type {wanted}"
    constraint = difference[1]
    columns = ", ".join(constraint.columns.keys())
    return constraint.table.name, f"the constraint {constraint.name} on {columns}", "the constraints of the declaration"


def _other_key(inspector: Inspector, declared: MetaData, name: str) -> tuple[str, str, str] | None:
    found = tuple(inspector.get_pk_constraint(name)["constrained_columns"])
    wanted = tuple(declared.tables[name].primary_key.columns.keys())
    return None if found == wanted else (name, f"the primary key {found}", str(wanted))


def _checks(inspector: Inspector, there: set[str], place: str) -> Iterator[Place]:
    """The checks to be made, or made wider: a new program may know more roles than the one that made them."""
    for name in sorted(there - {BOOK}):
        found = {str(one["name"]): one["sqltext"] for one in inspector.get_check_constraints(name)}
        for column in BY_NAME[name].columns:
            check = check_name(name, column)
            if not column.allowed or (values := set(_LITERAL.findall(found.get(check, "")))) == set(column.allowed):
                continue
            if more := sorted(values - set(column.allowed)):
                at = f"{place}: table {name}, column {column.name}"
                hint = f"a newer lhextract may have made it: upgrade this one, or {_NEW_PLACE}"
                allowed = ", ".join(column.allowed)
                raise DatabaseError(at, found=f"a check that lets {', '.join(more)} in", allowed=allowed, hint=hint)
            yield name, check
