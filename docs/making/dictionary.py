"""`docs/dictionary.md`: every table and column with type, meaning and example, from the layout of the tables."""

from __future__ import annotations

from docs.making.markdown import code, escaped, prose, table
from lhextract.exports.tables.layout import TABLES
from lhextract.model.table import Cell, Column, ForeignKey, Table, written

HEAD = """\
# Data dictionary

Every run writes these tables into `extracted/<source>/tables/`, one CSV each, and describes them for programs in
`datapackage.json` (Data Package v2). All other formats have the same tables and columns. The tables hold all that
`records.json` holds; how to read them, say the [import recipes](recipes.md).

Ids are opaque and stay the same from run to run. Every `…_offset` is an offset into `text.txt`, in code points,
half-open: of a mention, `text` is what stands there between `start_offset` and `end_offset`. An empty cell is a value
that is unknown or that there is none of; where a cell may be empty, its type says so. Examples are values of the
lighthouse page, where it has any; people, contacts and their numbers are invented.

![Boxes for all tables in four columns, each with the tables whose rows it names](img/figures/tables.svg)

This page is made from the program: `python -m docs.making`.

"""
LONGEST = 60  # characters of an example


def dictionary_page() -> str:
    """The whole page: a list of the tables, then a section for each."""
    contents = table(
        ["Table", "What its rows are", "Key"],
        ([f"[{one.name}](#{one.name})", prose(one.description), _names(one.key)] for one in TABLES),
    )
    return HEAD + contents + "".join(_section(one) for one in TABLES)


def _section(one: Table) -> str:
    rows = (
        [code(column.name), _kind(column), _meaning(column, one), _example(column.example)] for column in one.columns
    )
    keys = f"Key: {_names(one.key)}." + "".join(f" {_reference(key)}" for key in one.foreign_keys)
    columns = table(["Column", "Type", "Meaning", "Example"], rows)
    return f"\n## {one.name} {{#{one.name}}}\n\n{escaped(one.title)}. {prose(one.description)}\n\n{columns}\n{keys}\n"


def _names(columns: tuple[str, ...]) -> str:
    return ", ".join(map(code, columns))


def _reference(key: ForeignKey) -> str:
    return f"{_names(key.columns)} is {_names(key.references)} of [{key.table}](#{key.table})."


def _kind(column: Column) -> str:
    kind = f"{column.type}, {column.format}" if column.format is not None else column.type
    return kind if column.required else f"{kind}, may be empty"


def _meaning(column: Column, one: Table) -> str:
    """What it means, and what it may be; the pattern of an id says nothing that a reader needs."""
    meaning = prose(column.description)
    if column.allowed:
        meaning += f" One of {', '.join(map(code, column.allowed))}."
    names_rows = {name for key in one.foreign_keys for name in key.columns} | {"id"}
    if column.pattern is not None and column.name not in names_rows:
        meaning += f" Matches {code(column.pattern)}."
    return meaning


def _example(value: Cell) -> str:
    text = written(value)
    return code(text if len(text) <= LONGEST else f"{text[:LONGEST]}…")
