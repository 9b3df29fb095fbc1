"""A URL to the newest snapshot in `raw/`: nothing new when nothing changed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal

from lhextract import __version__
from lhextract.acquire.decode import HTML, TEXT, media_type_of
from lhextract.acquire.store import Meta, Stored, newest_of, write_snapshot
from lhextract.acquire.web.answers import Answer, Limits
from lhextract.acquire.web.clock import Clock, Deadline
from lhextract.acquire.web.follow import Request, Visit, follow
from lhextract.acquire.web.last_fetch import LastFetch, validators, write_last_fetch
from lhextract.acquire.web.robots import Robots
from lhextract.acquire.web.warc import NAME as WARC
from lhextract.acquire.web.warc import write_warc
from lhextract.errors import SourceError
from lhextract.model.page import Snapshot

AGENT = "lhextract"
HOME = "https://pypi.org/project/lhextract/"
KEPT = ("content-type", "content-language", "etag", "last-modified", "date", "x-robots-tag")
TIME = "%Y-%m-%dT%H:%M:%SZ"
TYPES = {"text/html": HTML, "application/xhtml+xml": HTML, "text/plain": TEXT}
ADVICE = {
    401: "it asks for a login; save the page as you see it and give the file",
    403: "it refuses us; ask the page's owner, or save the page and give the file",
    404: "the page is not there; look whether it has moved, and change source.url in the profile",
    410: "the page is gone; look for its successor, and change source.url in the profile",
}


@dataclass(frozen=True, slots=True)
class FetchOptions:
    """How to fetch: `contact` (an e-mail address or a URL) tells the server whom to ask about us."""

    contact: str | None = None
    limits: Limits = field(default_factory=Limits)
    allow_private: bool = False
    warc: bool = False
    write: bool = True
    clock: Clock = field(default_factory=Clock)
    request: Request | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a fetch came to; `snapshot` is what the newest in `raw/` is now.

    `state`: "new"; "unchanged" (the server says so, or the same bytes came); "same-text" (other bytes that read the
    same, of which none are kept). `note` says it in a line, `robots` is the verdict of robots.txt.
    """

    state: Literal["new", "unchanged", "same-text"]
    snapshot: Snapshot
    note: str
    robots: str


def fetch_source(
    url: str,
    *,
    source: str,
    raw: Path,
    processed: str | None,
    same_reading: Callable[[Snapshot, Snapshot], bool],
    options: FetchOptions,
) -> Fetched:
    """Fetch a page, and keep it as a snapshot if it is another than the newest one.

    `processed` is the sha256 of the page that the extraction in force was made from. `same_reading` says whether two
    snapshots read the same, whatever their bytes. Raises `SourceError`; then nothing is kept.
    """
    folder, at = raw / source, options.clock.now().strftime(TIME)
    newest = newest_of(folder)
    asked = validators(folder, newest, processed=processed)
    visit = _visit(options)
    robots = Robots(visit, agent=AGENT)
    answer, way = follow(visit, url, extra=asked, before=robots.check)
    if answer.status == 304 and newest is not None and asked:
        fetched = Fetched("unchanged", newest.snapshot(source), "not modified (304)", robots.verdict)
    else:
        meta = _meta(url, answer, way, at=_after(newest, at), robots=robots.verdict)
        fetched = _kept(folder, source, answer, meta, newest, same_reading=same_reading, visit=visit, options=options)
    if options.write:
        write_last_fetch(folder, _last(answer, asked, at=at, snapshot=fetched.snapshot.sha256, robots=robots.verdict))
    return fetched


def _visit(options: FetchOptions) -> Visit:
    # Imported here, so that what only names a fetch needs no network library.
    from lhextract.acquire.web.request import request

    about = f"{HOME}; {options.contact}" if options.contact else HOME
    headers = {
        "User-Agent": f"{AGENT}/{__version__} (+{about})",
        "Accept": "text/html,application/xhtml+xml,text/plain;q=0.9",
    }
    deadline = Deadline.after(options.limits.seconds, options.clock)
    return Visit(options.request or request, headers, options.limits, deadline, options.allow_private, options.clock)


