"""The body of a record as a browser would have it: without chunks, unpacked, a block at a time.

Archives are not always true to their header lines: a body may be unwrapped already though they say that it is not.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from itertools import chain

from lhextract.acquire.decode import HTML_START, UNKNOWN_CODINGS
from lhextract.batch.archive.members import BLOCK, GZIP, WBITS, ArchiveError, Member

GZIPPED = frozenset({"gzip", "x-gzip"})
CHUNK_LINE = 64  # bytes of the line that says how long a chunk is


class BodyError(Exception):
    """A body cannot be unwrapped."""


def body_blocks(body: Body, *, coding: str, chunked: bool) -> Iterator[bytes]:
    """The blocks of a body, unwrapped; raises `BodyError` where it is cut off, or packed in an unknown way."""
    blocks = _unchunked(body) if chunked else body.blocks()
    names = [name.strip() for name in coding.split(",")]
    packings = [name for name in names if name in UNKNOWN_CODINGS or name in GZIPPED or name == "deflate"]
    return _unpacked(blocks, packings) if packings else blocks


class Body:
    """The bytes of a body as they are in the archive; `left` of them are still to be read."""

    def __init__(self, member: Member, length: int) -> None:
        self._member, self.left = member, length

    def read(self, size: int) -> bytes:
        """Up to `size` bytes; fewer only at the end of the body."""
        try:
            block = self._member.read(min(size, self.left))
        except ArchiveError as error:
            raise BodyError(str(error)) from error
        self.left -= len(block)
        if self.left and len(block) < size:
            raise BodyError("the file ends within the record")
        return block

    def blocks(self) -> Iterator[bytes]:
        """All that is left."""
        while block := self.read(BLOCK):
            yield block


def _unchunked(body: Body) -> Iterator[bytes]:
    """What is in the chunks (RFC 9112, section 7.1); as it is where the first line is none of theirs."""
    first = True
    before = b""
    while True:
        before += body.read(CHUNK_LINE - len(before))
        line, end, rest = before.partition(b"\r\n")
        size = _chunk_size(line) if end else None
        if size is None and first:
            yield before
            yield from body.blocks()
            return
        if size is None:
            raise BodyError(f"a chunk begins with {line[:20]!r}")
        if size == 0:
            return
        yield rest[:size]
        left, before = size - len(rest[:size]), rest[size:]
        while left:
            block = body.read(min(BLOCK, left))
            if not block:
                raise BodyError("the body ends within a chunk")
            yield block
            left -= len(block)
        before += body.read(2 - len(before)) if len(before) < 2 else b""
        if not before.startswith(b"\r\n"):
            raise BodyError("a chunk is longer than it says")
        before, first = before[2:], False


def _chunk_size(line: bytes) -> int | None:
    digits = line.partition(b";")[0].strip()
    if not digits or digits.strip(b"0123456789abcdefABCDEF"):
        return None
    return int(digits, 16)


def _unpacked(blocks: Iterator[bytes], packings: list[str]) -> Iterator[bytes]:
    first = next((block for block in blocks if block), b"")
    blocks = chain([first], blocks)
    if HTML_START.match(first):  # unpacked already
        return blocks
    (packing, *others) = packings
    if packing in UNKNOWN_CODINGS or others:
        found = ", ".join(packings)
        raise BodyError(f"content-encoding: found {found!r}, allowed are gzip and deflate; archive pages unpacked")
    if packing == "deflate":
        return _inflated(blocks, wbits=_wbits(first))
    return _inflated(blocks, wbits=WBITS) if first.startswith(GZIP) else blocks


def _wbits(first: bytes) -> int:
    """Browsers take "deflate" with and without the frame of zlib (RFC 1950 asks for it)."""
    framed = len(first) > 1 and first[0] & 0x0F == 8 and (first[0] * 256 + first[1]) % 31 == 0
    return zlib.MAX_WBITS if framed else -zlib.MAX_WBITS


def _inflated(blocks: Iterator[bytes], *, wbits: int) -> Iterator[bytes]:
    unpacker = zlib.decompressobj(wbits)
    try:
        for block in blocks:
            packed = block
            while packed:
                yield unpacker.decompress(packed, BLOCK)
                packed = unpacker.unconsumed_tail
            if unpacker.eof:
                return
        yield unpacker.flush()
    except zlib.error as error:
        raise BodyError(f"its body cannot be unpacked ({error})") from error
    if not unpacker.eof:
        raise BodyError("its body is cut off")
