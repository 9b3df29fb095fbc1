"""Institutions and people agree with the initiatives after these were corrected."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lhextract.corrections.structure import Cut, are_neighbours, can_be_split, merge, split
from lhextract.corrections.tidy import Tidier
from lhextract.minting import mint
from lhextract.model.outline import LineRole
from lhextract.model.record import Institution, Involved, Person, Provenance, Records
from tests.corrections.made import BOOKS, STARS, TEXT, WATER, at, one_of, records

BEFORE = records()


def tidied(records: Records) -> Records:
    """Records that were corrected, tidied."""
    return Tidier(BEFORE).tidy(records)


def with_person(place: int, person: str | None, of: Records = BEFORE) -> Records:
    """The records with another person in the first contact of an initiative."""
    one = of.initiatives[place]
    changed = replace(one, contacts=(replace(one.contacts[0], person=person),))
    return replace(of, initiatives=(*of.initiatives[:place], changed, *of.initiatives[place + 1 :]))


def people_of(found: Records) -> list[tuple[str, str, tuple[str, ...]]]:
    """Id, name and initiatives of the people."""
    return [(one.id, one.name, one.initiatives) for one in found.people]


def test_nothing_to_tidy() -> None:
    """What the machine found stays, and so does what nothing names, if nothing named it before."""
    extra = replace(
        BEFORE,
        institutions=(*BEFORE.institutions, Institution("org-x", "X", (), "unknown", None, None, None, host=False)),
        people=(*BEFORE.people, Person("ps-x", "X Y", "X", "Y", (), ())),
    )
    assert tidied(BEFORE) == BEFORE
    assert Tidier(extra).tidy(extra) == extra


def test_a_contact_with_another_name() -> None:
    """Nobody else has the old name, so it is the same person; mentioned by id, that stays."""
    found = tidied(with_person(0, "Eva Maria Roth"))
    assert people_of(found) == [("ps-eva", "Eva Maria Roth", (WATER,)), ("ps-tom", "Tom Lang", (STARS,))]
    assert (found.people[0].given, found.people[0].family, found.people[0].titles) == ("Eva Maria", "Roth", ("Prof.",))


def test_a_contact_with_another_name_while_the_old_one_stays() -> None:
    """It is a new person, without titles."""
    both = with_person(1, "Eva Roth")
    found = Tidier(both).tidy(with_person(1, "Bo Chen", both))
    new = found.people[-1]
    assert (new.name, new.given, new.family, new.titles, new.initiatives) == ("Bo Chen", "Bo", "Chen", (), (STARS,))
    assert people_of(found)[0] == ("ps-eva", "Eva Roth", (WATER,))
    assert new.id == mint("ps", "made", "Bo Chen")


def test_a_contact_that_is_somebody_known() -> None:
    """The person of another contact: nobody is new, and both initiatives have the same person."""
    found = tidied(with_person(1, "Eva\u00a0Roth"))
    assert people_of(found) == [("ps-eva", "Eva Roth", (WATER, STARS)), ("ps-tom", "Tom Lang", (STARS,))]


def test_a_contact_without_a_person() -> None:
    """Whoever a mention names stays; whom nothing names any more goes."""
    assert people_of(tidied(with_person(0, None)))[0] == ("ps-eva", "Eva Roth", (WATER,))
    alone = replace(with_person(0, None), mentions=tuple(m for m in BEFORE.mentions if m.person != "ps-eva"))
    assert [one.id for one in tidied(alone).people] == ["ps-tom"]


def test_a_mention_of_nobody() -> None:
    """A person who is not on the page any more is named by no mention."""
    gone = replace(BEFORE, people=BEFORE.people[1:])
    found = Tidier(gone).tidy(gone)
    assert [mention.person for mention in found.mentions] == [None, None, None, None, "ps-tom"]


def test_institutions_that_are_named() -> None:
    """A new partner is a new institution; what nothing names any more goes, and is nobody's parent."""
    water = one_of(BEFORE, WATER)
    new = replace(water, partners=(Involved("CERN", "org-cern", 0, 1), Involved("CERN Lab", "org-cern", 2, 3)))
    with_parent = tuple(replace(one, parent="org-tud" if one.id == "org-mit" else None) for one in BEFORE.institutions)
    mentions = tuple(replace(m, institution=None) if m.institution == "org-tud" else m for m in BEFORE.mentions)
    found = tidied(
        replace(BEFORE, initiatives=(new, *BEFORE.initiatives[1:]), institutions=with_parent, mentions=mentions)
    )
    assert found.institutions == (
        replace(BEFORE.institutions[1], parent=None),
        Institution("org-cern", "CERN", (), "unknown", None, None, None, host=False),
    )


