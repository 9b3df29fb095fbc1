"""Which corrections repeat."""

from __future__ import annotations

from typing import Any

import pytest

from lhextract.corrections.wishes import Wish
from lhextract.desk import Desk
from lhextract.learning.repeats import Fix, Pattern, Repeat, cut_of, find_repeats, fixes_of
from lhextract.model.correction import Action, Value

LIGHT = "Institute of Lightweight Engineering and Polymer Technology"
PHONE = {"raw": "463-1", "e164": "+491", "national": "1", "ext": None, "region": "DE"}


def fix(field: str, machine: Value, value: Value, **more: Any) -> Fix:
    """A correction of a field, or of an item of a list."""
    number = more.pop("number", 1)
    path = more.pop("path", field)
    texts = {"written": machine, "becomes": value} if not isinstance(machine or value, dict) else {}
    given: dict[str, Any] = {
        "source": "demo",
        "record": f"lh-{number}",
        "path": path,
        "field": field,
        "name": f"Record {number}",
        "machine": machine,
        "value": value,
        "written": None,
        "becomes": None,
        "decisions": (f"co-{field}-{number}",),
    }
    return Fix(**{**given, **texts, **more})


def shown(repeats: list[Repeat]) -> list[tuple[str, str, str, int]]:
    """What a test compares."""
    return [(one.pattern.value, one.field, one.what, len(one.fixes)) for one in repeats]


@pytest.mark.parametrize(
    ("fixes", "found"),
    [
        pytest.param(
            [fix("contacts.titles_before", "Ms.", None, number=n) for n in (1, 2)],
            [("equal", "contacts.titles_before", "Ms.", 2)],
            id="the-same-title-removed",
        ),
        pytest.param(
            [fix("contacts.role", "Head", "Dean"), fix("contacts.role", "Head", "Chair", number=2)],
            [],
            id="two-decisions-about-equal-values",
        ),
        pytest.param(
            [fix("contacts.role", "Head", None), fix("contacts.unit", "Head", None, number=2)], [], id="two-fields"
        ),
        pytest.param(
            [
                fix("partners", {"name": "X", "institution": ident}, None, path=f"partners.{ident}", written="X")
                for ident in ("org-1", "org-2")
            ],
            [("equal", "partners", "X", 2)],
            id="ids-make-no-difference",
        ),
        pytest.param(
            [
                fix("contacts.unit", "Institute in Jena", "Institute"),
                fix("contacts.unit", "Chair in Ulm", "Chair", number=2),
            ],
            [("cut", "contacts.unit", "before in", 2)],
            id="cut-at-the-same-word",
        ),
        pytest.param(
            [
                fix("programs", None, {"name": name}, number=n, path=f"programs.pr-{n}", becomes=name)
                for n, name in enumerate(("Erasmus", "ERASMUS"))
            ],
            [("added", "programs", "Erasmus", 2)],
            id="missed-again",
        ),
        pytest.param(
            [
                fix("institutions.ror", None, "https://ror.org/1", record="org-1", name="IKTS"),
                fix("institutions.ror", None, "https://ror.org/1", record="org-2", name="Fraunhofer IKTS"),
            ],
            [("links", "institutions", "IKTS", 2)],
            id="two-names-with-one-ror-id",
        ),
        pytest.param(
            [
                fix("institutions.kind", "unknown", "funder", record="org-1", name="DFG"),
                fix("institutions.kind", "unknown", "funder", record="org-2", name="BMBF"),
            ],
            [("equal", "institutions.kind", "unknown", 2)],
            id="two-institutions-of-one-kind",
        ),
        pytest.param(
            [
                fix(
                    "contacts.phones",
                    {**PHONE, "raw": raw},
                    {**PHONE, "raw": raw, "region": "AT"},
                    path="contacts.ct-1.phones.tel-1",
                )
                for raw in ("463-1", "463-2")
            ],
            [("region", "contacts.phones", "AT", 2)],
            id="numbers-of-another-country",
        ),
    ],
)
def test_what_repeats(fixes: list[Fix], found: list[tuple[str, str, str, int]]) -> None:
    """The same decision about the same value, or a pattern among different ones."""
    assert shown(find_repeats(fixes)) == found


@pytest.mark.parametrize(
    ("machine", "value", "cut"),
    [
        pytest.param("Frau Eva Roth", "Eva Roth", "after frau", id="head"),
        pytest.param("Eva Roth, Dean", "Eva Roth,", "before dean", id="tail"),
        pytest.param("Eva Maria Roth", "Eva Roth", None, id="middle"),
        pytest.param("Eva Roth", "Eva Rothe", None, id="other-word"),
        pytest.param("Eva Roth", None, None, id="removed"),
    ],
)
def test_where_a_value_was_cut(machine: str, value: str | None, cut: str | None) -> None:
    """A value that lost words at one end was cut at the word next to what stayed."""
    assert cut_of(fix("contacts.person", machine, value)) == cut


def test_fixes_are_what_changes_something(desk: Desk) -> None:
    """Confirmations and decisions that were taken back are no fixes; a fix has both values as texts."""
    unit = ("lh-gxpzwazasc", "contacts.ct-qd25muna7e.unit")
    desk.decide(
        [
            Wish(Action.CONFIRM, "lh-gxpzwazasc", "name"),
            Wish(Action.SET, *unit, "ILK"),
            Wish(Action.SET, "lh-gxpzwazasc", "contacts.ct-apyauzoc4l.unit", "ILK"),
        ],
        author="Ann Lee",
    )
    desk.decide([Wish(Action.RETRACT, "lh-gxpzwazasc", "contacts.ct-apyauzoc4l.unit")], author="Ann Lee")
    (only,) = fixes_of(desk.source, desk.corrected())
    assert (only.record, only.path, only.field, only.written, only.becomes) == (*unit, "contacts.unit", LIGHT, "ILK")


def test_least(desk: Desk) -> None:
    """A single correction is a repetition only where one is enough."""
    desk.decide([Wish(Action.SET, "lh-gxpzwazasc", "contacts.ct-qd25muna7e.unit", "ILK")], author="Ann Lee")
    fixes = fixes_of(desk.source, desk.corrected())
    assert find_repeats(fixes) == []
    assert [one.pattern for one in find_repeats(fixes, least=1)] == [Pattern.EQUAL]
