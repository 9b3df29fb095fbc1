"""What each option leaves out, case by case."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from lhextract.corrections.settled import Settled
from lhextract.errors import UsageError
from lhextract.model.correction import State, Value
from lhextract.model.finding import Finding, Severity, TextSpan
from lhextract.model.mention import Label
from lhextract.model.outline import LineRole
from lhextract.model.record import (
    Acronym,
    Caption,
    Contact,
    Initiative,
    Institution,
    Involved,
    Link,
    Person,
    Phone,
    Program,
    Provenance,
    RecordCategory,
    RecordLine,
    RecordMention,
    Records,
    Year,
)
from lhextract.selection.initiatives import CategoryError
from lhextract.selection.select import Known, select
from lhextract.selection.wanted import Selected, Selection
from tests.builders import records_of
from tests.selection.made import faults_of, ruling, settled_of

# (role, owner, line): what the offsets of the records below are found in.
LINES = (
    ("heading", None, "Networks › Abroad"),
    ("description", None, "Ask Eva Roth first."),
    ("title", "lh-a", "Water"),
    (
        "body",
        "lh-a",
        "With Lund University since 2004, says Prof. Dr. Eva Roth. Roth leads Erasmus+ (call +49 351 463-33013).",
    ),
    ("link", "lh-a", "Eva Roth"),
    ("link", "lh-a", "More"),
    ("caption", "lh-a", "Eva Roth in Lund"),
    ("contact-person", "lh-a", "Prof. Eva Roth, School of Science"),
    ("contact-role", "lh-a", "Head"),
    ("contact-phone", "lh-a", "+49 351 463-33014"),
    ("contact-email", "lh-a", "eva.roth@uni.example"),
    ("title", "lh-b", "Energy"),
    ("body", "lh-b", "By the Emmy Noether Programme of 1999."),
)
TEXT = "\n".join(line for *_, line in LINES)
A, B = "lh-a", "lh-b"
CONTACT = "contacts.ct-roth"


def at(words: str, nth: int = 0) -> tuple[int, int]:
    """Where words stand for the nth time, from 0."""
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return start, start + len(words)


def mention(label: Label, words: str, owner: str | None = A, *, sure: float = 0.9, nth: int = 0, **ids: str) -> Any:
    """A mention of words, with the id of what they name."""
    start, end = at(words, nth)
    named = {"institution": None, "person": None} | ids
    return RecordMention(f"mn-{start}", label, words, start, end, 1, owner, rule="test", confidence=sure, **named)


def lines() -> tuple[RecordLine, ...]:
    """The lines of the page."""
    made, start = [], 0
    for number, (role, owner, line) in enumerate(LINES, start=1):
        made.append(RecordLine(number, start, start + len(line), LineRole(role), owner))
        start += len(line) + 1
    return tuple(made)


def body(owner: str) -> str:
    """The text of an initiative."""
    return "\n".join(line for role, own, line in LINES if (role, own) == ("body", owner))


CALL = Phone("+49 351 463-33014", "+4935146333014", "0351 46333014", None, "DE", *at("+49 351 463-33014"))
ROTH = Contact(
    id="ct-roth",
    person="Eva Roth",
    titles_before="Prof.",
    titles_after=None,
    role="Head",
    unit="School of Science",
    phones=(CALL,),
    email="eva.roth@uni.example",
    start=at("Prof. Eva Roth, School")[0],
    end=at("eva.roth@uni.example")[1],
)
WATER = Initiative(
    id=A,
    order=1,
    name="Water",
    name_derived=False,
    category=("Networks", "Abroad"),
    start=at("Water")[0],
    end=ROTH.end,
    text=body(A),
    partners=(Involved("Lund University", "org-lund", *at("Lund University")),),
    host_units=(Involved("School of Science", "org-school", *at("School of Science")),),
    contacts=(ROTH,),
    years=(Year("2004", "2004", "start", *at("2004")),),
    programs=(Program("Erasmus+", *at("Erasmus+")),),
    links=(
        Link("Eva Roth", "https://uni.example/staff", *at("Eva Roth", 2)),
        Link("More", "https://uni.example/water", *at("More")),
        Link("Write", "mailto:office@uni.example", 0, 0),
        Link("Profile", "https://uni.example/people/eva-roth", 0, 0),
    ),
    captions=(Caption("Eva Roth in Lund", *at("Eva Roth in Lund")), Caption("Eva Roth abroad", 0, 0)),
    acronyms=(Acronym("Lund University", "LU", *at("Lund University since 2004, says Prof. Dr. Eva Roth")),),
    provenance={
        "name": Provenance("rule", "name/title", 0.8),
        f"{CONTACT}.role": Provenance("model", "roles", 0.6),
        f"{CONTACT}.email": Provenance("lookup", "renames", 1.0),
    },
)
ENERGY = replace(
    WATER,
    id=B,
    order=2,
    name="Energy",
    category=("Programmes",),
    start=at("Energy")[0],
    end=len(TEXT),
    text=body(B),
    partners=(),
    host_units=(),
    contacts=(),
    years=(Year("1999", "1999", "other", *at("1999")),),
    programs=(Program("Emmy Noether Programme", *at("Emmy Noether Programme")),),
    links=(),
    captions=(),
    acronyms=(),
    provenance={},
)


def institution(ident: str, name: str, parent: str | None = None) -> Institution:
    """An institution."""
    return Institution(ident, name, (), "university", None, None, parent, host=False)


def finding(
    code: str, *spans: tuple[int, int], of: str | None = None, field: str | None = None, says: str = ""
) -> Finding:
    """A finding at some places."""
    return Finding(code, Severity.NOTE, says, of, field, tuple(TextSpan(*span) for span in spans))


PAGE: Records = replace(
    records_of(WATER, ENERGY, lines=lines()),
    categories=(
        RecordCategory("cat-n", "Abroad", ("Networks", "Abroad"), "Ask Eva Roth first.", 0, WATER.end),
        RecordCategory("cat-p", "Programmes", ("Programmes",), "", ENERGY.start - 1, len(TEXT)),
    ),
    institutions=(
        institution("org-lund", "Lund University"),
        institution("org-school", "School of Science", "org-host"),
        institution("org-host", "University of Nowhere"),
        institution("org-unnamed", "Never named"),
    ),
    people=(
        Person("ps-roth", "Eva Roth", "Eva", "Roth", ("Prof.", "Dr."), (A,)),
        Person("ps-noether", "Emmy Noether", "Emmy", "Noether", (), (B,)),
        Person("ps-nobody", "Never named", None, None, (), ()),
    ),
    mentions=(
        mention(Label.PERSON, "Eva Roth", None, person="ps-roth"),
        mention(Label.INSTITUTION, "Lund University", institution="org-lund", sure=0.95),
        mention(Label.YEAR, "2004", sure=0.99),
        mention(Label.PERSON, "Eva Roth", nth=1, person="ps-roth", sure=0.7),
        mention(Label.PROGRAM, "Erasmus+", sure=0.6),
        mention(Label.PERSON, "Eva Roth", nth=4, person="ps-roth", sure=0.85),
        mention(Label.INSTITUTION, "School of Science", institution="org-school", sure=0.8),
        mention(Label.PHONE, "+49 351 463-33014", sure=0.75),
        mention(Label.PROGRAM, "Emmy Noether Programme", B),
        mention(Label.YEAR, "1999", B),
    ),
    findings=(
        finding("of-page"),
        finding("of-contact", of=A, field=f"{CONTACT}.phones"),
        finding("of-name", of=A, field="name"),
        finding("in-both", at("Water"), at("Energy")),
        finding("in-energy", at("Energy")),
        finding("in-heading", at("Networks")),
        finding("says-who", says="+4935146333014 is given to Eva Roth"),
        finding("at-whom", at("Eva Roth", 1), says="somebody"),
    ),
)


# What of the first initiative is less sure than 1.0.
UNSURE = {"role", "programs", "phones", "unit", "host_units", "person", "titles_before", "partners", "years"}


def selected(*, confirmed: Settled | None = None, changed: frozenset[str] = frozenset(), **asked: Any) -> Selected:
    """What is selected of the page by some options; what is left always agrees."""
    known = Known(confirmed or settled_of(()), changed, (("contact", "ct-old"), ("initiative", "lh-old")))
    found = select(PAGE, Selection(**asked), text=TEXT, known=known)
    assert faults_of(found.records, found.text) == []
    return found


def codes(found: Selected) -> set[str]:
    """The codes of the findings that are left."""
    return {one.code for one in found.records.findings}


@pytest.mark.parametrize(
    "name",
    [
        *("cat-n", "Abroad", "networks", "Networks › Abroad", "networks>abroad", " Networks  >  Abroad "),
    ],
)
def test_a_category_by_any_of_its_names(name: str) -> None:
    """An id, a heading, an outer heading, headings joined; case and blanks make no difference."""
    found = selected(categories=(name,))
    assert [one.id for one in found.records.initiatives] == [A]
    assert [one.id for one in found.records.categories] == ["cat-n"]


def test_several_categories_are_joined() -> None:
    """What is under either of two headings is left."""
    assert selected(categories=("Abroad", "Programmes")).records == PAGE


@pytest.mark.parametrize(
    ("name", "said"),
    [
        pytest.param("Netwroks", "did you mean 'Networks › Abroad'?", id="slip"),
        pytest.param("zzz", "the page has 'Networks › Abroad', 'Programmes'", id="nothing-like-it"),
    ],
)
def test_an_unknown_category_names_those_there_are(name: str, said: str) -> None:
    """A category that the page does not have is wrong usage, with what would be right."""
    with pytest.raises(CategoryError, match="--category: found") as error:
        selected(categories=(name,))
    assert said in str(error.value)


def test_a_page_without_categories_says_so() -> None:
    """Where there are no headings, none can be asked for."""
    with pytest.raises(CategoryError, match="it has no categories"):
        select(records_of(), Selection(categories=("Networks",)), text="")


def test_what_belongs_to_an_initiative_goes_with_it() -> None:
    """Mentions, findings, institutions and people of what is gone go; lines stay and belong to nothing."""
    found = selected(categories=("Programmes",))
    left = found.records
    assert {line.initiative for line in left.lines} == {None, B}
    assert len(left.lines) == len(LINES)
    assert {one.initiative for one in left.mentions} == {B}
    assert [one.id for one in left.institutions] == ["org-unnamed"]
    assert [one.id for one in left.people] == ["ps-noether", "ps-nobody"]
    assert codes(found) == {"of-page", "in-both", "in-energy", "says-who"}
    assert found.left_out["category"]["initiatives"] == 1


def test_a_part_keeps_the_whole() -> None:
    """The institution that another one is part of stays with it, and both go together."""
    assert "org-host" in {one.id for one in selected(categories=("Networks",)).records.institutions}
    unsure = selected(min_confidence=0.81)
    assert {one.id for one in unsure.records.institutions} == {"org-lund", "org-unnamed"}


def test_since_leaves_what_changed() -> None:
    """Initiatives that changed, all categories, and the ids that are gone."""
    found = selected(since="HEAD~1", changed=frozenset({B, "lh-gone"}))
    assert [one.id for one in found.records.initiatives] == [B]
    assert found.records.categories == PAGE.categories
    assert found.withdrawn == (("contact", "ct-old"), ("initiative", "lh-old"))


@pytest.mark.parametrize("languages", [(), ("en",), ("de", "en")])
def test_a_source_in_a_wanted_language_stays(languages: tuple[str, ...]) -> None:
    """The language of the page is among those that are wanted, or none was asked for."""
    assert selected(languages=languages).records == PAGE


def test_a_source_in_another_language_is_left_out() -> None:
    """All of it: text, lines and records; the count says so."""
    found = selected(languages=("de",))
    assert found.is_left_out
    assert (found.text, found.records.lines, found.records.initiatives) == ("", (), ())
    assert found.left_out["language"]["sources"] == 1


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        pytest.param({"languages": ("english",)}, "found 'english', allowed is a code of ISO 639", id="language"),
        pytest.param({"languages": ("EN",)}, "found 'EN'", id="capitals"),
        pytest.param({"min_confidence": 80}, "found 80, allowed is 0 to 1", id="percent"),
        pytest.param({"min_confidence": -0.1}, "found -0.1", id="negative"),
    ],
)
def test_what_would_leave_out_all_by_mistake(asked: dict[str, Any], said: str) -> None:
    """A value that no page has is wrong usage, not an empty result."""
    with pytest.raises(UsageError, match=said):
        Selection(**asked)


@pytest.mark.parametrize(
    ("least", "gone"),
    [
        pytest.param(0.0, set(), id="nothing"),
        pytest.param(0.65, {"role", "programs"}, id="provenance-and-mention"),
        pytest.param(0.76, {"role", "programs", "phones"}, id="number"),
        pytest.param(0.82, {"role", "programs", "phones", "unit", "host_units"}, id="unit"),
        pytest.param(0.9, {"role", "programs", "phones", "unit", "host_units", "person", "titles_before"}, id="person"),
        pytest.param(1.0, UNSURE, id="all"),
    ],
)
def test_what_is_less_sure_goes(least: float, gone: set[str]) -> None:
    """By provenance, by the mention that something was read from; titles go with the name; the rest is certain."""
    left = selected(min_confidence=least).records.initiatives[0]
    said = {**{name: getattr(left, name) for name in ("partners", "host_units", "years", "programs", "links")}}
    fields = ("person", "titles_before", "role", "unit", "email", "phones")
    said |= {name: getattr(left.contacts[0], name) for name in fields}
    assert {name for name, value in said.items() if not value} == gone
    assert (f"{CONTACT}.role" in left.provenance) == ("role" not in gone)
    assert (left.name, left.provenance["name"].confidence) == ("Water", 0.8)


def test_an_unsure_name_in_a_contact_is_as_sure_as_its_surest_mention() -> None:
    """The name stands twice with the contact's initiative; only where it stands in the contact counts."""
    assert selected(min_confidence=0.85).records.initiatives[0].contacts[0].person == "Eva Roth"


