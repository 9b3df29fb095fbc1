"""What a steward types, to the value of an entry."""

from __future__ import annotations

import pytest

from lhextract.corrections.values import EMAIL, Known, UnfitValueError, line, read_value
from lhextract.items import is_alike, same_value, same_writing
from lhextract.minting import mint
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
        pytest.param("+49 351 463-2 ext. 12", "+493514632", "12", id="an-extension-behind-it"),
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


YEAR = {"text": "in 2014", "value": "2014", "role": "start"}
LINK = {"text": "brochure", "url": "https://a.example"}
MENTION = {"type": "INSTITUTION", "text": "TU Dresden", "institution": "org-1", "person": None}
CONTACT = {
    "person": "Eva Roth",
    "titles_before": None,
    "titles_after": None,
    "role": "Dean",
    "unit": None,
    "email": None,
    "phones": (NUMBER,),
}


@pytest.mark.parametrize(
    ("path", "given", "before", "value"),
    [
        pytest.param(
            "partners.org-1", "TUD", None, {"name": "TUD", "institution": mint("org", "TUD")}, id="new-partner"
        ),
        pytest.param(
            "partners.org-1",
            {"name": "T.U.D."},
            {"name": "TUD", "institution": "org-1"},
            {"name": "T.U.D.", "institution": "org-1"},
            id="partner-under-another-name",
        ),
        pytest.param(
            "host_units.org-1",
            {"institution": "org-1"},
            None,
            {"name": "TU Dresden", "institution": "org-1"},
            id="by-id",
        ),
        pytest.param(
            "host_units.org-2",
            {"institution": "org-1"},
            {"name": "Law", "institution": "org-2"},
            {"name": "Law", "institution": "org-1"},
            id="another-id-the-same-name",
        ),
        pytest.param(
            "partners.org-2",
            {"institution": None, "name": "The TU Dresden"},
            {"name": "Law", "institution": "org-2"},
            {"name": "The TU Dresden", "institution": "org-1"},
            id="no-id-but-a-known-name",
        ),
        pytest.param("years.yr-1", "2015", YEAR, {**YEAR, "value": "2015"}, id="year"),
        pytest.param("years.yr-1", {"role": "event"}, YEAR, {**YEAR, "role": "event"}, id="only-the-role"),
        pytest.param("years.yr-1", {"text": "2014"}, YEAR, {**YEAR, "text": "2014"}, id="only-the-words"),
        pytest.param("host_units.org-1", "TU Dresden", None, {"name": "TU Dresden", "institution": "org-1"}, id="host"),
        pytest.param("programs.pr-1", {}, {"name": "DAAD"}, {"name": "DAAD"}, id="nothing-new"),
        pytest.param("captions.cp-1", " a  b ", {"text": "x"}, {"text": "a b"}, id="caption"),
        pytest.param("captions.cp-1", {}, {"text": "x"}, {"text": "x"}, id="the-same-caption"),
        pytest.param(
            "links.ln-1", "http://b.example", LINK, {**LINK, "url": "http://b.example"}, id="address-of-a-link"
        ),
        pytest.param("links.ln-1", {"url": None}, LINK, {**LINK, "url": None}, id="words-without-an-address"),
        pytest.param("links.ln-1", {"text": ""}, LINK, {**LINK, "text": None}, id="address-without-words"),
        pytest.param("links.ln-1", {"text": "flyer"}, LINK, {**LINK, "text": "flyer"}, id="words-of-a-link"),
        pytest.param(
            "acronyms.ac-1",
            "JM",
            {"long": "joint master", "short": "J"},
            {"long": "joint master", "short": "JM"},
            id="short",
        ),
        pytest.param("mentions.mn-1", {"text": "TU Dresden"}, MENTION, MENTION, id="the-same-mention"),
        pytest.param(
            "mentions.mn-1",
            "PERSON",
            MENTION,
            {**MENTION, "type": "PERSON", "institution": None},
            id="a-person-instead",
        ),
        pytest.param(
            "mentions.mn-1",
            {"institution": "org-1"},
            {**MENTION, "institution": "org-2"},
            MENTION,
            id="of-another-institution",
        ),
        pytest.param(
            "mentions.mn-1",
            {"type": "INSTITUTION"},
            {**MENTION, "text": "Law", "type": "PERSON", "institution": None, "person": "ps-1"},
            {**MENTION, "text": "Law", "institution": mint("org", "Law")},
            id="an-institution-nobody-knows",
        ),
        pytest.param(
            "mentions.mn-1",
            {"person": "ps-1"},
            {**MENTION, "type": "PERSON", "text": "Eva", "institution": None},
            {"type": "PERSON", "text": "Eva", "institution": None, "person": "ps-1"},
            id="a-person-of-the-page",
        ),
        pytest.param(
            "mentions.mn-1",
            {"text": "Eva"},
            {**MENTION, "type": "PERSON", "text": "Eva", "institution": None, "person": "ps-9"},
            {"type": "PERSON", "text": "Eva", "institution": None, "person": "ps-9"},
            id="a-person-as-it-was",
        ),
        pytest.param("contacts.ct-1", "Bo Chen", CONTACT, {**CONTACT, "person": "Bo Chen"}, id="contact-by-its-person"),
        pytest.param(
            "contacts.ct-1",
            {"phones": " 0351 463-1 ||"},
            {**CONTACT, "role": " "},
            {**CONTACT, "role": None, "phones": ({**NUMBER, "raw": "0351 463-1", "ext": None},)},
            id="contact-with-numbers-as-text",
        ),
        pytest.param(
            "contacts.ct-1", {"phones": None}, CONTACT, {**CONTACT, "phones": ()}, id="contact-without-numbers"
        ),
        pytest.param(
            "contacts.ct-1",
            {"person": None, "phones": None, "unit": "Law"},
            {**CONTACT, "role": None},
            {**CONTACT, "person": None, "role": None, "unit": "Law", "phones": ()},
            id="an-office",
        ),
        pytest.param(
            "contacts.ct-1",
            {"person": None, "role": None, "phones": None, "email": "a@b.example"},
            CONTACT,
            {**CONTACT, "person": None, "role": None, "email": "a@b.example", "phones": ()},
            id="an-address-alone",
        ),
        pytest.param(
            "contacts.ct-1",
            {"person": None, "role": None},
            CONTACT,
            {**CONTACT, "person": None, "role": None},
            id="a-number",
        ),
        pytest.param("country", "de", None, "DE", id="country"),
        pytest.param("kind", "company", None, "company", id="kind"),
        pytest.param("ror", "https://ror.org/042aqky30", None, "https://ror.org/042aqky30", id="ror"),
        pytest.param("ror", " ", None, None, id="no-ror"),
        pytest.param("parent", "org-1", None, "org-1", id="parent-by-id"),
        pytest.param("parent", None, None, None, id="no-parent"),
        pytest.param("titles", ("Dr.", " "), None, ("Dr.",), id="titles-as-a-list"),
        pytest.param("category", ("Research", "Networks"), None, ("Research", "Networks"), id="category-as-a-list"),
        pytest.param("text", "a\tb\r\nc", None, "a b\nc", id="lines-of-a-text"),
    ],
)
def test_items(path: str, given: Value, before: Value, value: Value) -> None:
    """What is given is taken, what is not stays, and what follows from it is worked out."""
    assert read_value(path, given, known=KNOWN, before=before) == value


