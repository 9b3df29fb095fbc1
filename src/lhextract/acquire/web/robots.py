"""Whether robots.txt lets us fetch a page (RFC 9309)."""

from __future__ import annotations

from urllib.parse import urlsplit, urlunsplit

from protego import Protego

from lhextract.acquire.web.answers import Answer, TransientError
from lhextract.acquire.web.follow import BUSY, Visit, follow
from lhextract.errors import SourceError

LARGEST = 512_000  # bytes that are read of it; RFC 9309, section 2.5, asks for 500 KiB at least


class Robots:
    """Asks robots.txt of every host once, and remembers the last verdict for the record."""

    def __init__(self, visit: Visit, *, agent: str) -> None:
        self._visit, self._agent = visit, agent
        self._rules: dict[str, Protego | None] = {}
        self.verdict = ""

    def check(self, url: str) -> None:
        """Raise `SourceError` where the page must not be fetched.

        No robots.txt (any 4xx) allows everything; one that cannot be had (5xx, 429, no connection) forbids it until it
        can.
        """
        parts = urlsplit(url)
        site = urlunsplit((parts.scheme, parts.netloc, "/robots.txt", "", ""))
        if site not in self._rules:
            self._rules[site] = self._read(site)
        rules = self._rules[site]
        if rules is not None and not rules.can_fetch(url, self._agent):
            self.verdict = f"disallowed by {site}"
            raise SourceError(
                f"{url}: {site} forbids {self._agent!r} to fetch it; ask the page's owner, "
                "or save the page and give the file"
            )
        self.verdict = f"allowed by {site}" if rules is not None else f"allowed, no robots.txt at {site}"

    def _read(self, site: str) -> Protego | None:
        try:
            answer, _ = follow(self._visit, site, before=lambda _: None)
        except TransientError as error:
            raise SourceError(f"{site}: cannot be had, so the page is not fetched; {error}") from error
        if answer.status in BUSY or answer.status >= 500:
            raise SourceError(f"{site}: the server says {answer.status}, so the page is not fetched; try again later")
        if answer.status >= 300:
            return None
        return Protego.parse(_text(answer))


def _text(answer: Answer) -> str:
    return answer.body[:LARGEST].decode("utf-8", "replace").removeprefix("\ufeff")
