"""Tables handed out, edited and taken back."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lhextract.corrections.wishes import Wish
from lhextract.desk import Desk, open_desk
from lhextract.errors import UsageError
from lhextract.model.correction import Action
from lhextract.sheets.handing import Imported, export_table, import_table
from lhextract.sheets.judging import judge
from lhextract.sheets.rows import base_of, rows_of
from lhextract.sheets.table import Table
from lhextract.standing import stands_of

FLINDERS = "lh-527ydxmyez"
YEAR = "years.yr-s3ndp2k5lt"
PHONE = "contacts.ct-r2ewafb4la.phones.tel-loja2o4yog"
CONTACT = "contacts.ct-r2ewafb4la"
Row = dict[str, str]


@dataclass
class Sheet:
    """An exported table in a spreadsheet: rows that tests edit."""

    path: Path
    rows: list[Row]

    def row(self, field: str, record: str = FLINDERS) -> Row:
        """The row of a field."""
        return next(row for row in self.rows if (row["record"], row["field"]) == (record, field))

    def add(self, field: str, new: str, record: str = FLINDERS) -> None:
        """A new row below the others."""
        self.rows.append({"record": record, "field": field, "new value": new})

    def save(self) -> Path:
        """The file as a spreadsheet saves it."""
        written = io.StringIO()
        writer = csv.DictWriter(written, list(self.rows[0]), lineterminator="\r\n")
        writer.writeheader()
        writer.writerows(self.rows)
        self.path.write_text(written.getvalue(), encoding="utf-8-sig", newline="")
        return self.path


@pytest.fixture
def sheet(desk: Desk, tmp_path: Path) -> Sheet:
    """The table of the lighthouse page."""
    path = tmp_path / "t.csv"
    export_table(desk, path, xlsx=False)
    return Sheet(path, list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline=""))))


def take(desk: Desk, sheet: Sheet, author: str = "Ann Lee") -> Imported:
    """Import the table."""
    return import_table(desk, sheet.save(), author=author, write=True)


def decided(desk: Desk) -> list[tuple[str, str, object]]:
    """What was decided, in short."""
    return [(one.action.value, one.path, one.value) for one in desk.decisions().decisions]


@pytest.mark.parametrize("xlsx", [False, True], ids=["csv", "xlsx"])
def test_export_without_edits_is_nothing_to_do(desk: Desk, tmp_path: Path, xlsx: bool) -> None:
    """Who edits nothing decides nothing, also where there are decisions of every kind already."""
    wishes = [
        Wish(Action.SET, FLINDERS, "name", "=Flinders, \"and\" 'more'"),
        Wish(Action.ADD, FLINDERS, "years", "2015"),
        Wish(Action.REMOVE, FLINDERS, PHONE),
        Wish(Action.CONFIRM, FLINDERS, f"{CONTACT}.person"),
    ]
    desk.decide(wishes, author="Bo Chen")
    export_table(desk, tmp_path / "t", xlsx=xlsx)
    judged = import_table(desk, tmp_path / "t", author="Ann Lee", write=True).judged
    assert (judged.wishes, judged.misfits, judged.stale) == ([], [], [])
    assert judged.unchanged == len(rows_of(desk))
    assert (judged.left_out, judged.unknown, judged.overwritten) == (0, [], [])
    assert len(decided(desk)) == 4


def test_export_again_is_the_same_bytes(desk: Desk, tmp_path: Path) -> None:
    """A table has no time in it; one that differs is kept without force."""
    for name in ("a", "b"):
        export_table(desk, tmp_path / name, xlsx=False)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    (tmp_path / "a").write_text("edited")
    with pytest.raises(UsageError, match="--force"):
        export_table(desk, tmp_path / "a", xlsx=False)
    export_table(desk, tmp_path / "a", xlsx=False, force=True)


def fill(column: str, field: str, text: str) -> Callable[[Sheet], None]:
    """An edit: a text into a column of a field's row."""

    def edit(sheet: Sheet) -> None:
        sheet.row(field)[column] = text

    return edit


def add(field: str, new: str) -> Callable[[Sheet], None]:
    """An edit: a row below the others."""
    return lambda sheet: sheet.add(field, new)


