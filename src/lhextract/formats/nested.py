"""Rows with objects and lists in them as Parquet, with types taken from the classes that the rows are made of.

Needs the extra `parquet`.
"""

from __future__ import annotations

import io
import types
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from lhextract.errors import MissingExtraError
from lhextract.guards import storable

if TYPE_CHECKING:
    import pyarrow as pa

PLAIN = {str: "string", int: "int64", float: "float64", bool: "bool"}


def write_nested(rows: list[Mapping[str, Any]], columns: Mapping[str, Any]) -> bytes:
    """Return a Parquet file of rows; `columns` are their types by name. Raises `MissingExtraError`.

    The same rows give the same bytes with the same version of the library.
    """
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ModuleNotFoundError as error:
        raise MissingExtraError("--to parquet", extra="parquet", error=error, otherwise="use --to jsonl") from error
    schema = pa.schema([pa.field(name, arrow_type(hint)) for name, hint in columns.items()])
    content = io.BytesIO()
    try:
        table = pa.Table.from_pylist(rows, schema=schema)
    except UnicodeEncodeError:
        table = pa.Table.from_pylist(_storable(rows), schema=schema)
    parquet.write_table(table, content, compression="zstd")
    return content.getvalue()


def read_nested(content: bytes) -> Iterator[dict[str, Any]]:
    """Yield the rows again, maps as objects. Raises `MissingExtraError`."""
    try:
        from pyarrow import parquet
    except ModuleNotFoundError as error:
        raise MissingExtraError("a batch in Parquet", extra="parquet", error=error) from error
    yield from parquet.read_table(io.BytesIO(content)).to_pylist(maps_as_pydicts="strict")


def arrow_type(hint: Any) -> pa.DataType:  # noqa: ANN401 - a type
    """The type of Arrow for a type of Python as the classes of `records.json` have them; another is a `TypeError`."""
    import pyarrow as pa

    origin, inside = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return arrow_type(inside[0])
    if origin in {Union, types.UnionType}:
        (only,) = (one for one in inside if one is not type(None))
        return arrow_type(only)
    if origin is tuple:
        return pa.list_(arrow_type(inside[0]))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return pa.map_(arrow_type(inside[0]), arrow_type(inside[1]))
    if origin is Literal:
        return pa.string()
    if is_dataclass(hint):
        hints = get_type_hints(hint, include_extras=True)
        return pa.struct([pa.field(field.name, arrow_type(hints[field.name])) for field in fields(hint)])
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return pa.string()
    if hint in PLAIN:
        return pa.type_for_alias(PLAIN[hint])
    raise TypeError(f"no type of Arrow is known for {hint!r}")


def _storable(value: Any) -> Any:  # noqa: ANN401 - whatever JSON can hold
    """With what UTF-8 cannot hold, halves of surrogate pairs in the names of files, replaced."""
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, Mapping):
        return {name: _storable(inner) for name, inner in value.items()}
    return [_storable(inner) for inner in value] if isinstance(value, list | tuple) else value
