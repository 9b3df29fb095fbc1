"""What checks say about phone numbers, and where they keep silent."""

from __future__ import annotations

import pytest

from tests.checks.pages import Row, changed, clean_page, findings_of, messages, with_numbers, with_units

CLEAN = clean_page()
OF_TWO = "Tel.: [[PHONE|+49 351 463-32012]]"


def phone_codes(rows: list[Row]) -> list[str]:
    """The codes of the findings about phones."""
    return [finding.code for finding in findings_of(rows) if "phone" in finding.code]


@pytest.mark.parametrize(
    ("code", "raw", "likely"),
    [
        pytest.param("phone-grouping", "+49 351 4633-6016", "+49 351 463-36016", id="grouping"),
        pytest.param("phone-exchange", "+49 351 436-36016", "+49 351 463-36016", id="exchanged"),
        pytest.param("phone-exchange", "0341 463-36016", "+49 351 463-36016", id="area-code"),
        pytest.param("phone-exchange", "+43 351 463-36016", "+49 351 463-36016", id="country-code"),
        pytest.param("phone-exchange", "0351 43-36016", "+49 351 463-36016", id="digit-missing"),
        pytest.param("phone-without-area-code", "463-36016", "+49 351 463-36016", id="no-area-code"),
        pytest.param("phone-without-area-code", "36016", "+49 351 463-36016", id="within-the-house"),
    ],
)
def test_likely_number(code: str, raw: str, likely: str) -> None:
    """A number that departs from the page's habit by a slip is reported once, with the number likely meant."""
    findings = findings_of(with_numbers(raw))
    assert [finding.code for finding in findings] == [code]
    assert repr(raw) in findings[0].message
    assert findings[0].message.endswith(likely)


@pytest.mark.parametrize(
    "raws",
    [
        pytest.param(["0351 458-5292"], id="another-house"),
        pytest.param(["+44 131 650 4296"], id="another-country"),
        pytest.param(["0351 46336016", "+49 351 46336017"], id="not-grouped"),
        pytest.param(["0351/463 36016", "(0351) 463 36 017"], id="other-signs"),
        pytest.param(["0351 436-36016", "0351 436-36017"], id="two-of-a-second-exchange"),
        pytest.param(["0351 463-0"], id="switchboard"),
        pytest.param(["+49 351 463-36016/17"], id="two-in-one"),
        pytest.param(["+49 351 463-360", "+49 351 463-361"], id="two-lengths-in-use"),
    ],
)
def test_nothing_to_say(raws: list[str]) -> None:
    """Numbers of other houses, and other writings of the same number, are no finding."""
    assert phone_codes(with_numbers(*raws)) == []


def test_few_numbers_are_no_habit() -> None:
    """A page of four numbers says nothing about a fifth that differs."""
    rows = changed(CLEAN, "463-33013", "Tel.: [[PHONE|+49 351 436-33013]]")
    assert phone_codes(rows) == []


def test_shared_number() -> None:
    """People of different units cannot have one number; people of one unit, or named together, can."""
    shared = changed(CLEAN, "463-33013", OF_TWO)
    assert phone_codes(with_units(shared)) == ["phone-shared"]
    assert phone_codes(shared) == ["phone-shared-office"]
    same = changed(changed(CLEAN, "463-33013", OF_TWO), "Ida Kahn", "[[PERSON|Jan Berg]]")
    assert phone_codes(with_units(same)) == []
    together = changed(CLEAN, "Jan Berg", "[[PERSON|Jan Berg]], [[PERSON|Ute Horn]]")
    assert phone_codes(together) == []


def test_number_unlike_its_unit() -> None:
    """With three siblings that begin alike, a number that does not is worth a look; with two it is not."""
    alike = ["+49 351 463-31015", "+49 351 463-31016"]
    (told,) = messages("phone-unlike-unit", findings_of(with_units(with_numbers(*alike, "+49 351 463-42487"))))
    assert "463-31" in told
    assert phone_codes(with_units(with_numbers(alike[0], "+49 351 463-42487"))) == []
    assert phone_codes(with_numbers(*alike, "+49 351 463-42487")) == []


def test_person_with_two_numbers() -> None:
    """Different numbers in two initiatives are worth a look; two in one contact, or the same twice, are not."""
    twice = changed(CLEAN, "Jan Berg", "[[PERSON|Eva Roth]]")
    assert phone_codes(twice) == ["person-two-phones"]
    assert phone_codes(changed(twice, "463-32012", "Tel.: [[PHONE|0351 463-31011]]")) == []
    assert phone_codes(with_numbers("+49 351 463-36016")) == []


def test_ambiguous_number() -> None:
    """A number that may be two has no value and one finding."""
    assert phone_codes(with_numbers("0351 463-36016/57")) == ["phone-ambiguous"]
