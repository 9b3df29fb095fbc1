from __future__ import annotations

import pytest

from lhextract.language.cues import Cues
from lhextract.records.contacts import Draft, build_drafts
from tests.builders import Marked, marked_block

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
