"""Nodes of a JSON-LD graph, and the rows that they are made from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from lhextract.exports.tables.layout import BY_NAME
from lhextract.formats.form import Export
from lhextract.formats.linked.iris import urn, web_iri
from lhextract.model.table import Named

Node = dict[str, Any]


def node(iri: str, kind: str, **properties: Any) -> Node:  # noqa: ANN401 - whatever JSON can hold
    """A node without the properties that say nothing; more than one value is a list."""
    said = {name: value for name, value in properties.items() if value not in (None, "", [])}
    return {"@id": iri, "@type": kind, **said}


def refer(*iris: str) -> list[Node]:
    """References to other nodes, each once, in order."""
    return [{"@id": iri} for iri in dict.fromkeys(iris)]


class Page:
    """The tables of an extraction by the names of their columns, and the addresses of what stands in them."""

    def __init__(self, export: Export) -> None:
        self.export = export
        self._rows: dict[str, list[Named]] = {
            name: [BY_NAME[name].named(row) for row in rows] for name, rows in export.tables.items()
        }
        self._grouped: dict[tuple[str, str], Mapping[str, list[Named]]] = {}

    @property
    def iri(self) -> str:
        """The page: its URL, a URN where it has none."""
        return web_iri(self.export.records.source.url) or self.urn("page")

    def urn(self, *parts: str) -> str:
        """The address of something by its id."""
        return urn(self.export.source, *parts)

    def urns(self, rows: Iterable[Named], column: str = "id") -> list[str]:
        """The addresses that some rows have in a column, without empty cells."""
        return [self.urn(row[column]) for row in rows if row[column] is not None]

    def rows(self, table: str) -> list[Named]:
        """All rows of a table."""
        return self._rows[table]

    def rows_of(self, table: str, column: str, owner: str) -> list[Named]:
        """The rows of a table that have `owner` in a column."""
        if (table, column) not in self._grouped:
            groups: dict[str, list[Named]] = defaultdict(list)
            for row in self._rows[table]:
                groups[row[column]].append(row)
            self._grouped[table, column] = groups
        return self._grouped[table, column].get(owner, [])
