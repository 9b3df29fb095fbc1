"""A page of two initiatives, one of everything on it, and what is selected of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from lhextract.corrections.settled import Settled
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
from lhextract.selection.select import Known, select
from lhextract.selection.wanted import Selected, Selection
from tests.builders import records_of
from tests.selection.made import faults_of, settled_of

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
