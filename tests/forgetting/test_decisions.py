"""Stewards' decisions that have the person in them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from lhextract.forgetting.decisions import Known, scrub_decisions
from lhextract.forgetting.keys import keys_of_name
from lhextract.forgetting.scrub import Scrub

SCRUB = Scrub(keys_of_name("Eva Müller"))


def decision(ident: str, **changes: Any) -> dict[str, Any]:
    """A decision about a year, with something else in it."""
    saw = {"value": "2020", "quote": "2020", "before": "since ", "after": ".", "block_sha256": "aa", "snapshot": "bb"}
    plain = {"id": ident, "author": "Ida Berg", "record": "lh-1", "path": "years.yr-1", "value": "2021", "reason": None}
    return {**plain, "supersedes": [], **changes, "saw": {**saw, **changes.get("saw", {})}}


def scrubbed(*decisions: dict[str, Any], ids: frozenset[str] = frozenset()) -> dict[str, bytes | None]:
    """What becomes of decisions."""
    files = {f"{one['id']}.json": json.dumps(one).encode("ascii") for one in decisions}  # "ü" is escaped
    return scrub_decisions(files, SCRUB, Known(ids, {"aa": "cc"}))


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"value": "Dr. Eva Müller"}, id="value"),
        pytest.param({"value": {"person": "Eva Mueller"}}, id="inside-a-value"),
        pytest.param({"saw": {"value": "E. Müller"}}, id="seen-value"),
        pytest.param({"saw": {"quote": "Müller, Eva"}}, id="quote"),
        pytest.param({"saw": {"before": "Eva Müller, "}}, id="context"),
        pytest.param({"path": "contacts.ct-1.phones.tel-1"}, id="contact"),
    ],
)
def test_a_decision_about_the_person_is_removed(changes: dict[str, Any]) -> None:
    """Whether it decided the name, saw it, or is about a contact that is the person's."""
    assert scrubbed(decision("d1", **changes), decision("d2", saw={"block_sha256": "x"}), ids=frozenset({"ct-1"})) == {
        "d1.json": None
    }


def test_what_a_removed_decision_replaced_does_not_come_back() -> None:
    """The decisions that it superseded go with it; one that superseded it stays, and forgets it."""
    other = {"saw": {"block_sha256": "x"}}
    older, removed = decision("d1", **other), decision("d2", supersedes=["d1"], value="Eva Müller")
    after = scrubbed(older, removed, decision("d3", supersedes=["d2"], **other))
    assert after["d1.json"] is after["d2.json"] is None
    assert json.loads(after["d3.json"] or b"")["supersedes"] == []


def test_author_and_reason_are_masked() -> None:
    """A steward who is forgotten leaves the work behind; digests of the unmasked block go too."""
    after = scrubbed(decision("d1", author="Eva Müller", reason="Eva Müller says so"))
    kept = json.loads(after["d1.json"] or b"")
    assert (kept["author"], kept["reason"], kept["value"]) == ("██████████", "██████████ says so", "2021")
    assert (kept["saw"]["block_sha256"], kept["saw"]["snapshot"]) == ("cc", "bb")
