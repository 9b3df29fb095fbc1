from __future__ import annotations

import io
import json
import sys

import pyarrow as pa
import pytest
from pyarrow import parquet

from lhextract.errors import UsageError
from lhextract.exports.tables.layout import BY_NAME
from lhextract.formats.parquet import write_parquet
from lhextract.model.record import Records
from tests.formats.reading import export_of, hostile_export


@pytest.fixture(scope="module")
def files(records: Records) -> dict[str, bytes]:
    """The lighthouse page."""
    return dict(write_parquet(export_of(records)).files)


def test_a_file_for_every_table(files: dict[str, bytes]) -> None:
    """Empty tables too, so that a program finds what it asks for."""
    assert list(files) == [f"{name}.parquet" for name in BY_NAME]


def test_types_follow_the_layout(files: dict[str, bytes]) -> None:
    """Numbers, truth values and days are such; what is never empty says so."""
    schema = parquet.read_schema(io.BytesIO(files["years.parquet"]))
    assert schema.field("first_day").type == pa.date32()
    assert schema.field("position").type == pa.int64()
    assert schema.field("edtf").nullable
    assert not schema.field("text").nullable
    assert parquet.read_schema(io.BytesIO(files["institutions.parquet"])).field("host").type == pa.bool_()
    assert parquet.read_schema(io.BytesIO(files["mentions.parquet"])).field("confidence").type == pa.float64()


def test_meaning_is_in_the_file(files: dict[str, bytes]) -> None:
    """Descriptions and keys travel with the data."""
    schema = parquet.read_schema(io.BytesIO(files["phones.parquet"]))
    assert json.loads(schema.metadata[b"primary_key"]) == ["id"]
    assert json.loads(schema.metadata[b"foreign_keys"])[0]["table"] == "contacts"
    uri = BY_NAME["phones"].columns[3]
    assert schema.field("uri").metadata[b"description"].decode() == uri.description
    years = parquet.read_schema(io.BytesIO(files["years.parquet"]))
    assert json.loads(years.field("role").metadata[b"allowed"]) == ["start", "event", "other"]


def test_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the library there is a message that says what to install."""
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(UsageError, match=r"pip install 'lhextract\[parquet\]'"):
        write_parquet(hostile_export("Eva"))
