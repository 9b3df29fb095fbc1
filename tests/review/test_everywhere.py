"""The same fix for all equal values: seen before it is written, and written once."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from bs4 import BeautifulSoup

from lhextract.desk import Desk
from lhextract.model.correction import State
from tests.review.opened import SOURCE
from tests.review.steward import Steward, row, said, soup, words


def repeated(desk: Desk) -> tuple[str, str, str, int]:
    """A programme, partner or unit that several initiatives have: record, path, name, how many."""
    places: dict[str, list[tuple[str, str]]] = {}
    for record, entries in desk.corrected().entries.of.items():
        for path, entry in entries.items():
            if path.endswith(".unit") and isinstance(entry.value, str):
                places.setdefault(entry.value, []).append((record, path))
    name = max(places, key=lambda one: len(places[one]))
    return (*places[name][0], name, len(places[name]))


def preview(steward: Steward, record: str, path: str, value: str | None = None) -> BeautifulSoup:
    """The page that shows what a row would change."""
    tail = f"&value={quote(value)}" if value is not None else ""
    return steward.get(f"/s/{SOURCE}/r/{record}/everywhere?path={path}{tail}")


def files(steward: Steward) -> dict[str, bytes]:
    """Everything in the workspace."""
    root = steward.office.start
    return {str(one): one.read_bytes() for one in root.rglob("*") if one.is_file()}


def test_preview_lists_all_places_and_writes_nothing(steward: Steward) -> None:
    """Each initiative that would be changed is named, with the sentence and the new value."""
    record, path, name, number = repeated(steward.desk)
    assert number > 1
    before = files(steward)
    asked = preview(steward, record, path)
    assert name in words(asked.select_one("#main"))
    assert asked.select(".places") == []
    page = preview(steward, record, path, "Institute of Everything")
    listed = page.select(".places li")
    assert len(listed) == number
    assert f"{number} places" in words(page.select_one("#main"))
    assert all("Institute of Everything" in words(one) for one in listed)
    assert files(steward) == before


def test_write(steward: Steward) -> None:
    """The row is in the table with its reason, the desk has it in force everywhere, and no decision was made."""
    record, path, name, number = repeated(steward.desk)
    page = preview(steward, record, path, "Institute of Everything")
    form = page.select_one('form[method="post"]')
    assert form is not None
    after = steward.follow(steward.press(form, None, {"reason": "renamed in 2020"}))
    assert "the same fix is written" in said(after)
    table = (steward.office.start / "pipeline" / "lookups" / "renames.csv").read_text("utf-8")
    assert table.splitlines()[0] == "field,value,replacement,reason"
    assert "Institute of Everything,renamed in 2020" in table
    units = [one.unit for each in steward.desk.corrected().records.initiatives for one in each.contacts]
    assert units.count("Institute of Everything") == number
    assert name not in units
    assert words(row(steward.record(record, path), path).select_one(".inputs")) is not None
    assert steward.decided() == ()


def test_a_decision_goes_before_a_row(steward: Steward) -> None:
    """What a steward has decided about one place stays."""
    record, path, _, number = repeated(steward.desk)
    steward.meanwhile(record, path, "Institute of One")
    steward.client.post(f"/s/{SOURCE}/r/{record}/everywhere/write", data={"path": path, "value": "Institute of All"})
    units = [one.unit for each in steward.desk.corrected().records.initiatives for one in each.contacts]
    assert units.count("Institute of All") == number - 1
    assert units.count("Institute of One") == 1
    assert steward.ruling(record, path).state is not State.CONFLICTING


def test_an_empty_value_takes_away(steward: Steward) -> None:
    """The preview says so before."""
    record, path, name, number = repeated(steward.desk)
    page = preview(steward, record, path, "")
    assert len(page.select(".places li")) == number
    assert all("nothing" in words(one) for one in page.select(".places li"))
    form = page.select_one('form[method="post"]')
    assert form is not None
    steward.follow(steward.press(form, None))
    units = [one.unit for each in steward.desk.corrected().records.initiatives for one in each.contacts]
    assert name not in units


def test_a_row_is_written_once(steward: Steward) -> None:
    """Sent twice, the second is refused and says why; the table is as it was."""
    record, path, _, _ = repeated(steward.desk)
    where, sent = f"/s/{SOURCE}/r/{record}/everywhere/write", {"path": path, "value": "Institute of Everything"}
    assert steward.client.post(where, data=sent).status_code == 303
    before = files(steward)
    again = steward.client.post(where, data=sent)
    assert again.status_code == 422
    assert "the machine says so already" in words(soup(again).select_one("[role=alert]"))
    assert files(steward) == before


@pytest.mark.parametrize(
    ("path", "value"),
    [
        pytest.param("text", "other", id="text"),
        pytest.param("category", "Programs", id="category"),
        pytest.param("contacts.*.unit", "x" * 600, id="too-long"),
        pytest.param("contacts.*.unit", "a\u0000b", id="control-character"),
        pytest.param("contacts.*.unit", "School of Medicine", id="as-it-is"),
        pytest.param("contacts.*.email", "a@example.org", id="nothing-to-replace"),
    ],
)
@pytest.mark.parametrize("write", [False, True], ids=["preview", "write"])
def test_what_no_row_can_be_about(steward: Steward, path: str, value: str, write: bool) -> None:
    """It is refused beside the form, and nothing is written."""
    initiative = steward.initiative(2)
    path = path.replace("*", initiative.contacts[0].id)
    before = files(steward)
    where = f"/s/{SOURCE}/r/{initiative.id}/everywhere"
    if write:
        answer = steward.client.post(f"{where}/write", data={"path": path, "value": value})
    else:
        answer = steward.client.get(where, params={"path": path, "value": value})
    assert answer.status_code == 422
    assert words(soup(answer).select_one("[role=alert]")) != ""
    assert files(steward) == before


@pytest.mark.parametrize("path", ["", "nothing", "years.yr-none", "%00"])
@pytest.mark.parametrize("record", ["known", "lh-nobody"])
def test_unknown(steward: Steward, record: str, path: str) -> None:
    """404 for what the machine has not found."""
    record = steward.initiative(2).id if record == "known" else record
    where = f"/s/{SOURCE}/r/{record}/everywhere"
    assert steward.client.get(f"{where}?path={path}&value=a").status_code == 404
    assert steward.client.post(f"{where}/write", data={"path": path, "value": "a"}).status_code == 404
