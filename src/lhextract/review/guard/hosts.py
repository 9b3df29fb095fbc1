"""The names under which the page may be asked for.

A foreign name means that a page elsewhere had its own name point to this machine (DNS rebinding): to the browser it
would then be the same origin as ours.
"""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass

from starlette.datastructures import Headers

from lhextract.review.guard.refusal import Refused

LOCAL = ("127.0.0.1", "localhost", "[::1]")
DEFAULT_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a visitor sees the page: scheme and host as in an `Origin` header, the host with its port if it has one."""

    scheme: str
    host: str

    def __str__(self) -> str:
        return f"{self.scheme}://{self.host}"

    @property
    def is_encrypted(self) -> bool:
        """Whether what travels cannot be read on the way."""
        return self.scheme == "https"


@dataclass(frozen=True, slots=True)
class Hosts:
    """The allowed values of `Host`, lower case. `origins` maps each to how the visitor's browser sees the page."""

    origins: dict[str, Origin]

    def origin_of(self, headers: Headers) -> Origin:
        """The origin that a request is for; `Refused` (403) for any other host, none, or several."""
        given = headers.getlist("host")
        origin = self.origins.get(given[0].lower()) if len(given) == 1 else None
        if origin is None:
            raise Refused(
                403,
                "Unknown address",
                "This page answers under its own addresses only. Open the URL that the command printed; whoever "
                "runs it can allow another name with --allow-host NAME.",
            )
        return origin


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach an address or name to listen on."""
    address = _address(host)
    return address.is_loopback if address is not None else host.lower() == "localhost"


def bracketed(host: str) -> str:
    """A host as it stands in a URL: lower case, an IPv6 address in brackets."""
    address = _address(host)
    return f"[{address}]" if address is not None and address.version == 6 else host.lower()


def allowed_hosts(port: int, names: tuple[str, ...] = (), *, encrypted: bool = False) -> Hosts:
    """The local names with the port, and `names`: as given where they have a port, else with and without ours.

    Local names are plain HTTP unless the server itself speaks TLS (`encrypted`); others always are behind HTTPS,
    because browsers keep no secure cookie otherwise.
    """
    origins = {}
    for name in (*LOCAL, *names):
        local = is_loopback(name)
        scheme = "https" if encrypted or not local else "http"
        host = bracketed(name)
        if _address(name) is None and ":" in host:
            hosts = [host]
        else:
            hosts = [f"{host}:{port}", *([] if local and port != DEFAULT_PORTS[scheme] else [host])]
        origins.update({one: Origin(scheme, one) for one in hosts})
    return Hosts(origins)


def _address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host.removeprefix("[").removesuffix("]"))
    except ValueError:
        return None
