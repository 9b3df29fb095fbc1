"""The rows of an export into those that are there: added, changed, back again; what the release lacks is retired."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import (
    ColumnElement,
    Connection,
    Text,
    and_,
    delete,
    exists,
    false,
    func,
    insert,
    literal,
    or_,
    select,
    true,
    update,
)
from sqlalchemy import Table as SqlTable

from lhextract.exports.tables.layout import BY_NAME
from lhextract.exports.tables.layout.parts import TABLES as OWN_IDS
from lhextract.formats.sql.counts import Counts
from lhextract.formats.sql.declared import RETIRED, SOURCE
from lhextract.model.table import ForeignKey, Table

Condition = ColumnElement[bool]


@dataclass(frozen=True, slots=True)
class Merge:
    """An export into tables: `there` are the database's, `new` has the rows of this export, both by name."""

    source: str
    there: Mapping[str, SqlTable]
    new: Mapping[str, SqlTable]
    complete: bool
    left_out: frozenset[str]

    def merge(self, connection: Connection, name: str, *, rows: int) -> Counts:
        """Bring one table up to date, after its parents; `rows` are those of the export."""
        if not rows:
            return Counts(retired=self._retire(connection, name))
        table, new = self.there[name], self.new[name]
        same = self._same(name)
        keys = {SOURCE, RETIRED, *BY_NAME[name].key}
        values = [column for column in table.columns if column.name not in keys]
        # Equal rows are not written: not even their versions change when nothing does.
        differs = or_(false(), *(column.is_distinct_from(new.c[column.name]) for column in values))
        back = connection.scalar(select(func.count()).select_from(table).join(new, same).where(table.c.retired)) or 0
        taken = {column.name: new.c[column.name] for column in values}
        written = update(table).values({**taken, RETIRED: false()}).where(same, or_(table.c.retired, differs))
        changed = connection.execute(written).rowcount
        names = [SOURCE, *(column.name for column in new.columns)]
        unknown = select(literal(self.source, Text()), *new.columns).where(~exists(select(1).where(same)))
        # Of what is inserted the library keeps no count unless asked.
        counted = {"preserve_rowcount": True}
        added = connection.execute(insert(table).from_select(names, unknown), execution_options=counted).rowcount
        retired = self._retire(connection, name)
        return Counts(added, changed - back, retired, back, rows - added - changed)

    def _same(self, name: str) -> Condition:
        table, new = self.there[name], self.new[name]
        return and_(table.c.source == self.source, *(table.c[key] == new.c[key] for key in BY_NAME[name].key))

    def _retire(self, connection: Connection, name: str) -> int:
        table = self.there[name]
        reasons = [true()] if self._is_whole(name) else list(self._reasons(BY_NAME[name]))
        missing = ~exists(select(1).where(self._same(name)))
        of_source = and_(table.c.source == self.source, ~table.c.retired)
        statement = update(table).values({RETIRED: true()}).where(of_source, missing, or_(false(), *reasons))
        return connection.execute(statement).rowcount

    def forget(self, connection: Connection, name: str) -> int:
        """Delete the retired rows of one table, before its parents; return how many there were."""
        table = self.there[name]
        return connection.execute(delete(table).where(table.c.source == self.source, table.c.retired)).rowcount

    def _is_whole(self, name: str) -> bool:
        """Whether the export has all rows of a table. Numbers mean nothing beyond one release: they are never mixed."""
        table = BY_NAME[name]
        numbered = all(column.type == "integer" for column in table.columns if column.name in table.key)
        return (self.complete or numbered) and name not in self.left_out

    def _reasons(self, table: Table) -> Iterator[Condition]:
        """Why a row that a selection lacks is gone all the same."""
        there, tombstones = self.there[table.name], self.new["tombstones"]
        if table.name in OWN_IDS.values():
            yield exists(select(1).where(tombstones.c.id == there.c.id))
        if table.name == "tombstones":
            for owner in OWN_IDS.values():
                yield exists(select(1).where(self.new[owner].c.id == there.c.id))
        if (key := owner_of(table)) is None:
            return
        parent = self.there[key.table].alias("owner")
        pairs = tuple(zip(key.columns, key.references, strict=True))
        of_owner = and_(parent.c.source == self.source, *(parent.c[theirs] == there.c[ours] for ours, theirs in pairs))
        yield exists(select(1).where(of_owner, parent.c.retired))
        if table.name not in self.left_out:
            new = self.new[key.table]
            yield exists(select(1).where(*(new.c[theirs] == there.c[ours] for ours, theirs in pairs)))


def owner_of(table: Table) -> ForeignKey | None:
    """The key to the row of which a row is a part: its first one, unless the row can stand by itself."""
    if not table.foreign_keys:
        return None
    first = table.foreign_keys[0]
    required = {column.name for column in table.columns if column.required}
    return first if set(first.columns) <= required or first.columns == ("initiative",) else None
