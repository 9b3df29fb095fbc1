"""A form that could not be saved: it says why, and nothing that was typed is lost."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from lhextract.corrections.wishes import Wish
from lhextract.model.correction import Action
from lhextract.review.office import Office
from tests.review.opened import SOURCE, enter, one, open_office, page

AS_FORM: dict[str, str] = {}
BY_HTMX = {"HX-Request": "true"}
BOTH_WAYS = pytest.mark.parametrize("headers", [pytest.param(AS_FORM, id="form"), pytest.param(BY_HTMX, id="htmx")])


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """The lighthouse page on a desk of this test's own."""
    return open_office(tmp_path)


def a_phone(office: Office) -> tuple[str, str]:
    """An initiative with a phone, and the path of the phone."""
    entries = office.desk(SOURCE).corrected().entries.of
    return next((record, path) for record, own in entries.items() for path in own if ".phones." in path)


def send(office: Office, record: str, headers: dict[str, str], **fields: str) -> tuple[int, BeautifulSoup]:
    """Send a form of the record's page."""
    fields = {name.replace("__", "."): value for name, value in fields.items()}
    answer = enter(office).post(f"/s/{SOURCE}/r/{record}/decide", data=fields, headers=headers)
    return answer.status_code, page(answer.text)


@BOTH_WAYS
def test_a_value_that_does_not_fit_stays_with_its_reason(office: Office, headers: dict[str, str]) -> None:
    """Beside the field stands what is wrong with it; value and reason are in their inputs again."""
    record, path = a_phone(office)
    status, answer = send(office, record, headers, do="save", path=path, key__e164="nope", reason="as told", knows="1")
    row = one(answer, f'form[data-path="{path}"]')
    wrong = one(row, "[aria-invalid]")
    assert status == 422
    assert wrong["value"] == "nope"
    assert "nope" in one(row, f"#{wrong['aria-describedby']}").text
    assert one(row, "[name=reason]")["value"] == "as told"


@BOTH_WAYS
def test_a_choice_that_is_none_is_said_beside_it(office: Office, headers: dict[str, str]) -> None:
    """A list of choices is marked as an input of text is, and points at the message."""
    record, _ = a_phone(office)
    status, answer = send(office, record, headers, do="save", path="category", value="No such", knows="1")
    wrong = one(answer, "select[aria-invalid]")
    assert status == 422
    assert "No such" in one(answer, f"#{wrong['aria-describedby']}").text


@BOTH_WAYS
def test_words_that_are_not_there_stay(office: Office, headers: dict[str, str]) -> None:
    """What was typed to point at the page stays, with what it was to become."""
    record, _ = a_phone(office)
    typed = {"quote": "no such words", "target": "programs", "name": "A name", "reason": "as told"}
    status, answer = send(office, record, headers, do="use", **typed)
    form = one(answer, "#use")
    assert status == 422
    assert {name: one(form, f"[name={name}]").get("value") for name in ("quote", "name", "reason")} == {
        name: typed[name] for name in ("quote", "name", "reason")
    }
    assert one(form, "option[selected]")["value"] == "programs"
    assert "no such words" in one(form, "#trouble[role=alert]").text, "beside the input"


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({"do": "undo", "path": "category"}, id="nothing-to-undo"),
        pytest.param({"do": "remove", "path": "contacts.ct-none"}, id="no-such-contact"),
        pytest.param({"do": "dance", "path": "contacts.ct-none"}, id="no-such-button"),
        pytest.param({"do": "merge", "other": "lh-none"}, id="no-neighbour"),
        pytest.param({"do": "choose:none", "path": "category"}, id="no-such-decision"),
    ],
)
def test_every_refusal_is_said(office: Office, fields: dict[str, str]) -> None:
    """A form whose entry has no row on the page is answered too; nothing is written."""
    record, _ = a_phone(office)
    status, answer = send(office, record, AS_FORM, **fields)
    assert status == 422
    assert len(answer.select("[role=alert]")) == 1
    assert not office.desk(SOURCE).decisions().decisions


@BOTH_WAYS
def test_what_somebody_else_decided_meanwhile(office: Office, headers: dict[str, str]) -> None:
    """Both values are shown, and what was typed is sent again with the new decision in view."""
    record, path = a_phone(office)
    desk = office.desk(SOURCE)
    form = one(page(enter(office).get(f"/s/{SOURCE}/r/{record}").text), f'form[data-path="{path}"]')
    assert form.select("[name=seen]") == []
    (other,) = desk.decide([Wish(Action.SET, record, path, "+49 351 463-1")], author="Bo Nyberg")
    sent = {"do": "save", "path": path, "key__e164": "+49 351 463-2", "reason": "mine", "knows": "1"}
    status, answer = send(office, record, headers, **sent)
    row = one(answer, f'form[data-path="{path}"]')
    assert status == 409
    assert "Bo Nyberg" in one(row, "[role=alert]").text
    assert "+493514631" in one(row, "[role=alert]").text
    assert one(row, '[name="key.e164"]')["value"] == "+49 351 463-2"
    assert one(row, "[name=reason]")["value"] == "mine"
    assert [head["value"] for head in row.select("[name=seen]")] == [other.id]
    assert send(office, record, headers, **sent, seen=other.id)[0] in {200, 303}
    assert dataclasses.asdict(desk.decisions().decisions[-1])["supersedes"] == (other.id,)


def test_words_that_stand_there_several_times(office: Office) -> None:
    """Without a selection the steward says which of the places is meant; the message lists them by number."""
    desk = office.desk(SOURCE)
    whole = next(one for one in desk.machine.initiatives if one.text.count(" and ") > 2)
    record = whole.id
    fields = {"do": "use", "quote": "and", "target": "mention:PROGRAM"}
    status, answer = send(office, record, AS_FORM, **fields)
    told = one(answer, "#trouble").text
    assert status == 422
    assert "which of them 1 to" in told
    assert "--" not in told, "options of the command line are no words of this page"
    assert send(office, record, AS_FORM, **fields, nth="2")[0] == 303
    (decision,) = desk.decisions().decisions
    added = next(one for one in desk.corrected().records.mentions if (one.initiative, one.text) == (record, "and"))
    before = desk.text[whole.start : added.start]
    assert len(re.findall(r"\band\b", before)) == 1, "the second place was meant"
    assert decision.saw.quote == "and"


def test_which_of_the_words_is_a_number(office: Office) -> None:
    """Anything else is said, never a fault of the server."""
    record, _ = a_phone(office)
    for nth in ("x", "-1", "²", "9" * 400):
        status, answer = send(office, record, AS_FORM, do="use", quote="university", target="programs", nth=nth)
        assert status == 422
        assert "nth" in one(answer, "#trouble").text


def test_a_divided_initiative_is_named_by_the_steward(office: Office) -> None:
    """Where the second part does not begin with a title, the page has an input for its name."""
    desk = office.desk(SOURCE)
    whole = max(desk.machine.initiatives, key=lambda initiative: len(initiative.text))
    lines = [line for line in desk.machine.lines if whole.start < line.start < whole.end and line.end > line.start]
    longest = max(lines, key=lambda line: line.end - line.start)
    place = {"start": str(longest.start), "end": str(longest.start + 20)}
    assert longest.end - longest.start > 120
    assert send(office, whole.id, AS_FORM, do="use", target="split", **place)[0] == 422
    assert send(office, whole.id, AS_FORM, do="use", target="split", **place, name="Second Part")[0] == 303
    assert "Second Part" in {initiative.name for initiative in desk.corrected().records.initiatives}
