"""The cookie that holds the id of a session."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from lhextract.review.guard.hosts import Origin


def cookie_name(origin: Origin) -> str:
    """Over HTTPS, `__Host-` has the browser take it from this host only (RFC 6265bis, section 4.1.3.2).

    Cookies do not know ports: where two servers run on one machine, the port in the name keeps them apart.
    """
    if origin.is_encrypted:
        return "__Host-lhextract"
    return f"lhextract-{origin.host.rpartition(':')[2]}"


def read_cookie(request: Request, origin: Origin) -> str:
    """The id that the browser sent, empty if none."""
    return request.cookies.get(cookie_name(origin), "")


def set_cookie(response: Response, ident: str, origin: Origin) -> None:
    """Give the browser an id: no script sees it, no other site has it sent, and it goes when the browser closes."""
    name = cookie_name(origin)
    response.set_cookie(name, ident, path="/", secure=origin.is_encrypted, httponly=True, samesite="strict")


def drop_cookie(response: Response, origin: Origin) -> None:
    """Have the browser forget it."""
    name = cookie_name(origin)
    response.delete_cookie(name, path="/", secure=origin.is_encrypted, httponly=True, samesite="strict")