NUMBER = {
    "raw": "+49 351 463-32730",
    "e164": "+4935146332731",
    "national": "0351 46332731",
    "ext": None,
    "region": "DE",
}
EDITS = [
    pytest.param([fill("new value", "name", " Flinders ")], [("set", "name", "Flinders")], id="field"),
    pytest.param(
        [fill("new value", f"{PHONE}.e164", "4935146332731")], [("set", PHONE, NUMBER)], id="phone-without-plus"
    ),
    pytest.param(
        [fill("new value", f"{YEAR}.value", "2014-05"), fill("new value", f"{YEAR}.role", "event")],
        [("set", YEAR, {"text": "2014", "value": "2014-05", "role": "event"})],
        id="two-parts-of-an-item",
    ),
    pytest.param(
        [fill("new value", f"{CONTACT}.titles_before", "-")],
        [("remove", f"{CONTACT}.titles_before", None)],
        id="emptied",
    ),
    pytest.param([fill("action", f"{YEAR}.role", "Remove ")], [("remove", YEAR, None)], id="item-removed"),
    pytest.param([fill("action", CONTACT, "remove")], [("remove", CONTACT, None)], id="contact-removed"),
    pytest.param([fill("action", "name", "confirm")], [("confirm", "name", "Flinders University")], id="confirmed"),
    pytest.param(
        [add("years", "2015")],
        [("add", "years.yr-vbpj3nefd5", {"text": "2015", "value": "2015", "role": "other"})],
        id="item-added",
    ),
    pytest.param(
        [add("years.new.value", "2015"), add("years.new.role", "start")],
        [("add", "years.yr-vbpj3nefd5", {"text": "2015", "value": "2015", "role": "start"})],
        id="item-added-by-parts",
    ),
    pytest.param([fill("new value", "name", "Flinders University")], [], id="the-value-that-is-there"),
    pytest.param([lambda sheet: sheet.rows.reverse()], [], id="rows-in-another-order"),
    pytest.param([lambda sheet: sheet.rows.append({"record": "  "})], [], id="empty-row"),
    pytest.param([lambda sheet: sheet.rows.pop(3)], [], id="row-deleted"),
    pytest.param([add("nonsense", "")], [], id="unknown-row-that-wants-nothing"),
]


@pytest.mark.parametrize(("edits", "expected"), EDITS)
def test_edits_become_decisions(
    edits: list[Callable[[Sheet], None]], expected: list[object], desk: Desk, sheet: Sheet
) -> None:
    """What is written into a table is decided, once."""
    for edit in edits:
        edit(sheet)
    done = take(desk, sheet)
    assert (done.judged.misfits, done.judged.stale, done.exit_code) == ([], [], 0)
    assert decided(desk) == expected


def test_what_else_is_in_a_table_is_told_apart(desk: Desk, sheet: Sheet) -> None:
    """Deleted, empty and unknown rows, and values written over what is only shown."""
    sheet.row("name")["value in force"] = "Something else"
    sheet.row(f"{YEAR}.value")["value in force"] = "01.01.2014"
    del sheet.rows[-2:]
    sheet.rows.append({"record": " "})
    sheet.add("nonsense", "")
    judged = take(desk, sheet).judged
    assert (judged.left_out, judged.empty, judged.unknown) == (2, 1, [len(sheet.rows) + 1])
    assert judged.overwritten == [sheet.rows.index(sheet.row("name")) + 2]


MISFITS = [
    pytest.param(fill("new value", f"{YEAR}.value", "20145"), "20145", "a date in EDTF", id="no-date"),
    pytest.param(fill("new value", f"{YEAR}.value", "May-14"), "May-14", "a date in EDTF", id="date-of-a-spreadsheet"),
    pytest.param(fill("new value", f"{YEAR}.role", "founded"), "founded", "one of start, event", id="no-role"),
    pytest.param(fill("new value", f"{PHONE}.e164", "4.93515E+12"), "4.93515E+12", "rounded", id="rounded"),
    pytest.param(fill("new value", f"{PHONE}.e164", "-"), "nothing", "`remove` in the column action", id="no-number"),
    pytest.param(fill("new value", f"{PHONE}.raw", "-"), "nothing", "not empty", id="no-writing-of-a-number"),
    pytest.param(fill("new value", f"{CONTACT}.email", "ann"), "ann", "an e-mail address", id="no-address"),
    pytest.param(fill("new value", "name", "-"), "nothing", "not empty", id="never-empty"),
    pytest.param(fill("new value", CONTACT, "Ann"), "Ann", "remove in the column action", id="whole-contact"),
    pytest.param(fill("action", "name", "delete"), "delete", "remove, confirm", id="no-action"),
    pytest.param(fill("action", "name", "add"), "add", "a new value beside it", id="add-nothing"),
    pytest.param(fill("reason", "name", "because"), "because", "beside a new value", id="reason-alone"),
    pytest.param(add("yeers", "2014"), "yeers", "did you mean", id="unknown-field"),
    pytest.param(add("years.new.when", "2014"), "years.new.when", "one of the parts", id="unknown-part"),
    pytest.param(lambda sheet: sheet.add("name", "x", "lh-none"), "lh-none", "the id of a record", id="unknown-record"),
]