@pytest.mark.parametrize(
    ("path", "given", "key", "allowed"),
    [
        pytest.param("aliases", (None,), "", "texts, separated by |", id="no-texts"),
        pytest.param("kind", "bakery", "", "one of university, unit, company", id="no-kind"),
        pytest.param("country", "Germany", "", "a country code of ISO 3166-1 alpha-2 such as DE", id="no-country"),
        pytest.param("ror", "042", "", "a ROR id such as https://ror.org/", id="no-ror"),
        pytest.param("parent", "MIT", "", "the id or the name of an institution of this page", id="no-parent"),
        pytest.param(
            "category", "Art", "", "a category of this page: Research \u203a Networks; Teaching", id="no-category"
        ),
        pytest.param("category", None, "", "a category of this page", id="no-category-at-all"),
        pytest.param("text", "x" * 50_001, "", "a text of up to 50000 characters", id="too-long-a-text"),
        pytest.param("contacts.ct-1.phones.new", " ", "e164", "a text that is not empty", id="no-number-at-all"),
        pytest.param("partners.new", {"institution": "org-9", "name": "x"}, "institution", "the id of an", id="no-org"),
        pytest.param(
            "text",
            "a\x00b",
            "",
            "a text of up to 50000 characters without control characters",
            id="a-control-character-in-a-text",
        ),
        pytest.param("name", ("a",), "", "a text", id="a-list-for-a-text"),
        pytest.param(
            "links.new", {"text": None}, "url", "an address, or the words of the link", id="nothing-of-a-link"
        ),
        pytest.param(
            "links.new",
            "ftp://a.example",
            "url",
            "an address that begins with https://, http:// or mailto:",
            id="no-web-address",
        ),
        pytest.param("acronyms.new", "JM", "long", "a text that is not empty", id="no-long-form"),
        pytest.param("programs.new", 7, "name", "a text that is not empty", id="a-number-for-a-name"),
        pytest.param(
            "contacts.new", {"phones": {"a": "b"}}, "phones", "phone numbers, separated by |", id="an-object-of-phones"
        ),
        pytest.param("contacts.new", {"titles_before": "Dr."}, "person", "a person, an office", id="nobody"),
        pytest.param("contacts.new", {"email": "a@b"}, "", "an e-mail address such as", id="no-address"),
        pytest.param("years.new", {"b": "1", "a": "2"}, "a", "one of text, value, role", id="unknown-keys"),
        pytest.param(
            "years.new", {"value": "2014", "role": "birth"}, "role", "one of start, event, other", id="no-role"
        ),
        pytest.param("contacts.ct-1.phones.new", "soon", "e164", "a phone number that can be read", id="no-number"),
        pytest.param("contacts.ct-1.phones.new", "+4935146399999x", "e164", "one phone number, with", id="a-letter"),
        pytest.param("contacts.ct-1.phones.t", {"region": "FR"}, "region", "what follows from e164", id="a-region"),
        pytest.param("contacts.new", {"phones": "0351 463-1 # 2"}, "e164", "one phone number, with", id="a-sign"),
        pytest.param(
            "mentions.new",
            {"type": "PERSON", "text": "E", "person": "ps-2"},
            "person",
            "the id of a person",
            id="no-person",
        ),
        pytest.param("mentions.new", {"text": "E"}, "type", "one of PERSON, ", id="no-type"),
    ],
)
def test_refused(path: str, given: Value, key: str, allowed: str) -> None:
    """It is said which key has what, and what is allowed."""
    with pytest.raises(UnfitValueError) as refused:
        read_value(path, given, known=KNOWN)
    assert refused.value.key == key
    assert refused.value.allowed.startswith(allowed)
    found = f"found {refused.value.found!r}, allowed is {refused.value.allowed}"
    assert str(refused.value) == (f"{key}: {found}" if key else found)


