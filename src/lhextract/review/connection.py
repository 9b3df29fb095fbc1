"""One connection of a browser: HTTP/1.1 by uvicorn, with an end to what is slow, and our headers where uvicorn answers.

uvicorn waits without end for the head of a request and for a reader of an answer; some dozens of such connections
would leave nobody else a place.
"""

from __future__ import annotations

import asyncio
from typing import Any

import h11
import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.server import ServerState

from lhextract.review.guard.headers import ALWAYS

LONGEST_HEAD = 10.0  # seconds until a request has its first line and headers, from its first byte or the connection's
LONGEST_SENDING = 120.0  # seconds in which a browser takes what is waiting for it
MOST_CONNECTIONS = 256  # open ones; a browser has up to six
MALFORMED = b"This is no request that the page understands."


class Connection(H11Protocol):
    """What uvicorn makes for each connection."""

    def __init__(
        self,
        config: uvicorn.Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self._head: asyncio.TimerHandle | None = None
        self._sending: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Take the connection, or break it off where there are too many."""
        super().connection_made(transport)
        if len(self.connections) > MOST_CONNECTIONS:
            transport.abort()
        else:
            self._head = self.loop.call_later(LONGEST_HEAD, self.transport.abort)

    def data_received(self, data: bytes) -> None:
        """Read on. While a head is not complete its time runs, however often something comes."""
        super().data_received(data)
        if self.conn.their_state is not h11.IDLE:
            _stop(self._head)
            self._head = None
        elif self._head is None:
            self._head = self.loop.call_later(LONGEST_HEAD, self.transport.abort)

    def pause_writing(self) -> None:
        """More waits to be sent than should: from now on its time runs."""
        super().pause_writing()
        self._sending = self._sending or self.loop.call_later(LONGEST_SENDING, self.transport.abort)

    def resume_writing(self) -> None:
        """The browser has taken it."""
        super().resume_writing()
        _stop(self._sending)
        self._sending = None

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing is waited for any more."""
        _stop(self._head)
        _stop(self._sending)
        super().connection_lost(exc)

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002 - uvicorn's words are not for visitors
        """Answer what is no HTTP: no page can be made, but the answer has the headers of all others."""
        headers = {**ALWAYS, "Cache-Control": "no-store", "Content-Type": "text/plain; charset=utf-8"}
        lines = [*headers.items(), ("Content-Length", str(len(MALFORMED))), ("Connection", "close")]
        if self.conn.our_state in {h11.IDLE, h11.SEND_RESPONSE}:
            for event in (
                h11.Response(status_code=400, headers=lines, reason=b"Bad Request"),
                h11.Data(data=MALFORMED),
                h11.EndOfMessage(),
            ):
                self.transport.write(self.conn.send(event) or b"")
        self.transport.close()


def _stop(timer: asyncio.TimerHandle | None) -> None:
    if timer is not None:
        timer.cancel()
