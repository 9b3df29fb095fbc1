"""The way in behind a reverse proxy that signs stewards in and names them in a header."""

from __future__ import annotations

import re
from collections.abc import Sequence

from starlette.requests import Request
from starlette.routing import Route

from lhextract.author import read_name
from lhextract.errors import UsageError
from lhextract.review.guard.hosts import Origin
from lhextract.review.guard.refusal import Refused

TOKEN = re.compile(r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*")
# Words of headers that name a person, such as X-Remote-User; any other would take an address or a cookie for a name.
NAMING = frozenset({"user", "username", "name", "email", "login", "uid"})


class ProxyAccess:
    """Whoever the header names is the steward: nothing but the proxy may reach this server or set that header."""

    open_paths: frozenset[str] = frozenset()
    signs_out = False

    def __init__(self, header: str) -> None:
        names_persons = not NAMING.isdisjoint(header.lower().split("-")) and header.lower() != "user-agent"
        if TOKEN.fullmatch(header) is None or not names_persons:
            raise UsageError(
                f"--behind-proxy: found {header!r}, allowed is the name of the header in which the proxy names the "
                "steward, such as X-Remote-User"
            )
        self.header = header

    def steward_of(self, request: Request, origin: Origin) -> str | None:  # noqa: ARG002 - others need the origin
        """The name in the header; None where it is missing, stands twice (one was not the proxy's), or is no name."""
        given = request.headers.getlist(self.header)
        if len(given) != 1:
            return None
        # Header values come as Latin-1; proxies send names as UTF-8.
        try:
            return read_name(given[0].encode("latin-1").decode("utf-8"))
        except UnicodeError:
            return read_name(given[0])

    def refusal(self) -> Refused:
        """Says that the proxy did not name anybody."""
        return Refused(
            403,
            "Not signed in",
            "The proxy in front of this page did not say who you are. Open the page by the proxy's address; whoever "
            "runs it must have it sign stewards in and name them.",
        )

    def routes(self) -> Sequence[Route]:
        """None: the proxy has the doors."""
        return ()
