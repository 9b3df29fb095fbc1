"""The tables as Parquet: a file per table, typed as the layout says, with what it says in the metadata.

Needs the extra `parquet`; nothing else of lhextract does.
"""

from __future__ import annotations

import io
import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from lhextract.errors import MissingExtraError
from lhextract.exports.tables.layout import BY_NAME
from lhextract.formats.form import Export, Format, Written
from lhextract.formats.storing import REPLACED, storable_tables
from lhextract.model.record import Records
from lhextract.model.table import Column, Row, Table, written

if TYPE_CHECKING:
    import pyarrow as pa

# By `Column.type`. One width for all integers, so that keys can be joined as they are.
ARROW = {"string": "string", "integer": "int64", "number": "float64", "boolean": "bool", "date": "date32"}


def write_parquet(export: Export) -> Written:
    """Return `<table>.parquet` for every table, compressed by Zstandard. Raises `MissingExtraError`."""
    stored = storable_tables(export.tables)
    files = {f"{name}.parquet": _file(BY_NAME[name], rows, export.records) for name, rows in stored.tables.items()}
    return Written(files, {REPLACED: stored.replaced})


def _file(table: Table, rows: tuple[Row, ...], records: Records) -> bytes:
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ModuleNotFoundError as error:
        raise MissingExtraError("--to parquet", extra="parquet", error=error) from error
    schema = arrow_schema(table, records)
    columns = zip(*rows, strict=True) if rows else ((),) * len(table.columns)
    arrays = [pa.array(column, type=field.type) for column, field in zip(columns, schema, strict=True)]
    content = io.BytesIO()
    parquet.write_table(pa.Table.from_arrays(arrays, schema=schema), content, compression="zstd")
    return content.getvalue()


def arrow_schema(table: Table, records: Records) -> pa.Schema:
    """The schema of a table; its metadata say what it is, lists in JSON."""
    import pyarrow as pa

    about = {
        "title": table.title,
        "description": table.description,
        "primary_key": json.dumps(table.key),
        "foreign_keys": json.dumps([asdict(key) for key in table.foreign_keys]),
        "schema_version": records.schema_version,
        "text_sha256": records.source.text_sha256,
    }
    return pa.schema([_field(column) for column in table.columns], metadata=about)


def _field(column: Column) -> pa.Field:
    import pyarrow as pa

    about = {"description": column.description, "example": written(column.example)}
    if column.pattern is not None:
        about["pattern"] = column.pattern
    if column.allowed:
        about["allowed"] = json.dumps(column.allowed)
    return pa.field(column.name, pa.type_for_alias(ARROW[column.type]), nullable=not column.required, metadata=about)


FORMAT = Format("parquet", "Parquet, a file per table", "", write_parquet, "parquet")