def _meta(url: str, answer: Answer, way: tuple[str, ...], *, at: str, robots: str) -> Meta:
    """What is recorded of an answer that may become a snapshot; one that is no page is a `SourceError`."""
    if answer.status != 200:
        advice = ADVICE.get(answer.status, "open it in a browser; try again later")
        raise SourceError(f"{answer.url}: the server says {answer.status}; {advice}")
    if not answer.body.strip():
        raise SourceError(f"{answer.url}: the answer is empty; open it in a browser, try again later")
    named = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    if named and named not in TYPES:
        raise SourceError(
            f"{answer.url}: found {named}, allowed is a page as text/html or text/plain; give the URL of the page"
        )
    kind = HTML if TYPES.get(named) == HTML else media_type_of("page", answer.body)
    return Meta(
        url=url,
        retrieved=at,
        status=answer.status,
        media_type="text/html" if kind == HTML else "text/plain",
        headers={name: value for name, value in answer.headers.items() if name in KEPT},
        file="page.html" if kind == HTML else "page.txt",
        sha256=hashlib.sha256(answer.body).hexdigest(),
        final_url=way[-1] if len(way) > 1 else None,
        robots=robots,
    )


def _kept(
    folder: Path,
    source: str,
    answer: Answer,
    meta: Meta,
    newest: Stored | None,
    *,
    same_reading: Callable[[Snapshot, Snapshot], bool],
    visit: Visit,
    options: FetchOptions,
) -> Fetched:
    robots = meta.robots or ""
    fresh = meta.snapshot(source, answer.body, path=None)
    if newest is not None:
        before = newest.snapshot(source)
        if before.sha256 == meta.sha256:
            return Fetched("unchanged", before, "the same bytes as before", robots)
        if same_reading(before, fresh):
            return Fetched("same-text", before, "other bytes, the same text and links", robots)
    more = {}
    if options.warc:
        more[WARC] = write_warc(answer, sent=visit.headers, at=str(meta.retrieved), robots=robots)
    note = f"new, {len(answer.body):,} bytes{_told(newest, meta, options.clock)}"
    if not options.write:
        return Fetched("new", fresh, note, robots)
    path = write_snapshot(folder, meta, answer.body, more=more)
    return Fetched("new", meta.snapshot(source, answer.body, path=str(path)), note, robots)


def _after(newest: Stored | None, at: str) -> str:
    """The time that is recorded: that of the clock, or a second after the newest snapshot where the clock went back.

    What is newest is told by these times: a page fetched under a clock that was set back would never be read.
    """
    if newest is None or newest.meta.retrieved is None or at > newest.meta.retrieved:
        return at
    before = datetime.strptime(newest.meta.retrieved, TIME)  # noqa: DTZ007 -- UTC, and written as it was read
    return (before + timedelta(seconds=1)).strftime(TIME)


def _told(newest: Stored | None, meta: Meta, clock: Clock) -> str:
    """What is said where the time recorded is ahead of the clock."""
    now = clock.now().strftime(TIME)
    if newest is None or meta.retrieved is None or meta.retrieved <= now:
        return ""
    return (
        f"; the clock says {now}, but {newest.path.parent} was fetched at {newest.meta.retrieved}, so that "
        f"{meta.retrieved} is recorded; look whether the clock is right"
    )


def _last(answer: Answer, asked: Mapping[str, str], *, at: str, snapshot: str, robots: str) -> LastFetch:
    """What to ask with next time: the validators of this answer, or those that it confirmed."""
    confirmed = answer.status == 304
    return LastFetch(
        at=at,
        status=answer.status,
        url=answer.url,
        snapshot=snapshot,
        etag=answer.headers.get("etag") or (asked.get("If-None-Match") if confirmed else None),
        last_modified=answer.headers.get("last-modified") or (asked.get("If-Modified-Since") if confirmed else None),
        robots=robots,
    )
