"""What went wrong with a database, as one message that says what to do and never shows a password."""

from __future__ import annotations

from sqlalchemy.exc import DBAPIError

from lhextract.errors import DatabaseError
from lhextract.formats.sql.address import Address

_ROLES = "docs/database.md lists the rights that are needed"
# PostgreSQL's SQLSTATE (its manual, appendix A), from the most to the least particular.
ALLOWED = {
    "28": "a user and a password that the server accepts; a password may stand in ~/.pgpass or PGPASSWORD",
    "3D": "a database that exists: make it with createdb",
    "3F": "a schema that exists: CREATE SCHEMA it, or leave search_path as it is",
    "42501": f"a role with the rights to do this; {_ROLES}",
    "25006": "a server that takes writes: this one is a standby or set to read only",
    "23503": "rows whose foreign keys lead to rows of the same export or of an earlier one",
    "23": "rows that keep the rules of the tables; nothing was written",
    "22P05": "a database with ENCODING 'UTF8'",
    "2BP01": "views and tables on which nothing else depends: drop that first, it can be made again afterwards",
    "42P07": "a name that is still free: choose a schema of its own with ?options=-csearch_path%3DNAME",
    "53": "a server with room for the export",
    "57": "a server that lets the export finish: try again",
    "40": "an export that nothing else blocks: try again",
    "55P03": "an export that nothing else blocks: try again",
}
_SQLITE = {
    "locked": "a file that nothing else writes to for ten minutes: try again",
    "unable to open": "a file in a folder that is there and may be written to",
    "not a database": "an SQLite file, or a name that is still free",
    "readonly": "a file and a folder that may be written to",
    "disk": "a disk with room for the export",
    "constraint": "rows that keep the rules of the tables; nothing was written",
    "already exists": "names that are still free: choose another file",
}
_UNREACHED = (
    "a server that answers and has room: see whether host and port are right, it runs, and a firewall lets you through"
)


def explained(error: DBAPIError, address: Address) -> DatabaseError:
    """Return the error to be raised instead."""
    said = str(error.orig).strip()
    for secret in address.secrets():
        said = said.replace(secret, "***")
    # The first line says what happened; the others repeat the statement.
    lines = [line.strip() for line in said.splitlines() if line.strip()] or ["no reason"]
    detail = f" ({lines[1]})" if len(lines) > 1 and lines[1].startswith("DETAIL:") else ""
    return DatabaseError(address.shown, found=f"{lines[0]}{detail}", allowed=_allowed(error, said, address))


def _allowed(error: DBAPIError, said: str, address: Address) -> str:
    if address.is_sqlite:
        return next((allowed for words, allowed in _SQLITE.items() if words in said), "an SQLite file in order")
    state = getattr(error.orig, "sqlstate", None) or _state_in(said)
    matching = [prefix for prefix in ALLOWED if state.startswith(prefix)]
    if matching:
        return ALLOWED[max(matching, key=len)]
    return "a database in order; the server's log says more" if state else _UNREACHED


def _state_in(said: str) -> str:
    """The class of a refusal to connect, of which the driver gives no more than the words; "" for no answer at all."""
    words = {"password": "28", 'role "': "28", "pg_hba.conf": "28", "authentication": "28", 'database "': "3D"}
    return next((state for word, state in words.items() if "FATAL" in said and word in said), "")
