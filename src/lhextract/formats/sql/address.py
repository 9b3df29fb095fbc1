"""Where a database is: its URL, read without ever showing the password."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lhextract.errors import DatabaseError

if TYPE_CHECKING:
    from sqlalchemy import URL

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9_]*(?:\+[A-Za-z0-9_]+)?(?=://)")
# Up to the last "@", because a password that nobody escaped may hold any of "/:@?".
_USER = re.compile(r"(?<=://)(?P<user>[^:/?@]*):.*@", re.DOTALL)
_SECRET = re.compile(r"(?i)(?<=[?&])(?P<key>[a-z]*pass[a-z]*)=[^&]*")
DRIVERS = {
    "postgres": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
    "sqlite": "sqlite+pysqlite",
    "sqlite+pysqlite": "sqlite+pysqlite",
}
ALLOWED = "postgresql+psycopg://USER@HOST:PORT/DATABASE or sqlite:///FILE"


def is_database_url(text: str) -> bool:
    """Whether a text names a database, of whatever kind, and not a format or a file: it begins with `scheme://`."""
    return _SCHEME.match(text) is not None


def without_password(url: str) -> str:
    """A URL as it may be shown."""
    return _SECRET.sub(r"\g<key>=***", _USER.sub(r"\g<user>:***@", url))


@dataclass(frozen=True, slots=True)
class Address:
    """Where a database is: `url` is for the library alone, `shown` for people."""

    url: URL
    shown: str

    @property
    def is_sqlite(self) -> bool:
        """Whether it is a file, which need not be there yet."""
        return self.url.get_backend_name() == "sqlite"

    def secrets(self) -> tuple[str, ...]:
        """What must not be in a message."""
        asked = (value for key, value in self.url.query.items() if "pass" in key.lower())
        texts = (self.url.password, *asked)
        return tuple(text for text in texts if isinstance(text, str) and text)


def read_address(url: str) -> Address:
    """Return the address. `DatabaseError` for a URL that cannot be read, or a kind of database that is not known."""
    from sqlalchemy import make_url
    from sqlalchemy.exc import ArgumentError

    shown = without_password(url)
    scheme = _SCHEME.match(url)
    if scheme is None or scheme.group().lower() not in DRIVERS:
        found = scheme.group() if scheme else shown
        raise DatabaseError(shown, found=f"the kind of database {found!r}", allowed=ALLOWED)
    try:
        read = make_url(url)
    except (ArgumentError, ValueError):  # the second for a port that is no number; its text may hold the password
        hint = "write @ : / ? and % in a user's name or password as %40 %3A %2F %3F %25"
        raise DatabaseError(shown, found="a URL that cannot be read", allowed=ALLOWED, hint=hint) from None
    read = read.set(drivername=DRIVERS[scheme.group().lower()])
    if read.get_backend_name() == "sqlite" and read.database in {None, "", ":memory:"}:
        raise DatabaseError(shown, found="no file", allowed="sqlite:///FILE (sqlite:////FILE from the root)")
    if read.get_backend_name() == "sqlite" and read.query:
        raise DatabaseError(shown, found=f"the options {', '.join(read.query)}", allowed="sqlite:///FILE without any")
    return Address(read, shown)
