"""How a steward gets in: what the token, the sign-in form and the proxy have in common."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from starlette.requests import Request
from starlette.routing import Route

from lhextract.review.guard.hosts import Hosts, Origin
from lhextract.review.guard.refusal import Refused


class Access(Protocol):
    """One way in. `open_paths` are the paths that need no session, `signs_out` whether a steward can leave again."""

    open_paths: frozenset[str]
    signs_out: bool

    def steward_of(self, request: Request, origin: Origin) -> str | None:
        """The name of the steward who sent a request, None if nobody is signed in."""
        ...

    def refusal(self) -> Refused:
        """What to tell those who are not signed in (403)."""
        ...

    def routes(self) -> Sequence[Route]:
        """The doors themselves."""
        ...


@dataclass(frozen=True, slots=True)
class Guard:
    """What stands before the pages: under which names they are shown, and how a steward gets in."""

    hosts: Hosts
    access: Access


def origin_of(request: Request) -> Origin:
    """The origin of a request that has passed the gate."""
    origin = request.state.origin
    assert isinstance(origin, Origin)  # noqa: S101 - the gate has put it there
    return origin
