"""Who decided what: the last first, in pages."""

from __future__ import annotations

import pytest

from lhextract.corrections.wishes import Wish
from lhextract.model.correction import Action
from lhextract.review.pages import log
from tests.review.opened import SOURCE
from tests.review.steward import OTHER, Steward, words
from tests.review.visitors import STEWARD

LOG = f"/s/{SOURCE}/log"


def rows(steward: Steward, query: str = "") -> list[list[str]]:
    """The table, as text."""
    return [[words(cell) for cell in line.select("td")] for line in steward.get(f"{LOG}{query}").select("tbody tr")]


def test_nothing_decided(steward: Steward) -> None:
    """The page is there before anything was decided."""
    page = steward.get(LOG)
    assert "0 in all" in words(page.select_one("#main"))
    assert page.select("table") == []


def test_log(steward: Steward) -> None:
    """Each decision has its author, record, field, value, reason and state; those that others follow are superseded."""
    record = steward.initiative(2).id
    steward.meanwhile(record, "name", "Graz")
    steward.desk.decide([Wish(Action.SET, record, "name", "TU Wien", "as it is called")], author=STEWARD)
    (last, first) = rows(steward)
    assert last[1:] == [STEWARD, "set", "TU Wien", "Name", "TU Wien", "as it is called", "corrected"]
    assert first[1:] == [OTHER, "set", "TU Wien", "Name", "Graz", "", "superseded"]
    page = steward.get(LOG)
    assert f"2 in all: {STEWARD} 1" in words(page.select_one("#main"))
    link = page.select_one("tbody a")
    assert link is not None
    assert words(steward.get(str(link["href"])).h1) == "TU Wien"


def test_pages(steward: Steward, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every decision is on exactly one page, the last first; older and newer lead through all of them."""
    monkeypatch.setattr(log, "MOST", 3)
    record = steward.initiative(2).id
    for number in range(8):
        steward.meanwhile(record, "name", f"Name {number}")
    page, seen = steward.get(LOG), []
    while True:
        seen.append([words(line.select("td")[5]) for line in page.select("tbody tr")])
        older = next((one for one in page.select("p a") if words(one) == "Older"), None)
        if older is None:
            break
        page = steward.get(f"{LOG}{older['href']}")
    assert [len(each) for each in seen] == [3, 3, 2]
    assert [value for each in seen for value in each] == [f"Name {number}" for number in range(8)][::-1]
    newer = next(one for one in page.select("p a") if words(one) == "Newer")
    assert [line[5] for line in rows(steward, str(newer["href"]))] == seen[1]


@pytest.mark.parametrize("number", ["-1", "x", "", "99999999", "9" * 5000, "1e3", "%00", "²", "٣"])
def test_numbers_that_are_none(steward: Steward, number: str) -> None:
    """An address that was made by hand shows a page, whatever it says."""
    steward.meanwhile(steward.initiative(2).id, "name", "Graz")
    assert steward.client.get(f"{LOG}?from={number}").status_code == 200


def test_what_is_gone_has_no_link(steward: Steward) -> None:
    """A record that was joined with another is named, without a link that leads nowhere."""
    kept, gone = steward.initiative(3).id, steward.initiative(4).id
    steward.meanwhile(gone, "name", "Graz")
    steward.meanwhile(kept, "", gone, Action.MERGE)
    page = steward.get(LOG)
    for link in page.select("tbody a"):
        assert steward.client.get(str(link["href"])).status_code == 200
    assert len(page.select("tbody tr")) == 2
