"""What a person has decided, and what still waits for one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lhextract.corrections.decide import confirm_all
from lhextract.corrections.settled import Settled, left_of, settled
from lhextract.desk import Desk
from lhextract.model.correction import Action, State, Value
from tests.corrections.made import BOOKS, STARS, WATER, made
from tests.selection.made import ruling

TONGJI = "lh-gxpzwazasc"


@pytest.mark.parametrize("state", State)
def test_only_what_is_in_force_undisputed(desk: Desk, state: State) -> None:
    """Decisions that are re-opened, in conflict or about nothing settle nothing."""
    corrected = replace(desk.corrected(), rulings=(ruling(TONGJI, "name", "Tongji University", state),))
    assert bool(settled(corrected).of) == (state in {State.APPLIED, State.REDUNDANT})


@pytest.mark.parametrize(
    ("path", "decided", "value", "is_so"),
    [
        pytest.param("name", "Tongji", "Tongji", True, id="field"),
        pytest.param("name", "Tongji", "Tongji University", False, id="another-value"),
        pytest.param("text", "Tongji", "Tongji", False, id="another-field"),
        pytest.param("contacts.ct-a.role", "Head", "Head", True, id="of-a-contact"),
        pytest.param("contacts.ct-a", {"role": "Head"}, "Head", True, id="whole-contact"),
        pytest.param("contacts.ct-a", {"role": "Dean"}, "Head", False, id="whole-contact-with-another"),
        pytest.param("contacts.ct-b", {"role": "Head"}, "Head", False, id="another-contact"),
        pytest.param("contacts.ct-a", None, "Head", False, id="taken-out"),
    ],
)
def test_a_field_has_the_decided_value(path: str, decided: Value, value: Value, is_so: bool) -> None:
    """By a decision about the field, or about the contact that it is in."""
    found = Settled(frozenset(), {TONGJI: (ruling(TONGJI, path, decided),)})
    asked = "name" if path in {"name", "text"} else "contacts.ct-a.role"
    assert found.has_value(TONGJI, asked, value) == is_so
    assert not found.has_value("lh-other", asked, value)


@pytest.mark.parametrize(
    ("path", "decided", "is_so"),
    [
        pytest.param("contacts.ct-a.role", "Head", True, id="field"),
        pytest.param("contacts.ct-a.role", None, True, id="field-that-was-emptied"),
        pytest.param("contacts.ct-a", {"role": "Head"}, True, id="whole-contact"),
        pytest.param("contacts.ct-a", None, False, id="contact-taken-out"),
        pytest.param("contacts.ct-b", {"role": "Head"}, False, id="another-contact"),
        pytest.param("contacts.ct-a.unit", "Law", False, id="another-field"),
    ],
)
def test_a_field_is_decided(path: str, decided: Value, is_so: bool) -> None:
    """Whatever its value is now."""
    found = Settled(frozenset(), {WATER: (ruling(WATER, "name", "x"), ruling(WATER, path, decided))})
    assert found.has_field(WATER, "contacts.ct-a.role") == is_so
    assert not found.has_field(STARS, "contacts.ct-a.role")


YEAR = {"text": "2014", "value": "2014", "role": "start"}
PHONE = {"raw": "463-1", "e164": "+491", "national": None, "ext": None, "region": "DE"}


@pytest.mark.parametrize(
    ("path", "decided", "parent", "kind", "value", "is_so"),
    [
        pytest.param("years.yr-1", YEAR, "years", "years", {**YEAR, "text": "in 2014"}, True, id="the-same-year"),
        pytest.param("years.yr-1", YEAR, "years", "years", {**YEAR, "role": "event"}, False, id="another-year"),
        pytest.param("years.yr-1", None, "years", "years", YEAR, False, id="taken-out"),
        pytest.param("programs.pr-1", {"name": "a"}, "years", "programs", {"name": "a"}, False, id="another-list"),
        pytest.param(
            "contacts.ct-a.phones.tel-1", PHONE, "contacts.ct-a.phones", "phones", PHONE, True, id="the-same-number"
        ),
        pytest.param(
            "contacts.ct-b.phones.tel-1", PHONE, "contacts.ct-a.phones", "phones", PHONE, False, id="of-another-contact"
        ),
        pytest.param(
            "contacts.ct-a", {"person": "A"}, "contacts.ct-a.phones", "phones", PHONE, True, id="with-its-contact"
        ),
        pytest.param("contacts.ct-a", None, "contacts.ct-a.phones", "phones", PHONE, False, id="its-contact-is-gone"),
        pytest.param(
            "contacts.ct-a", {"person": "A"}, "contacts.ct-b.phones", "phones", PHONE, False, id="not-with-it"
        ),
    ],
)
def test_an_item_is_decided(path: str, decided: Value, parent: str, kind: str, value: Value, is_so: bool) -> None:
    """By what it says, whatever its id is, or with the whole contact."""
    found = Settled(frozenset(), {WATER: (ruling(WATER, "name", "x"), ruling(WATER, path, decided))})
    assert found.has_item(WATER, parent, kind, value) == is_so
    assert not found.has_item(STARS, parent, kind, value)


def test_what_is_left_to_confirm() -> None:
    """Everything that says something; contacts by their parts, and neither mentions nor the text."""
    corrected = made().corrected()
    left = [path.rpartition(".")[0] or path for path in left_of(WATER, corrected)]
    in_contact = ["contacts.ct-eva"] * 3 + ["contacts.ct-eva.phones"]  # person, role, e-mail
    lists = ["years", "programs", "links", "captions", "acronyms"]
    assert left == ["name", "category", "partners", "partners", *in_contact, *lists]
    assert left_of(BOOKS, corrected) == ("name", "category")
    assert [wish.path for wish in confirm_all("ps-eva", corrected)] == ["name", "given", "family", "titles"]
    assert [wish.path for wish in confirm_all("ps-tom", corrected)] == ["name", "given", "family"]
    assert confirm_all("lh-nowhere", corrected) == []


def test_confirmed_as_a_whole() -> None:
    """Every field was decided; what is in a contact that was taken out needs no decision."""
    work = made()
    work.do(Action.CONFIRM, BOOKS, "name")
    assert settled(work.corrected()).confirmed == frozenset()
    work.do(Action.SET, BOOKS, "category", "Networks")
    assert settled(work.corrected()).confirmed == {BOOKS}
    assert settled(work.corrected(), only=[WATER]).confirmed == frozenset()
    assert settled(work.corrected(), only=[WATER, BOOKS]).confirmed == {BOOKS}
    before = len(left_of(STARS, work.corrected()))
    work.do(Action.REMOVE, STARS, "contacts.ct-tom")
    assert before - len(left_of(STARS, work.corrected())) == 3  # person, role, phone
    for wish in confirm_all(STARS, work.corrected()):
        if not wish.path.startswith("contacts."):
            work.take(wish)
    assert settled(work.corrected()).confirmed == {BOOKS, STARS}


@pytest.mark.parametrize("state", [State.REOPENED, State.CONFLICTING])
def test_what_needs_another_look(state: State) -> None:
    """A decision that is in doubt is left, and an orphaned one is about nothing here."""
    work = made()
    work.take(*confirm_all(BOOKS, work.corrected()))
    corrected = work.corrected()
    doubtful = replace(corrected, rulings=(ruling(BOOKS, "name", "x", state), *corrected.rulings[1:]))
    assert left_of(BOOKS, doubtful) == ("name",)
    assert settled(doubtful).confirmed == frozenset()
    orphaned = replace(corrected, rulings=(*corrected.rulings, ruling(BOOKS, "years.yr-1", None, State.ORPHANED)))
    assert settled(orphaned).confirmed == {BOOKS}
