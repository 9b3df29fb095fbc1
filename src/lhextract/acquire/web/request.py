"""One request to one address: streamed, bounded in time and size, to an address that was checked.

Proxies of the environment are not used: the address that is checked must be the one that is connected to.
"""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from collections.abc import Iterator, Mapping
from http.client import HTTPException
from urllib.parse import SplitResult, urlsplit

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection

from lhextract.acquire.decode import UNKNOWN_CODINGS
from lhextract.acquire.web.answers import Answer, DeadlineError, Limits, TransientError
from lhextract.acquire.web.clock import Deadline
from lhextract.acquire.web.public import why_not_public
from lhextract.errors import SourceError

CHUNK = 65_536
SINGLE = 20.0  # seconds for one connection or one read; a server that is silent for so long is tried again
ENCODINGS = "gzip, deflate"  # what the standard library can undo
PORTS = {"http": 80, "https": 443}


def request(url: str, headers: Mapping[str, str], *, limits: Limits, deadline: Deadline, allow_private: bool) -> Answer:
    """Return what a server says to a GET; redirects are answers too.

    Raises `TransientError` for what may be gone at the next try, `DeadlineError`, and `SourceError` for addresses that
    are not public and for answers that are too large.
    """
    parts = urlsplit(url)
    host, port = parts.hostname or "", parts.port or PORTS[parts.scheme]
    addresses = _resolve(url, host, port, allow_private=allow_private)
    with _connected(url, parts, addresses, port, deadline=deadline) as connection, _ended_at(deadline, connection):
        try:
            path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            sent = {"Host": parts.netloc.rpartition("@")[2], "Accept-Encoding": ENCODINGS, **headers}
            connection.request("GET", path, headers=sent, preload_content=False)
            response = connection.getresponse()
            _refuse_packing(url, response.headers.get("content-encoding", ""))
            body = _read(url, response, limits=limits, deadline=deadline)
        except (urllib3.exceptions.HTTPError, HTTPException, OSError, ValueError) as error:
            if deadline.left() <= 0:
                raise _too_late(url) from error
            raise TransientError(f"{url}: the answer broke off or could not be read ({_said(error)})") from error
    return Answer(url, response.status, {name.lower(): value for name, value in response.headers.items()}, body)


def _resolve(url: str, host: str, port: int, *, allow_private: bool) -> list[str]:
    """The addresses of a host; one that is not public is an error even if others are: names can be made to lie."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise TransientError(f"{url}: the name {host!r} cannot be looked up ({_said(error)}); check the URL") from error
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    for address in addresses:
        if not allow_private and (why := why_not_public(address)):
            raise SourceError(
                f"{url}: {host!r} is {address} ({why}), allowed are addresses of the public internet; "
                "for a page of an intranet give --allow-private"
            )
    return addresses


@contextlib.contextmanager
def _connected(
    url: str, parts: SplitResult, addresses: list[str], port: int, *, deadline: Deadline
) -> Iterator[HTTPConnection]:
    """A connection to the first address that answers; TLS is checked against the name, not the address."""
    problem: Exception | None = None
    for address in addresses:
        timeout = min(SINGLE, deadline.left())
        if timeout <= 0:
            raise _too_late(url)
        if parts.scheme == "https":
            context = ssl.create_default_context()
            connection: HTTPConnection = HTTPSConnection(
                address, port, timeout=timeout, ssl_context=context, server_hostname=parts.hostname
            )
        else:
            connection = HTTPConnection(address, port, timeout=timeout)
        try:
            connection.connect()
        except (urllib3.exceptions.HTTPError, OSError) as error:
            connection.close()
            problem = error
            continue
        try:
            yield connection
        finally:
            connection.close()
        return
    if isinstance(problem, ssl.SSLCertVerificationError):
        raise SourceError(f"{url}: its certificate is not valid ({problem.verify_message}); tell the page's owner")
    raise TransientError(f"{url}: no connection ({_said(problem)})")


@contextlib.contextmanager
def _ended_at(deadline: Deadline, connection: HTTPConnection) -> Iterator[None]:
    """Cut the connection at the deadline: a server that sends a byte now and then keeps every timeout of a read."""
    sock = connection.sock  # the connection lets go of it where the server says "Connection: close", and reads on

    def cut() -> None:
        with contextlib.suppress(OSError, AttributeError):
            sock.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(deadline.left(), cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _refuse_packing(url: str, coding: str) -> None:
    """Raise `SourceError` for a packing that nobody asked for: it is no page, and its unpacking not bounded here.

    Whether it is unpacked at all would depend on the libraries that happen to be installed.
    """
    if UNKNOWN_CODINGS & {name.strip().lower() for name in coding.split(",")}:
        raise SourceError(
            f"{url}: found content-encoding {coding!r}, allowed is {ENCODINGS}; tell the page's owner, "
            "or save the page and give the file"
        )


def _read(url: str, response: urllib3.BaseHTTPResponse, *, limits: Limits, deadline: Deadline) -> bytes:
    """The decoded body, in pieces, so that one that has no end or unpacks to a thousand times its size is noticed."""
    pieces, size = [], 0
    while piece := response.read(CHUNK, decode_content=True):
        pieces.append(piece)
        size += len(piece)
        if size > limits.bytes:
            raise SourceError(f"{url}: more than {limits.bytes:,} bytes, allowed are as many; give the page alone")
        if response.tell() > limits.wire_bytes:
            raise SourceError(f"{url}: more than {limits.wire_bytes:,} bytes were sent; give the page alone")
        if deadline.left() <= 0:
            raise _too_late(url)
    if deadline.left() <= 0:  # cut by the timer, which looks like an end
        raise _too_late(url)
    return b"".join(pieces)


def _too_late(url: str) -> DeadlineError:
    return DeadlineError(f"{url}: not done in time; try again, or give [fetch] timeout_s in the profile")


def _said(error: Exception | None) -> str:
    return str(getattr(error, "reason", None) or error or "no address").strip() or type(error).__name__
