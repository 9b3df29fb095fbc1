from __future__ import annotations

import pytest

from lhextract.dates.edtf import is_edtf
from lhextract.dates.meant import meant_by
from lhextract.language.cues import Cues


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("3. März 2021", "2021-03-03", id="own-grammar"),
        pytest.param("WS 2023/24", "2023/2024", id="semester"),
        pytest.param("3 mars 2021", "2021-03-03", id="french"),
        pytest.param("12 de mayo de 2019", "2019-05-12", id="spanish"),
        pytest.param("maj 2019", "2019-05", id="month-of-another-language"),
        pytest.param("31 February 2020", None, id="31-february"),
        pytest.param("31 février 2020", None, id="31-february-in-french"),
        pytest.param("3 mars", None, id="no-year"),
        pytest.param("mars 21", None, id="half-a-year"),
        pytest.param("20145", None, id="a-slip"),
        pytest.param("yesterday", None, id="counted-from-today"),
        pytest.param("nothing of 2021", None, id="no-date"),
        pytest.param("mars 2021 " * 10, None, id="too-long"),
    ],
)
def test_what_was_meant(text: str, value: str | None, cues: Cues) -> None:
    """A date in words of many languages has the value that a person would write; nothing is guessed."""
    assert meant_by(text, cues=cues, region="DE") == value
    assert value is None or is_edtf(value)


@pytest.mark.parametrize(("region", "value"), [("US", "2021-03-04"), ("DE", "2021-04-03")])
def test_region_decides_the_order(region: str, value: str, cues: Cues) -> None:
    """As on a page, also where dateparser reads."""
    assert meant_by("3 / 4 / 2021", cues=cues, region=region) == value
