"""Contacts of one initiative: who is whom, the surest first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lhextract.identity.contacts import match_contacts
from lhextract.model.identity import KnownContact
from tests.identity.made import reached

OFFICE = reached("old", unit="Office", phones=("+491",), email="a@b.example")
EVA = reached("old", person="Eva Roth", role="Dean", unit="Law", phones=("+491",), email="a@b.example")


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        pytest.param(EVA, reached(person="Dr. ROTH, Eva"), True, id="another-writing"),
        pytest.param(EVA, reached(person="E. Roth"), True, id="shorter"),
        pytest.param(EVA, reached(person="Eva Roht"), False, id="a-slip-alone"),
        pytest.param(EVA, reached(person="Eva Roht", role="dean"), True, id="a-slip-and-the-role"),
        pytest.param(EVA, reached(person="Eva Roht", unit="The Law"), True, id="a-slip-and-the-unit"),
        pytest.param(EVA, reached(person="Eva Roht", phones=("+492", "+491")), True, id="a-slip-and-a-number"),
        pytest.param(EVA, reached(person="Eva Roht", email="A@b.example"), True, id="a-slip-and-the-address"),
        pytest.param(EVA, reached(person="Eva Klein-Roth", role="Dean"), True, id="a-second-family-name"),
        pytest.param(EVA, reached(person="Tom Klein-Roth", role="Dean"), False, id="another-given-name"),
        pytest.param(
            reached("old", person="Eva Maria Roth", role="Dean"),
            reached(person="Eva Anna Klein-Roth", role="Dean"),
            True,
            id="another-middle-name",
        ),
        pytest.param(
            reached("old", person="Eva Müller", role="Dean"),
            reached(person="Eva Mueller-Klein", role="Dean"),
            True,
            id="a-second-family-name-and-an-umlaut",
        ),
        pytest.param(
            reached("old", person="Roth", role="Dean"),
            reached(person="Klein-Roth", role="Dean"),
            False,
            id="no-given-name",
        ),
        pytest.param(
            reached("old", person="Alexandra Westermann", role="Dean"),
            reached(person="Alexandra Westerxyzn", role="Dean"),
            True,
            id="just-as-many-letters-as-a-slip-leaves",
        ),
        pytest.param(
            reached("old", person="Alexandra Westermann", role="Dean"),
            reached(person="Alexandra Westerxyzq", role="Dean"),
            False,
            id="more-than-a-slip",
        ),
        pytest.param(EVA, reached(person="Eva Lang", role="Dean", phones=("+491",)), False, id="another-family-name"),
        pytest.param(EVA, reached(unit="Law", role="Dean"), False, id="no-name-any-more-and-no-number"),
        pytest.param(EVA, reached(phones=("+491",)), True, id="no-name-any-more"),
        pytest.param(EVA, reached(email="a@b.example"), True, id="no-name-but-the-address"),
        pytest.param(EVA, reached(phones=("+492",), email="c@b.example", role="Dean"), False, id="nothing-reached"),
    ],
)
def test_one_contact_and_another(old: KnownContact, new: KnownContact, same: bool) -> None:
    """A name is enough; a name that is only like it, or none, needs something else in common."""
    assert match_contacts([old], [new]) == ({new.id: "old"} if same else {})


@pytest.mark.parametrize(
    ("new", "same"),
    [
        pytest.param(reached(unit="office"), True, id="unit"),
        pytest.param(reached(phones=("+491",)), True, id="number"),
        pytest.param(reached(email="a@b.example"), True, id="address"),
        pytest.param(reached(unit="Library", phones=("+492",), email="c@b.example"), False, id="nothing"),
    ],
)
def test_offices(new: KnownContact, same: bool) -> None:
    """Of two offices one thing in common makes them one, unit, number or address; others come and go beside them."""
    beside = reached("new-2", unit="Bursary")  # so that it is not the only one that came
    assert match_contacts([OFFICE], [new, beside]) == ({new.id: "old"} if same else {})


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        pytest.param([reached("a")], [reached("x", phones=("+492",))], {"x": "a"}, id="the-only-one"),
        pytest.param([reached("a")], [reached("x"), reached("y")], {}, id="two-came"),
        pytest.param([reached("a"), reached("b")], [reached("x")], {}, id="two-went"),
        pytest.param([reached("a"), reached("b", retired=True)], [reached("x")], {"x": "a"}, id="one-had-gone-before"),
        pytest.param([reached("b", retired=True)], [reached("x")], {}, id="it-had-gone-before"),
        pytest.param([reached("a", person="Eva Roth")], [reached("x")], {}, id="a-person-went"),
        pytest.param([reached("a")], [reached("x", person="Eva Roth")], {}, id="a-person-came"),
        pytest.param(
            [EVA, reached("a")],
            [reached("y", person="Eva Roth"), reached("x")],
            {"y": "old", "x": "a"},
            id="a-person-stays",
        ),
    ],
)
def test_the_only_office(old: list[KnownContact], new: list[KnownContact], found: dict[str, str]) -> None:
    """An office that has nothing in common with what it was is the same one if nobody else came or went."""
    assert match_contacts(old, new) == found


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        pytest.param(
            [reached("a", person="Eva Roth"), reached("b", person="Eva Roth", role="Dean")],
            [reached("x", person="Eva Roth", role="Dean"), reached("y", person="Eva Roth")],
            {"x": "b", "y": "a"},
            id="the-role-tells",
        ),
        pytest.param(
            [reached("a", person="Eva Roth", phones=("+491",)), reached("b", person="Eva Roth", role="Dean")],
            [reached("x", person="Eva Roth", role="Dean", phones=("+491",))],
            {"x": "a"},
            id="a-number-says-more-than-a-role",
        ),
        pytest.param(
            [reached("a", person="Ewa Roth", phones=("+491",)), reached("b", person="Eva Roth")],
            [reached("x", person="Eva Roth", phones=("+491",))],
            {"x": "b"},
            id="the-name-before-a-number",
        ),
        pytest.param(
            [reached("a", person="Eva Roth", retired=True), reached("b", person="Eva Roth")],
            [reached("x", person="Eva Roth")],
            {"x": "b"},
            id="who-went-last",
        ),
        pytest.param(
            [reached("a", person="Eva Roth"), reached("b", person="E. Roth")],
            [reached("x", person="E. Roth"), reached("y", person="Eva Roth")],
            {"x": "b", "y": "a"},
            id="the-name-in-full-before-a-shorter-one",
        ),
        pytest.param(
            [reached("a", person="Eva Roth"), reached("b", person="E. Roth", phones=("+491",))],
            [reached("x", person="Eva Roth", phones=("+491",))],
            {"x": "a"},
            id="the-name-in-full-before-a-shorter-one-and-a-number",
        ),
        pytest.param(
            [reached("a", person="Eva Roth"), reached("b", person="E. Roth", phones=("+491",), email="a@b.example")],
            [reached("x", person="Eva Roth", phones=("+491",), email="a@b.example")],
            {"x": "b"},
            id="a-shorter-name-with-number-and-address",
        ),
        pytest.param(
            [reached("a", person="Eva Roth"), reached("b", person="Eva Roth")],
            [reached("x", person="Eva Roth"), reached("y", person="Eva Roth")],
            {"x": "a", "y": "b"},
            id="in-order",
        ),
        pytest.param(
            [reached("a", person="Ewa Roth", unit="Law"), reached("b", unit="Law", phones=("+491",))],
            [reached("x", person="Eva Roth", unit="Law", phones=("+491",))],
            {"x": "a"},
            id="a-name-before-none",
        ),
        pytest.param(
            [reached("a", person="Eva Roth"), reached("b", person="E. Roth", role="Dean", phones=("+491",))],
            [reached("x", person="Eva Roth", role="Dean", phones=("+491",))],
            {"x": "b"},
            id="a-shorter-name-with-number-and-role",
        ),
        pytest.param(
            [reached("a", person="Ewa Roth", role="Dean"), reached("b", person="E. Roth")],
            [reached("x", person="Eva Roth", role="Dean")],
            {"x": "b"},
            id="a-shorter-name-before-a-slip",
        ),
        pytest.param(
            [reached("a", person="E. Roth"), reached("b", person="E. Roth", role="Dean")],
            [reached("x", person="Eva Roth", role="Dean")],
            {"x": "b"},
            id="a-shorter-name-with-the-role",
        ),
        pytest.param(
            [
                reached("a", person="Ewa Roth", role="Dean"),
                reached("b", role="Head", phones=("+491",), email="a@b.example"),
            ],
            [reached("x", person="Eva Roth", role="Dean", phones=("+491",), email="a@b.example")],
            {"x": "a"},
            id="a-slip-is-somebody-before-nobody",
        ),
        pytest.param(
            [reached("a", phones=("+491",)), reached("b", phones=("+491",), role="Dean")],
            [reached("x", person="Eva Roth", phones=("+491",), role="Dean")],
            {"x": "b"},
            id="an-office-with-the-role",
        ),
        pytest.param(
            [reached("a", phones=("+491",)), reached("b", email="a@b.example")],
            [reached("x", phones=("+491",), email="a@b.example")],
            {"x": "a"},
            id="a-number-says-as-much-as-an-address",
        ),
        pytest.param(
            [reached("a", phones=("+491",)), reached("b", unit="Law")],
            [reached("x", phones=("+491",), unit="Law")],
            {"x": "a"},
            id="of-offices-a-number-says-as-much-as-the-unit",
        ),
        pytest.param(
            [reached("a", person="Eva Roth", role="Dean"), reached("b", person="Eva Roth", unit="Law")],
            [reached("x", person="Eva Roth", role="Dean", unit="Law")],
            {"x": "a"},
            id="the-unit-says-as-much-as-the-role",
        ),
        pytest.param(
            [reached("a", person="Eva Roth", unit="Law"), reached("b", person="Eva Roth", role="Dean")],
            [reached("x", person="Eva Roth", role="Dean", unit="Law")],
            {"x": "a"},
            id="the-role-says-as-much-as-the-unit",
        ),
        pytest.param(
            [reached("a", person="Eva Roth", retired=True)], [reached("x", person="Eva Roth")], {"x": "a"}, id="back"
        ),
    ],
)
def test_the_surest_first(old: list[KnownContact], new: list[KnownContact], found: dict[str, str]) -> None:
    """Everybody is one contact of before at most, whoever it is most likely."""
    assert match_contacts(old, new) == found


CONTACTS = st.builds(
    reached,
    st.uuids().map(str),
    person=st.sampled_from([None, "Eva Roth", "Ewa Roth", "Tom Lang", "E. Roth"]),
    role=st.sampled_from([None, "Dean"]),
    phones=st.sampled_from([(), ("+491",)]),
    retired=st.booleans(),
)


@given(st.lists(CONTACTS, max_size=4), st.lists(CONTACTS, max_size=4))
def test_nobody_is_two(old: list[KnownContact], new: list[KnownContact]) -> None:
    """Every known contact is found once at most, and only contacts of the page get its id."""
    found = match_contacts(old, new)
    assert len(set(found.values())) == len(found)
    assert set(found) <= {one.id for one in new}
    assert set(found.values()) <= {one.id for one in old}


@given(st.lists(CONTACTS.filter(lambda one: one.person), max_size=4, unique_by=lambda one: one.person))
def test_the_same_people_are_themselves(people: list[KnownContact]) -> None:
    """Nothing changed, so nobody is new."""
    assert match_contacts(people, people) == {one.id: one.id for one in people}
