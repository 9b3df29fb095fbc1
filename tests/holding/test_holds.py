"""Broken pages are held and named, genuine revisions are not; `python -m benchmarks.holding` measures more pages."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from lhextract.acquire.decode import HTML, media_type_of
from lhextract.gold import list_cases, source_path
from lhextract.holding.code import Basis
from lhextract.holding.registry import find_holds, known_codes
from lhextract.language.cues import load_cues
from tests.conftest import GOLDEN
from tests.faults.injection import Page, Row, text_of
from tests.holding.damaged import DAMAGED
from tests.holding.pages import Fetched, candidate_of, codes, golden, golden_site, holds_of, outlined, text_page
from tests.holding.revisions import REVISIONS
from tests.holding.sent import SENT

# One German and one English page: short, with categories and contacts, and one of two initiatives.
PAGES = ("jena-netzwerke", "newcastle-partnerships")
GERMAN, ENGLISH = PAGES
SHORTEST = "bremen-kurz"


def page_of(case: str) -> Page:
    """The lines of a golden page."""
    return golden(GOLDEN / case)[0]


def others(*cases: str) -> Page:
    """Other pages in a row, with other numbers for their initiatives."""
    return tuple(
        Row(row.text, row.role, row.owner + 200 * number if row.owner else 0, row.category)
        for number, case in enumerate(cases)
        for row in page_of(case)
    )


@pytest.mark.parametrize("case", [case.name for case in list_cases(GOLDEN)])
def test_golden_page_is_no_reason_to_hold(case: str) -> None:
    """No golden page is held as a first run."""
    path = source_path(GOLDEN / case)
    body = path.read_bytes()
    candidate = outlined(Fetched(body, media_type_of(path.name, body)))
    assert find_holds(candidate, None, cues=load_cues()) == ()


@pytest.mark.parametrize("kind", SENT)
@pytest.mark.parametrize("case", [*PAGES, SHORTEST])
def test_what_servers_send_in_place_of_a_page(kind: str, case: str) -> None:
    """It is held for what it is, beside an extraction in force and, if it says itself what it is, on a first run."""
    sent = SENT[kind]
    assert sent.code in codes(holds_of(sent.fetched, golden(GOLDEN / case)[1]))
    if known_codes()[sent.code].basis is Basis.PAGE:
        assert sent.code in codes(holds_of(sent.fetched, None))


@pytest.mark.parametrize("kind", SENT)
def test_wording_is_not_needed_beside_an_extraction(kind: str) -> None:
    """What is sent in place of a page is held by comparison alone, in whatever words and language it comes."""
    assert holds_of(SENT[kind].fetched, golden(GOLDEN / GERMAN)[1], new_page=False)


def damaged(kind: str, case: str) -> Fetched | None:
    """A golden page with a damage; None where it cannot have it."""
    other = (
        {GERMAN: ENGLISH, ENGLISH: GERMAN}[case]
        if kind == "translated"
        else {GERMAN: "tum-alliances", ENGLISH: "bath-links"}[case]
    )
    return DAMAGED[kind].make(page_of(case), page_of(other))


def revised(kind: str, case: str) -> Fetched | None:
    """A golden page as an editor would change it; None where it is too short for that."""
    other = others(*{GERMAN: ("bochum-netzwerke", "bern-zentren"), ENGLISH: ("bath-links", "edinburgh-global")}[case])
    chance = random.Random(f"{kind}/{case}")  # noqa: S311 - no secret
    return REVISIONS[kind](page_of(case), other, chance)


DAMAGES = [(kind, case) for kind in DAMAGED for case in PAGES if damaged(kind, case) is not None]
CHANGES = [(kind, case) for kind in REVISIONS for case in PAGES if revised(kind, case) is not None]


def test_every_kind_is_tried() -> None:
    """No damage and no revision is one that neither page can have."""
    assert {kind for kind, _ in DAMAGES} == set(DAMAGED)
    assert {kind for kind, _ in CHANGES} == set(REVISIONS)


@pytest.mark.parametrize(("kind", "case"), DAMAGES)
def test_damage(kind: str, case: str) -> None:
    """A damaged page is held for its damage, beside the extraction of the page as it was; some on a first run too."""
    damage, fetched = DAMAGED[kind], damaged(kind, case)
    assert fetched is not None
    before = golden_site(GOLDEN / case) if fetched.media_type == HTML else golden(GOLDEN / case)[1]
    assert not set(damage.codes).isdisjoint(codes(holds_of(fetched, before)))
    if damage.first:
        assert not set(damage.codes).isdisjoint(codes(holds_of(fetched, None)))


@pytest.mark.parametrize(("kind", "case"), CHANGES)
def test_revision_is_no_reason_to_hold(kind: str, case: str) -> None:
    """What editors do to a page holds no run."""
    fetched = revised(kind, case)
    assert fetched is not None
    assert holds_of(fetched, golden(GOLDEN / case)[1]) == ()


def test_language_of_the_profile() -> None:
    """On a first run a page in another language than the profile says is held."""
    page = text_page(text_of(page_of(GERMAN)))
    assert codes(holds_of(page, None, language="en")) == ["other-language"]
    assert holds_of(page, None, language="de") == ()


def test_bogus_initiatives_do_not_help() -> None:
    """A page that is held on a first run is held as well where initiatives seem to be on it."""
    candidate = candidate_of(SENT["choice of institution"].fetched)
    records = candidate_of(SENT["consent, in sections"].fetched).records
    assert records is not None
    assert "single-sign-on" in codes(find_holds(replace(candidate, records=records), None, cues=load_cues()))
    assert "consent-wall" in codes(holds_of(SENT["consent, in sections"].fetched, None))


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        pytest.param("replacement characters", [], id="an accepted page says nothing new"),
        pytest.param("accents dropped", ["accents-gone"], id="what was lost is told"),
    ],
)
def test_page_in_force(kind: str, expected: list[str]) -> None:
    """A snapshot that is in force is only compared with the extraction in force."""
    page, before = golden(GOLDEN / GERMAN)
    fetched = DAMAGED[kind].make(page, page)
    assert fetched is not None
    assert codes(holds_of(fetched, before, new_page=False)) == expected


def test_new_extractor_that_finds_nothing() -> None:
    """An extractor that finds nothing on the page in force is held by what it had found before."""
    page, before = golden(GOLDEN / GERMAN)
    one_line = text_page(" ".join(row.text for row in page))
    assert "structure-lost" in codes(holds_of(one_line, before, new_page=False))


@pytest.mark.parametrize("kind", ["filler text", "replacement characters", "entities shown", "HTML shown as text"])
def test_accepted_once(kind: str) -> None:
    """What a person has accepted is not held again when the page changes elsewhere."""
    from tests.holding.pages import before_of

    page, _ = golden(GOLDEN / GERMAN)
    fetched = DAMAGED[kind].make(page, page)
    assert fetched is not None
    candidate = candidate_of(fetched)
    assert candidate.records is not None
    later = Fetched(fetched.body + b"\n\nImprint", fetched.media_type)
    assert holds_of(later, before_of(candidate)) == ()


def test_causes_come_first() -> None:
    """The reason that the page gives itself is told before what follows from it."""
    told = codes(holds_of(SENT["captcha"].fetched, golden(GOLDEN / GERMAN)[1]))
    assert told[0] == "captcha"
    assert told.index("page-empty") < told.index("another-page")


def test_messages_say_what_to_do() -> None:
    """A message names what was seen and what to do; evidence is quoted in bounds, however long the lines are."""
    page = text_page("Page not found\n" + "x" * 100_000)
    for hold in holds_of(page, golden(GOLDEN / GERMAN)[1]):
        assert known_codes()[hold.code].remedy in hold.message
        assert all(len(quote) <= 160 for quote in hold.evidence)
        assert len(hold.message) < 1000
