"""The gate: every request passes it, in one order, before any page is made."""

from __future__ import annotations

import logging
from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lhextract.review.guard.access import Guard
from lhextract.review.guard.body import check_framing, read_body, replay
from lhextract.review.guard.headers import with_headers
from lhextract.review.guard.origins import check_write
from lhextract.review.guard.refusal import Refused

logger = logging.getLogger(__name__)

MOST_AT_WORK = 64  # requests whose answers are made or wait for their turn
RETRY = {"Retry-After": "1"}  # seconds


class Gate:
    """Lets a request through to the pages, or answers it with a page that says why not (`show`).

    The name of the steward goes along as `request.state.steward`, how the browser sees us as `request.state.origin`.
    """

    def __init__(self, app: ASGIApp, *, guard: Guard, show: Callable[[Refused], Response]) -> None:
        self._app, self._guard, self._show = app, guard, show
        self._at_work = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] == "http":
            await self._answer(scope, receive, with_headers(send))
        else:  # no page has a web socket, which would know neither origin checks nor our headers
            await send({"type": "websocket.close", "code": 1008})

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = False

        async def sending(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._pass(scope, receive, sending)
            return
        except Refused as refused:
            response = self._show(refused)
        except Exception as error:
            if begun:
                raise
            response = self._show(_bug(error))
        await response(scope, receive, send)

    async def _pass(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope)
        check_framing(request.headers)
        origin = self._guard.hosts.origin_of(request.headers)
        check_write(request.method, request.headers, origin=origin)
        access = self._guard.access
        steward = access.steward_of(request, origin)
        if steward is None and scope["path"] not in access.open_paths:
            raise access.refusal()
        request.state.origin, request.state.steward = origin, steward
        body = await read_body(receive, request.headers)
        if self._at_work >= MOST_AT_WORK:  # counted from here: whoever sends slowly takes nobody's place
            raise Refused(503, "Busy", "Nothing was saved: too many ask at once. Try again.", headers=RETRY)
        self._at_work += 1
        try:
            await self._app(scope, replay(body, receive), send)
        finally:
            self._at_work -= 1


def _bug(error: Exception) -> Refused:
    """What went wrong goes into the log as kind and place; its text may quote what a steward typed."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f"{trace.tb_frame.f_code.co_qualname}, line {trace.tb_lineno}" if trace is not None else "nowhere"
    logger.error("a page failed: %s in %s", type(error).__name__, place)
    logger.debug("trace", exc_info=error)
    return Refused(
        500, "A bug", "The page could not be made. What was saved before is safe; look at the command's messages."
    )
