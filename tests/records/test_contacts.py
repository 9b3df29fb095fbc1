from __future__ import annotations

import pytest

from lhextract.language.cues import Cues
from lhextract.records.contacts import Draft, build_drafts
from tests.builders import Marked, marked_block
from tests.checks.pages import subject_of_page

U = "contact-unit"
R = "contact-role"
P = "contact-person"
T = "contact-phone"
BODY = ("body", "An initiative.")


def drafts(cues: Cues, *lines: Marked) -> list[Draft]:
    """The contacts of a block."""
    return build_drafts(marked_block([BODY, *lines])[0], cues)


def who(found: list[Draft]) -> list[tuple[str | None, str | None, list[str]]]:
    """Person, unit and phones of each contact."""
    return [(d.person and d.person.text, d.unit, [phone.raw for phone in d.phones]) for d in found]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param(
            [(U, "[[INST|Faculty of Arts]]"), (P, "Dr. [[PERSON|Eva Roth]]"), (T, "Tel.: [[PHONE|0351 1234567]]")],
            [("Eva Roth", "Faculty of Arts", ["0351 1234567"])],
            id="unit-before-person",
        ),
        pytest.param(
            [(P, "[[PERSON|Eva Roth]]"), (U, "[[INST|Faculty of Arts]]"), (T, "[[PHONE|0351 1234567]]")],
            [("Eva Roth", "Faculty of Arts", ["0351 1234567"])],
            id="unit-after-person",
        ),
        pytest.param(
            [
                (U, "[[INST|CRTD]]"),
                (P, "[[PERSON|Eva Roth]]"),
                (T, "[[PHONE|0351 1234567]]"),
                (U, "[[INST|Klinik für Kinderheilkunde]]"),
                (P, "[[PERSON|Jan Berg]]"),
                (T, "[[PHONE|0351 7654321]]"),
            ],
            [
                ("Eva Roth", "CRTD", ["0351 1234567"]),
                ("Jan Berg", "Klinik für Kinderheilkunde", ["0351 7654321"]),
            ],
            id="unit-person-unit-person",
        ),
        pytest.param(
            [
                (P, "[[PERSON|Eva Roth]]"),
                (U, "[[INST|CRTD]]"),
                (P, "[[PERSON|Jan Berg]]"),
                (U, "[[INST|Klinik für Kinderheilkunde]]"),
            ],
            [("Eva Roth", "CRTD", []), ("Jan Berg", "Klinik für Kinderheilkunde", [])],
            id="person-unit-person-unit",
        ),
        pytest.param(
            [(P, "[[PERSON|Eva Roth]]"), (P, "[[PERSON|Jan Berg]]"), (T, "[[PHONE|0351 7654321]]")],
            [("Eva Roth", None, []), ("Jan Berg", None, ["0351 7654321"])],
            id="phone-belongs-to-the-person-above",
        ),
        pytest.param(
            [(P, "Dr. [[PERSON|Eva Roth]] and Dr. [[PERSON|Jan Berg]]"), (T, "[[PHONE|0351 7654321]]")],
            [("Eva Roth", None, ["0351 7654321"]), ("Jan Berg", None, ["0351 7654321"])],
            id="two-persons-on-a-line",
        ),
        pytest.param(
            [(U, "[[INST|International Office]]"), (T, "[[PHONE|0351 1234567]]")],
            [(None, "International Office", ["0351 1234567"])],
            id="office-without-person",
        ),
        pytest.param(
            [(P, "[[PERSON|Eva Roth]]"), ("body", "More."), (P, "[[PERSON|Jan Berg]]"), (U, "[[INST|CRTD]]")],
            [("Eva Roth", None, []), ("Jan Berg", "CRTD", [])],
            id="text-between",
        ),
        pytest.param(
            [(P, "[[PERSON|Eva Roth]]"), (T, "[[PHONE|0351 1234567]] / [[PHONE|0351 7654321]]")],
            [("Eva Roth", None, ["0351 1234567", "0351 7654321"])],
            id="two-phones",
        ),
        pytest.param([("contact-label", "Contact:"), ("contact-email", "E-Mail:")], [], id="label-alone"),
    ],
)
def test_what_belongs_to_whom(
    lines: list[Marked], expected: list[tuple[str | None, str | None, list[str]]], cues: Cues
) -> None:
    """Units, persons and phones are put together by their order in the contact block."""
    assert who(drafts(cues, *lines)) == expected


