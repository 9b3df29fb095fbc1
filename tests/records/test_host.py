from __future__ import annotations

import pytest

from lhextract.records.host import infer_host
from tests.builders import Marked, marked_page


@pytest.mark.parametrize(
    ("intro", "body", "host"),
    [
        pytest.param(
            "Networks of [[INST|TU Dresden]]. [[INST|TU Dresden]] and [[INST|KU Leuven]] …",
            "[[INST|TUD]] and [[INST|Technische Universität Dresden]] and [[INST|Osaka University]]",
            ("Technische Universität Dresden", "TU Dresden", "TUD"),
            id="most-often-and-its-other-names",
        ),
        pytest.param(
            "The [[INST|University of Cape Town]] ([[INST|UCT]])",
            "[[INST|Osaka University]]",
            ("University of Cape Town", "UCT"),
            id="acronym-of-the-page",
        ),
        pytest.param(
            "We at [[INST|Friedrich-Schiller-Universität Jena]]",
            "[[INST|Universität Jena]]",
            ("Friedrich-Schiller-Universität Jena", "Universität Jena"),
            id="made-of-its-words",
        ),
        pytest.param("Welcome.", "[[INST|Osaka University]]", (), id="named-in-initiatives-alone"),
        pytest.param("Funded by the [[INST|DFG]].", "Text.", (), id="no-university"),
    ],
)
def test_host(intro: str, body: str, host: tuple[str, ...]) -> None:
    """The host is the university that title, introduction and menu speak of, the fullest name first, or none."""
    lines: list[Marked] = [("intro", intro), ("body", body)]
    assert infer_host(*marked_page(lines)) == host
