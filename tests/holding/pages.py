"""Golden pages as candidates: as they are, changed line by line, or with other markup around them."""

from __future__ import annotations

import hashlib
import html
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lhextract.acquire.decode import HTML, TEXT
from lhextract.errors import HeldError, SourceError
from lhextract.holding.registry import find_holds
from lhextract.holding.subject import Before, Candidate
from lhextract.language.cues import load_cues
from lhextract.lookups import Lookups
from lhextract.model.hold import Hold
from lhextract.model.mention import Mentions
from lhextract.model.outline import LineRole
from lhextract.model.page import Snapshot
from lhextract.profile import Profile
from lhextract.records.assemble import build_records
from lhextract.run import Stage, decide_settings, extract
from tests.faults.injection import Page, read_page, text_of

TAGS = {LineRole.PAGE_TITLE: "h1", LineRole.HEADING: "h2", LineRole.TITLE: "h3"}


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a server may have sent."""

    body: bytes
    media_type: str = HTML
    status: int | None = 200


def text_page(text: str) -> Fetched:
    """A flattened page."""
    return Fetched(text.encode("utf-8"), TEXT)


def site(title: str, main: str, *, head: str = "", beside: str = "") -> Fetched:
    """A page of a university's site: head, navigation, content, footer."""
    return Fetched(
        f"<!doctype html><html><head><meta charset=utf-8><title>{html.escape(title)}</title>{head}</head><body>"
        "<header><a href='/'>University of Examples</a><nav><ul><li><a href='/study'>Study</a></li><li>"
        f"<a href='/research'>Research</a></li></ul></nav></header>{beside}<main>{main}</main>"
        "<footer><p>University of Examples, 1 Main Street</p><a href='/imprint'>Imprint</a></footer>"
        "</body></html>".encode()
    )


def as_main(page: Page) -> str:
    """The lines of a page with the markup that their roles deserve."""
    rows = (row for row in page if row.text.strip())
    return "".join(f"<{tag}>{html.escape(row.text)}</{tag}>\n" for row in rows for tag in [TAGS.get(row.role, "p")])


def as_site(page: Page, *, head: str = "", beside: str = "") -> Fetched:
    """The same page after a redesign."""
    return site(title_of(page), as_main(page), head=head, beside=beside)


def title_of(page: Page) -> str:
    """The first line."""
    return next(row.text for row in page if row.text.strip())


def outlined(fetched: Fetched) -> Candidate:
    """What the stages make of a page up to its outline, with records that know no names: quick."""
    snapshot = _snapshot(fetched)
    done = extract(snapshot, profile=Profile(), lookups=Lookups(), until=Stage.OUTLINE)
    settings, cues = decide_settings(done.page, Profile(), load_cues()), load_cues()
    assert done.outline is not None
    records = build_records(
        done.page,
        done.outline,
        Mentions((), ()),
        snapshot=snapshot,
        settings=settings,
        lookups=Lookups(),
        cues=cues,
    )
    return Candidate(
        fetched.body, fetched.media_type, fetched.status, done.page.text, settings.language, done.outline, records
    )


def _snapshot(fetched: Fetched) -> Snapshot:
    digest = hashlib.sha256(fetched.body).hexdigest()
    return Snapshot("page", None, fetched.media_type, None, digest, fetched.body)


def candidate_of(fetched: Fetched, *, language: str | None = None) -> Candidate:
    """What the stages make of it by rules alone; what they refuse has no text."""
    snapshot = _snapshot(fetched)
    profile = Profile.model_validate({"source": {"language": language}}) if language else Profile()
    text, told, outline, records = "", language or "en", None, None
    try:
        done = extract(snapshot, profile=profile, lookups=Lookups(), until=Stage.OUTLINE)
        text, outline = done.page.text, done.outline
        told = decide_settings(done.page, profile, load_cues()).language
        records = extract(snapshot, profile=profile, lookups=Lookups(), use_model=False).records
    except (HeldError, SourceError):
        pass
    return Candidate(fetched.body, fetched.media_type, fetched.status, text, told, outline, records)


def before_of(candidate: Candidate) -> Before:
    """A candidate that is in force."""
    records = candidate.records
    assert records is not None
    stated = records.stated.initiatives
    return Before(
        text=candidate.text,
        language=candidate.language,
        initiatives=len(records.initiatives),
        categories=tuple(category.label for category in records.categories),
        contacts=sum(bool(initiative.contacts) for initiative in records.initiatives),
        phones=sum(any(one.phones for one in initiative.contacts) for initiative in records.initiatives),
        emails=sum(any(one.email for one in initiative.contacts) for initiative in records.initiatives),
        stated=stated.value if stated else None,
        footer=max(initiative.end for initiative in records.initiatives),
        body=candidate.body,
    )


@cache
def golden(case: Path) -> tuple[Page, Before]:
    """The lines of a golden page, and its extraction as text by rules alone."""
    page = read_page(case)
    return page, before_of(candidate_of(text_page(text_of(page))))


@cache
def golden_site(case: Path) -> Before:
    """The extraction of the same page in the markup of a site."""
    return before_of(candidate_of(as_site(read_page(case))))


def holds_of(
    fetched: Fetched, before: Before | None, *, language: str | None = None, new_page: bool = True
) -> tuple[Hold, ...]:
    """What holds it."""
    return find_holds(candidate_of(fetched, language=language), before, cues=load_cues(), new_page=new_page)


def codes(holds: Sequence[Hold]) -> list[str]:
    """Their names."""
    return [hold.code for hold in holds]
