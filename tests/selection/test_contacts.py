"""Records and text without anybody in them."""

from __future__ import annotations

from dataclasses import replace

from lhextract.model.mention import Label
from lhextract.model.record import (
    Involved,
)
from lhextract.selection.select import select
from lhextract.selection.wanted import Selection
from tests.selection.two_initiatives import (
    CALL,
    ENERGY,
    PAGE,
    ROTH,
    TEXT,
    WATER,
    at,
    codes,
    finding,
    institution,
    selected,
)

MASKED = """\
Networks › Abroad
Ask ████████ first.
Water
With Lund University since 2004, says ██████████████████. ████ leads Erasmus+ (call ▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓).
████████
More
████████ in Lund
████████████████School of Science
░░░░
▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓
▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒
Energy
By the Emmy Noether Programme of 1999."""


def test_the_text_without_anybody() -> None:
    """Names with titles, family names alone, numbers, addresses and roles are masks; names of other things stay."""
    found = selected(contacts=False)
    assert found.text == MASKED
    assert found.left_out["no-contacts"]["characters"] == sum(map("█▓▒░".count, MASKED))
    assert found.records.source.text_sha256 != PAGE.source.text_sha256


def test_records_without_anybody() -> None:
    """No contact, no person, nothing that leads to one; what quotes the page has its masks."""
    left = selected(contacts=False).records
    water = left.initiatives[0]
    assert (water.contacts, left.people) == ((), ())
    assert [one.type for one in left.mentions] == [
        *(Label.INSTITUTION, Label.YEAR, Label.PROGRAM),
        *(Label.INSTITUTION, Label.PROGRAM, Label.YEAR),
    ]
    assert water.text == MASKED.split("\n")[3]
    assert [one.text for one in water.captions] == ["████████ in Lund", "████████ abroad"]
    assert [one.text for one in water.links] == ["More"]
    assert water.acronyms == ()
    assert left.categories[0].description == "Ask ████████ first."
    assert list(water.provenance) == ["name"]
    assert (water.partners, water.host_units, water.years, water.programs) == (
        *(WATER.partners, WATER.host_units, WATER.years, WATER.programs),
    )


def test_findings_without_anybody() -> None:
    """Findings about contacts and people, with a name in the message, or at a name, are gone."""
    assert codes(selected(contacts=False)) == {"of-page", "of-name", "in-both", "in-energy", "in-heading"}


def test_findings_about_a_person_go_with_them() -> None:
    """A decision about a person that needs another look is of no use to who must not see people."""
    records = replace(PAGE, findings=(finding("of-person", of="ps-roth", field="name"), finding("of-page")))
    left = select(records, Selection(contacts=False), text=TEXT).records
    assert [one.code for one in left.findings] == ["of-page"]


def test_ids_of_people_are_not_withdrawn_without_contacts() -> None:
    """Their ids were made from names, and nobody has them."""
    assert selected(contacts=False).withdrawn == (("initiative", "lh-old"),)


def test_an_institution_called_after_a_contact_loses_the_name() -> None:
    """A "Chair of Eva Roth": the words on the page are hidden, and so is the name in the table."""
    chair = institution("org-lund", "Chair of Eva Roth")
    partner = Involved("Chair of Eva Roth", "org-lund", 0, 0)
    records = replace(
        PAGE,
        institutions=(chair, *PAGE.institutions[1:]),
        initiatives=(replace(WATER, name="Chair of Eva Roth", partners=(partner,)), ENERGY),
    )
    left = select(records, Selection(contacts=False), text=TEXT).records
    water = left.initiatives[0]
    assert {water.name, water.partners[0].name, left.institutions[0].name} == {"Chair of ████████"}


def test_a_text_that_a_steward_wrote_is_masked_too() -> None:
    """Where no line of the page has these words, whole names, numbers and addresses are hidden."""
    written = "Eva Roth, eva.roth@uni.example\n0351 463-33014, room 12"
    records = replace(PAGE, initiatives=(replace(WATER, text=written), ENERGY))
    left = select(records, Selection(contacts=False), text=TEXT).records
    assert left.initiatives[0].text == "████████, ▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒\n▓▓▓▓▓▓▓▓▓▓▓▓▓▓, room 12"


def test_a_number_behind_a_link_hides_no_words() -> None:
    """A phone that stands on the words of a link ("Lund University") is gone, and the words stay."""
    phone = replace(CALL, start=at("Lund University")[0], end=at("Lund University")[1])
    records = replace(PAGE, initiatives=(replace(WATER, contacts=(replace(ROTH, phones=(phone,)),)), ENERGY))
    found = select(records, Selection(contacts=False), text=TEXT)
    assert "Lund University" in found.text
