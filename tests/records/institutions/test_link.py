"""Mentions to institutions."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from lhextract.lookups import KnownInstitution, Lookups
from lhextract.model.record import Institution
from lhextract.records.block_view import view_blocks
from lhextract.records.institutions.link import link_institutions
from tests.builders import Marked, marked_page

TABLE = Lookups(
    institutions=(
        KnownInstitution("Osaka University", ("Handai",), "university", "JP", "https://ror.org/035t8zc32", None),
        KnownInstitution("Deutsche Forschungsgemeinschaft", ("DFG",), "funder", "DE", None, None),
        KnownInstitution("Instituto Superior Técnico", ("IST",), "university", "PT", None, None),
        KnownInstitution("OncoRay", (), "unit", "DE", None, "TU Dresden"),
        KnownInstitution("Institute of Wind", ("Wind A",), "facility", "DE", None, None),
        KnownInstitution("Institute of Wind ", ("Wind B",), "facility", "FR", None, None),
    )
)


def linked(*lines: Marked | str, lookups: Lookups = TABLE) -> tuple[Institution, ...]:
    """The institutions of a block on a page of TU Dresden."""
    rows = [("body", line) if isinstance(line, str) else line for line in lines]
    page, outline, mentions = marked_page(rows)
    views = view_blocks(page, outline, mentions)
    return link_institutions(page, mentions, lookups, hosts=("TU Dresden", "TUD"), views=views).institutions


def parents(*lines: Marked | str) -> dict[str, str | None]:
    """The owner of every institution, by their names."""
    found = linked(*lines)
    names = {institution.id: institution.name for institution in found}
    return {institution.name: names.get(institution.parent or "") for institution in found}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("[[INST|Handai]] is [[INST|Osaka University]]", [("Osaka University", ("Handai",))], id="lookup"),
        pytest.param("[[INST|TUD]] is [[INST|TU Dresden]]", [("TU Dresden", ("TUD",))], id="host"),
        pytest.param(
            "[[INST|Korea Institute of Materials Science]] ([[INST|KIMS]])",
            [("Korea Institute of Materials Science", ("KIMS",))],
            id="acronym-of-the-page",
        ),
        pytest.param(
            "[[INST|ÉCOLE POLYTECHNIQUE]], the [[INST|École Polytechnique]], [[INST|Ecole Polytechnique]]",
            [("ÉCOLE POLYTECHNIQUE", ("École Polytechnique", "Ecole Polytechnique"))],
            id="capitals-and-accents",
        ),
        pytest.param(
            "der [[INST|Polnischen Akademie]] und [[INST|Polnische Akademie]]",
            [("Polnische Akademie", ("Polnischen Akademie",))],
            id="inflection",
        ),
        pytest.param(
            "von der [[INST|Deutschen Forschungsgemeinschaft]]",
            [("Deutsche Forschungsgemeinschaft", ("Deutschen Forschungsgemeinschaft",))],
            id="inflected-lookup",
        ),
        pytest.param(
            "[[INST|Chalmers University of Technology]], then [[INST|Chalmers]]",
            [("Chalmers University of Technology", ("Chalmers",))],
            id="first-word",
        ),
        pytest.param(
            "[[INST|Hamburg University]], [[INST|Hamburg University of Technology]], [[INST|Hamburg]]",
            [("Hamburg University", ()), ("Hamburg University of Technology", ()), ("Hamburg", ())],
            id="first-word-of-two",
        ),
        pytest.param(
            "[[INST|Institute of Space Tools]] ([[INST|IST]])",
            [("Institute of Space Tools", ("IST",))],
            id="the-page-says-what-letters-stand-for",
        ),
        pytest.param("[[INST|Zeiss AG]] and [[INST|Zeiss]]", [("Zeiss AG", ("Zeiss",))], id="legal-form"),
    ],
)
def test_forms_of_one_institution(text: str, expected: list[tuple[str, tuple[str, ...]]]) -> None:
    """Forms are one institution by lookup, host names, the page's own acronyms, case, inflection or legal form."""
    assert [(row.name, row.aliases) for row in linked(text)] == expected


def test_a_name_of_several_is_linked_to_none() -> None:
    """Where two known organisations bear a name, the mention keeps its name and gets neither's country."""
    (row,) = linked("[[INST|Institute of Wind]] blows")
    assert (row.name, row.country) == ("Institute of Wind", None)


def test_lookup_gives_what_it_knows() -> None:
    """Country, ROR id and parent come from the table; a parent on the page is its id."""
    host, unit, partner = linked("[[INST|TU Dresden]], [[INST|OncoRay]], [[INST|Osaka University]]")
    assert (partner.country, partner.ror, partner.parent) == ("JP", "https://ror.org/035t8zc32", None)
    assert (unit.country, unit.ror, unit.parent) == ("DE", None, host.id)
    assert (host.host, unit.host) == (True, False)


