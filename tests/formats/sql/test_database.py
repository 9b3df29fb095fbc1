"""Exports into both kinds of database: what they do to the rows, and what they leave alone."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from lhextract.errors import DatabaseError, UsageError
from lhextract.formats.sql.counts import Counts, Exported
from lhextract.formats.sql.database import read_database, write_database
from lhextract.model.table import Tables
from tests.formats.sql.pages import (
    EVA,
    FIRST,
    JAN,
    PERSON,
    SECOND,
    SOURCE,
    asked,
    initiative,
    page,
    phone,
    told,
    versions,
)


def export(url: str, tables: Tables, *, source: str = SOURCE, **options: object) -> Exported:
    """One export."""
    return write_database(url, tables, source=source, **options)  # type: ignore[arg-type]


def altered(exported: Exported) -> dict[str, Counts]:
    """The counts of the tables in which something happened."""
    return {name: one for name, one in exported.tables.items() if one != Counts(unchanged=one.unchanged)}


def test_what_is_written_is_read_back(url: str) -> None:
    """Every table comes back as it was, in the order of the page."""
    made = export(url, page())
    assert made.migrated == "made"
    assert made.together() == Counts(added=sum(map(len, page().values())))
    assert read_database(url, source=SOURCE) == page()


def test_a_second_export_changes_no_row(url: str, tmp_path: Path) -> None:
    """Exporting the same again writes nothing: no row has another version, a file not another byte."""
    export(url, page())
    before, files = versions(url), [path.read_bytes() for path in tmp_path.iterdir()]
    again = export(url, page())
    assert (altered(again), again.migrated) == ({}, "")
    assert (versions(url), [path.read_bytes() for path in tmp_path.iterdir()]) == (before, files)


def test_one_phone_changes_one_row(url: str) -> None:
    """A change writes the rows that it is in, and no others."""
    export(url, page())
    assert altered(export(url, page(phone("351999999")))) == {"phones": Counts(changed=1, unchanged=1)}
    assert asked(url, "SELECT uri FROM phones ORDER BY uri") == [("tel:+49351222222",), ("tel:+49351999999",)]


def test_what_goes_is_retired_and_comes_back(url: str) -> None:
    """What a release lacks stays, marked as retired with all its parts; the next that has it brings it back."""
    export(url, page())
    gone = export(url, page(without=(SECOND, JAN)))
    assert altered(gone) == {
        "initiatives": Counts(retired=1, unchanged=1),
        "contacts": Counts(retired=1, unchanged=1),
        "phones": Counts(retired=1, unchanged=1),
    }
    assert asked(url, "SELECT id FROM initiatives WHERE retired") == [(SECOND,)]
    assert read_database(url, source=SOURCE) == page(without=(SECOND, JAN))
    back = export(url, page(initiative(SECOND, 2, "Second, again")))
    assert altered(back) == {name: Counts(returned=1, unchanged=1) for name in ("initiatives", "contacts", "phones")}
    assert read_database(url, source=SOURCE) == page(initiative(SECOND, 2, "Second, again"))


def test_what_is_to_be_forgotten_is_deleted(url: str) -> None:
    """Retired rows of this page go when that is asked for; what is in force, and other pages, stay."""
    export(url, page())
    export(url, page(), source="other")
    export(url, page(without=(SECOND, JAN)), source="other")
    others = {name: [row for row in rows if "other" in row] for name, rows in versions(url).items()}
    gone = altered(export(url, page(without=(SECOND, JAN)), forget=True))
    assert gone["contacts"] == Counts(retired=1, unchanged=1, deleted=1)
    assert asked(url, "SELECT source, count(*) FROM contacts GROUP BY source ORDER BY 2") == [(SOURCE, 1), ("other", 2)]
    assert read_database(url, source=SOURCE) == page(without=(SECOND, JAN))
    assert {name: [row for row in rows if "other" in row] for name, rows in versions(url).items()} == others
    assert altered(export(url, page(without=(SECOND, JAN)), forget=True)) == {}


def test_nothing_of_the_forgotten_stays_in_a_file(tmp_path: Path) -> None:
    """Where SQLite deletes, it leaves the bytes; here they are overwritten."""
    place = f"sqlite:///{tmp_path / 'a.db'}"
    export(place, page(phone("351777777", contact=JAN)))
    export(place, page(without=(SECOND, JAN)))
    assert b"351777777" in (tmp_path / "a.db").read_bytes()
    export(place, page(without=(SECOND, JAN)), forget=True)
    assert b"351777777" not in (tmp_path / "a.db").read_bytes()


def test_a_selection_forgets_nothing(url: str) -> None:
    """What it leaves out would look as if it were gone."""
    with pytest.raises(UsageError, match="--forget: found a selection"):
        export(url, page(), complete=False, forget=True)


def test_sources_do_not_meet(url: str) -> None:
    """Another page with the same ids is another set of rows; one export alters nothing of the other."""
    export(url, page())
    before = versions(url)
    assert export(url, page(phone("351999999")), source="other").together().added == sum(map(len, page().values()))
    export(url, page(without=(SECOND, JAN)), source="other")
    after = versions(url)
    assert all(row in after[name] for name, rows in before.items() for row in rows)
    assert read_database(url, source=SOURCE) == page()


def test_a_selection_retires_what_it_knows_to_be_gone(url: str) -> None:
    """An incomplete export says nothing of other initiatives; of its own it has every part that there is."""
    export(url, page(phone("351333333", item="tel-bbbbbbbbbb")))
    selected = page(initiative(FIRST, 1, "Renamed"), without=(SECOND, JAN))
    assert altered(export(url, selected, complete=False)) == {
        "initiatives": Counts(changed=1),
        "phones": Counts(retired=1, unchanged=1),
    }
    assert asked(url, "SELECT complete FROM lhextract") == [(False,)]


def test_a_tombstone_in_a_selection_retires_with_all_parts(url: str) -> None:
    """An id in `tombstones` is retired with what belongs to it. Numbers are of one release: those are never mixed."""
    export(url, page())
    selected = {**page(without=(FIRST, SECOND, EVA, JAN, PERSON)), "tombstones": ((SECOND, "initiative"),)}
    assert altered(export(url, selected, complete=False)) == {
        "initiatives": Counts(retired=1),
        "contacts": Counts(retired=1),
        "phones": Counts(retired=1),
        "findings": Counts(retired=1),
        "lines": Counts(retired=1, unchanged=1),
        "tombstones": Counts(added=1),
    }
    assert asked(url, "SELECT id FROM phones WHERE retired") == [(f"{JAN}/tel-aaaaaaaaaa",)]
    back = altered(export(url, page(), complete=False))
    assert (back["tombstones"], back["phones"]) == (Counts(retired=1), Counts(returned=1, unchanged=1))


def test_a_table_left_out_keeps_its_rows(sqlite: str) -> None:
    """Contacts that a selection left out on purpose are not taken for gone."""
    export(sqlite, page())
    selected = {**page(), "contacts": (), "phones": ()}
    assert altered(export(sqlite, selected, complete=False, left_out={"contacts", "phones"})) == {}
    assert altered(export(sqlite, selected, complete=False))["contacts"] == Counts(retired=2)


def test_a_dry_run_writes_nothing(url: str, tmp_path: Path) -> None:
    """It counts, and leaves neither a file nor a table behind; beside an export it leaves that as it is."""
    assert export(url, page(), dry_run=True).together().added == sum(map(len, page().values()))
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(DatabaseError, match=r"no such file|no export"):
        read_database(url, source=SOURCE)
    export(url, page())
    before = versions(url)
    assert altered(export(url, page(phone("351999999")), dry_run=True)) == {"phones": Counts(changed=1, unchanged=1)}
    assert versions(url) == before


HOSTILE = (
    '=HYPERLINK("x")',
    "@SUM",
    "\t\r\n",
    "＝1",
    "\\N",
    "\\.",
    "'; DROP TABLE people; --",
    "%s %(a)s :a ?",
    "x" * 40_000,
)


def test_texts_stay_as_they_are(url: str) -> None:
    """What a spreadsheet or a database might take for something else is stored to the letter."""
    rows = [initiative(f"lh-{chr(99 + at) * 10}", at + 3, text, text) for at, text in enumerate(HOSTILE)]
    made = export(url, page(*rows))
    assert (read_database(url, source=SOURCE), made.replaced) == (page(*rows), 0)


def test_what_no_database_holds_is_counted(url: str) -> None:
    """NUL and half a surrogate pair become U+FFFD, cell by cell."""
    made = export(url, page(initiative(FIRST, 1, "a\x00b", "\ud800"), initiative(SECOND, 2, "fine")))
    assert made.replaced == 2
    expected = page(initiative(FIRST, 1, "a\ufffdb", "\ufffd"), initiative(SECOND, 2, "fine"))
    assert read_database(url, source=SOURCE) == expected


class StoppedError(Exception):
    """Something went wrong in the middle."""


def test_an_error_in_the_middle_leaves_the_old_state(url: str) -> None:
    """Tables that were written before are as they were."""
    export(url, page())
    before = versions(url)

    def stop(table: str) -> None:
        if table == "lines":
            raise StoppedError

    with pytest.raises(StoppedError):
        export(url, page(phone("351999999"), without=(SECOND, JAN)), tell=stop)
    assert versions(url) == before


KILLED = """
import os, signal, sys
from lhextract.formats.sql.database import write_database
from tests.formats.sql.pages import SOURCE, page, phone
def stop(table):
    if table == "lines":
        os.kill(os.getpid(), signal.SIGKILL)
