"""Who is signed in: kept in memory, gone when the server stops."""

from __future__ import annotations

import hashlib
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass

MOST = 1000  # sessions; a steward has one per browser


@dataclass(frozen=True, slots=True)
class Session:
    """One browser in which a steward is signed in; `since` is in seconds of the clock of `Sessions`."""

    steward: str
    since: float


class Sessions:
    """Sessions by the digest of their id, so that the time of a look-up tells nothing about an id.

    `lifetime` is in seconds; None: as long as the server runs. An id is only ever made here: what a browser proposes
    is not taken. With more than `MOST` the oldest ends.
    """

    def __init__(self, *, lifetime: float | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        self._lifetime, self._clock = lifetime, clock
        self._sessions: dict[bytes, Session] = {}

    def begin(self, steward: str) -> str:
        """Return the id of a new session."""
        ident = secrets.token_urlsafe(32)
        while len(self._sessions) >= MOST:
            del self._sessions[next(iter(self._sessions))]
        self._sessions[_key(ident)] = Session(steward, self._clock())
        return ident

    def steward_of(self, ident: str) -> str | None:
        """The steward of a session, None if there is no such session or it is over."""
        session = self._sessions.get(_key(ident))
        if session is None:
            return None
        if self._lifetime is not None and self._clock() - session.since >= self._lifetime:
            self.end(ident)
            return None
        return session.steward

    def end(self, ident: str) -> None:
        """End a session, if there is one."""
        self._sessions.pop(_key(ident), None)


def _key(ident: str) -> bytes:
    return hashlib.sha256(ident.encode("utf-8", "surrogatepass")).digest()