@pytest.mark.parametrize(
    ("line", "before", "after"),
    [
        pytest.param("Ms. [[PERSON|Carola Dierich]]", "Ms.", None, id="honorific"),
        pytest.param("Prof. Dr. med. Dr. [[PERSON|Eva Roth]]", "Prof. Dr. med. Dr.", None, id="several"),
        pytest.param("[[PERSON|Kerstin Le Merdy]] M.A.", None, "M.A.", id="after"),
        pytest.param("Dr. [[PERSON|Eva Roth]], MD PhD", "Dr.", "MD PhD", id="both"),
        pytest.param("[[PERSON|Eva Roth]]", None, None, id="none"),
    ],
)
def test_titles(line: str, before: str | None, after: str | None, cues: Cues) -> None:
    """Titles are kept as written, those before and those after the name apart."""
    (draft,) = drafts(cues, (P, line))
    assert (draft.before, draft.after, draft.role) == (before, after, None)


@pytest.mark.parametrize(
    ("lines", "role", "unit"),
    [
        pytest.param([(R, "Coordinator"), (P, "[[PERSON|Eva Roth]]")], "Coordinator", None, id="role-before-name"),
        pytest.param([(P, "[[PERSON|Eva Roth]]"), (R, "Coordinator")], "Coordinator", None, id="role-after-name"),
        pytest.param(
            [(P, "[[PERSON|Eva Roth]]"), (R, "Advisor, [[INST|School of Science]]")],
            "Advisor",
            "School of Science",
            id="cut-at-comma",
        ),
        pytest.param(
            [(P, "[[PERSON|Eva Roth]]"), (R, "Officer at the [[INST|School of Science]]")],
            "Officer",
            "School of Science",
            id="cut-at-the",
        ),
        pytest.param(
            [(P, "[[PERSON|Eva Roth]]"), (R, "International Affairs Advisor [[INST|School of Science]]")],
            "International Affairs Advisor",
            "School of Science",
            id="comma-missing",
        ),
        pytest.param(
            [(P, "[[PERSON|Eva Roth]]"), (R, "Head of [[INST|Department for Development]]")],
            "Head of Department for Development",
            "Department for Development",
            id="head-of",
        ),
        pytest.param(
            [
                (P, "[[PERSON|Eva Roth]]"),
                (R, "Head of [[INST|Department for Development]]"),
                (U, "[[INST|School of Science]]"),
            ],
            "Head of Department for Development",
            "School of Science",
            id="unit-line-wins",
        ),
        pytest.param([(P, "[[PERSON|Eva Roth]], Coordinator")], "Coordinator", None, id="on-the-same-line"),
        pytest.param([(P, "Programme coordinator")], "Programme coordinator", None, id="no-name-on-the-line"),
    ],
)
def test_role_and_unit(lines: list[Marked], role: str | None, unit: str | None, cues: Cues) -> None:
    """A line with role and unit is split at its comma or its "at the"; "Head of X" stays whole and names a unit."""
    (draft,) = drafts(cues, *lines)
    assert (draft.role, draft.unit) == (role, unit)


def test_email(cues: Cues) -> None:
    """An e-mail address belongs to the person above it; an empty line for one gives none."""
    found = drafts(
        cues,
        (P, "[[PERSON|Eva Roth]]"),
        ("contact-email", "E-Mail: eva.roth@example.org"),
        (P, "[[PERSON|Jan Berg]]"),
        ("contact-email", "E-Mail:"),
    )
    assert [draft.email for draft in found] == ["eva.roth@example.org", None]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param(
            "Contact: Dr. [[PERSON|Eva Roth]], [[INST|Institute of Physics]], [[PHONE|0351 1234567]], roth@uni.example",
            ("Dr.", None, "Institute of Physics", ["0351 1234567"], "roth@uni.example"),
            id="label-commas",
        ),
        pytest.param(
            "Kontakt: Frau [[PERSON|Eva Roth]], Koordination, [[INST|Int. Office]], Tel. [[PHONE|0351 123456]]",
            ("Frau", "Koordination", "Int. Office", ["0351 123456"], None),
            id="german",
        ),
        pytest.param(
            "Scientific director: Prof. dr. [[PERSON|Eva Roth]]",
            ("Prof. dr.", "Scientific director", None, [], None),
            id="role-and-colon",
        ),
        pytest.param(
            "Further information: Assoc Prof [[PERSON|Eva Roth]] ([[PHONE|+372 737 6428]])",
            ("Assoc Prof", None, None, ["+372 737 6428"], None),
            id="label-that-is-no-role",
        ),
        pytest.param(
            "Dr [[PERSON|Eva Roth]] ([[INST|Faculty of Arts]]), mornings: [[PHONE|0351 1234567]]",
            ("Dr", None, "Faculty of Arts", ["0351 1234567"], None),
            id="brackets",
        ),
        pytest.param(
            "[[PERSON|Eva Roth]], [[INST|Department of Physics]], [[INST|Faculty of Sciences]]",
            (None, None, "Department of Physics, Faculty of Sciences", [], None),
            id="unit-of-two-names",
        ),
        pytest.param(
            "[[PERSON|Eva Roth]] | Studiengangskoordinatorin | Tel.: [[PHONE|0351 1234567]] | Fax: 0351 7654321",
            (None, "Studiengangskoordinatorin", None, ["0351 1234567"], None),
            id="fax-is-no-unit",
        ),
        pytest.param(
            "[[PERSON|Eva Roth]], MARUM, T [[PHONE|0421 1234567]] | E roth(at)uni.example",
            (None, None, "MARUM", ["0421 1234567"], "roth@uni.example"),
            id="letters-for-labels",
        ),
    ],
)
def test_contact_on_one_line(
    line: str, expected: tuple[str | None, str | None, str | None, list[str], str | None], cues: Cues
) -> None:
    """A contact that is written on one line is taken apart at its commas, brackets and labels."""
    (draft,) = drafts(cues, (P, line))
    assert (draft.before, draft.role, draft.unit, [phone.raw for phone in draft.phones], draft.email) == expected


