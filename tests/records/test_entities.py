from __future__ import annotations

import pytest

from lhextract.lookups import KnownInstitution, Lookups
from lhextract.records.entities import link_institutions
from tests.builders import marked_page

TABLE = Lookups(
    institutions=(
        KnownInstitution("Osaka University", ("Handai",), "university", "JP", "035t8zc32", None),
        KnownInstitution("OncoRay", (), "unit", "DE", None, "TU Dresden"),
    )
)


def institutions(text: str) -> list[tuple[str, tuple[str, ...], str, bool]]:
    """The institutions on a line of a page of TU Dresden: name, aliases, kind, host."""
    page, _, mentions = marked_page([("body", text)])
    _, rows = link_institutions(page, mentions, TABLE, hosts=("TU Dresden", "TUD"))
    return [(row.name, row.aliases, row.kind, row.host) for row in rows]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "[[INST|Handai]] is [[INST|Osaka University]]",
            [("Osaka University", ("Handai",), "university", False)],
            id="lookup",
        ),
        pytest.param("[[INST|TUD]] is [[INST|TU Dresden]]", [("TU Dresden", ("TUD",), "unknown", True)], id="host"),
        pytest.param(
            "[[INST|Korea Institute of Materials Science]] ([[INST|KIMS]])",
            [("Korea Institute of Materials Science", ("KIMS",), "unknown", False)],
            id="acronym-of-the-page",
        ),
        pytest.param(
            "[[INST|Faculty of Arts]], [[INST|Universität Jena]], [[INST|Zeiss AG]]",
            [
                ("Faculty of Arts", (), "unit", False),
                ("Universität Jena", (), "university", False),
                ("Zeiss AG", (), "company", False),
            ],
            id="kind-by-the-name",
        ),
        pytest.param(
            "[[INST|University Hospital Ulm]], [[INST|Inha University Incheon]], "
            "[[INST|European University Institute]]",
            [
                ("University Hospital Ulm", (), "unknown", False),
                ("Inha University Incheon", (), "university", False),
                ("European University Institute", (), "unknown", False),
            ],
            id="university-inside-a-name",
        ),
        pytest.param(
            "[[INST|ÉCOLE POLYTECHNIQUE]], the [[INST|École Polytechnique]]",
            [("ÉCOLE POLYTECHNIQUE", ("École Polytechnique",), "unknown", False)],
            id="capitals",
        ),
    ],
)
def test_forms_of_one_institution(text: str, expected: list[tuple[str, tuple[str, ...], str, bool]]) -> None:
    """Forms of a name are one institution by lookup, host names or the page's own acronyms; kinds are no guess."""
    assert institutions(text) == expected


def test_lookup_gives_what_it_knows() -> None:
    """Country, ROR id and parent come from the lookup table alone; a parent on the page is its id."""
    page, _, mentions = marked_page([("body", "[[INST|TU Dresden]], [[INST|OncoRay]], [[INST|Osaka University]]")])
    _, (host, unit, partner) = link_institutions(page, mentions, TABLE, hosts=("TU Dresden",))
    assert (partner.country, partner.ror, partner.parent) == ("JP", "035t8zc32", None)
    assert (unit.country, unit.ror, unit.parent) == ("DE", None, host.id)
