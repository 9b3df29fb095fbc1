"""A real HTTP server on the loopback address that answers as a test says, also badly."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

PAGE = b"<!DOCTYPE html><html><body><h1>Networks</h1><p>Page one.</p></body></html>"
# What a handler gets: the path and the headers (lower-case names); what it returns is sent as it is, piece by piece.
Handler = Callable[[str, Mapping[str, str]], Iterator[bytes]]


def reply(body: bytes = PAGE, *, status: int = 200, headers: Mapping[str, str] | None = None) -> Iterator[bytes]:
    """A well-formed answer."""
    own = {"Content-Type": "text/html", "Content-Length": str(len(body)), **(headers or {})}
    lines = [f"HTTP/1.1 {status} Said", *(f"{name}: {value}" for name, value in own.items()), "Connection: close"]
    yield "\r\n".join([*lines, "", ""]).encode("latin-1") + body


@dataclass(slots=True)
class Server:
    """Where it listens, what was asked (path, headers), and what it answers by path; what it does not know is a 404."""

    port: int
    pages: dict[str, Handler] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def url(self, path: str = "/page") -> str:
        """The address of a path."""
        return f"http://127.0.0.1:{self.port}{path}"

    def paths(self) -> list[str]:
        """What was asked for, robots.txt aside."""
        return [path for path, _ in self.asked if path != "/robots.txt"]

    def says(self, path: str, *answers: Iterator[bytes] | Callable[[], Iterator[bytes]]) -> None:
        """Answer a path with these, one after the other; the last one stays."""
        waiting = [answer if callable(answer) else (lambda made=list(answer): iter(made)) for answer in answers]

        def handler(_path: str, _headers: Mapping[str, str]) -> Iterator[bytes]:
            return (waiting.pop(0) if len(waiting) > 1 else waiting[0])()

        self.pages[path] = handler


def _serve(connection: socket.socket, server: Server) -> None:
    with connection, contextlib.suppress(OSError):
        data = b""
        while b"\r\n\r\n" not in data:
            piece = connection.recv(4096)
            if not piece:
                return
            data += piece
        first, *lines = data.decode("latin-1").split("\r\n\r\n")[0].split("\r\n")
        path = first.split(" ")[1]
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        server.asked.append((path, headers))
        handler = server.pages.get(path)
        answer = handler(path, headers) if handler else reply(b"none", status=404, headers={})
        for piece in answer:
            connection.sendall(piece)


@contextlib.contextmanager
def serving() -> Iterator[Server]:
    """A server that runs until the end of the block; each connection has a thread of its own."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = Server(listener.getsockname()[1])

    def accept() -> None:
        with contextlib.suppress(OSError):
            while True:
                connection, _ = listener.accept()
                threading.Thread(target=_serve, args=(connection, server), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    try:
        yield server
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