@pytest.mark.parametrize(
    ("path", "before", "given", "key"),
    [
        pytest.param("contacts.ct-1.phones.tel-1", NUMBER, "", "e164", id="number"),
        pytest.param("contacts.ct-1.phones.tel-1", NUMBER, {"e164": None}, "e164", id="e164"),
        pytest.param("contacts.ct-1.phones.tel-1", NUMBER, {"raw": " "}, "raw", id="raw"),
        pytest.param("contacts.ct-1.phones.tel-1", NUMBER, {"e164": None, "raw": "1"}, "e164", id="e164-beside-raw"),
        pytest.param("contacts.ct-1.phones.tel-1", {**NUMBER, "e164": None}, {"e164": None}, "e164", id="unreadable"),
        pytest.param("years.yr-1", YEAR, None, "value", id="year"),
        pytest.param("years.yr-1", YEAR, {"text": None}, "text", id="words-of-a-year"),
        pytest.param("years.yr-1", YEAR, {"role": None}, "role", id="role-of-a-year"),
        pytest.param("partners.org-1", {"name": "TUD", "institution": "org-1"}, "", "name", id="partner"),
    ],
)
def test_what_an_item_must_have_is_not_emptied(path: str, before: Value, given: Value, key: str) -> None:
    """Who empties a part has not vouched for what was there."""
    with pytest.raises(UnfitValueError, match="a text that is not empty") as refused:
        read_value(path, given, known=KNOWN, before=before)
    assert refused.value.key == key


def test_a_mention_has_the_words_that_are_selected() -> None:
    """Others are another mention."""
    with pytest.raises(UnfitValueError, match="take this mention out and add another one") as refused:
        read_value("mentions.mn-1", {"text": "TUD"}, known=KNOWN, before=MENTION)
    assert (refused.value.key, refused.value.found) == ("text", "TUD")


@pytest.mark.parametrize(
    ("length", "fits"),
    [pytest.param(1, True), pytest.param(500, True), pytest.param(501, False), pytest.param(0, False)],
)
def test_the_length_of_a_line(length: int, fits: bool) -> None:
    """One to five hundred characters; of a longer text the beginning is shown."""
    if fits:
        assert line("x" * length) == "x" * length
        return
    with pytest.raises(UnfitValueError, match="a text of 1 to 500 characters") as refused:
        line("x" * length)
    assert (refused.value.key, refused.value.found) == ("", "x" * min(length, 80))


@pytest.mark.parametrize("char", ["\x07", "\ue000", "\U000e0fff"], ids=["control", "private-use", "unassigned"])
def test_characters_that_nobody_sees(char: str) -> None:
    """They are refused; a soft hyphen or a joiner is writing."""
    with pytest.raises(UnfitValueError, match="without control characters"):
        line(f"a{char}b")
    assert line("a\u00adb\u200d") == "a\u00adb\u200d"


@pytest.mark.parametrize(
    ("address", "fits"),
    [
        pytest.param("a.b+c@d-e.example", True, id="usual"),
        pytest.param("a@b.c.example", True, id="longer-domain"),
        pytest.param("a@b", False, id="no-dot"),
        pytest.param("a@.example", False, id="begins-with-a-dot"),
        pytest.param("a@b.", False, id="ends-with-a-dot"),
        pytest.param("a@@b.example", False, id="two-signs"),
        pytest.param("a b@c.example", False, id="a-blank"),
        pytest.param("<a@b.example>", False, id="brackets"),
        pytest.param("a@b.example, c@d.example", False, id="two-addresses"),
    ],
)
def test_addresses(address: str, fits: bool) -> None:
    """As people write them; not all that the standard allows."""
    assert (EMAIL.fullmatch(address) is not None) == fits
