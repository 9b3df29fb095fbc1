"""Reasons by small values made by hand: how much may be lost, and what the page says of its number."""

from __future__ import annotations

import pytest

from lhextract.holding.registry import find_holds
from lhextract.holding.subject import Before, Candidate
from lhextract.language.cues import load_cues
from lhextract.model.outline import Block, LineRole, Outline
from lhextract.model.record import Contact, Stated, StatedNumber
from lhextract.model.span import Span
from tests.builders import contact, initiative, records_of
from tests.holding.pages import codes

# Kinds that are tested here, not on whole pages.
ELSEWHERE = {"fewer-than-stated", "one-block"}
TEXT = "\n".join(
    f"Circle {n} sings songs of the hills {' '.join('abcdefgh'[i] * (n + 2) for i in range(8))}." for n in range(30)
)
EMAIL = "eva@example.org"


def candidate(
    number: int, contacts: tuple[Contact, ...] = (), *, text: str = TEXT, stated: int | None = None
) -> Candidate:
    """A page with as many initiatives, each with these contacts."""
    said = Stated(StatedNumber(stated, 0, 6), None) if stated else Stated(None, None)
    records = records_of(*(initiative(*contacts, name=f"I{n}") for n in range(number)), stated=said)
    return Candidate(text.encode(), "text/plain", 200, text, "en", None, records)


def before(
    initiatives: int, *, contacts: int = 0, emails: int = 0, text: str = TEXT, stated: int | None = None
) -> Before:
    """An extraction with as many of everything, of the same text."""
    return Before(text, "en", initiatives, (), contacts, emails=emails, stated=stated)


def told(page: Candidate, old: Before | None) -> list[str]:
    """The names of the holds."""
    return codes(find_holds(page, old, cues=load_cues()))


@pytest.mark.parametrize(
    ("then", "now", "held"),
    [
        pytest.param(22, 19, False, id="three-of-22"),
        pytest.param(22, 11, False, id="half"),
        pytest.param(22, 10, True, id="more-than-half"),
        pytest.param(5, 3, False, id="two-of-five"),
        pytest.param(5, 2, True, id="three-of-five"),
        pytest.param(4, 2, False, id="two-of-four"),
        pytest.param(3, 1, True, id="all-but-one"),
        pytest.param(2, 1, False, id="one-of-two"),
        pytest.param(1, 0, True, id="the-only-one"),
        pytest.param(22, 40, True, id="nearly-twice"),
        pytest.param(22, 30, False, id="a-third-more"),
        pytest.param(2, 5, False, id="three-more"),
    ],
)
def test_number_of_initiatives(then: int, now: int, held: bool) -> None:
    """Far fewer or far more initiatives on the same text are held."""
    assert bool({"structure-lost", "structure-split"} & set(told(candidate(now), before(then)))) == held


@pytest.mark.parametrize(
    ("old", "now", "held"),
    [
        pytest.param(before(8, contacts=8), (), True, id="all-lost"),
        pytest.param(before(8, contacts=8), (contact("+49351463"),), False, id="there"),
        pytest.param(before(8, contacts=2), (), False, id="few-lost"),
        pytest.param(before(8, contacts=8, emails=8), (contact("+49351463"),), True, id="addresses-lost"),
        pytest.param(before(8, contacts=8, emails=8), (contact(email=EMAIL),), False, id="addresses-there"),
    ],
)
def test_number_of_contacts(old: Before, now: tuple[Contact, ...], held: bool) -> None:
    """Contacts or their addresses that are gone from most initiatives are held."""
    assert ("contacts-collapsed" in told(candidate(8, now), old)) == held


@pytest.mark.parametrize(
    ("found", "stated", "old", "held"),
    [
        pytest.param(8, 22, None, True, id="far-fewer"),
        pytest.param(20, 22, None, False, id="two-fewer"),
        pytest.param(8, 22, before(8, stated=22), False, id="as-last-time"),
        pytest.param(8, 22, before(12, stated=22), True, id="fewer-still"),
        pytest.param(8, None, None, False, id="says-nothing"),
    ],
)
def test_number_that_the_page_states(found: int, stated: int | None, old: Before | None, held: bool) -> None:
    """Far fewer initiatives than the page itself says are held, unless that was so before."""
    assert ("fewer-than-stated" in told(candidate(found, stated=stated), old)) == held


def test_one_giant_block() -> None:
    """A long page that is one initiative is held, unless it was one before."""
    text = "\n".join("One line of a long text without any end in sight" for _ in range(100))
    outline = Outline((LineRole.BODY,) * 100, (1,) * 100, ((),) * 100, (), (Block(1, (), 1, 100, Span(0, len(text))),))
    page = Candidate(text.encode(), "text/plain", None, text, "en", outline, records_of(initiative()))
    assert told(page, None) == ["one-block"]
    assert told(page, before(1, text=text)) == []


def test_page_that_never_closes_what_it_opens() -> None:
    """A page whose author forgot an end tag is held once, not at every change."""
    source = f"<html><body><div><div>{TEXT}</div>".encode()
    page = Candidate(source, "text/html", 200, TEXT, "en", None, candidate(8).records)
    assert "cut-off" in told(page, before(8))
    old = before(8)
    kept = Before(old.text, "en", 8, (), 0, body=source.replace(b"sings", b"sang"))
    assert told(page, kept) == []
