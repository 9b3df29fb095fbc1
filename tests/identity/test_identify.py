"""Initiatives, contacts and what has a name keep their ids from page to page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lhextract.identity.identify import answer_doubt, identify
from lhextract.identity.store import IdentityError, read_identities, write_identities
from lhextract.model.identity import Identities
from lhextract.model.record import Contact, Initiative, Records
from tests.builders import contact, initiative, records_of

TEXTS = (
    "Since 2010 the two faculties run a joint master in water management that sends twenty students abroad each year.",
    "The network brings together eleven observatories which exchange telescopes, data and doctoral candidates.",
    "A summer school on medieval manuscripts is held in turn in the libraries of the four founding members.",
)


def page(*rows: tuple[str, str], contacts: tuple[Contact, ...] = ()) -> Records:
    """Records with initiatives by name and text; the ids are those that a fresh page mints."""
    made = [made_initiative(name, text, contacts if index == 0 else ()) for index, (name, text) in enumerate(rows)]
    return records_of(*made)


def made_initiative(name: str, text: str, contacts: tuple[Contact, ...] = ()) -> Initiative:
    """One initiative whose id says its name."""
    return replace(initiative(*contacts, name=name), id=f"lh-{name.lower().replace(' ', '')}", text=text)


FIRST = page(("Water", TEXTS[0]), ("Stars", TEXTS[1]), ("Books", TEXTS[2]))


def ids_after(second: Records) -> list[str]:
    """The ids of a second page, after the first one."""
    found = identify(second, identify(FIRST, Identities()).identities)
    assert found.doubts == ()
    return [one.id for one in found.records.initiatives]


@pytest.mark.parametrize(
    ("second", "ids"),
    [
        pytest.param(FIRST, ["lh-water", "lh-stars", "lh-books"], id="same"),
        pytest.param(
            page(("Rivers", TEXTS[0]), ("Stars", TEXTS[1]), ("Books", TEXTS[2])),
            ["lh-water", "lh-stars", "lh-books"],
            id="renamed",
        ),
        pytest.param(
            page(("Books", TEXTS[2]), ("Water", TEXTS[0]), ("Stars", TEXTS[1])),
            ["lh-books", "lh-water", "lh-stars"],
            id="reordered",
        ),
        pytest.param(
            page(("Water", TEXTS[1]), ("Stars", TEXTS[0]), ("Books", TEXTS[2])),
            ["lh-stars", "lh-water", "lh-books"],
            id="names-exchanged",
        ),
        pytest.param(page(("Books", TEXTS[2])), ["lh-books"], id="two-retired"),
        pytest.param(
            page(("Stars", "A network of eleven places where people look at the sky."), ("Books", TEXTS[2])),
            ["lh-stars", "lh-books"],
            id="reworded",
        ),
    ],
)
def test_initiative_keeps_its_id(second: Records, ids: list[str]) -> None:
    """Whatever is renamed, moved or rewritten is the same initiative."""
    assert ids_after(second) == ids


def test_identifying_again_changes_nothing() -> None:
    """A run that was killed after the ids were stored gives the same ids when it is repeated."""
    second = page(("Rivers", TEXTS[0]), ("Books", TEXTS[2]))
    once = identify(second, identify(FIRST, Identities()).identities)
    again = identify(second, once.identities)
    assert (again.records, again.identities) == (once.records, once.identities)


def test_initiative_that_returns_gets_its_own_id() -> None:
    """A tombstone keeps its id, and gives it back."""
    without = identify(page(("Water", TEXTS[0]), ("Books", TEXTS[2])), identify(FIRST, Identities()).identities)
    assert [one.id for one in without.identities.initiatives if one.retired] == ["lh-stars"]
    back = identify(FIRST, without.identities)
    assert [one.id for one in back.records.initiatives] == ["lh-water", "lh-stars", "lh-books"]
    assert [one.id for one in back.identities.initiatives if one.was_retired] == ["lh-stars"]


def test_id_of_a_tombstone_is_never_given_to_another() -> None:
    """Another initiative under the name of one that went gets an id of its own."""
    other = "Engineers of three countries measure how bridges of carbon concrete age under salt and frost."
    without = identify(page(("Water", TEXTS[0]), ("Books", TEXTS[2])), identify(FIRST, Identities()).identities)
    known = without.identities
    third = page(("Water", TEXTS[0]), ("Stars", other), ("Books", TEXTS[2]))
    found = identify(third, known)
    for doubt in found.doubts:
        known = answer_doubt(known, found.matches[doubt.order - 1].block_sha256, None)
    second = identify(third, known)
    assert [one.id for one in second.records.initiatives] == ["lh-water", "lh-stars2", "lh-books"]
    assert identify(third, second.identities).records == second.records, "the answer is not given a second time"


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        pytest.param(contact("+491"), contact("+492"), True, id="another-number"),
        pytest.param(contact("+491"), contact("+491", person="Eva Roth-Klein"), True, id="second-family-name"),
        pytest.param(contact("+491"), contact("+491", person="Ewa Roth"), True, id="slip"),
        pytest.param(contact("+491"), contact("+491", person="Tom Lang"), False, id="another-person-same-number"),
        pytest.param(contact("+491"), contact("+492", person="Eva Lang"), False, id="same-given-name"),
        pytest.param(contact("+491", person=None), contact("+491", person="Tom Lang"), True, id="person-now-named"),
        pytest.param(contact("+491", person=None), contact("+492", person=None), True, id="only-office"),
        pytest.param(contact("+491", person=None), contact("+492", person="Tom Lang"), False, id="person-for-office"),
    ],
)
def test_contact_keeps_its_id_while_it_is_the_same_person(old: Contact, new: Contact, same: bool) -> None:
    """A contact is a person, whatever else changes; another person at the same desk is another contact."""
    old, new = replace(old, id="ct-old"), replace(new, id="ct-new")
    known = identify(page(("Water", TEXTS[0]), contacts=(old,)), Identities()).identities
    found = identify(page(("Water", TEXTS[0]), contacts=(new,)), known)
    assert found.records.initiatives[0].contacts[0].id == ("ct-old" if same else "ct-new")


def test_identities_read_back_equal(tmp_path) -> None:
    """What is stored is what is known."""
    known = identify(page(("Water", TEXTS[0]), contacts=(contact("+491"),)), Identities()).identities
    path = tmp_path / "made.json"
    path.write_text(write_identities(known), encoding="utf-8")
    assert read_identities(path) == known
    assert read_identities(tmp_path / "none.json") == Identities()


@pytest.mark.parametrize(
    ("text", "key"),
    [
        pytest.param("{", "file", id="no-json"),
        pytest.param("[]", "version", id="no-object"),
        pytest.param('{"version": 9}', "version", id="newer"),
        pytest.param('{"version": 1, "initiatives": [{"id": 3}]}', "initiatives", id="wrong-type"),
        pytest.param(
            write_identities(Identities()).replace('"answers"', '"questions": [], "answers"'), "file", id="unknown-key"
        ),
    ],
)
def test_broken_identities_are_refused(tmp_path, text: str, key: str) -> None:
    """Ids that cannot be read are never silently minted anew."""
    path = tmp_path / "made.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(IdentityError, match=key):
        read_identities(path)
