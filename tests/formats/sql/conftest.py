"""Databases for the tests: a file, or a schema of its own in a real PostgreSQL."""

from __future__ import annotations

import itertools
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.formats.sql.server import REQUIRED, Server, program, running

_NUMBERS = itertools.count()


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """One PostgreSQL for all tests of a worker."""
    if program("postgres") is None and not REQUIRED:
        pytest.skip("PostgreSQL's server is not installed")
    with tempfile.TemporaryDirectory(prefix="lhextract-postgresql-") as folder:
        # The server runs as another user, who may not look into pytest's own folders.
        Path(folder).chmod(0o755)
        inner = Path(folder) / "server"
        inner.mkdir()
        with running(inner) as started:
            yield started


@pytest.fixture
def postgresql(server: Server) -> str:
    """The URL of an empty schema."""
    schema = f"empty_{next(_NUMBERS)}"
    with psycopg.connect(server.parameters(), autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {schema}")
    return server.url(schema=schema)


@pytest.fixture
def sqlite(tmp_path: Path) -> str:
    """The URL of a file that is not there yet."""
    return f"sqlite:///{tmp_path / 'made.db'}"


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str:
    """An empty database of either kind."""
    return str(request.getfixturevalue(request.param))
