"""Where a decision's entry is on the page of today: small pages, each of which changes in one way."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest

from lhextract.corrections.apply import apply
from lhextract.model.correction import Action, Ruling, State
from lhextract.model.mention import Label
from lhextract.model.record import (
    Contact,
    Corrections,
    Initiative,
    Involved,
    Phone,
    Program,
    RecordMention,
    Records,
    SnapshotInfo,
    Source,
    Stated,
    Year,
)
from tests.corrections.bench import Bench

PAGE = """CERN
A laboratory of many countries, founded in 1954 and in Geneva since 1954. We have joined in 2014 with DAAD.
Contact: Eva Roth, Dean, +49 351 463-100, and Bo Chen, Dean, +49 351 463-100
"""


def read(text: str, *, years: tuple[str, ...] = (), programs: tuple[str, ...] = (), name: str | None = None) -> Records:
    """Records of a page of one initiative: years and programmes where they stand first, a contact for each name."""
    lines = text.split("\n")
    first, persons = lines[0], ("Eva Roth", "Bo Chen")
    start = text.find("Contact:")
    places = [text.find(person) for person in persons]
    ends = [places[1] if places[1] >= 0 else len(text), len(text.rstrip("\n"))]
    contacts = tuple(
        Contact(ident, person, None, None, "Dean", None, _phones(text, place, end), None, place, end)
        for ident, person, place, end in zip(("ct-eva", "ct-bo"), persons, places, ends, strict=True)
        if place >= 0
    )
    one = Initiative(
        id="lh-a",
        order=1,
        name=name or first,
        name_derived=False,
        category=(),
        start=0,
        end=len(text.rstrip("\n")),
        text=text[:start],
        partners=(),
        host_units=(),
        contacts=contacts,
        years=tuple(Year(y, y, "start", *_span(text, y)) for y in years),
        programs=tuple(Program(p, *_span(text, p)) for p in programs),
        links=(),
        captions=(),
        acronyms=(),
        provenance={},
    )
    digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
    source = Source("s", None, "en", "DE", SnapshotInfo(digest, None, "text/plain"), digest)
    return Records("1.0", source, Stated(None, None), (), (), (one,), (), (), (), (), Corrections())


def _span(text: str, words: str) -> tuple[int, int]:
    place = text.index(words)
    return place, place + len(words)


def _phones(text: str, start: int, end: int) -> tuple[Phone, ...]:
    place = text.find("+49", start, end)
    if place < 0:
        return ()
    raw = text[place:end].split(",")[0].rstrip()
    digits = "+" + "".join(filter(str.isdigit, raw))
    return (Phone(raw, digits, raw, None, "DE", place, place + len(raw)),)


def ruled(work: Bench, records: Records, text: str) -> Ruling:
    """The only ruling of a bench on another page."""
    (ruling,) = apply(records, text, work.decisions).rulings
    return ruling


@pytest.mark.parametrize(
    ("old", "new", "state"),
    [
        pytest.param("CERN\n", "CERN\nNew: ", State.APPLIED, id="the-same"),
        pytest.param("CERN\n", "European Laboratory\n", State.REOPENED, id="another"),
        pytest.param("CERN\nA", "European Laboratory\nCERN is a", State.REOPENED, id="in-the-text-alone"),
        pytest.param("CERN\n", "CERN Openlab\n", State.REOPENED, id="longer"),
        pytest.param("CERN\n", "Friends of CERN\n", State.REOPENED, id="longer-before"),
    ],
)
def test_a_title(old: str, new: str, state: State) -> None:
    """A corrected title is opened again where the page has another one, though the old words stand somewhere."""
    work = Bench(read(PAGE), PAGE)
    work.do(Action.SET, "lh-a", "name", "The CERN")
    text = PAGE.replace(old, new)
    assert ruled(work, read(text), text).state is state


@pytest.mark.parametrize("extracted", ["The Laboratory", "CERN Geneva"])
def test_a_title_that_is_read_otherwise(extracted: str) -> None:
    """An extractor that is another, on a page that is another elsewhere, costs nothing."""
    work = Bench(read(PAGE), PAGE)
    work.do(Action.SET, "lh-a", "name", "The CERN")
    text = PAGE.replace("DAAD", "the DAAD")
    assert ruled(work, read(text, name=extracted), text).state is State.APPLIED


@pytest.mark.parametrize(
    ("old", "new", "years", "state", "value"),
    [
        pytest.param("joined", "been", ("2014",), State.APPLIED, "2013", id="around-it"),
        pytest.param("2014", "2016", ("2016",), State.REOPENED, "2013", id="another"),
        pytest.param("2014", "2013", ("2013",), State.REDUNDANT, "2013", id="what-was-decided"),
        pytest.param("in 2014", "in 2014/15", ("2014/15",), State.REOPENED, "2013", id="longer"),
        pytest.param(" We have joined in 2014 with DAAD.", "", (), State.ORPHANED, None, id="gone"),
        pytest.param(" We have joined in 2014", " We have joined in 2014", (), State.APPLIED, "2013", id="not-read"),
    ],
)
def test_a_year(old: str, new: str, years: tuple[str, ...], state: State, value: str | None) -> None:
    """A corrected year on the next page."""
    work = Bench(read(PAGE, years=("2014",)), PAGE)
    path = next(path for path in work.corrected().entries.of["lh-a"] if path.startswith("years."))
    work.do(Action.SET, "lh-a", path, "2013")
    text = PAGE.replace(old, new) + "More.\n"
    ruling = ruled(work, read(text, years=years), text)
    assert ruling.state is state
    assert (ruling.value["value"] if isinstance(ruling.value, dict) else ruling.value) == value


def test_the_same_words_twice_on_the_same_page() -> None:
    """A mention of a word that the block has twice, and that the next extractor does not find, is where it was."""
    text = PAGE.replace("founded in 1954 and in Geneva", ", ".join(["and we"] * 19))
    place = text.index("and we, and we") + 9 * len("and we, ") + len("and ")
    work = Bench(read(text), text)
    work.do(Action.ADD, "lh-a", "mentions", {"type": "PROGRAM"}, place=(place, place + 2))
    mentions = work.corrected().records.mentions
    assert [(one.start, one.text) for one in mentions] == [(place, "we")]


def test_a_mention_is_what_the_page_writes_today() -> None:
    """The text of an added mention is that of its place, in today's typography."""
    text = PAGE.replace("many countries", "many\u2013countries")
    work = Bench(read(text), text)
    work.do(Action.ADD, "lh-a", "mentions", {"type": "PROGRAM"}, place=_span(text, "many\u2013countries"))
    now = "News.\n" + PAGE.replace("many countries", "many-countries")
    moved = replace(read(now), initiatives=tuple(replace(one, name="CERN") for one in read(now).initiatives))
    (mention,) = apply(moved, now, work.decisions).records.mentions
    assert mention.text == now[mention.start : mention.end] == "many-countries"


