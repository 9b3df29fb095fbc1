"""What a person has decided, and what still waits for one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lhextract.corrections.settled import Settled, settled
from lhextract.desk import Desk
from lhextract.model.correction import State, Value
from tests.selection.made import ruling

TONGJI = "lh-gxpzwazasc"


@pytest.mark.parametrize("state", State)
def test_only_what_is_in_force_undisputed(desk: Desk, state: State) -> None:
    """Decisions that are re-opened, in conflict or about nothing settle nothing."""
    corrected = replace(desk.corrected(), rulings=(ruling(TONGJI, "name", "Tongji University", state),))
    assert bool(settled(corrected).of) == (state in {State.APPLIED, State.REDUNDANT})


@pytest.mark.parametrize(
    ("path", "decided", "value", "is_so"),
    [
        pytest.param("name", "Tongji", "Tongji", True, id="field"),
        pytest.param("name", "Tongji", "Tongji University", False, id="another-value"),
        pytest.param("text", "Tongji", "Tongji", False, id="another-field"),
        pytest.param("contacts.ct-a.role", "Head", "Head", True, id="of-a-contact"),
        pytest.param("contacts.ct-a", {"role": "Head"}, "Head", True, id="whole-contact"),
        pytest.param("contacts.ct-a", {"role": "Dean"}, "Head", False, id="whole-contact-with-another"),
        pytest.param("contacts.ct-b", {"role": "Head"}, "Head", False, id="another-contact"),
        pytest.param("contacts.ct-a", None, "Head", False, id="taken-out"),
    ],
)
def test_a_field_has_the_decided_value(path: str, decided: Value, value: Value, is_so: bool) -> None:
    """By a decision about the field, or about the contact that it is in."""
    found = Settled(frozenset(), {TONGJI: (ruling(TONGJI, path, decided),)})
    asked = "name" if path in {"name", "text"} else "contacts.ct-a.role"
    assert found.has_value(TONGJI, asked, value) == is_so
    assert not found.has_value("lh-other", asked, value)
