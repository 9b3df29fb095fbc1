from __future__ import annotations

import pytest

from lhextract.records.block_view import view_blocks
from lhextract.records.name_forms import is_unit
from lhextract.records.parties.candidates import find_candidates
from lhextract.records.parties.choose import choose_parties
from tests.builders import Marked, marked_page, party_context


def parties(*lines: Marked, own: frozenset[str] = frozenset()) -> tuple[list[str], list[str]]:
    """Partners and host units of a block on a page of TU Dresden, to which a lookup table gives OncoRay."""
    page, outline, mentions = marked_page(lines)
    ids, context = party_context(page, outline, mentions, own)
    view = view_blocks(page, outline, mentions)[0]
    found = choose_parties(find_candidates(view, page, ids), view, context)
    return [m.text for m in found.partners], [m.text for m in found.host_units]


@pytest.mark.parametrize(
    ("text", "partners", "units"),
    [
        pytest.param("With [[INST|Osaka University]] we meet.", ["Osaka University"], [], id="partner"),
        pytest.param("[[INST|TU Dresden]] meets.", [], [], id="host-itself"),
        pytest.param("The [[INST|Faculty of Arts]] at [[INST|TU Dresden]].", [], ["Faculty of Arts"], id="unit"),
        pytest.param("[[INST|OncoRay]] treats patients.", [], ["OncoRay"], id="unit-by-lookup"),
        pytest.param(
            "It works with the [[INST|Department of Physics]] at [[INST|KU Leuven]].",
            ["Department of Physics", "KU Leuven"],
            [],
            id="unit-of-another",
        ),
        pytest.param("It is funded by the [[INST|DFG]].", [], [], id="funder-before"),
        pytest.param("[[INST|DFG]]-funded work.", [], [], id="funder-after"),
        pytest.param("Institutes from the [[INST|DRESDEN-concept]] alliance.", [], [], id="members-of"),
        pytest.param(
            "[[INST|Osaka University]], [[INST|Osaka University]].", ["Osaka University"], [], id="named-twice"
        ),
    ],
)
def test_who_takes_part(text: str, partners: list[str], units: list[str]) -> None:
    """Partners stand outside the host university; its own units carry the initiative; money makes no partner."""
    assert parties(("body", text)) == (partners, units)


def test_contact_lines_name_host_units() -> None:
    """What a contact line names is a unit of the host, whatever its form; a heading names none."""
    lines = [("body", "An initiative."), ("contact-unit", "[[INST|Museum of Hygiene]]")]
    assert parties(*lines) == ([], ["Museum of Hygiene"])


def test_an_initiative_is_not_its_own_partner() -> None:
    """The name of the initiative itself is neither partner nor unit."""
    assert parties(("body", "[[INST|Via Regia]] grows."), own=frozenset({"Via Regia"})) == ([], [])


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("Faculty of Medicine", True),
        ("Lehrstuhl für Baustatik", True),
        ("International Office", True),
        ("Harbin Institute of Technology", False),
        ("Universität Jena", False),
        ("College of William", True),
        ("Czech Academy of Sciences", False),
    ],
)
def test_unit_by_its_form(name: str, unit: bool) -> None:
    """A part of a university has its type first; with a proper word first it stands for itself."""
    assert is_unit(name) is unit
