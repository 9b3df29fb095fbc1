"""URLs of databases: recognised, read, and never shown with their password."""

from __future__ import annotations

import pytest

from lhextract.errors import DatabaseError
from lhextract.formats.sql.address import is_database_url, read_address, without_password


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("postgresql+psycopg://u@h/db", True),
        ("postgres:///db", True),
        ("sqlite:///file.db", True),
        ("mysql://h/db", True),
        ("sqlite", False),
        ("xlsx", False),
        ("out/made.sqlite", False),
        ("C:/out.db", False),
    ],
)
def test_a_url_is_told_from_a_format(text: str, expected: bool) -> None:
    """What begins with a scheme is a database, also of a kind that is refused later with a message of its own."""
    assert is_database_url(text) is expected


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("postgresql://u:secret@h:5432/db", "postgresql://u:***@h:5432/db"),
        ("postgresql://u:se:c/r?e@t@h/db", "postgresql://u:***@h/db"),
        ("postgresql://h/db?user=u&password=secret&port=1", "postgresql://h/db?user=u&password=***&port=1"),
        ("postgresql://h/db?sslpassword=secret", "postgresql://h/db?sslpassword=***"),
        ("postgresql://u@h/db", "postgresql://u@h/db"),
        ("sqlite:///a.db", "sqlite:///a.db"),
    ],
)
def test_no_password_is_shown(url: str, shown: str) -> None:
    """Wherever it stands in the URL, escaped or not."""
    assert without_password(url) == shown


@pytest.mark.parametrize(
    ("url", "said"),
    [
        pytest.param("mysql://u:secret@h/db", "'mysql'", id="unknown kind"),
        pytest.param("postgresql+asyncpg://u:secret@h/db", "'postgresql\\+asyncpg'", id="unknown driver"),
        pytest.param("postgresql://u:secret@h:port/db", "cannot be read.*%40", id="port"),
        pytest.param("sqlite:///x.db?timeout=abc", "the options timeout", id="options of a file"),
        pytest.param("sqlite://", "no file", id="memory"),
        pytest.param("sqlite:///:memory:", "no file", id="memory by name"),
    ],
)
def test_what_cannot_be_used_is_refused(url: str, said: str) -> None:
    """The message says what was found and what is allowed, without the password."""
    with pytest.raises(DatabaseError, match=said) as raised:
        read_address(url)
    assert "allowed is" in str(raised.value)
    assert "sec" not in str(raised.value).replace("sqlite:///", "")


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_there_is_one_driver(scheme: str) -> None:
    """Every name of PostgreSQL leads to the driver of the extra."""
    assert read_address(f"{scheme}://h/db").url.drivername == "postgresql+psycopg"
