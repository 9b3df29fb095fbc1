"""What is kept of the records of a page, and of which text an answer is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lhextract.identity.known import (
    block_digest,
    known_categories,
    known_initiatives,
    known_institutions,
    known_people,
)
from lhextract.identity.renaming import rename_ids
from lhextract.model.identity import KnownContact, KnownInitiative, KnownName
from lhextract.model.mention import Label
from lhextract.model.outline import LineRole
from lhextract.model.record import (
    Acronym,
    Institution,
    Involved,
    Person,
    RecordCategory,
    RecordLine,
    RecordMention,
    Records,
)
from tests.builders import contact, initiative, records_of


def full() -> Records:
    """Two initiatives with one of everything that has an id."""
    first = replace(
        initiative(
            replace(contact("+491", None, email="a@b.example"), id="ct-1", role="Dean", unit="Law"),
            name="Water \u2013\u00a0East",
        ),
        id="lh-1",
        category=("\u201eResearch\u201c", "Networks"),
        text="Two\n faculties",
        partners=(Involved("TU  Dresden", "org-1", 0, 1),),
        host_units=(Involved("Law", "org-2", 0, 1),),
        acronyms=(Acronym("Water", "W\u2013E", 0, 1),),
    )
    second = replace(initiative(name="Stars"), id="lh-2", order=2, name_derived=True)
    mention = RecordMention("mn-1", Label.PERSON, "Eva", 0, 3, 1, "lh-1", "org-1", "ps-1", "", 1.0)
    return replace(
        records_of(
            first, second, lines=(RecordLine(1, 0, 3, LineRole.BODY, "lh-1"), RecordLine(2, 4, 5, LineRole.NAV, None))
        ),
        categories=(RecordCategory("cat-1", "Networks", ("\u201eResearch\u201c", "Networks"), None, 0, 1),),
        institutions=(
            Institution("org-1", "TU Dresden", ("TUD", "TU\u00a0Dresden"), "university", "DE", "ror", None, host=False),
            Institution("org-2", "Law", (), "unit", None, None, "org-1", host=True),
        ),
        people=(
            Person("ps-1", "Eva  Roth", "Eva", "Roth", (), ("lh-1", "lh-2")),
            Person("ps-2", "Tom Lang", "Tom", "Lang", (), ("lh-1",)),
        ),
        mentions=(mention, replace(mention, id="mn-2", initiative=None, institution=None, person=None)),
    )


def test_what_is_kept_of_an_initiative() -> None:
    """All by which it may be found again, without typography; a number that cannot be read is kept as it is written."""
    first, second = known_initiatives(full())
    assert first == KnownInitiative(
        id="lh-1",
        names=("Water - East",),
        name_derived=False,
        category=('"Research"', "Networks"),
        text="Two faculties",
        partners=("TU Dresden",),
        people=("Eva Roth", "Tom Lang"),
        acronyms=("W\u2013E",),
        contacts=(KnownContact("ct-1", "Eva Roth", "Law", "Dean", ("+491", "0000"), "a@b.example"),),
    )
    assert (second.name_derived, second.people) == (True, ("Eva Roth",))


def test_what_is_kept_of_names() -> None:
    """Every form once, the name first; a category is its whole path."""
    assert known_categories(full()) == (KnownName("cat-1", ('"Research" \u203a Networks',)),)
    assert known_institutions(full()) == (
        KnownName("org-1", ("TU Dresden", "TUD"), "ror"),
        KnownName("org-2", ("Law",), None),
    )
    assert known_people(full()) == (KnownName("ps-1", ("Eva Roth",)), KnownName("ps-2", ("Tom Lang",)))


SHOWN = KnownInitiative("lh-1", ("Water", "Rivers"), text="Two faculties", people=("Eva Roth",))


@pytest.mark.parametrize(
    ("other", "same"),
    [
        pytest.param(replace(SHOWN, id="lh-2", names=("Water",), partners=("MIT",)), True, id="nothing-that-is-shown"),
        pytest.param(replace(SHOWN, names=("Rivers", "Water")), False, id="another-name"),
        pytest.param(replace(SHOWN, text="Three faculties"), False, id="another-text"),
        pytest.param(replace(SHOWN, people=("Tom Lang",)), False, id="another-person"),
        pytest.param(replace(SHOWN, people=()), False, id="no-person"),
    ],
)
def test_an_answer_is_about_what_was_shown(other: KnownInitiative, same: bool) -> None:
    """Name, text and people: with another one of these the question is asked again."""
    assert (block_digest(other) == block_digest(SHOWN)) == same


def test_the_digest_stays_from_version_to_version() -> None:
    """Answers are stored with it, so that another way of making it would forget them all."""
    assert block_digest(SHOWN) == "398e450b5953e5c073cb6dc1a7157fe17c74044652779023f283d0f4b67b64b6"


def ids_in(value: object) -> list[str]:
    """Every id in some records, in order."""
    if isinstance(value, str):
        return [value] if value.startswith(("lh-", "ct-", "org-", "ps-", "cat-")) else []
    if isinstance(value, tuple):
        return [ident for each in value for ident in ids_in(each)]
    return [ident for name in getattr(value, "__slots__", ()) for ident in ids_in(getattr(value, name))]


def test_every_id_is_renamed() -> None:
    """Wherever it stands; two can be swapped; nothing else is touched, and renaming back gives the same records."""
    records = full()
    names = {
        "lh-1": "lh-2",
        "lh-2": "lh-1",
        "org-1": "org-2",
        "org-2": "org-1",
        "ct-1": "ct-9",
        "ps-1": "ps-9",
        "cat-1": "cat-9",
    }
    renamed = rename_ids(records, names)
    assert len(ids_in(records)) == 18
    assert ids_in(renamed) == [names.get(ident, ident) for ident in ids_in(records)]
    assert rename_ids(renamed, {new: old for old, new in names.items()}) == records
    assert rename_ids(records, {}) == records
