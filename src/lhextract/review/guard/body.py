"""Reads what a request brings along, up to a size and a time."""

from __future__ import annotations

import asyncio

from starlette.datastructures import Headers
from starlette.types import Message, Receive

from lhextract.review.guard.refusal import Refused

LARGEST = 1024 * 1024  # bytes; the longest form of a page has some kilobytes
LONGEST = 30.0  # seconds


def check_framing(headers: Headers) -> None:
    """`Refused` (400, and the connection ends) for a request that says in two ways where its body ends.

    Where a proxy believes one and we the other, the rest would be taken for the next request, with headers that the
    proxy has never seen. Source: RFC 9112, section 6.1.
    """
    if "transfer-encoding" in headers and "content-length" in headers:
        advice = "Nothing was saved: the request says in two ways how long it is."
        raise Refused(400, "Not understood", advice, headers={"Connection": "close"})


async def read_body(receive: Receive, headers: Headers, *, largest: int = LARGEST, longest: float = LONGEST) -> bytes:
    """Return the body. `Refused`: 413 if it is larger, whether or not it said so; 408 if it takes longer."""
    stated = headers.get("content-length", "0")
    if stated.isdecimal() and int(stated[:20]) > largest:
        raise _too_large(largest)
    parts, size = [], 0
    try:
        async with asyncio.timeout(longest):
            while (message := await receive())["type"] == "http.request":
                parts.append(message.get("body", b""))
                size += len(parts[-1])
                if size > largest:
                    raise _too_large(largest)
                if not message.get("more_body", False):
                    return b"".join(parts)
    except TimeoutError:
        raise Refused(408, "Too slow", "Nothing was saved: sending took too long. Try again.") from None
    raise Refused(400, "Cut off", "Nothing was saved: the connection broke off. Try again.")


def _too_large(largest: int) -> Refused:
    return Refused(413, "Too large", f"Nothing was saved: at most {largest // 1024} KiB can be sent at once.")


def replay(body: bytes, receive: Receive) -> Receive:
    """Give a body that was read to the next reader, then whatever else comes."""
    messages: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def receiving() -> Message:
        return messages.pop() if messages else await receive()

    return receiving
