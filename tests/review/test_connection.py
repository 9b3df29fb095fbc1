"""What comes before a request is one: slow heads, slow readers, too many connections, and bytes that are no HTTP."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import h11
import pytest
import uvicorn
from uvicorn.server import ServerState

from lhextract.review import connection
from lhextract.review.connection import LONGEST_HEAD, LONGEST_SENDING, Connection
from lhextract.review.guard.headers import ALWAYS

CHUNKED = b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"


class Transport(asyncio.Transport):
    """The other end: what was written, and whether the connection was broken off or closed."""

    def __init__(self) -> None:
        super().__init__()
        self.written = b""
        self.ended = ""

    def write(self, data: Any) -> None:
        """Keep what is sent."""
        self.written += data

    def abort(self) -> None:
        """Note it."""
        self.ended = "aborted"

    def close(self) -> None:
        """Note it, after what was noted before."""
        self.ended = self.ended or "closed"

    def is_closing(self) -> bool:
        """Whether it has ended."""
        return bool(self.ended)

    def resume_reading(self) -> None:
        """As real ones."""


@dataclass
class Clock:
    """A loop whose time passes when told to."""

    now: float = 0.0
    timers: list[tuple[float, Callable[[], None], asyncio.TimerHandle]] = field(default_factory=list)

    def call_later(self, seconds: float, call: Callable[[], None]) -> asyncio.TimerHandle:
        """Note what is to be called."""
        handle = asyncio.TimerHandle(self.now + seconds, call, (), self)  # type: ignore[arg-type]
        self.timers.append((self.now + seconds, call, handle))
        return handle

    def _timer_handle_cancelled(self, _: asyncio.TimerHandle) -> None:
        """As the real one is told."""

    def get_debug(self) -> bool:
        """As the real one answers."""
        return False

    def create_task(self, work: Any) -> Any:
        """A request begins: these tests are about what comes before."""
        work.close()
        return asyncio.Future(loop=self)  # type: ignore[call-overload]

    def pass_time(self, seconds: float) -> None:
        """Let time pass, and call what is due."""
        self.now += seconds
        for due, call, handle in self.timers:
            if due <= self.now and not handle.cancelled():
                call()


@dataclass
class Line:
    """A connection, its other end and its clock."""

    connection: Connection
    end: Transport
    clock: Clock


async def _app(scope: Any, receive: Any, send: Any) -> None:
    """What would answer."""


def connect(state: ServerState | None = None) -> Line:
    """A new connection to a server."""
    clock, end = Clock(), Transport()
    config = uvicorn.Config(_app, http=Connection, log_config=None, lifespan="off")
    made = Connection(config, state or ServerState(), {}, _loop=clock)
    made.connection_made(end)
    return Line(made, end, clock)


@pytest.fixture
def line() -> Iterator[Line]:
    """A connection that has just been opened."""
    return connect()


def test_nothing_is_sent(line: Line) -> None:
    """Who connects and says nothing is let go."""
    line.clock.pass_time(LONGEST_HEAD - 1)
    assert line.end.ended == ""
    line.clock.pass_time(1)
    assert line.end.ended == "aborted"


def test_a_head_that_comes_drop_by_drop(line: Line) -> None:
    """A head has its time as a whole, however often a byte comes."""
    line.connection.data_received(b"GET / HTTP/1.1\r\n")
    for _ in range(int(LONGEST_HEAD)):
        assert line.end.ended == ""
        line.clock.pass_time(1)
        line.connection.data_received(b"x")
    assert line.end.ended == "aborted"


def test_a_second_head_that_comes_drop_by_drop(line: Line) -> None:
    """So has the head of the next request on the connection."""
    line.connection.data_received(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
    for event in (h11.Response(status_code=200, headers=[("Content-Length", "0")]), h11.EndOfMessage()):
        line.connection.conn.send(event)
    line.connection.conn.start_next_cycle()
    line.clock.pass_time(LONGEST_HEAD * 2)
    line.connection.data_received(b"GET / HTTP/1.1\r\n")
    line.clock.pass_time(LONGEST_HEAD - 1)
    assert line.end.ended == ""
    line.connection.data_received(b"Host")
    line.clock.pass_time(1)
    assert line.end.ended == "aborted"


def test_a_head_that_is_complete(line: Line) -> None:
    """A request that has come has no such end: its body and its answer have their own."""
    line.connection.data_received(b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n")
    line.clock.pass_time(LONGEST_HEAD * 10)
    assert line.end.ended == ""


def test_an_answer_that_nobody_takes(line: Line) -> None:
    """What is not taken is waited for no longer than said; what is taken ends the wait."""
    line.connection.data_received(b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n")
    line.connection.pause_writing()
    line.clock.pass_time(LONGEST_SENDING - 1)
    line.connection.resume_writing()
    line.clock.pass_time(LONGEST_SENDING)
    assert line.end.ended == ""
    line.connection.pause_writing()
    line.clock.pass_time(LONGEST_SENDING)
    assert line.end.ended == "aborted"


def test_too_many_connections(monkeypatch: pytest.MonkeyPatch) -> None:
    """One more than allowed is broken off, the others stay; who leaves makes room."""
    monkeypatch.setattr(connection, "MOST_CONNECTIONS", 2)
    state = ServerState()
    lines = [connect(state) for _ in range(3)]
    assert [one.end.ended for one in lines] == ["", "", "aborted"]
    for one in lines[1:]:
        one.connection.connection_lost(None)
    assert connect(state).end.ended == ""


@pytest.mark.parametrize(
    "sent",
    [
        pytest.param(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", id="tls"),
        pytest.param(b"GET /<script> HTTP/1.1\r\nHost : a\r\n\r\n", id="blank-before-colon"),
        pytest.param(b"GET / HTTP/1.1\r\nHost: a\r\nA: \0\r\n\r\n", id="nul"),
        pytest.param(b"GET / HTTP/1.1\r\n\r\n", id="no-host"),
        pytest.param(b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", id="two-hosts"),
        pytest.param(b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", id="two-lengths"),
        pytest.param(b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: +1\r\n\r\n", id="length-with-sign"),
        pytest.param(b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n", id="other-coding"),
        pytest.param(b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1x\r\na\r\n", id="chunk-size"),
        pytest.param(
            b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab0\r\n\r\n", id="chunk-end"
        ),
        pytest.param(b"GET / HTTP/1.1\r\nLong: " + b"x" * 70_000, id="long-head"),
    ],
)
def test_no_http(line: Line, sent: bytes) -> None:
    """What is no HTTP, or could be read in two ways, is answered with all headers, repeats nothing, and ends."""
    line.connection.data_received(sent)
    head, _, body = line.end.written.partition(b"\r\n\r\n")
    first, *given = head.decode("ascii").split("\r\n")
    assert first == "HTTP/1.1 400 Bad Request"
    headers = {name.lower(): value for name, _, value in (one.partition(": ") for one in given)}
    assert {name: headers.get(name.lower()) for name in ALWAYS} == ALWAYS
    assert headers["cache-control"] == "no-store"
    assert body == b"This is no request that the page understands."
    assert line.end.ended == "closed"