class Register:
    """A register of one organisation that counts how often it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def find(self, key: str) -> Sequence[KnownInstitution]:
        """One university under two names."""
        self.asked.append(key)
        known = KnownInstitution("University of Lund", (), "university", "SE", "https://ror.org/012a77v79", None)
        return [known] if key in {"lund university", "institute of physics"} else []


def test_register_knows_what_the_table_does_not() -> None:
    """A register is asked for full names that the table has not; never for units, whose names many bear."""
    register = Register()
    lookups = Lookups(TABLE.institutions, register=register)
    lund, unit, osaka = linked(
        "[[INST|Lund University]], [[INST|Institute of Physics]], [[INST|Osaka University]]", lookups=lookups
    )
    assert (lund.name, lund.country, unit.country, osaka.country) == ("University of Lund", "SE", None, "JP")
    assert "institute of physics" not in register.asked
    assert "osaka university" not in register.asked


HOST = "At [[INST|TU Dresden]]."
EARTH = ("contact-unit", "[[INST|Institute of Earth]]")


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param(["[[INST|Faculty of Arts]] at [[INST|KU Leuven]]"], {"Faculty of Arts": "KU Leuven"}, id="at"),
        pytest.param(
            ["der [[INST|Lehrstuhl für Baustatik]] an der [[INST|Universität Graz]]"],
            {"Lehrstuhl für Baustatik": "Universität Graz"},
            id="an-der",
        ),
        pytest.param(
            ["[[INST|TU Dresden]]'s [[INST|Faculty of Arts]]"], {"Faculty of Arts": "TU Dresden"}, id="possessive"
        ),
        pytest.param(
            [("contact-unit", "[[INST|Chair of Maps]], [[INST|Institute of Earth]], [[INST|KU Leuven]]")],
            {"Chair of Maps": "Institute of Earth", "Institute of Earth": "KU Leuven"},
            id="contact-chain",
        ),
        pytest.param(
            [("contact-unit", "[[INST|KU Leuven]], [[INST|Faculty of Arts]]")],
            {"Faculty of Arts": "KU Leuven"},
            id="contact-owner-first",
        ),
        pytest.param(
            [HOST, EARTH, ("contact-unit", "[[INST|Faculty of Maps]]")],
            {"Institute of Earth": "Faculty of Maps", "Faculty of Maps": "TU Dresden"},
            id="contact-lines-and-host",
        ),
        pytest.param(
            [HOST, EARTH, ("contact-unit", "[[INST|Universität Graz]]")],
            {"Institute of Earth": "Universität Graz"},
            id="contact-of-another",
        ),
        pytest.param(
            ["the [[INST|Institute of Earth]], the [[INST|Faculty of Maps]] and [[INST|KU Leuven]]"], {}, id="list"
        ),
        pytest.param(
            ["vom [[INST|Institut für Erdkunde]], vom [[INST|Institut für Kartografie]]"], {}, id="list-with-vom"
        ),
        pytest.param(["[[INST|Osaka University]] at [[INST|KU Leuven]]"], {}, id="no-unit"),
    ],
)
def test_units_under_their_owners(lines: list[Marked | str], expected: dict[str, str]) -> None:
    """A unit hangs under the owner that words or a contact give it, else under none."""
    assert {name: parent for name, parent in parents(*lines).items() if parent} == expected


def test_units_of_one_name_with_two_owners_are_two() -> None:
    """One unit name at two universities is two institutions, and without an owner a third."""
    found = linked(
        "[[INST|Institute of Physics]] at [[INST|KU Leuven]], [[INST|Institute of Physics]] at "
        "[[INST|Osaka University]], an [[INST|Institute of Physics]]"
    )
    names = {row.id: row.name for row in found}
    units = [row for row in found if row.name == "Institute of Physics"]
    assert [names.get(row.parent or "") for row in units] == ["KU Leuven", "Osaka University", None]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Faculty of Arts", "unit"),
        ("Universität Jena", "university"),
        ("Zeiss AG", "company"),
        ("University Hospital Ulm", "facility"),
        ("Inha University Incheon", "university"),
        ("European University Institute", "unknown"),
        ("Swedish Research Council", "funder"),
        ("Ministry of Education", "agency"),
        ("Bundesministerium für Bildung", "agency"),
        ("Mercator Stiftung", "association"),
        ("European Commission", "international"),
        ("Baltic University Network", "network"),
        ("Harbin Institute of Technology", "university"),
        ("OncoRay", "unknown"),
    ],
)
def test_kind_by_the_name(name: str, kind: str) -> None:
    """A kind is told only by a name that shows it."""
    (row,) = linked(f"[[INST|{name}]] works", lookups=Lookups())
    assert row.kind == kind