write_database(sys.argv[1], page(phone("351999999")), source=SOURCE, tell=stop)
"""


def test_a_killed_export_leaves_the_old_state(url: str) -> None:
    """A process that dies between two tables leaves what was there, and the next export goes through."""
    export(url, page())
    before = versions(url)
    died = subprocess.run(
        [sys.executable, "-c", KILLED, url], env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    )
    assert died.returncode == -signal.SIGKILL
    assert versions(url) == before
    assert altered(export(url, page(phone("351999999")))) == {"phones": Counts(changed=1, unchanged=1)}


def test_two_exports_take_turns(url: str) -> None:
    """The second waits until the first has ended, even where neither finds any tables."""
    inside, go = threading.Event(), threading.Event()
    order: list[str] = []

    def first(table: str) -> None:
        if table == "phones":
            inside.set()
            assert go.wait(20)
            order.append("first")

    def second() -> None:
        assert inside.wait(20)
        export(url, page(phone("351999999")), tell=lambda _: order.append("second"))

    threads = [
        threading.Thread(target=export, args=(url, page()), kwargs={"tell": first}),
        threading.Thread(target=second),
    ]
    for thread in threads:
        thread.start()
    assert inside.wait(20)
    threads[1].join(0.3)
    assert order == []
    go.set()
    for thread in threads:
        thread.join(20)
    assert (order[0], order[1]) == ("first", "second")
    assert read_database(url, source=SOURCE) == page(phone("351999999"))


def test_other_tables_are_not_touched(url: str) -> None:
    """What else is in the database stays, whatever its columns."""
    told(url, "CREATE TABLE invoices (id integer, retired text)", "INSERT INTO invoices VALUES (1, 'no')")
    export(url, page())
    export(url, page(without=(SECOND, JAN)))
    assert asked(url, "SELECT * FROM invoices") == [(1, "no")]


def test_a_row_that_leads_nowhere_is_refused(url: str) -> None:
    """A foreign key without its row: nothing is written, and the message names the table."""
    export(url, page())
    before = versions(url)
    with pytest.raises(DatabaseError, match="phones"):
        export(url, page(phone("351999999", contact="ct-zzzzzzzzzz")))
    assert versions(url) == before


def test_an_unknown_source_is_named(sqlite: str) -> None:
    """Who asks for a page that is not there is told which are."""
    export(sqlite, page())
    with pytest.raises(DatabaseError, match=f"source: found other, allowed is {SOURCE}"):
        read_database(sqlite, source="other")


def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the libraries one message says what to install."""
    monkeypatch.setitem(sys.modules, "alembic", None)
    with pytest.raises(UsageError, match=r"pip install 'lhextract\[sql\]'"):
        export("sqlite:///x.db", page())
