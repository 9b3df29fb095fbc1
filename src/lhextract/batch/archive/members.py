"""The records of an archive as streams of bytes, one by one: gzip members, or stretches of a plain file.

Nothing is skipped in silence: what is cut off or broken is an `ArchiveError` that says at which offset.
"""

from __future__ import annotations

import zlib
from typing import BinaryIO, Protocol

GZIP = b"\x1f\x8b"
BLOCK = 1 << 14  # bytes that are read, or unpacked, at once
LONGEST_HEAD = 1 << 20  # bytes of the header lines of one record
WBITS = 16 + zlib.MAX_WBITS  # gzip, with its checks (zlib.h, inflateInit2)


class ArchiveError(Exception):
    """An archive cannot be read on from `offset`, which is that of a record."""

    def __init__(self, message: str, *, offset: int) -> None:
        self.offset = offset
        super().__init__(message)


class Member(Protocol):
    """The bytes of one record, as a stream that warcio reads header lines from."""

    offset: int

    def read(self, size: int) -> bytes:
        """Up to `size` bytes; fewer only at the end."""

    def readline(self, size: int = LONGEST_HEAD) -> bytes:
        """A header line, its end included."""

    def skip(self, size: int) -> int:
        """Pass over bytes; return how many were there."""

    def end(self) -> int:
        """Pass over what follows the record; return the offset of the next."""


def member_at(handle: BinaryIO, offset: int, *, size: int) -> Member | None:
    """The record that begins at an offset of an archive of `size` bytes, None at its end."""
    if offset >= size:
        return None
    handle.seek(offset)
    packed = handle.read(2) == GZIP
    handle.seek(offset)
    return GzipMember(handle, offset) if packed else PlainMember(handle, offset, size=size)


class _Lines:
    """Header lines, bounded in all, so that what only looks like an archive is not read into memory."""

    offset: int
    _left = LONGEST_HEAD

    def tell(self) -> int:
        """Asked for by warcio where a record does not say how long it is; nothing depends on it."""
        return LONGEST_HEAD - self._left

    def _count(self, line: bytes) -> bytes:
        self._left -= len(line)
        if self._left <= 0:
            raise ArchiveError(f"more than {LONGEST_HEAD:,} bytes of header lines", offset=self.offset)
        return line


class PlainMember(_Lines):
    """A record of an archive that is not packed: it ends where its header lines say."""

    def __init__(self, handle: BinaryIO, offset: int, *, size: int) -> None:
        self.offset, self._handle, self._size = offset, handle, size

    def read(self, size: int) -> bytes:
        """As of a file."""
        return self._handle.read(size)

    def readline(self, size: int = LONGEST_HEAD) -> bytes:
        """As of a file."""
        return self._count(self._handle.readline(min(size, self._left)))

    def skip(self, size: int) -> int:
        """Without reading: pictures and films cost nothing."""
        here = self._handle.tell()
        there = min(here + size, self._size)
        self._handle.seek(there)
        return there - here

    def end(self) -> int:
        """Two line ends follow a record; some programs write more or fewer."""
        while (byte := self._handle.read(1)) in {b"\r", b"\n"}:
            pass
        return self._handle.tell() - len(byte)


class GzipMember(_Lines):
    """A record that is a gzip member of its own, as the standard recommends, so that it can be read alone."""

    def __init__(self, handle: BinaryIO, offset: int) -> None:
        self.offset, self._handle = offset, handle
        self._unpacker = zlib.decompressobj(WBITS)
        self._read = 0  # packed bytes taken from the file
        self._bytes = b""

    def read(self, size: int) -> bytes:
        """Unpacked, a block at a time: a member that unpacks to gigabytes is never in memory."""
        taken = []
        while size > 0 and (block := self._bytes or self._unpacked()):
            taken.append(block[:size])
            self._bytes = block[size:]
            size -= len(taken[-1])
        return b"".join(taken)

    def readline(self, size: int = LONGEST_HEAD) -> bytes:
        """Unpacked."""
        taken = b""
        while len(taken) < min(size, self._left):
            block = self._bytes or self._unpacked()
            length = block.find(b"\n") + 1 or len(block)
            taken, self._bytes = taken + block[:length], block[length:]
            if not block or taken.endswith(b"\n"):
                break
        return self._count(taken)

    def skip(self, size: int) -> int:
        """What is packed has to be unpacked to find its end."""
        passed = 0
        while passed < size and (block := self.read(min(BLOCK, size - passed))):
            passed += len(block)
        return passed

    def end(self) -> int:
        """Nothing but line ends may follow the record in its member."""
        while block := self.read(BLOCK):
            if block.strip(b"\r\n"):
                raise ArchiveError(
                    "more than one record in a gzip member, allowed is one; run: warcio recompress OLD NEW",
                    offset=self.offset,
                )
        return self.offset + self._read - len(self._unpacker.unused_data)

    def _unpacked(self) -> bytes:
        block = b""
        while not block and not self._unpacker.eof:
            packed = self._unpacker.unconsumed_tail or self._take()
            try:
                block = self._unpacker.decompress(packed, BLOCK)
            except zlib.error as error:
                raise ArchiveError(f"broken gzip data ({error})", offset=self.offset) from error
            if not packed and not block and not self._unpacker.eof:
                raise ArchiveError("the file ends within a gzip member", offset=self.offset)
        return block

    def _take(self) -> bytes:
        packed = self._handle.read(BLOCK)
        self._read += len(packed)
        return packed
