"""How the entries of a record stand."""

from __future__ import annotations

import pytest

from lhextract.corrections.wishes import DecisionError, Wish
from lhextract.desk import Desk
from lhextract.model.correction import Action
from lhextract.standing import history_of, stands_at, stands_of

FLINDERS, YEAR = "lh-527ydxmyez", "years.yr-s3ndp2k5lt"


def test_machine_value_and_value_in_force(desk: Desk) -> None:
    """Both are there, with the state; what was added comes behind what the machine found."""
    wishes = [
        Wish(Action.SET, FLINDERS, "name", "Flinders"),
        Wish(Action.REMOVE, FLINDERS, YEAR),
        Wish(Action.ADD, FLINDERS, "years", "2015"),
    ]
    desk.decide(wishes, author="Ann Lee")
    stands = {one.path: one for one in stands_of(desk.corrected(), FLINDERS)}
    assert (stands["name"].machine, stands["name"].value, stands["name"].state) == (
        "Flinders University",
        "Flinders",
        "applied",
    )
    assert stands[YEAR].value is None
    assert (list(stands)[-1], stands["years.yr-vbpj3nefd5"].machine) == ("years.yr-vbpj3nefd5", None)
    assert stands["category"].state == ""


def test_entries_below_a_path(desk: Desk) -> None:
    """A path names one entry, or the beginning of several."""
    assert [one.path for one in stands_at(desk, FLINDERS, "name")] == ["name"]
    assert len(stands_at(desk, FLINDERS, "contacts")) > 5
    with pytest.raises(DecisionError, match="the path of an entry"):
        stands_at(desk, FLINDERS, "nam")


def test_history_holds_what_was_taken_back(desk: Desk) -> None:
    """Every decision that led to today is told, in the order of time."""
    for wish in (
        Wish(Action.SET, FLINDERS, "name", "One"),
        Wish(Action.SET, FLINDERS, "name", "Two"),
        Wish(Action.RETRACT, FLINDERS, "name"),
        Wish(Action.SET, FLINDERS, "category", "Networks › Local network with international radiance"),
    ):
        desk.decide([wish], author="Ann Lee")
    assert [one.value for one in history_of(desk, FLINDERS, "name")] == ["One", "Two", None]
