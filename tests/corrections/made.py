"""A page of three initiatives made by hand, with one of everything that can be decided about."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from lhextract.minting import mint
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
    RecordCategory,
    RecordLine,
    RecordMention,
    Records,
    Year,
)
from tests.builders import records_of
from tests.corrections.bench import Bench

TEXT = """Networks
Water Network
A joint master (JM) of TU Dresden and MIT since 2014, paid by the DAAD.
See the brochure
Eva Roth, Dean
Tel. +49 351 463-1
mail@b.example
Star School
Eleven observatories and MIT exchange data since 1999.
Tom Lang, Tutor
Tel. +49 351 463-2
Schools
Book Summer
A school of medieval manuscripts.
It is held in turn."""
ROLES = (
    "heading title body link contact-person contact-phone contact-email title body contact-person contact-phone heading"
)
WATER, STARS, BOOKS = "lh-water", "lh-stars", "lh-books"


def at(words: str, *, after: str = "") -> tuple[int, int]:
    """Where words stand, the first time behind other words."""
    start = TEXT.index(words, TEXT.index(after))
    return start, start + len(words)


def _lines() -> tuple[RecordLine, ...]:
    roles = [*ROLES.split(), "title", "body", "body"]
    owners = [None, *[WATER] * 6, *[STARS] * 4, None, *[BOOKS] * 3]
    lines, start = [], 0
    for number, (line, role, owner) in enumerate(zip(TEXT.split("\n"), roles, owners, strict=True), start=1):
        lines.append(RecordLine(number, start, start + len(line), LineRole(role), owner))
        start += len(line) + 1
    return tuple(lines)


def _contact(ident: str, person: str, role: str, number: str, last: str, email: str | None) -> Contact:
    phones = (Phone(number, "+49351" + number[8:].replace("-", ""), number[4:], None, "DE", *at(number)),)
    return Contact(ident, person, None, None, role, None, phones, email, at(person)[0], at(last)[1])


def _initiative(ident: str, order: int, name: str, last: str, **fields: Any) -> Initiative:
    body = "\n".join(
        TEXT[line.start : line.end] for line in _lines() if line.initiative == ident and line.role is LineRole.BODY
    )
    category = ("Networks",) if ident != BOOKS else ("Schools",)
    nothing: dict[str, Any] = dict.fromkeys(
        ("partners", "host_units", "contacts", "years", "programs", "links", "captions", "acronyms"), ()
    )
    return Initiative(
        ident, order, name, False, category, at(name)[0], at(last)[1], body, **{**nothing, **fields}, provenance={}
    )


def _mention(label: Label, words: str, owner: str, after: str, **more: Any) -> RecordMention:
    start, end = at(words, after=after)
    line = next(line.number for line in _lines() if line.start <= start <= line.end)
    who = {"institution": None, "person": None, **more}
    return RecordMention(
        mint("mn", words, str(start)), label, words, start, end, line, owner, **who, rule="made", confidence=0.5
    )


def records() -> Records:
    """The records of the page."""
    water = _initiative(
        WATER,
        1,
        "Water Network",
        "mail@b.example",
        partners=(Involved("TU Dresden", "org-tud", *at("TU Dresden")), Involved("MIT", "org-mit", *at("MIT"))),
        contacts=(_contact("ct-eva", "Eva Roth", "Dean", "+49 351 463-1", "mail@b.example", "mail@b.example"),),
        years=(Year("2014", "2014", "start", *at("2014")),),
        programs=(Program("DAAD", *at("DAAD")),),
        links=(Link("brochure", "https://b.example/", *at("brochure")),),
        captions=(Caption("See the brochure", *at("See the brochure")),),
        acronyms=(Acronym("joint master", "JM", *at("JM")),),
    )
    stars = _initiative(
        STARS,
        2,
        "Star School",
        "+49 351 463-2",
        partners=(Involved("MIT", "org-mit", *at("MIT", after="Star")),),
        contacts=(_contact("ct-tom", "Tom Lang", "Tutor", "+49 351 463-2", "+49 351 463-2", None),),
        years=(Year("1999", "1999", "start", *at("1999")),),
    )
    books = _initiative(BOOKS, 3, "Book Summer", "in turn.")
    base = records_of(water, stars, books, lines=_lines())
    snapshot = replace(base.source.snapshot, sha256="0" * 64)
    return replace(
        base,
        source=replace(base.source, snapshot=snapshot, text_sha256="1" * 64),
        categories=(
            RecordCategory("cat-1", "Networks", ("Networks",), "", *at("Networks")),
            RecordCategory("cat-2", "Schools", ("Schools",), "", *at("Schools")),
        ),
        institutions=(
            Institution("org-tud", "TU Dresden", ("TUD",), "university", "DE", None, None, host=True),
            Institution("org-mit", "MIT", (), "university", "US", None, None, host=False),
        ),
        people=(
            Person("ps-eva", "Eva Roth", "Eva", "Roth", ("Prof.",), (WATER,)),
            Person("ps-tom", "Tom Lang", "Tom", "Lang", (), (STARS,)),
        ),
        mentions=(
            _mention(Label.INSTITUTION, "TU Dresden", WATER, "Water", institution="org-tud"),
            _mention(Label.INSTITUTION, "MIT", WATER, "Water", institution="org-mit"),
            _mention(Label.PERSON, "Eva Roth", WATER, "Water", person="ps-eva"),
            _mention(Label.INSTITUTION, "MIT", STARS, "Star", institution="org-mit"),
            _mention(Label.PERSON, "Tom Lang", STARS, "Star", person="ps-tom"),
        ),
    )


def made() -> Bench:
    """A bench with this page."""
    return Bench(records(), TEXT)


def one_of(found: Records, ident: str) -> Initiative:
    """An initiative by its id."""
    return next(one for one in found.initiatives if one.id == ident)
