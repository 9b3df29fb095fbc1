from __future__ import annotations

import pytest

from lhextract.records.entities import link_people, split_name
from tests.builders import marked_page


@pytest.mark.parametrize(
    ("name", "given", "family"),
    [
        pytest.param("Eva Roth", "Eva", "Roth", id="two-words"),
        pytest.param("Mailach", None, "Mailach", id="family-name-alone"),
        pytest.param("Kerstin Le Merdy", "Kerstin", "Le Merdy", id="particle"),
        pytest.param("Jolanthe van den Eertwegh", "Jolanthe", "van den Eertwegh", id="particles"),
        pytest.param("Karl Heinz Schmidt-Maier", "Karl Heinz", "Schmidt-Maier", id="hyphen"),
        pytest.param("Le Merdy", "Le", "Merdy", id="never-without-given-name"),
    ],
)
def test_split_name(name: str, given: str | None, family: str) -> None:
    """The family name is the last word with the particles before it."""
    assert split_name(name) == (given, family)


def people(text: str) -> list[tuple[str, int]]:
    """The people on a line, each with how many mentions they have."""
    _, _, mentions = marked_page([("body", text)])
    linked, rows = link_people(mentions, source="made", titles={}, owners={})
    return [(person.name, list(linked.values()).count(person.id)) for person in rows]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("[[PERSON|Eva Roth]], then [[PERSON|Roth]]", [("Eva Roth", 2)], id="one-bearer"),
        pytest.param("[[PERSON|Roth]] is [[PERSON|Eva Roth]]", [("Eva Roth", 2)], id="surname-first"),
        pytest.param(
            "[[PERSON|Eva Roth]], [[PERSON|Jan Roth]], [[PERSON|Roth]]",
            [("Eva Roth", 1), ("Jan Roth", 1), ("Roth", 1)],
            id="two-bearers",
        ),
        pytest.param("[[PERSON|Mailach]]", [("Mailach", 1)], id="surname-alone"),
        pytest.param(
            "[[PERSON|Kerstin Le Merdy]] and [[PERSON|Merdy]]",
            [("Kerstin Le Merdy", 1), ("Merdy", 1)],
            id="particle-belongs",
        ),
    ],
)
def test_surname_alone(text: str, expected: list[tuple[str, int]]) -> None:
    """A family name alone is the one person who bears it; where two do, it is nobody else's."""
    assert people(text) == expected


def test_people_have_titles_and_initiatives() -> None:
    """A person has the titles of all mentions once, and the initiatives that name them."""
    _, _, mentions = marked_page([("body", "[[PERSON|Eva Roth]] and [[PERSON|Eva Roth]]")])
    starts = [mention.span.start for mention in mentions.mentions]
    titles = {starts[0]: ["Dr."], starts[1]: ["Dr.", "M.A."]}
    owners = {starts[0]: "lh-1", starts[1]: None}
    _, (person,) = link_people(mentions, source="made", titles=titles, owners=owners)
    assert (person.titles, person.initiatives) == (("Dr.", "M.A."), ("lh-1",))