@pytest.mark.parametrize(("edit", "found", "allowed"), MISFITS)
def test_misfit_is_listed_and_nothing_is_written(
    edit: Callable[[Sheet], None], found: str, allowed: str, desk: Desk, sheet: Sheet
) -> None:
    """One row that does not fit is named by its number, and no other row is applied."""
    before = [dict(row) for row in sheet.rows]
    edit(sheet)
    edited = next(place for place, row in enumerate(sheet.rows) if row not in before) + 2
    sheet.row("category")["action"] = "confirm"
    misfits = take(desk, sheet).judged.misfits
    assert [(one.row, one.found) for one in misfits] == [(edited, found)]
    assert allowed in misfits[0].allowed
    assert decided(desk) == []


def test_all_misfits_are_listed(desk: Desk, sheet: Sheet) -> None:
    """Not only the first one."""
    sheet.row("name")["new value"] = "-"
    sheet.row(f"{YEAR}.value")["new value"] = "20145"
    done = take(desk, sheet)
    assert [one.field for one in done.judged.misfits] == ["name", f"{YEAR}.value"]
    assert (done.exit_code, done.decided) == (2, None)


def test_row_twice_is_a_misfit(desk: Desk, sheet: Sheet) -> None:
    """Two rows that say different things about one field are not decided by their order."""
    sheet.row("name")["new value"] = "One"
    sheet.rows.append({**sheet.row("name"), "new value": "Two"})
    assert [one.row for one in take(desk, sheet).judged.misfits] == [len(sheet.rows) + 1]


def test_changed_meanwhile_is_listed_and_the_rest_applied(desk: Desk, sheet: Sheet) -> None:
    """A row that somebody has decided about since the export is shown with all three values."""
    desk.decide([Wish(Action.SET, FLINDERS, "name", "Theirs")], author="Bo Chen")
    sheet.row("name")["new value"] = "Yours"
    sheet.row(f"{CONTACT}.role")["new value"] = "Head"
    done = take(desk, sheet)
    assert [(one.then, one.theirs, one.yours, one.by) for one in done.judged.stale] == [
        ("Flinders University", "Theirs", "Yours", ("Bo Chen",))
    ]
    assert decided(desk)[1:] == [("set", f"{CONTACT}.role", "Head")]
    assert done.exit_code == 4


def test_agreed_meanwhile_is_nothing_to_do(desk: Desk, sheet: Sheet) -> None:
    """Who wants what somebody else has decided already has it."""
    desk.decide([Wish(Action.SET, FLINDERS, "name", "Theirs")], author="Bo Chen")
    sheet.row("name")["new value"] = "Theirs"
    done = take(desk, sheet)
    assert (done.judged.stale, done.exit_code, len(decided(desk))) == ([], 0, 1)


def test_gone_meanwhile_is_listed(desk: Desk, sheet: Sheet) -> None:
    """An item that was there when the table was exported, and is not any more."""
    desk.decide([Wish(Action.ADD, FLINDERS, "years", "2015")], author="Bo Chen")
    export_table(desk, sheet.path, xlsx=False, force=True)
    rows = list(csv.DictReader(io.StringIO(sheet.path.read_text(encoding="utf-8-sig"), newline="")))
    desk.decide([Wish(Action.RETRACT, FLINDERS, "years.yr-vbpj3nefd5")], author="Bo Chen")
    fresh = Sheet(sheet.path, rows)
    fresh.row("years.yr-vbpj3nefd5.value")["new value"] = "2016"
    assert [(one.theirs, one.yours) for one in take(desk, fresh).judged.stale] == [(None, "2016")]


