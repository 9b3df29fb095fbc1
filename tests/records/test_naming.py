from __future__ import annotations

import pytest

from lhextract.records.block_view import view_blocks
from lhextract.records.naming import Naming, name_initiative
from tests.builders import Marked, marked_page, party_context


def named(*lines: Marked, category: tuple[str, ...] = ()) -> Naming:
    """The name of a block on a page of TU Dresden."""
    page, outline, mentions = marked_page(lines, category=category)
    ids, context = party_context(page, outline, mentions)
    return name_initiative(view_blocks(page, outline, mentions)[0], page, context=context, institution_of=ids)


@pytest.mark.parametrize(
    ("lines", "category", "name", "rule"),
    [
        pytest.param(
            [("title", "Bridges to Asia"), ("body", "The [[INST|Osaka University]] is our partner.")],
            (),
            "Bridges to Asia",
            "name/title",
            id="title",
        ),
        pytest.param(
            [("body", "With the [[INST|University of Trento]] and [[INST|Osaka University]] we meet.")],
            ("Partnerships",),
            "University of Trento",
            "name/partner",
            id="first-partner",
        ),
        pytest.param(
            [("body", "The [[INST|International Center for Logic]] ([[INST|ICL]]) deals with it. [[INST|ICL]] grows.")],
            ("Networks",),
            "International Center for Logic",
            "name/introduced",
            id="introduced-with-its-acronym",
        ),
        pytest.param(
            [("body", "The network [[INST|Via Regia]] brings [[INST|Osaka University]] to town.")],
            ("Networks",),
            "Via Regia",
            "name/subject",
            id="subject",
        ),
        pytest.param(
            [("body", "Its team at the [[INST|Institute of Aerospace Engineering]] builds.")],
            ("Networks",),
            "Institute of Aerospace Engineering",
            "name/host-unit",
            id="host-unit",
        ),
        pytest.param(
            [("body", "Here many people from all over the world meet again.")],
            (),
            "Here many people from all over the world",
            "name/first-words",
            id="no-name-at-all",
        ),
    ],
)
def test_name(lines: list[Marked], category: tuple[str, ...], name: str, rule: str) -> None:
    """The shown title, else a name that the block itself holds; never a made-up phrase."""
    naming = named(*lines, category=category)
    assert (naming.name, naming.rule, naming.derived) == (name, rule, rule != "name/title")


def test_host_gives_no_name() -> None:
    """The host university names none of its initiatives."""
    naming = named(("body", "[[INST|TU Dresden]] and [[INST|Osaka University]] meet at [[INST|TU Dresden]]."))
    assert naming.name == "Osaka University"
