"""What two releases differ in, told as one change each."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lhextract.changes.compare import compare
from lhextract.model.change import Kind
from lhextract.model.release import (
    Release,
    ReleasedCategory,
    ReleasedContact,
    ReleasedInitiative,
    ReleasedLink,
    ReleasedParty,
    ReleasedYear,
)

EVA = ReleasedContact("ct-a", "Eva Roth", "Dr.", "Head", "School of Water", ("+49351",), "e@uni.example")
TOM = ReleasedContact("ct-b", "Tom Lang", None, "Head", "School of Water", ("+49352",))
PLACE = ReleasedCategory("cat-a", ("Networks",))
WATER = ReleasedInitiative("lh-a", "Water", ("Networks",), "One two three four five six.", contacts=(EVA,))
STARS = ReleasedInitiative("lh-b", "Stars", ("Networks",), "Seven eight nine ten eleven twelve.")
BASE = Release((PLACE,), (WATER, STARS))


def with_water(**fields: object) -> Release:
    """The same with another first initiative."""
    return Release((PLACE,), (replace(WATER, **fields), STARS))


@pytest.mark.parametrize(
    ("new", "kinds"),
    [
        pytest.param(with_water(name="Rivers"), [Kind.INITIATIVE_RENAMED], id="renamed"),
        pytest.param(Release((PLACE,), (STARS, WATER)), [Kind.INITIATIVE_REORDERED], id="reordered"),
        pytest.param(Release((PLACE,), (WATER,)), [Kind.INITIATIVE_RETIRED], id="retired"),
        pytest.param(
            Release((replace(PLACE, path=("Ties",)),), tuple(replace(i, category=("Ties",)) for i in BASE.initiatives)),
            [Kind.CATEGORY_RENAMED],
            id="category-renamed-moves-nobody",
        ),
        pytest.param(with_water(contacts=(replace(EVA, phones=("+49353",)),)), [Kind.PHONE_CHANGED], id="phone"),
        pytest.param(with_water(contacts=(TOM,)), [Kind.CONTACT_REPLACED], id="contact-replaced"),
        pytest.param(with_water(contacts=(EVA, TOM)), [Kind.CONTACT_ADDED], id="contact-added"),
        pytest.param(with_water(years=(ReleasedYear("2010", "start"),)), [Kind.YEAR_ADDED], id="year-added"),
        pytest.param(with_water(links=(ReleasedLink("more", None),)), [Kind.LINK_ADDED], id="link-added"),
        pytest.param(with_water(text="One two three four five seven."), [Kind.BODY_REWORDED], id="reworded"),
    ],
)
def test_one_edit_is_one_change(new: Release, kinds: list[Kind]) -> None:
    """What an editor does once is told once."""
    assert [change.kind for change in compare(BASE, new)] == kinds


def test_returned_is_not_added() -> None:
    """An initiative that was there before is told as back."""
    without = Release((PLACE,), (WATER,))
    assert [c.kind for c in compare(without, BASE, returned=frozenset({"lh-b"}))] == [Kind.INITIATIVE_RETURNED]
    assert [c.kind for c in compare(without, BASE)] == [Kind.INITIATIVE_ADDED]


def test_party_under_another_id_is_the_same_party() -> None:
    """An institution that a table now knows has another id, and is still the partner that it was."""
    old = with_water(partners=(ReleasedParty("org-a", "TU Delft"), ReleasedParty("org-b", "TU Graz")))
    new = with_water(
        partners=(ReleasedParty("org-b", "TU Graz"), ReleasedParty("org-c", "TU Delft", "https://ror.org/x"))
    )
    assert [change.kind for change in compare(old, new)] == [Kind.PARTNER_CHANGED]


def test_text_that_changes_its_owner_is_a_suspected_split_or_merger() -> None:
    """Half of the words of a new initiative came out of another one; and the other way round."""
    whole = with_water(text="One two three four five six. Seven of us went to the sea and came back late at night.")
    part = ReleasedInitiative("lh-c", "Sea", ("Networks",), "Seven of us went to the sea and came back late at night.")
    apart = Release((PLACE,), (WATER, STARS, part))
    assert Kind.INITIATIVE_SPLIT in {change.kind for change in compare(whole, apart)}
    assert Kind.INITIATIVE_MERGED in {change.kind for change in compare(apart, whole)}
