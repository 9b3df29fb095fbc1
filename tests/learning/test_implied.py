"""What follows for the mentions from decisions about values that stand on words."""

from __future__ import annotations

import pytest

from lhextract.corrections.settled import settled
from lhextract.corrections.wishes import Wish
from lhextract.desk import Desk
from lhextract.learning.implied import marks_of
from lhextract.model.correction import Action
from lhextract.model.mention import Label

FLINDERS, CONTACT = "lh-527ydxmyez", "contacts.ct-r2ewafb4la"
YEAR, UNIT = "years.yr-s3ndp2k5lt", "host_units.org-sucvheempd"
DEPARTMENT = "Department for Development and International Affairs"


def mentions_after(desk: Desk, *wishes: Wish) -> list[tuple[str, str]]:
    """Type and words of the mentions of the second initiative."""
    desk.decide(wishes, author="Ann Lee")
    corrected = desk.corrected()
    marks = marks_of(corrected, desk.text, settled(corrected))
    return [(one.type.value, one.text) for one in marks.mentions if one.initiative == FLINDERS]


@pytest.mark.parametrize(
    ("wish", "gone", "new"),
    [
        pytest.param(Wish(Action.REMOVE, FLINDERS, YEAR), {("YEAR", "2014")}, set(), id="year-taken-out"),
        pytest.param(
            Wish(Action.REMOVE, FLINDERS, "contacts.ct-r2ewafb4la.phones.tel-loja2o4yog"),
            {("PHONE", "+49 351 463-32730")},
            set(),
            id="phone-taken-out",
        ),
        pytest.param(
            Wish(Action.SET, FLINDERS, f"{CONTACT}.person", None), {("PERSON", "Carola Dierich")}, set(), id="no-person"
        ),
        pytest.param(
            Wish(Action.SET, FLINDERS, f"{CONTACT}.person", "Dierich"),
            {("PERSON", "Carola Dierich")},
            {("PERSON", "Dierich")},
            id="person-cut",
        ),
        pytest.param(
            Wish(Action.SET, FLINDERS, f"{CONTACT}.person", "Somebody Else"), set(), set(), id="person-not-on-the-page"
        ),
        pytest.param(Wish(Action.REMOVE, FLINDERS, UNIT), set(), set(), id="unit-taken-out-is-one-still"),
        pytest.param(Wish(Action.REMOVE, FLINDERS, CONTACT), set(), set(), id="contact-taken-out-is-a-person-still"),
        pytest.param(
            Wish(Action.SET, FLINDERS, f"{UNIT}.name", "Department for Development"),
            {("INSTITUTION", DEPARTMENT)},
            {("INSTITUTION", "Department for Development")},
            id="unit-cut",
        ),
        pytest.param(Wish(Action.SET, FLINDERS, f"{YEAR}.role", "event"), set(), set(), id="another-role"),
    ],
)
def test_what_follows(desk: Desk, wish: Wish, gone: set[tuple[str, str]], new: set[tuple[str, str]]) -> None:
    """A value that was changed changes the mention it stood on; nothing else moves."""
    before = [(m.type.value, m.text) for m in desk.machine.mentions if m.initiative == FLINDERS]
    after = mentions_after(desk, wish)
    assert set(before) - set(after) == gone
    assert set(after) - set(before) == new


def test_a_decision_about_a_mention_stands(desk: Desk) -> None:
    """What a steward said of the mention itself is not undone by what follows from a field."""
    mention = next(m for m in desk.machine.mentions if m.initiative == FLINDERS and m.text == DEPARTMENT)
    after = mentions_after(
        desk,
        Wish(Action.CONFIRM, FLINDERS, f"mentions.{mention.id}"),
        Wish(Action.SET, FLINDERS, f"{UNIT}.name", "Department for Development"),
    )
    assert ("INSTITUTION", DEPARTMENT) in after


def test_decided_mentions(desk: Desk) -> None:
    """A confirmed value is a decision about the mention with its words; no other mention has one."""
    desk.decide([Wish(Action.CONFIRM, FLINDERS, YEAR)], author="Ann Lee")
    corrected = desk.corrected()
    marks = marks_of(corrected, desk.text, settled(corrected))
    assert [(m.type, m.text) for m in marks.mentions if m.id in marks.decided] == [(Label.YEAR, "2014")]
