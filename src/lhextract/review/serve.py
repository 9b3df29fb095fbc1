"""Runs the review page until it is stopped."""

from __future__ import annotations

import os
import socket
import sys
import webbrowser
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import python_multipart  # noqa: F401 - Starlette reads forms by it, and would miss it with the first form only
import uvicorn
from starlette.applications import Starlette

from lhextract.errors import UsageError
from lhextract.review.access_plan import Options, choose_access, choose_hosts, entry_url
from lhextract.review.app import build_app
from lhextract.review.connection import Connection
from lhextract.review.guard.access import Guard
from lhextract.review.guard.hosts import is_loopback
from lhextract.review.office import Office

LONGEST_HEAD = 16 * 1024  # bytes of a request's first line and headers
IDLE, GRACE = 5, 3  # seconds: an idle connection is kept, a page may take to end when the server stops


@dataclass(frozen=True, slots=True)
class Served:
    """What is being served: the `url` to open, one to hand to a browser, and what the person must know (`notes`)."""

    url: str
    browser_url: str
    notes: tuple[str, ...]


def serve(office: Office, *, options: Options, folder: Path, tell: Callable[[Served], None]) -> None:
    """Serve the pages of an office until the process is interrupted.

    `folder` is where the steward works. `tell` is called once, when the address is bound and can be opened.
    """
    access = choose_access(options, folder=folder)
    choose_hosts(options, port=options.port)  # raises before anything is open
    with _listen(options) as listener:
        port = listener.getsockname()[1]
        app = build_app(office, guard=Guard(choose_hosts(options, port=port), access))
        server = uvicorn.Server(_config(app, options))
        try:
            tell(
                Served(
                    entry_url(options, access, port=port),
                    entry_url(options, access, port=port, single=True),
                    _notes(options),
                )
            )
            server.run(sockets=[listener])
        except KeyboardInterrupt:
            return  # how one stops it; what was saved is on the disk


def open_browser(url: str) -> None:
    """Open a URL in the browser of the desktop; nothing where there is none."""
    has_desktop = sys.platform in {"darwin", "win32"} or {"DISPLAY", "WAYLAND_DISPLAY"} & os.environ.keys()
    if has_desktop and "SSH_CONNECTION" not in os.environ:
        webbrowser.open(url)


def _listen(options: Options) -> socket.socket:
    host = options.host.strip("[]")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, options.port), family=family)
    except (OSError, OverflowError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise UsageError(
            f"--host {options.host} --port {options.port}: cannot listen there ({reason}); --port 0 takes a free one"
        ) from error


def _config(app: Starlette, options: Options) -> uvicorn.Config:
    """Plain HTTP/1.1 with narrow limits. No access log: it would hold the token and who did what."""
    return uvicorn.Config(
        app,
        loop="asyncio",
        http=Connection,  # by h11, with an end to slow ones
        ws="none",
        lifespan="off",
        interface="asgi3",
        log_config=None,
        access_log=False,
        proxy_headers=False,  # whoever reaches the port could write them
        server_header=False,
        timeout_keep_alive=IDLE,
        timeout_graceful_shutdown=GRACE,
        h11_max_incomplete_event_size=LONGEST_HEAD,
        ssl_certfile=options.certificate,
        ssl_keyfile=options.key,
    )


def _notes(options: Options) -> tuple[str, ...]:
    """What the person who starts the server must see to."""
    notes = []
    if options.behind_proxy is not None:
        notes.append(
            f"whoever sends {options.behind_proxy} is taken for that steward: the proxy must drop this header from "
            f"what clients send, and nobody but the proxy may reach {options.host}"
        )
    elif not is_loopback(options.host) and options.certificate is None:
        notes.append(
            "this server speaks plain HTTP: put a proxy that speaks HTTPS before it, or give --certificate and --key; "
            "browsers stay signed in over HTTPS only"
        )
    return tuple(notes)
