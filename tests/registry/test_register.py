"""The imported register as linking asks it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from lhextract.registry.index import build
from lhextract.registry.keys import name_key
from lhextract.registry.records import read_organisation
from lhextract.registry.register import RorRegister, kind_of
from tests.registry.dumps import V2

ORGANISATIONS = [read_organisation(row) for row in V2]


def test_full_names_of_active_organisations_are_found(tmp_path: Path) -> None:
    """A label or alias of an active organisation gives name, country and id; letters and ended ones give nothing."""
    build(tmp_path / "ror.sqlite", ORGANISATIONS)
    register = RorRegister(tmp_path / "ror.sqlite")
    for organisation in ORGANISATIONS:
        full = [name_key(text) for text, kind in organisation.names if kind != "acronym"]
        short = [name_key(text) for text, kind in organisation.names if kind == "acronym"]
        for key in full:
            rows = [(row.name, row.country, row.ror) for row in register.find(key)]
            expected = (organisation.name, organisation.country, organisation.ror)
            assert (expected in rows) is (organisation.status == "active")
        assert [row for key in short if key not in full for row in register.find(key)] == []


@pytest.mark.parametrize(
    ("types", "kind"),
    [
        (("education", "funder"), "university"),
        (("funder", "nonprofit"), "funder"),
        (("government",), "agency"),
        (("healthcare",), "facility"),
        (("nonprofit",), "association"),
        (("archive",), "other"),
        (("something new",), "other"),
    ],
)
def test_kind_of_types(types: tuple[str, ...], kind: str) -> None:
    """The types of ROR amount to one of our kinds."""
    assert kind_of(replace(ORGANISATIONS[0], types=types)) == kind
