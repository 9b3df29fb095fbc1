"""The way in on one's own machine: whoever sees what the command printed is the steward."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Sequence
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from lhextract.review.guard.access import origin_of
from lhextract.review.guard.cookies import read_cookie, set_cookie
from lhextract.review.guard.hosts import Origin
from lhextract.review.guard.refusal import Refused
from lhextract.review.guard.sessions import Sessions

ENTER = "/enter"


class TokenAccess:
    """A random token in the URL that the command prints; it is exchanged for a session, and leaves the address bar.

    The token lasts until the server stops, so that the URL can be opened again. Command lines can be read by all
    users of a machine, so the browser that the command opens gets another one, which is good for a single use.
    """

    open_paths = frozenset({ENTER})
    signs_out = False

    def __init__(self, steward: str) -> None:
        self._steward, self._sessions = steward, Sessions()
        self._token = secrets.token_urlsafe(32)
        self._single: set[str] = set()

    def entry(self) -> str:
        """Path and query of the URL to print."""
        return f"{ENTER}?{urlencode({'token': self._token})}"

    def single_entry(self) -> str:
        """Path and query of a URL that can be opened once."""
        token = secrets.token_urlsafe(32)
        self._single.add(token)
        return f"{ENTER}?{urlencode({'token': token})}"

    def steward_of(self, request: Request, origin: Origin) -> str | None:
        """The steward who started the server, if the browser has a session."""
        return self._sessions.steward_of(read_cookie(request, origin))

    def refusal(self) -> Refused:
        """Says where the URL is to be found."""
        return Refused(
            403,
            "Not signed in",
            "Open the whole URL that `lhextract review` printed, with its token. It is another one each time the "
            "command is started. If you have just come here by that URL, go on:",
            link=("/", "Go to the review page"),
        )

    def routes(self) -> Sequence[Route]:
        """The address that takes the token."""
        return [Route(ENTER, self._enter, methods=["GET"], name="enter")]

    async def _enter(self, request: Request) -> Response:
        if not self._is_good(request.query_params.get("token", "")):
            raise self.refusal()
        response = RedirectResponse("/", status_code=303)
        set_cookie(response, self._sessions.begin(self._steward), origin_of(request))
        return response

    def _is_good(self, token: str) -> bool:
        used = [one for one in self._single if _same(one, token)]
        self._single.difference_update(used)
        return bool(used) or _same(self._token, token)


def _same(one: str, other: str) -> bool:
    """Whether two tokens are equal; the time it takes does not tell how far they agree."""
    return hmac.compare_digest(one.encode("utf-8"), other.encode("utf-8", "surrogatepass"))
