from __future__ import annotations

import pytest

from lhextract.lookups import KnownInstitution, Lookups
from lhextract.records.entities import link_institutions, link_people, split_name
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


TABLE = Lookups(
    institutions=(
        KnownInstitution("Osaka University", ("Handai",), "university", "JP", "035t8zc32", None),
        KnownInstitution("OncoRay", (), "unit", "DE", None, "TU Dresden"),
    )
)


def institutions(text: str) -> list[tuple[str, tuple[str, ...], str, bool]]:
    """The institutions on a line of a page of TU Dresden: name, aliases, kind, host."""
    page, _, mentions = marked_page([("body", text)])
    _, rows = link_institutions(page, mentions, TABLE, hosts=("TU Dresden", "TUD"))
    return [(row.name, row.aliases, row.kind, row.host) for row in rows]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "[[INST|Handai]] is [[INST|Osaka University]]",
            [("Osaka University", ("Handai",), "university", False)],
            id="lookup",
        ),
        pytest.param("[[INST|TUD]] is [[INST|TU Dresden]]", [("TU Dresden", ("TUD",), "unknown", True)], id="host"),
        pytest.param(
            "[[INST|Korea Institute of Materials Science]] ([[INST|KIMS]])",
            [("Korea Institute of Materials Science", ("KIMS",), "unknown", False)],
            id="acronym-of-the-page",
        ),
        pytest.param(
            "[[INST|Faculty of Arts]], [[INST|Universität Jena]], [[INST|Zeiss AG]]",
            [
                ("Faculty of Arts", (), "unit", False),
                ("Universität Jena", (), "university", False),
                ("Zeiss AG", (), "company", False),
            ],
            id="kind-by-the-name",
        ),
        pytest.param(
            "[[INST|University Hospital Ulm]], [[INST|Inha University Incheon]], "
            "[[INST|European University Institute]]",
            [
                ("University Hospital Ulm", (), "unknown", False),
                ("Inha University Incheon", (), "university", False),
                ("European University Institute", (), "unknown", False),
            ],
            id="university-inside-a-name",
        ),
        pytest.param(
            "[[INST|ÉCOLE POLYTECHNIQUE]], the [[INST|École Polytechnique]]",
            [("ÉCOLE POLYTECHNIQUE", ("École Polytechnique",), "unknown", False)],
            id="capitals",
        ),
    ],
)
def test_forms_of_one_institution(text: str, expected: list[tuple[str, tuple[str, ...], str, bool]]) -> None:
    """Forms of a name are one institution by lookup, host names or the page's own acronyms; kinds are no guess."""
    assert institutions(text) == expected


def test_lookup_gives_what_it_knows() -> None:
    """Country, ROR id and parent come from the lookup table alone; a parent on the page is its id."""
    page, _, mentions = marked_page([("body", "[[INST|TU Dresden]], [[INST|OncoRay]], [[INST|Osaka University]]")])
    _, (host, unit, partner) = link_institutions(page, mentions, TABLE, hosts=("TU Dresden",))
    assert (partner.country, partner.ror, partner.parent) == ("JP", "035t8zc32", None)
    assert (unit.country, unit.ror, unit.parent) == ("DE", None, host.id)