@pytest.mark.parametrize(
    "line",
    [
        pytest.param((U, "Bispinghof 3A, 48143 Münster"), id="street"),
        pytest.param((U, "An Cheathrú Rua, Co. Galway"), id="county"),
        pytest.param((R, "Role"), id="name-of-a-field"),
        pytest.param((U, "Room B12, 12 High Street"), id="room"),
        pytest.param((T, "Fax: 0351 7654321"), id="fax"),
    ],
)
def test_what_is_no_part_of_a_contact(line: Marked, cues: Cues) -> None:
    """A postal address, the name of a field and a fax number say nothing about person, role, unit or phone."""
    (draft,) = drafts(cues, (P, "[[PERSON|Eva Roth]]"), line)
    assert (draft.role, draft.unit, draft.phones) == (None, None, [])


@pytest.mark.parametrize(
    "unit",
    [
        "Institute of Building Physics",
        "Square Kilometre Array Office",
        "Sonderforschungsbereich 1461",
        "Road Safety Lab",
    ],
)
def test_a_unit_is_no_address(unit: str, cues: Cues) -> None:
    """A word of an address, or a number, makes no address of a unit, whether its name was recognised or not."""
    for line in (unit, f"[[INST|{unit}]]"):
        (draft,) = drafts(cues, (P, "[[PERSON|Eva Roth]]"), (U, line))
        assert draft.unit == unit


def test_address_beside_a_room_is_kept(cues: Cues) -> None:
    """An e-mail address on a line with a room is no part of the room."""
    (draft,) = drafts(cues, (P, "[[PERSON|Eva Roth]]"), (U, "Room B12, e.roth@uni.example"))
    assert (draft.unit, draft.email) == (None, "e.roth@uni.example")


def test_contact_in_prose(cues: Cues) -> None:
    """A paragraph that gives a person with a number gives a contact; a person alone, or a number alone, does not."""
    found = drafts(
        cues,
        (
            "body",
            "For questions, ask Dr [[PERSON|Eva Roth]] on [[PHONE|0141 330 4417]]; [[PERSON|Jan Berg]] founded it.",
        ),
        ("body", "The line [[PHONE|0141 330 4418]] is open to all."),
    )
    assert [(d.before, *who([d])[0]) for d in found] == [("Dr", "Eva Roth", None, ["0141 330 4417"])]


def test_two_numbers_in_one_writing() -> None:
    """Both numbers of "463-33013/14" are phones of the contact, each as written at its own place."""
    rows = [(1, "title", "Circle"), (1, "contact-person", "[[PERSON|Eva Roth]]")]
    subject = subject_of_page([*rows, (1, "contact-phone", "Tel.: [[PHONE|0351 463-33013/14]]")])
    phones = subject.records.initiatives[0].contacts[0].phones
    assert [(phone.raw, phone.e164) for phone in phones] == [
        ("0351 463-33013", "+4935146333013"),
        ("14", "+4935146333014"),
    ]
    assert [subject.text[phone.start : phone.end] for phone in phones] == [phone.raw for phone in phones]