@pytest.mark.parametrize("named_by", ["host unit", "mention"])
def test_a_parent_that_is_named_stays(named_by: str) -> None:
    """In a list or in the text; the name is that of its first place in a list."""
    water = one_of(BEFORE, WATER)
    mentions = BEFORE.mentions
    if named_by == "host unit":
        water = replace(water, host_units=(Involved("Faculty", "org-fac", 0, 1),))
    else:
        mentions = (replace(mentions[0], institution="org-fac"), *mentions[1:])
    child = tuple(replace(one, parent="org-fac") for one in BEFORE.institutions)
    found = tidied(replace(BEFORE, initiatives=(water, *BEFORE.initiatives[1:]), institutions=child, mentions=mentions))
    assert [one.parent for one in found.institutions] == ["org-fac", "org-fac", None]
    assert found.institutions[-1].name == ("Faculty" if named_by == "host unit" else "TU Dresden")


def test_neighbours() -> None:
    """Either way round; nobody stands next to itself or to what is not there."""
    pairs = {
        (a, b) for a in (WATER, STARS, BOOKS, "x") for b in (WATER, STARS, BOOKS, "x") if are_neighbours(BEFORE, a, b)
    }
    assert pairs == {(WATER, STARS), (STARS, WATER), (STARS, BOOKS), (BOOKS, STARS)}


@pytest.mark.parametrize("kept", [WATER, STARS])
def test_joined(kept: str) -> None:
    """Lists in the order of the page, an institution once; lines, mentions and text go along, numbers close up."""
    joined = STARS if kept == WATER else WATER
    water, stars = one_of(BEFORE, WATER), one_of(BEFORE, STARS)
    found = merge(BEFORE, kept, joined, TEXT)
    whole = one_of(found, kept)
    assert [(one.id, one.order) for one in found.initiatives] == [(kept, 1), (BOOKS, 2)]
    assert (whole.name, whole.start, whole.end) == (one_of(BEFORE, kept).name, water.start, stars.end)
    assert whole.text == f"{water.text}\n{stars.text}"
    assert (whole.partners, whole.years) == (water.partners, (*water.years, *stars.years))
    assert (whole.contacts, whole.programs) == ((*water.contacts, *stars.contacts), water.programs)
    assert {line.initiative for line in found.lines} == {None, kept, BOOKS}
    assert {mention.initiative for mention in found.mentions} == {kept}


def test_divided() -> None:
    """Before the line of the place: what begins there or behind it belongs to the second part."""
    start = at("Eva Roth")[0]
    found = split(BEFORE, Cut(WATER, start + 3, "lh-new", "Office", "co-1"), TEXT)
    water, first, second = one_of(BEFORE, WATER), one_of(found, WATER), one_of(found, "lh-new")
    assert [(one.id, one.order) for one in found.initiatives] == [(WATER, 1), ("lh-new", 2), (STARS, 3), (BOOKS, 4)]
    assert (first.start, TEXT[first.start : first.end].splitlines()[-1]) == (water.start, "See the brochure")
    assert (second.start, second.end, second.category) == (start, water.end, water.category)
    assert (first.name, first.text, first.contacts, first.years) == (water.name, water.text, (), water.years)
    assert (second.name, second.text, second.contacts, second.years) == ("Office", "", water.contacts, ())
    assert second.provenance == {"name": Provenance("correction", "co-1", 1.0)}
    assert [line.initiative for line in found.lines if line.role is LineRole.LINK] == [WATER]
    assert [line.initiative for line in found.lines if line.role is LineRole.CONTACT_PERSON] == ["lh-new", STARS]
    assert [mention.initiative for mention in found.mentions] == [WATER, WATER, "lh-new", STARS, STARS]


def test_the_text_of_a_part_is_its_own() -> None:
    """Of two lines of text each part has one; the name was given by somebody."""
    found = split(BEFORE, Cut(BOOKS, at("It is held")[0], "lh-new", "Second", "co-1"), TEXT)
    derived = replace(BEFORE, initiatives=tuple(replace(one, name_derived=True) for one in BEFORE.initiatives))
    assert [one.text for one in found.initiatives[2:]] == ["A school of medieval manuscripts.", "It is held in turn."]
    parts = split(derived, Cut(BOOKS, at("It is held")[0], "lh-new", "Second", "co-1"), TEXT).initiatives[2:]
    assert [one.name_derived for one in parts] == [True, False]


@pytest.mark.parametrize(
    ("words", "divided"),
    [
        pytest.param("Book Summer", False, id="its-first-line"),
        pytest.param("Summer", False, id="within-its-first-line"),
        pytest.param("A school", True, id="its-second-line"),
        pytest.param("in turn.", True, id="within-its-last-line"),
        pytest.param("Schools", False, id="before-it"),
    ],
)
def test_where_it_can_be_divided(words: str, divided: bool) -> None:
    """At any line but the first."""
    assert can_be_split(one_of(BEFORE, BOOKS), at(words)[0], TEXT) == divided


def test_nothing_but_blanks_is_no_part() -> None:
    """Neither before the place nor behind it."""
    one = one_of(BEFORE, BOOKS)
    assert not can_be_split(replace(one, start=0, end=5), 4, " \n\nab")
    assert not can_be_split(replace(one, start=0, end=4), 3, "ab\n ")
    assert can_be_split(replace(one, start=0, end=4), 3, "a\n b")
