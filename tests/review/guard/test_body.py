"""What is sent is bounded in size, number and time, whether or not it says so."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from starlette.datastructures import Headers
from starlette.types import Message

from lhextract.review.fields import LARGEST as LARGEST_FIELD
from lhextract.review.fields import MOST
from lhextract.review.guard.body import LARGEST, read_body
from lhextract.review.guard.refusal import Refused
from tests.review.visitors import OURS, make_access, make_app, signed_in, stranger

FORM = {**OURS, "Content-Type": "application/x-www-form-urlencoded"}


def pieces(size: int) -> Iterator[bytes]:
    """A body that does not say how long it is."""
    yield from (b"&" * min(65536, size - start) for start in range(0, size, 65536))


@pytest.mark.parametrize(("size", "status"), [(LARGEST, 200), (LARGEST + 1, 413)])
@pytest.mark.parametrize("streamed", [False, True])
def test_size(size: int, status: int, streamed: bool) -> None:
    """One byte more than the limit is refused, with and without a Content-Length."""
    body = pieces(size) if streamed else b"&" * size
    assert signed_in("token").post("/echo", content=body, headers=FORM).status_code == status


def test_stated_size_is_believed_without_reading() -> None:
    """A body that says it is too large is not read at all."""

    async def unread() -> Message:
        raise AssertionError("was read")

    with pytest.raises(Refused, match="413"):
        asyncio.run(read_body(unread, Headers({"content-length": str(LARGEST + 1)})))


def test_size_that_was_stated_too_small() -> None:
    """A body that is longer than it says is measured."""

    async def endless() -> Message:
        return {"type": "http.request", "body": b"x" * 65536, "more_body": True}

    with pytest.raises(Refused, match="413"):
        asyncio.run(read_body(endless, Headers({"content-length": "1"})))


def test_time() -> None:
    """A body that does not end is given up."""

    async def silent() -> Message:
        await asyncio.Event().wait()
        raise AssertionError("nothing comes")

    with pytest.raises(Refused, match="408"):
        # Without its own end the test has one.
        asyncio.run(asyncio.wait_for(read_body(silent, Headers({}), longest=0.01), 10))


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("path", ["/", "/echo", "/sign-in", "/static/style.css"])
def test_two_lengths(method: str, path: str) -> None:
    """Who says in two ways where a body ends is refused, a stranger too, and the rest is not read as a request."""
    headers = {**OURS, "Content-Length": "4", "Transfer-Encoding": "chunked"}
    answer = stranger(make_app(make_access("password"))).request(method, path, headers=headers, content=b"a=b&")
    assert (answer.status_code, answer.headers.get("connection")) == (400, "close")


def test_broken_connection() -> None:
    """Half a body is not taken for a whole one."""
    messages: list[Message] = [{"type": "http.disconnect"}, {"type": "http.request", "body": b"x", "more_body": True}]

    async def cut_off() -> Message:
        return messages.pop()

    with pytest.raises(Refused, match="400"):
        asyncio.run(read_body(cut_off, Headers({})))


@pytest.mark.parametrize(
    ("body", "status"),
    [
        pytest.param("&".join(["a=b"] * MOST), 200, id="most"),
        pytest.param("&".join(["a=b"] * (MOST + 1)), 400, id="one-more"),
        pytest.param("a=" + "b" * (LARGEST_FIELD - 1), 200, id="largest"),
        pytest.param("a=" + "b" * LARGEST_FIELD, 400, id="too-large"),
    ],
)
def test_fields(body: str, status: int) -> None:
    """The fields of a form are bounded in number and size."""
    assert signed_in("token").post("/echo", content=body, headers=FORM).status_code == status


def test_files_are_refused() -> None:
    """No page takes a file."""
    assert signed_in("token").post("/echo", files={"file": ("a.txt", b"x")}, headers=OURS).status_code == 400