def test_a_number_that_two_contacts_have() -> None:
    """It is corrected in the contact that the steward meant; the other one keeps it, also when the first is gone."""
    work = Bench(read(PAGE), PAGE)
    path = next(path for path in work.corrected().entries.of["lh-a"] if path.startswith("contacts.ct-eva.phones."))
    work.do(Action.SET, "lh-a", path, "+49 351 463-34000")
    eva, bo = work.corrected().records.initiatives[0].contacts
    assert ([one.e164 for one in eva.phones], [one.e164 for one in bo.phones]) == (["+4935146334000"], ["+49351463100"])
    text = PAGE.replace("Eva Roth, Dean, +49 351 463-100, and ", "")
    corrected = apply(read(text), text, work.decisions)
    assert corrected.rulings[0].state is State.ORPHANED
    assert [one.e164 for one in corrected.records.initiatives[0].contacts[0].phones] == ["+49351463100"]


@pytest.mark.parametrize("ident", [None, "ct-other"], ids=["not-found", "another-id"])
@pytest.mark.parametrize("action", [Action.SET, Action.CONFIRM, Action.REMOVE])
def test_a_contact_that_another_extractor_does_not_know(action: Action, ident: str | None) -> None:
    """What was decided about a whole contact outlives an extractor that does not find it, or as another one."""
    work = Bench(read(PAGE), PAGE)
    work.do(action, "lh-a", "contacts.ct-eva", {"role": "Rector"})
    (one,) = work.records.initiatives
    eva, bo = one.contacts
    there = (replace(eva, id=ident), bo) if ident else (bo,)
    now = replace(work.records, initiatives=(replace(one, contacts=there),))
    (ruling,) = apply(now, PAGE, work.decisions).rulings
    assert ruling.state in {State.APPLIED, State.REDUNDANT}
    roles = [each.role for each in apply(now, PAGE, work.decisions).records.initiatives[0].contacts]
    assert roles == {Action.SET: ["Rector", "Dean"], Action.CONFIRM: ["Dean", "Dean"]}.get(action, ["Dean"])


@pytest.mark.parametrize("dash", ["-", "\u2013", "\u2011"], ids=["same", "dash", "hard-hyphen"])
def test_typography_is_no_other_value(dash: str) -> None:
    """A dash that the page exchanges opens nothing again, neither fields nor items nor a whole text."""
    text = PAGE.replace("CERN", "CERN - Openlab")
    work = Bench(read(text, programs=("DAAD",)), text)
    for path, value in (("name", "Openlab"), ("text", "Another text."), ("contacts.ct-eva.unit", "Office")):
        work.do(Action.SET, "lh-a", path, value)
    now = text.replace("-", dash) + "\n"
    corrected = apply(read(now, programs=("DAAD",)), now, work.decisions)
    assert {ruling.state for ruling in corrected.rulings} == {State.APPLIED}


def test_an_institution_is_the_same_however_it_is_written() -> None:
    """A partner goes by its institution: another writing elsewhere in the block is the same partner."""
    party = Involved("ETH Zurich", "org-eth", *_span(PAGE, "Geneva"))
    records = read(PAGE)
    work = Bench(_with(records, party), PAGE)
    work.do(Action.REMOVE, "lh-a", "partners.org-eth")
    text = PAGE.replace("Geneva", "Zurich")
    now = _with(read(text), replace(party, start=text.index("Zurich"), end=text.index("Zurich") + 6))
    assert apply(now, text, work.decisions).records.initiatives[0].partners == ()


def _with(records: Records, party: Involved) -> Records:
    mention = RecordMention(
        *("mn-1", Label.INSTITUTION, "", party.start, party.end, 1, "lh-a", party.institution, None, "", 1.0)
    )
    return replace(
        records,
        initiatives=tuple(replace(one, partners=(party,)) for one in records.initiatives),
        mentions=(mention,),
    )
