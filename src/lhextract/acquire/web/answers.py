"""What a server says, and what goes wrong on the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lhextract.errors import SourceError


@dataclass(frozen=True, slots=True)
class Limits:
    """What one fetch may take: seconds in all, bytes on the wire, bytes once decoded."""

    seconds: float = 60.0
    wire_bytes: int = 10_000_000
    bytes: int = 20_000_000


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: the URL that gave it, status, headers (lower-case names) and decoded body."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes = b""


class TransientError(SourceError):
    """Something that may be gone at the next try; `after` are the seconds that the server asks to wait."""

    def __init__(self, message: str, *, after: float | None = None) -> None:
        self.after = after
        super().__init__(message)


class DeadlineError(SourceError):
    """The time for the whole fetch is over."""
