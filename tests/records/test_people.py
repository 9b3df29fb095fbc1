from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lhextract.model.record import Person
from lhextract.records.people import link_people
from tests.builders import marked_page


def link(text: str, *, titles: Sequence[Sequence[str] | None] = ()) -> tuple[list[str | None], tuple[Person, ...]]:
    """The name of whom each marked person is, and the people; `titles` of each mention in a contact, else None."""
    _, _, mentions = marked_page([("body", text)])
    starts = [mention.span.start for mention in mentions.mentions]
    contacts = {start: given for start, given in zip(starts, titles, strict=False) if given is not None}
    linked, people = link_people(mentions, source="made", titles=contacts, owners={})
    names = {person.id: person.name for person in people}
    return [names[linked[start]] if start in linked else None for start in starts], people


def mark(*names: str) -> str:
    """A line of names."""
    return "; ".join(f"[[PERSON|{name}]]" for name in names)


@pytest.mark.parametrize(
    ("names", "whom"),
    [
        pytest.param(["Eva Roth", "Roth"], ["Eva Roth", "Eva Roth"], id="one-bearer"),
        pytest.param(["Roth", "Eva Roth"], ["Eva Roth", "Eva Roth"], id="surname-first"),
        pytest.param(["Eva Roth", "Jan Roth", "Roth"], ["Eva Roth", "Jan Roth", None], id="two-bearers"),
        pytest.param(["Mailach"], [None], id="nobody-bears-it"),
        pytest.param(["Eva Le Goff", "Goff"], ["Eva Le Goff", None], id="particle-belongs"),
        pytest.param(["Eva Le Goff", "Le Goff"], ["Eva Le Goff", "Eva Le Goff"], id="with-its-particle"),
        pytest.param(["Eva Müller", "Mueller"], ["Eva Müller", "Eva Müller"], id="transcribed"),
        pytest.param(["Rosa Vidal Pons", "Vidal Pons"], ["Rosa Vidal Pons"] * 2, id="two-family-names"),
    ],
)
def test_surname_in_running_text(names: list[str], whom: list[str | None]) -> None:
    """A family name in running text is the one person who bears it; else it is nobody, and makes no person."""
    assert link(mark(*names))[0] == whom


@pytest.mark.parametrize(
    ("names", "contacts", "whom"),
    [
        pytest.param(["Roth"], [True], ["Roth"], id="nobody-bears-it"),
        pytest.param(["Eva Roth", "Roth"], [False, True], ["Eva Roth", "Eva Roth"], id="one-bearer"),
        pytest.param(["Eva Roth", "Jan Roth", "Roth"], [True, True, True], ["Eva Roth", "Jan Roth", "Roth"], id="two"),
        pytest.param(["Roth", "Roth"], [False, True], ["Roth", "Roth"], id="text-means-the-contact"),
        pytest.param(["Eva Roth", "Jan Roth", "Roth", "Roth"], [True, True, True, False],
                     ["Eva Roth", "Jan Roth", "Roth", None], id="text-may-mean-three"),
        pytest.param(["Roth", "ROTH"], [True, True], ["Roth", "Roth"], id="capitals"),
    ],
)  # fmt: skip
def test_surname_in_a_contact(names: list[str], contacts: list[bool], whom: list[str | None]) -> None:
    """A contact always has a person: the one bearer of the family name, or one of its own."""
    assert link(mark(*names), titles=[["Prof."] if inside else None for inside in contacts])[0] == whom


@pytest.mark.parametrize(
    ("names", "whom"),
    [
        pytest.param(["Eva Roth", "EVA ROTH", "Roth, Eva"], ["Eva Roth"] * 3, id="ways-of-writing"),
        pytest.param(["EVA ROTH", "Eva Roth"], ["Eva Roth"] * 2, id="reads-best"),
        pytest.param(["J. Müller", "Julia Müller"], ["Julia Müller"] * 2, id="initial"),
        pytest.param(["J. Roth", "Julia Roth", "Jan Roth"], ["J. Roth", "Julia Roth", "Jan Roth"], id="two-candidates"),
        pytest.param(["Eva Roth", "E. Roth", "Eva M. Roth"], ["Eva M. Roth"] * 3, id="chain"),
        pytest.param(["Eva Roth", "Eva A. Roth", "Eva B. Roth"], ["Eva Roth", "Eva A. Roth", "Eva B. Roth"], id="fork"),
        pytest.param(["Maria Ida Roth", "Roth Maria Ida"], ["Maria Ida Roth"] * 2, id="other-order"),
        pytest.param(["Martin Thomas", "Thomas Martin"], ["Martin Thomas", "Thomas Martin"], id="two-words-turned"),
        pytest.param(["Karim Nasr el Din", "Nasr el Din"], ["Karim Nasr el Din"] * 2, id="end-of-a-name"),
        pytest.param(["Juliana B. Roth", "B. Roth"], ["Juliana B. Roth", "B. Roth"], id="initial-of-a-middle-name"),
        pytest.param(["Eva Müller", "Eva Mueller", "Eva Muller"], ["Eva Müller"] * 3, id="umlauts"),
    ],
)
def test_one_person_per_human(names: list[str], whom: list[str]) -> None:
    """Writings of one name are one person, by the fullest one; a shorter one only if it fits nobody else."""
    assert link(mark(*names))[0] == whom


def test_titles_are_canonical_and_each_once() -> None:
    """A person has the titles of all contacts as the list has them, in the order first seen; others as written."""
    _, (person,) = link(
        mark("Eva Roth", "Eva Roth", "Roth"),
        titles=[["Ms."], ["Prof. Dr. rer. nat. habil.", "MA, Kapitänin"], ["Professorin Dr."]],
    )
    assert person.titles == ("Ms.", "Prof.", "Dr. rer. nat. habil.", "M.A.", "Kapitänin", "Dr.")
    assert (person.given, person.family) == ("Eva", "Roth")


def test_initiatives_are_those_of_all_mentions() -> None:
    """A person belongs to every initiative that names them, each once."""
    _, _, mentions = marked_page([("body", mark("Eva Roth", "Roth", "Eva Roth"))])
    first, second, third = (mention.span.start for mention in mentions.mentions)
    _, (person,) = link_people(
        mentions, source="made", titles={}, owners={first: "lh-2", second: "lh-1", third: "lh-2"}
    )
    assert person.initiatives == ("lh-2", "lh-1")


NAMES = [
    "Eva Roth",
    "E. Roth",
    "Eva M. Roth",
    "Roth",
    "ROTH",
    "Roth, Eva",
    "Jan Roth",
    "Müller",
    "J. Mueller",
    "Uwe S.",
    "de Wit",
]


@given(st.lists(st.tuples(st.sampled_from(NAMES), st.booleans()), min_size=1, max_size=8))
def test_every_contact_has_a_person(drawn: list[tuple[str, bool]]) -> None:
    """Ids are unique, every person is named somewhere, and a contact or a full name always names one."""
    whom, people = link(mark(*(name for name, _ in drawn)), titles=[[] if inside else None for _, inside in drawn])
    assert len({person.id for person in people}) == len(people)
    assert {name for name in whom if name} == {person.name for person in people}
    for name, (written, inside) in zip(whom, drawn, strict=True):
        assert name is not None or not (inside or " " in written.removeprefix("de "))