def test_a_contact_that_says_nothing_any_more_goes() -> None:
    """With all that it said."""
    bare = replace(ROTH, role=None, unit=None, email=None, phones=())
    records = replace(PAGE, initiatives=(replace(WATER, contacts=(bare,)), ENERGY))
    assert select(records, Selection(min_confidence=0.9), text=TEXT).records.initiatives[0].contacts == ()


@pytest.mark.parametrize(
    ("path", "value", "kept"),
    [
        pytest.param("programs.pr-any", {"name": "Erasmus+"}, "programs", id="item"),
        pytest.param(f"{CONTACT}.role", "Head", "role", id="field"),
        pytest.param("mentions.mn-any", None, "mentions", id="mention"),
    ],
)
def test_a_steward_is_certain(path: str, value: Value, kept: str) -> None:
    """What a steward confirmed is as sure as can be, whatever the machine thought."""
    erasmus = next(one for one in PAGE.mentions if one.text == "Erasmus+")
    said = value or {"type": "PROGRAM", "text": "Erasmus+", "institution": None, "person": None}
    left = selected(min_confidence=0.96, confirmed=settled_of([ruling(A, path, said)])).records
    water = left.initiatives[0]
    found = {
        "programs": bool(water.programs),
        "role": water.contacts[0].role == "Head",
        "mentions": erasmus in left.mentions,
    }
    assert {name for name, is_left in found.items() if is_left} == {kept}


