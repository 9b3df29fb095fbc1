"""What a steward types, to the value of an entry."""

from __future__ import annotations

import pytest

from lhextract.corrections.values import Known, UnfitValueError, read_value
from lhextract.items import is_alike, same_value, same_writing
from lhextract.model.correction import Value

KNOWN = Known(
    region="DE",
    categories=(("Research", "Networks"), ("Teaching",)),
    institutions={"tu dresden": "org-1"},
    names={"org-1": "TU Dresden"},
    people=frozenset({"ps-1"}),
)
NUMBER = {"raw": "0351 463-1", "e164": "+493514631", "national": "0351 4631", "ext": "7", "region": "DE"}


@pytest.mark.parametrize(
    ("path", "given", "value"),
    [
        pytest.param("name", "  A\u00a0 b\n", "A b", id="one-line"),
        pytest.param("name", "e\u0301", "\u00e9", id="composed"),
        pytest.param("text", " a \n\n b ", "a\nb", id="paragraphs"),
        pytest.param("text", None, "", id="no-text"),
        pytest.param("contacts.ct-1.role", " ", None, id="empty"),
        pytest.param("contacts.ct-1.email", "mailto:a@b.example", "a@b.example", id="address"),
        pytest.param("category", "Teaching", ("Teaching",), id="category"),
        pytest.param("category", "Networks", ("Research", "Networks"), id="category-by-its-label"),
        pytest.param("category", "Research › Networks", ("Research", "Networks"), id="category-by-its-path"),
        pytest.param("aliases", "a| b |", ("a", "b"), id="list"),
        pytest.param("aliases", None, (), id="no-list"),
        pytest.param("country", " de", "DE", id="country"),
        pytest.param("parent", "TU Dresden", "org-1", id="parent-by-name"),
        pytest.param("programs.pr-1", "DAAD", {"name": "DAAD"}, id="item-by-its-main-key"),
        pytest.param("partners.new", "TU Dresden", {"name": "TU Dresden", "institution": "org-1"}, id="known-partner"),
        pytest.param("years.new", "2014/..", {"text": "2014/..", "value": "2014/..", "role": "other"}, id="year"),
    ],
)
def test_read(path: str, given: Value, value: Value) -> None:
    """The same for the command line, the page and a table."""
    assert read_value(path, given, known=KNOWN) == value


@pytest.mark.parametrize(
    ("given", "e164", "ext"),
    [
        pytest.param("+49 351 463-2", "+493514632", None, id="another-number-has-another-extension"),
        pytest.param({"ext": "8"}, "+493514631", "8", id="only-the-extension"),
        pytest.param({"ext": None}, "+493514631", None, id="no-extension"),
        pytest.param({"raw": "0351 463-1"}, "+493514631", "7", id="another-writing"),
    ],
)
def test_what_is_not_said_is_taken_from_before(given: Value, e164: str, ext: str | None) -> None:
    """And what follows from it is worked out."""
    value = read_value("contacts.ct-1.phones.tel-1", given, known=KNOWN, before=NUMBER)
    assert isinstance(value, dict)
    assert (value["e164"], value["ext"]) == (e164, ext)


@pytest.mark.parametrize("path", ["name", "kind"])
def test_what_is_never_empty(path: str) -> None:
    """A record without a name cannot be shown."""
    with pytest.raises(UnfitValueError, match="not empty"):
        read_value(path, None, known=KNOWN)


@pytest.mark.parametrize(
    ("kind", "one", "other", "same", "alike"),
    [
        pytest.param("phones", NUMBER, {**NUMBER, "raw": "+49 351 4631"}, True, True, id="writing-of-a-number"),
        pytest.param("phones", NUMBER, {**NUMBER, "ext": None}, False, False, id="extension"),
        pytest.param(
            "years",
            {"text": "2014", "value": "2014", "role": "start"},
            {"text": "in 2014", "value": "2014", "role": "start"},
            True,
            True,
            id="writing-of-a-year",
        ),
        pytest.param(
            "partners",
            {"name": "TUD", "institution": "org-1"},
            {"name": "TU Dresden", "institution": "org-1"},
            False,
            True,
            id="one-institution",
        ),
        pytest.param(
            "contacts",
            {"person": "Eva Roth", "role": "Dean"},
            {"person": "Eva\u00a0Roth", "role": None},
            False,
            True,
            id="one-person",
        ),
        pytest.param("programs", {"name": "DAAD"}, {"name": "EU"}, False, False, id="two-programmes"),
    ],
)
def test_the_same(kind: str, one: Value, other: Value, same: bool, alike: bool) -> None:
    """How a value is written makes no difference; an institution or a person is one however much is said of it."""
    assert (same_value(kind, one, other), is_alike(kind, one, other)) == (same, alike)


def test_typography_is_a_value_but_no_new_one() -> None:
    """A steward may decide about a dash; the page that exchanges one says nothing new."""
    assert not same_value(None, "a - b", "a \u2013 b")
    assert same_writing(None, "a - b", "a \u2013 b")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        pytest.param("3. März 2021", "2014/..; did you mean 2021-03-03?", id="in-words"),
        pytest.param("20145", "2014/..", id="a-slip"),
    ],
)
def test_a_date_that_was_likely_meant(given: str, said: str) -> None:
    """Whoever writes a date as a page does is told how it is written; it is not taken unasked."""
    with pytest.raises(UnfitValueError) as refused:
        read_value("years.yr-a", {"value": given}, known=KNOWN)
    assert str(refused.value).endswith(said)