def test_add_is_for_lists(desk: Desk, sheet: Sheet) -> None:
    """`add` beside a new item says nothing more, beside a field that is there it is a misfit."""
    sheet.rows.append({"record": FLINDERS, "field": "years", "new value": "2015", "action": "add"})
    assert take(desk, sheet).exit_code == 0
    sheet.row("name").update({"new value": "x", "action": "add"})
    assert ["a list as field" in one.allowed for one in take(desk, sheet).judged.misfits] == [True]


def test_item_that_is_there_cannot_be_added(desk: Desk, sheet: Sheet) -> None:
    """An item that the machine found is changed in its own rows."""
    sheet.add("partners", "Flinders University")
    assert [one.row for one in take(desk, sheet).judged.misfits] == [len(sheet.rows) + 1]


def test_edit_inside_a_removed_contact_is_a_misfit(desk: Desk, sheet: Sheet) -> None:
    """A contact is taken out or corrected, not both."""
    sheet.row(CONTACT)["action"] = "remove"
    sheet.row(f"{CONTACT}.person")["new value"] = "Somebody"
    assert [one.field for one in take(desk, sheet).judged.misfits] == [f"{CONTACT}.person"]


def test_import_twice_decides_once(desk: Desk, sheet: Sheet) -> None:
    """A table that was imported already has nothing more to say."""
    sheet.row("name")["new value"] = "Flinders"
    sheet.row(f"{PHONE}.e164")["new value"] = "0351 463 32731"
    sheet.row(f"{YEAR}.value")["action"] = "remove"
    sheet.row("category")["action"] = "confirm"
    sheet.row(f"{CONTACT}.titles_before")["new value"] = "-"
    sheet.add("years", "2015")
    assert len(take(desk, sheet).judged.wishes) == 6
    done = take(open_desk("lighthouses", start=Path.cwd()), sheet)
    assert (done.judged.stale, done.decided and done.decided.decisions) == ([], ())


def test_cp1252_is_read_but_not_trusted_with_question_marks(desk: Desk, sheet: Sheet) -> None:
    """An encoding that writes ? for what it does not know must not change a name."""
    sheet.row("name")["new value"] = "Universität Łódź"
    path = sheet.save()
    path.write_bytes(path.read_text(encoding="utf-8-sig").encode("cp1252", "replace"))
    done = import_table(desk, path, author="Ann Lee", write=True)
    assert [one.found for one in done.judged.misfits] == ["Universität ?ód?"]


@pytest.mark.parametrize("content", [b"\xd0\xcf\x11\xe0old", b"PK\x03\x04none"], ids=["xls", "zip"])
def test_other_files_are_refused(content: bytes, desk: Desk, tmp_path: Path) -> None:
    """A file that is neither XLSX nor CSV is one message."""
    (tmp_path / "t.csv").write_bytes(content)
    with pytest.raises(UsageError, match="XLSX"):
        import_table(desk, tmp_path / "t.csv", author="Ann Lee", write=True)


TEXTS = st.text(st.characters(exclude_categories=["Cc", "Cs", "Co", "Cn", "Zl", "Zp"]), min_size=1, max_size=60).filter(
    lambda text: bool(text.strip())
)


@given(name=TEXTS)
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@pytest.mark.parametrize("xlsx", [False, True], ids=["csv", "xlsx"])
def test_any_value_survives_the_round_trip(name: str, xlsx: bool, desk: Desk, tmp_path: Path) -> None:
    """Whatever was decided, exported and imported without an edit, stays as it is, and its row shows it exactly."""
    desk.decide([Wish(Action.SET, FLINDERS, "name", name)], author="Bo Chen")
    export_table(desk, tmp_path / "t", xlsx=xlsx, force=True)
    judged = import_table(desk, tmp_path / "t", author="Ann Lee", write=True).judged
    assert (judged.wishes, judged.misfits, judged.stale, judged.overwritten) == ([], [], [], [])
    assert judged.unchanged == len(rows_of(desk))


def test_base_follows_value_and_decisions(desk: Desk) -> None:
    """The base of a row is another when its value, or who has decided about it, is."""
    stand = stands_of(desk.corrected(), FLINDERS)[0]
    assert base_of(stand, ()) == base_of(stand, ())
    assert base_of(stand, ()) != base_of(stand, ("co-1",))
    assert base_of(stand, ()) != base_of(stands_of(desk.corrected(), FLINDERS)[1], ())


def test_no_rows_say_nothing(desk: Desk) -> None:
    """A table of which all rows were deleted is no decision to remove everything."""
    assert judge(desk, Table(())).wishes == []
