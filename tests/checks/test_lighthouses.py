"""What the lighthouse page is known to have wrong with it."""

from __future__ import annotations

import pytest

from lhextract.model.record import Records
from lhextract.run import Extraction
from tests.checks.pages import messages

UNIT = "Klinik und Poliklinik für Kinder- und Jugendmedizin"


@pytest.mark.parametrize(
    ("code", "quoted"),
    [
        pytest.param("no-contact", ["University of Trento", "Center for International Studies"], id="no-contact"),
        pytest.param("contact-unreachable", ["Bochmann", "Chavakis", "Bonifacio", "Berner"], id="unreachable"),
        pytest.param("email-empty", ["E-Mail:"], id="empty-email"),
        pytest.param("other-language", [UNIT, "weitere Informationen"], id="german"),
        pytest.param("name-near-miss", ["Roll-Royce"], id="typing-error"),
        pytest.param("phone-shared", ["+4935146332730"], id="shared-number"),
        pytest.param("phone-grouping", ["+49 351 4633-4386"], id="odd-grouping"),
        pytest.param("phone-unlike-unit", ["+49351463-42487"], id="unlike-its-unit"),
        pytest.param("phone-exchange", [], id="no-exchange"),
        pytest.param("phone-without-area-code", [], id="no-bare-number"),
    ],
)
def test_known_flaws(code: str, quoted: list[str], records: Records) -> None:
    """Every known flaw of the page is reported, in page order, and nothing else of its kind."""
    told = messages(code, records.findings)
    assert len(told) == len(quoted)
    assert all(words in message for words, message in zip(quoted, told, strict=True))


def test_places_are_those_of_the_flaws(records: Records, lighthouses: Extraction) -> None:
    """A finding points at the characters that it is about."""
    text = lighthouses.page.text
    spans = {f.code: text[f.spans[0].start : f.spans[0].end] for f in records.findings}
    assert (spans["email-empty"], spans["name-near-miss"]) == ("E-Mail:", "Roll-Royce")