def test_nothing_decided_is_nothing_confirmed() -> None:
    """Where no steward has decided anything, no initiative is left."""
    assert selected(only_confirmed=True).records.initiatives == ()


@pytest.mark.parametrize(
    ("path", "value", "kept"),
    [
        pytest.param("name", "Water", set(), id="name"),
        pytest.param(
            "partners.org-lund", {"name": "Lund University", "institution": "org-lund"}, {"partners"}, id="item"
        ),
        pytest.param("years.yr-old", {"text": "in 2004", "value": "2004", "role": "start"}, {"years"}, id="other-id"),
        pytest.param("partners.org-lund", {"name": "LU", "institution": "org-lund"}, set(), id="not-yet-run"),
        pytest.param(f"{CONTACT}.person", "Eva Roth", {"person"}, id="field"),
        pytest.param(f"{CONTACT}.person", "Eva Meyer", set(), id="field-not-yet-run"),
        pytest.param(f"{CONTACT}.titles_before", "Prof.", set(), id="titles-alone"),
        pytest.param(f"{CONTACT}.phones.tel-a", {"e164": "+4935146333014", "ext": None}, {"phones"}, id="phone"),
        pytest.param(CONTACT, {"person": "Eva Roth", "role": "Head"}, {"person", "role", "phones"}, id="whole-contact"),
    ],
)
def test_only_what_was_decided(path: str, value: Value, kept: set[str]) -> None:
    """The initiative with name, category and text, and of the rest what a steward said, if that is what is there."""
    left = selected(only_confirmed=True, confirmed=settled_of([ruling(A, path, value)])).records
    (water,) = left.initiatives
    assert (water.name, water.category, water.text) == (WATER.name, WATER.category, WATER.text)
    lists = ("partners", "host_units", "years", "programs", "links", "captions", "acronyms")
    said = {name: getattr(water, name) for name in lists}
    for contact in water.contacts:
        fields = ("person", "titles_before", "role", "unit", "email", "phones")
        said |= {name: getattr(contact, name) for name in fields}
    assert {name for name, value in said.items() if value} == kept


