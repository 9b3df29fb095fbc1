"""The queue, worked out anew only where something has changed."""

from __future__ import annotations

from pathlib import Path

from lhextract.corrections.wishes import Wish
from lhextract.desk import Desk, open_desk
from lhextract.model.correction import Action
from lhextract.review.office import Office
from tests.review.opened import SOURCE, open_office


def decide_in_turn(desk: Desk, office: Office) -> None:
    """Decisions that change much and little, with a look at the queue after each."""
    first, second, third = desk.machine.initiatives[:3]
    contact = next(one for one in second.contacts if one.phones)
    wishes = (
        Wish(Action.SET, first.id, "name", "New Name"),
        Wish(Action.CONFIRM, second.id, "name"),
        Wish(Action.SET, second.id, f"contacts.{contact.id}.person", "Ada Beispiel"),
        Wish(Action.ADD, third.id, f"contacts.{third.contacts[0].id}.phones", contact.phones[0].e164),
        Wish(Action.REMOVE, second.id, f"contacts.{contact.id}"),
        Wish(Action.SET, first.id, "text", "Only a little text."),
        Wish(Action.ADD, third.id, "partners", "University of Nowhere"),
        Wish(Action.RETRACT, first.id, "name"),
        Wish(Action.SET, desk.machine.people[0].id, "name", "Bo Muster"),
        Wish(Action.MERGE, first.id, "", second.id),
    )
    for wish in wishes:
        desk.decide([wish], author="Ann Lee")
        office.standing(SOURCE)


def test_a_queue_that_was_looked_at_again_and_again_is_that_of_a_fresh_start(tmp_path: Path) -> None:
    """What is remembered of earlier states makes no difference: not to the queue, the records, or the findings."""
    office = open_office(tmp_path)
    desk = office.desk(SOURCE)
    decide_in_turn(desk, office)
    fresh = Office.of([open_desk(SOURCE, start=tmp_path)], start=tmp_path)
    assert office.standing(SOURCE) == fresh.standing(SOURCE)
    assert desk.checked() == fresh.desk(SOURCE).checked()
    assert desk.corrected() == fresh.desk(SOURCE).corrected()
