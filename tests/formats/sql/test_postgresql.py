"""What only a server does: rights, passwords, comments, COPY; and a whole page there and back."""

from __future__ import annotations

import psycopg
import pytest

from lhextract.errors import DatabaseError
from lhextract.exports.schema import validate
from lhextract.exports.tables.layout import BY_NAME
from lhextract.exports.tables.rows import tables_of
from lhextract.formats.sql.database import read_database, write_database
from tests.conftest import ROOT
from tests.formats.sql.pages import EVA, FIRST, SOURCE, asked, page, told, versions
from tests.formats.sql.server import PASSWORD, Server


def refused(url: str) -> str:
    """What an export is told."""
    with pytest.raises(DatabaseError) as raised:
        write_database(url, page(), source=SOURCE)
    return str(raised.value)


def test_a_whole_page_comes_back(postgresql: str) -> None:
    """All tables of a real page are read as they were written, and written again they change no row."""
    tables = tables_of(validate((ROOT / "extracted" / "lighthouses" / "records.json").read_text(encoding="utf-8")))
    write_database(postgresql, tables, source="lighthouses")
    assert read_database(postgresql, source="lighthouses") == tables
    before = versions(postgresql)
    write_database(postgresql, tables, source="lighthouses")
    assert versions(postgresql) == before


def test_a_wrong_password_is_not_shown(server: Server) -> None:
    """Neither the right one nor the one that was given is in the message."""
    said = refused(f"postgresql://postgres:wr0ng@127.0.0.1:{server.port}/postgres")
    assert "password authentication failed" in said
    assert "~/.pgpass" in said
    assert "wr0ng" not in said
    assert PASSWORD not in said


def test_a_right_password_lets_in(server: Server) -> None:
    """One with characters that have a meaning in a URL, written as such or as they are."""
    for password in (PASSWORD.replace("/", "%2F").replace("@", "%40"), PASSWORD.replace("@", "%40")):
        url = f"postgresql://postgres:{password}@127.0.0.1:{server.port}/postgres?options=-csearch_path%3Dnowhere"
        assert "no schema of the search path nowhere" in refused(url)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        pytest.param(("postgres?", "absent?"), r'database "absent" does not exist.*createdb', id="no such database"),
        pytest.param(("//postgres@", "//nobody@"), r'role "nobody" does not exist', id="no such role"),
        pytest.param(("port=", "port=1&x="), r"a server that answers and has room", id="no server"),
    ],
)
def test_what_keeps_from_connecting_is_told(postgresql: str, change: tuple[str, str], said: str) -> None:
    """One message each, with what to do."""
    url = postgresql.replace(*change).replace("&x=", "&application_name=")
    with pytest.raises(DatabaseError, match=said):
        write_database(url, page(), source=SOURCE)


def test_an_unreachable_host_is_told() -> None:
    """A port on which nothing listens."""
    assert "a server that answers and has room" in refused("postgresql://u:s3cret@127.0.0.1:1/db")
    assert "s3cret" not in refused("postgresql://u:s3cret@127.0.0.1:1/db")


def test_rights_are_asked_for(postgresql: str) -> None:
    """Who may not make tables is told so; who may only write rows can export into tables that are there."""
    schema = postgresql.rpartition("%3D")[2]
    told(postgresql, "DO $$ BEGIN CREATE ROLE writer LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$")
    told(postgresql, f"GRANT USAGE ON SCHEMA {schema} TO writer")
    url = postgresql.replace("//postgres@", "//writer@")
    assert "permission denied" in (said := refused(url))
    assert "docs/database.md" in said
    write_database(postgresql, page(), source=SOURCE)
    told(postgresql, f"GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA {schema} TO writer")
    write_database(url, page(), source="other")
    assert read_database(url, source="other") == page()


def test_columns_are_explained_in_the_database(postgresql: str) -> None:
    """Whoever looks at a table there reads what its columns mean."""
    write_database(postgresql, page(), source=SOURCE)
    sql = "SELECT col_description('phones'::regclass, ordinal_position::int), data_type FROM information_schema.columns"
    rows = asked(postgresql, f"{sql} WHERE table_name = 'phones' AND column_name = 'uri'")
    assert (BY_NAME["phones"].columns[3].description, "text") in rows


def test_rows_can_be_copied_out(server: Server, postgresql: str) -> None:
    """The recipe of docs/database.md: CSV by COPY."""
    write_database(postgresql, page(), source=SOURCE)
    schema = postgresql.rpartition("%3D")[2]
    recipe = (
        "COPY (SELECT * FROM contact_overview ORDER BY initiative_position, position) TO STDOUT (FORMAT csv, HEADER)"
    )
    assert recipe in (ROOT / "docs" / "database.md").read_text(encoding="utf-8")
    reader = psycopg.connect(server.parameters(), options=f"-csearch_path={schema}")
    with reader as connection, connection.cursor().copy(recipe) as copied:
        text = b"".join(bytes(part) for part in copied).decode()
    assert text.splitlines()[1].startswith(f"made,1,1,{EVA},{FIRST},First,Dr.,Eva Roth,,Head,,0351111111,")


def test_a_view_of_others_is_not_broken(postgresql: str) -> None:
    """An upgrade that would have to drop what somebody built on a view says so, and leaves everything."""
    write_database(postgresql, page(), source=SOURCE)
    told(postgresql, "CREATE VIEW mine AS SELECT * FROM contact_overview", "UPDATE lhextract SET layout = 0")
    with pytest.raises(DatabaseError, match="nothing else depends"):
        write_database(postgresql, page(), source=SOURCE)
    assert len(asked(postgresql, "SELECT * FROM mine")) == 2