@pytest.mark.parametrize(
    ("rulings", "left"),
    [
        pytest.param([ruling(A, "years.yr-a", None)], [], id="taken-out"),
        pytest.param([ruling(A, f"merge.{B}", B)], [], id="joined"),
        pytest.param([ruling(A, f"split.{B}", "Energy")], [B], id="divided"),
        pytest.param([ruling("org-lund", "name", "Lund University")], [], id="institution"),
        pytest.param([ruling(A, "name", "Water"), ruling(B, "name", "Energy")], [A, B], id="both"),
    ],
)
def test_which_initiatives_are_confirmed(rulings: list[Any], left: list[str]) -> None:
    """One of which a value was said to be right; taking something out says nothing about the rest."""
    found = selected(only_confirmed=True, confirmed=settled_of(rulings))
    assert [one.id for one in found.records.initiatives] == left


def test_mentions_of_what_is_confirmed_stay() -> None:
    """The words that a confirmed item or person stands on, and mentions that were confirmed themselves."""
    year = {"type": "YEAR", "text": "2004", "institution": None, "person": None}
    rulings = [
        ruling(A, "partners.org-lund", {"name": "Lund University", "institution": "org-lund"}),
        ruling(A, f"{CONTACT}.person", "Eva Roth"),
        ruling(A, "mentions.mn-a", year),
    ]
    left = selected(only_confirmed=True, confirmed=settled_of(rulings)).records
    assert [(one.text, one.start) for one in left.mentions] == [
        ("Lund University", at("Lund University")[0]),
        ("2004", at("2004")[0]),
        ("Eva Roth", at("Eva Roth", 4)[0]),
    ]


