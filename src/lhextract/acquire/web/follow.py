"""A GET to its end: tries, redirects, and robots.txt of every host on the way."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC
from email.utils import parsedate_to_datetime
from urllib.parse import urldefrag, urljoin, urlsplit

from lhextract.acquire.web.answers import Answer, Limits, TransientError
from lhextract.acquire.web.clock import Clock, Deadline
from lhextract.addresses import without_user
from lhextract.errors import SourceError

REDIRECTS = frozenset({301, 302, 303, 307, 308})
BUSY = frozenset({429, 500, 502, 503, 504})
MOST_REDIRECTS = 5
TRIES = 3
FIRST_PAUSE = 1.0  # seconds, doubled from try to try, and lengthened by chance so that many clients do not meet

Request = Callable[..., Answer]


@dataclass(frozen=True, slots=True)
class Visit:
    """How a page is got: by which requests, with which headers, in which bounds."""

    request: Request
    headers: Mapping[str, str]
    limits: Limits
    deadline: Deadline
    allow_private: bool = False
    clock: Clock = field(default_factory=Clock)

    def get(self, url: str, extra: Mapping[str, str] | None = None) -> Answer:
        """One GET, tried again after what may pass; the last failure is raised."""
        for number in range(TRIES):
            try:
                answer = self.request(
                    url,
                    {**self.headers, **(extra or {})},
                    limits=self.limits,
                    deadline=self.deadline,
                    allow_private=self.allow_private,
                )
                if answer.status not in BUSY or number == TRIES - 1:
                    return answer
                pause = _asked_for(answer, self.clock)
            except TransientError as error:
                if number == TRIES - 1:
                    raise
                pause = error.after
            wait = pause if pause is not None else FIRST_PAUSE * 2**number * (1 + self.clock.chance() / 2)
            if wait >= self.deadline.left():
                raise SourceError(
                    f"{url}: the server is busy and there is no time to wait {wait:.0f} s; try again later"
                )
            self.clock.sleep(wait)
        raise AssertionError("every try returns or raises")


def follow(
    visit: Visit, url: str, *, extra: Mapping[str, str] | None = None, before: Callable[[str], None]
) -> tuple[Answer, tuple[str, ...]]:
    """Return the answer at the end of the redirects, and the URLs on the way.

    `before` is asked before each request, and raises for one that must not be made. Raises `SourceError` for loops, too
    many redirects, and redirects from https to http.
    """
    way = [check_url(url, allow_http=visit.allow_private)]
    while True:
        before(way[-1])
        answer = visit.get(way[-1], extra)
        if answer.status not in REDIRECTS:
            return answer, tuple(way)
        target = answer.headers.get("location")
        if not target:
            raise SourceError(f"{way[-1]}: a redirect ({answer.status}) to nowhere; tell the page's owner")
        there = check_url(
            _joined(way[-1], target), allow_http=visit.allow_private and urlsplit(way[-1]).scheme == "http"
        )
        if there in way:
            raise SourceError(f"{there}: redirects in a circle ({' -> '.join([*way, there])}); tell the page's owner")
        if len(way) > MOST_REDIRECTS:
            raise SourceError(f"{url}: more than {MOST_REDIRECTS} redirects; give the last URL ({there})")
        way.append(there)


def _joined(url: str, target: str) -> str:
    try:
        return urljoin(url, target)
    except ValueError as error:
        raise SourceError(
            f"{url}: a redirect to {without_user(target)!r}, which is no URL ({error}); tell the page's owner"
        ) from error


def check_url(url: str, *, allow_http: bool) -> str:
    """The URL without its fragment; anything but https (and http where allowed) with a host is a `SourceError`."""
    shown = without_user(url)
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError as error:
        why = error if shown == url else "of a page"  # what is wrong with a URL may quote a part of its password
        raise SourceError(f"{shown}: no URL ({why}); allowed is one such as https://uni.example/networks") from error
    if parts.scheme == "http" and not allow_http:
        raise SourceError(
            f"{shown}: found http, allowed is https; give the https URL, or --allow-private for an intranet"
        )
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise SourceError(f"{shown}: no URL of a page; allowed is one such as https://uni.example/networks")
    if parts.username is not None or parts.password is not None:
        raise SourceError(f"{shown}: the URL holds a user name or password; give one without")
    return urldefrag(url).url


def _asked_for(answer: Answer, clock: Clock) -> float | None:
    """The seconds that `Retry-After` asks to wait: a number, or a date (RFC 9110, section 10.2.3)."""
    value = answer.headers.get("retry-after", "").strip()
    if value.isdigit():
        return float(value)
    try:
        until = parsedate_to_datetime(value)
    except ValueError:
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max(0.0, (until - clock.now()).total_seconds())
