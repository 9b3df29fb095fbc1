"""The way in for several stewards: a form with name and password."""

from __future__ import annotations

import logging
import secrets
import threading
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from lhextract.author import read_name
from lhextract.errors import UsageError
from lhextract.review.fields import read_fields
from lhextract.review.guard.access import origin_of
from lhextract.review.guard.attempts import Attempts
from lhextract.review.guard.cookies import drop_cookie, read_cookie, set_cookie
from lhextract.review.guard.hashes import Hash
from lhextract.review.guard.hosts import Origin
from lhextract.review.guard.password_file import read_stewards
from lhextract.review.guard.refusal import Refused
from lhextract.review.guard.sessions import Sessions

logger = logging.getLogger(__name__)

SIGN_IN, SIGN_OUT = "/sign-in", "/sign-out"
LIFETIME = 12 * 60 * 60.0  # seconds: a working day
WINDOW = 5 * 60.0  # seconds
TRIES_PER_NAME, TRIES_PER_ADDRESS = 10, 30  # an address may be a proxy, or stand for a whole office


@cache
def nobody() -> Hash:
    """Checked where a name is unknown, so that the time of the answer does not tell."""
    return Hash.of(secrets.token_urlsafe(32))


class SignInAccess:
    """Sign-in by name and password. The file is read at each try, so a new steward needs no restart.

    A session lasts for a working day; to end those of a steward who was removed from the file, start the server anew.
    """

    open_paths = frozenset({SIGN_IN, "/static/style.css"})
    signs_out = True

    def __init__(self, stewards: Callable[[], Mapping[str, Hash]]) -> None:
        self._stewards, self._sessions = stewards, Sessions(lifetime=LIFETIME)
        self._by_name = Attempts(limit=TRIES_PER_NAME, window=WINDOW)
        self._by_address = Attempts(limit=TRIES_PER_ADDRESS, window=WINDOW)
        self._turn = threading.Lock()

    @classmethod
    def from_file(cls, path: Path) -> SignInAccess:
        """The stewards of a password file, which is read once now, so that a bad one stops the start."""
        read_stewards(path)
        return cls(lambda: read_stewards(path))

    def steward_of(self, request: Request, origin: Origin) -> str | None:
        """The steward of the browser's session."""
        return self._sessions.steward_of(read_cookie(request, origin))

    def refusal(self) -> Refused:
        """Leads to the form."""
        return Refused(403, "Not signed in", "Sign in with your name and password.", link=(SIGN_IN, "Sign in"))

    def routes(self) -> Sequence[Route]:
        """The form, what it is sent to, and the way out."""
        return [
            Route(SIGN_IN, self._form, methods=["GET"], name="sign-in-form"),
            Route(SIGN_IN, self._sign_in, methods=["POST"], name="sign-in"),
            Route(SIGN_OUT, self._sign_out, methods=["POST"], name="sign-out"),
        ]

    async def _form(self, request: Request) -> Response:
        return _show(request, failed=False)

    async def _sign_in(self, request: Request) -> Response:
        fields, origin = await read_fields(request), origin_of(request)
        name = read_name(fields.get("name") or "") or ""
        address = request.client.host if request.client is not None else ""
        if not (self._by_address.begin(address) and self._by_name.begin(name)):
            raise Refused(429, "Too many tries", "Wait five minutes, then try again.", headers={"Retry-After": "300"})
        if not await run_in_threadpool(self._fits, name, fields.get("password") or ""):
            return _show(request, failed=True)
        self._by_name.forget(name)
        self._sessions.end(read_cookie(request, origin))
        response = RedirectResponse("/", status_code=303)
        set_cookie(response, self._sessions.begin(name), origin)
        return response

    def _fits(self, name: str, password: str) -> bool:
        with self._turn:  # each check takes 32 MiB
            try:
                found = self._stewards().get(name)
            except (UsageError, OSError) as error:
                logger.error("nobody can sign in: %s", error)
                raise Refused(
                    503, "Not now", "The list of stewards cannot be read; look at the messages of the command."
                ) from error
            fits = (found or nobody()).fits(password)
            return fits and found is not None

    async def _sign_out(self, request: Request) -> Response:
        origin = origin_of(request)
        self._sessions.end(read_cookie(request, origin))
        response = RedirectResponse(SIGN_IN, status_code=303)
        drop_cookie(response, origin)
        return response


def _show(request: Request, *, failed: bool) -> Response:
    """The form. It does not say which of the two was wrong, nor what was typed."""
    response = request.app.state.views.show(
        "sign_in.html", status=403 if failed else 200, steward=request.state.steward, failed=failed
    )
    assert isinstance(response, Response)  # noqa: S101 - the state of an application has no types
    return response