@pytest.mark.parametrize(
    ("rulings", "titles"),
    [
        pytest.param([], (), id="undecided"),
        pytest.param([ruling("ps-roth", "titles", ("Prof.", "Dr."))], ("Prof.", "Dr."), id="decided"),
    ],
)
def test_titles_of_a_person(rulings: list[Any], titles: tuple[str, ...]) -> None:
    """A person who is left has the titles that a steward said."""
    rulings = [ruling(A, f"{CONTACT}.person", "Eva Roth"), *rulings]
    left = selected(only_confirmed=True, confirmed=settled_of(rulings)).records
    assert {one.id: one.titles for one in left.people} == {"ps-roth": titles, "ps-nobody": ()}


def test_decisions_in_doubt_confirm_nothing() -> None:
    """`settled` has none of them: what is re-opened or in conflict waits for a person."""
    assert State.REOPENED not in {State.APPLIED, State.REDUNDANT}


MASKED = """\
Networks › Abroad
Ask ████████ first.
Water
With Lund University since 2004, says ██████████████████. ████ leads Erasmus+ (call ▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓).
████████
More
████████ in Lund
████████████████School of Science
░░░░
▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓
▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒
Energy
By the Emmy Noether Programme of 1999."""


def test_the_text_without_anybody() -> None:
    """Names with titles, family names alone, numbers, addresses and roles are masks; names of other things stay."""
    found = selected(contacts=False)
    assert found.text == MASKED
    assert found.left_out["no-contacts"]["characters"] == sum(map("█▓▒░".count, MASKED))
    assert found.records.source.text_sha256 != PAGE.source.text_sha256


