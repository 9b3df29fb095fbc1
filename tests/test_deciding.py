"""What a steward asks for in words, to what is decided."""

from __future__ import annotations

import pytest

from lhextract.corrections.wishes import DecisionError
from lhextract.deciding import Asked, decide_on, read_given, wishes_of
from lhextract.desk import Desk
from lhextract.model.correction import Action, Value

GIVEN = [
    pytest.param("name", ["TU Wien"], "TU Wien", id="text"),
    pytest.param("name", ["a=b"], "a=b", id="text-with-an-equals-sign"),
    pytest.param("years.yr-a", ["2014"], "2014", id="main-part"),
    pytest.param("years.yr-a", ["value=2014", "role=start"], {"value": "2014", "role": "start"}, id="parts"),
    pytest.param("years", ["value=2014"], {"value": "2014"}, id="parts-of-a-new-one"),
    pytest.param("contacts.ct-a.phones.tel-b", ["ext="], {"ext": None}, id="part-emptied"),
    pytest.param("contacts.ct-a.phones", ["e164=+49 351 1"], {"e164": "+49 351 1"}, id="new-phone"),
    pytest.param("links.ln-a", ["https://x.edu/?a=b"], "https://x.edu/?a=b", id="address-with-an-equals-sign"),
    pytest.param("years.yr-a.role", ["role=start"], "role=start", id="a-part-is-a-text"),
    pytest.param("programs", [], None, id="nothing"),
]


@pytest.mark.parametrize(("path", "values", "value"), GIVEN)
def test_words_are_read(path: str, values: list[str], value: Value) -> None:
    """KEY=VALUE is for items and their keys alone, anything else is a text."""
    assert read_given(path, values) == value


@pytest.mark.parametrize("values", [["value=2014", "rule=start"], ["2014", "2015"]], ids=["unknown-key", "two-texts"])
def test_words_that_are_no_value_are_refused(values: list[str]) -> None:
    """The message lists the keys."""
    with pytest.raises(DecisionError, match="with the keys text, value, role"):
        read_given("years.yr-a", values)


def test_trying_writes_nothing(desk: Desk) -> None:
    """What was tried is said, and not there."""
    wishes = wishes_of(desk, Asked(Action.SET, "2", "name", "Flinders"))
    tried = decide_on(desk, wishes, author="Ann Lee", write=False)
    assert (tried.written, tried.decisions[0].value, desk.decisions().decisions) == (False, "Flinders", ())


def test_confirming_everything_leaves_out_what_was_decided(desk: Desk) -> None:
    """Nobody's correction is confirmed away."""
    decide_on(desk, wishes_of(desk, Asked(Action.SET, "2", "name", "Flinders")), author="Bo Chen", write=True)
    wishes = wishes_of(desk, Asked(Action.CONFIRM, "2", reason="looked at"))
    assert "name" not in {wish.path for wish in wishes}
    assert {wish.reason for wish in wishes} == {"looked at"}