def test_records_without_anybody() -> None:
    """No contact, no person, nothing that leads to one; what quotes the page has its masks."""
    left = selected(contacts=False).records
    water = left.initiatives[0]
    assert (water.contacts, left.people) == ((), ())
    assert [one.type for one in left.mentions] == [
        *(Label.INSTITUTION, Label.YEAR, Label.PROGRAM),
        *(Label.INSTITUTION, Label.PROGRAM, Label.YEAR),
    ]
    assert water.text == MASKED.split("\n")[3]
    assert [one.text for one in water.captions] == ["████████ in Lund", "████████ abroad"]
    assert [one.text for one in water.links] == ["More"]
    assert water.acronyms == ()
    assert left.categories[0].description == "Ask ████████ first."
    assert list(water.provenance) == ["name"]
    assert (water.partners, water.host_units, water.years, water.programs) == (
        *(WATER.partners, WATER.host_units, WATER.years, WATER.programs),
    )


def test_findings_without_anybody() -> None:
    """Findings about contacts and people, with a name in the message, or at a name, are gone."""
    assert codes(selected(contacts=False)) == {"of-page", "of-name", "in-both", "in-energy", "in-heading"}


def test_findings_about_a_person_go_with_them() -> None:
    """A decision about a person that needs another look is of no use to who must not see people."""
    records = replace(PAGE, findings=(finding("of-person", of="ps-roth", field="name"), finding("of-page")))
    left = select(records, Selection(contacts=False), text=TEXT).records
    assert [one.code for one in left.findings] == ["of-page"]


def test_ids_of_people_are_not_withdrawn_without_contacts() -> None:
    """Their ids were made from names, and nobody has them."""
    assert selected(contacts=False).withdrawn == (("initiative", "lh-old"),)


def test_an_institution_called_after_a_contact_loses_the_name() -> None:
    """A "Chair of Eva Roth": the words on the page are hidden, and so is the name in the table."""
    chair = institution("org-lund", "Chair of Eva Roth")
    partner = Involved("Chair of Eva Roth", "org-lund", 0, 0)
    records = replace(
        PAGE,
        institutions=(chair, *PAGE.institutions[1:]),
        initiatives=(replace(WATER, name="Chair of Eva Roth", partners=(partner,)), ENERGY),
    )
    left = select(records, Selection(contacts=False), text=TEXT).records
    water = left.initiatives[0]
    assert {water.name, water.partners[0].name, left.institutions[0].name} == {"Chair of ████████"}


def test_a_text_that_a_steward_wrote_is_masked_too() -> None:
    """Where no line of the page has these words, whole names, numbers and addresses are hidden."""
    written = "Eva Roth, eva.roth@uni.example\n0351 463-33014, room 12"
    records = replace(PAGE, initiatives=(replace(WATER, text=written), ENERGY))
    left = select(records, Selection(contacts=False), text=TEXT).records
    assert left.initiatives[0].text == "████████, ▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒\n▓▓▓▓▓▓▓▓▓▓▓▓▓▓, room 12"


def test_a_number_behind_a_link_hides_no_words() -> None:
    """A phone that stands on the words of a link ("Lund University") is gone, and the words stay."""
    phone = replace(CALL, start=at("Lund University")[0], end=at("Lund University")[1])
    records = replace(PAGE, initiatives=(replace(WATER, contacts=(replace(ROTH, phones=(phone,)),)), ENERGY))
    found = select(records, Selection(contacts=False), text=TEXT)
    assert "Lund University" in found.text
