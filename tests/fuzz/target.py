"""What a fuzz target is: one class of input, the laws that hold for all of it, and where to begin.

A target's `check` turns bytes into an input, runs the product and says by `hold` what must be true of the result. An
error of `lhextract.errors` that it lets pass is a refusal, which is a result like any other; whatever else it lets pass
is a crash (see `judging.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What became of an input by which no law was broken."""

    PASSED = "passed"
    REFUSED = "refused"


class Broken(StrEnum):
    """What is wrong: an undocumented exception, time without end or out of proportion, a silent loss, any other law."""

    CRASH = "crash"
    HANG = "hang"
    LOSS = "loss"
    LAW = "law"


class LawBroken(AssertionError):  # noqa: N818 - it is a result, not an error of the program
    """A law does not hold for an input."""

    def __init__(self, message: str, *, kind: Broken = Broken.LAW) -> None:
        self.kind = kind
        super().__init__(message)


def hold(holds: bool, law: str, *, kind: Broken = Broken.LAW) -> None:
    """Raise `LawBroken` where a law does not hold. `law` names it in words that are the same for every input."""
    if not holds:
        raise LawBroken(law, kind=kind)


def kept(holds: bool, law: str) -> None:
    """`hold` for what must not be lost without a word."""
    hold(holds, law, kind=Broken.LOSS)


@dataclass(frozen=True, slots=True)
class Target:
    """One thing that is fuzzed.

    `input_class` is the kind of input in words, for the table. `check` answers None for a pass. `seeds` are inputs to
    begin with, beside the committed corpus; `dictionary` has pieces worth putting in. `replayed` is how many files of
    the corpus the test suite replays (of `found` it replays all). `repeated` makes an input that is so many times as
    large; without it the time of this target is not measured.
    """

    name: str
    input_class: str
    check: Callable[[bytes], Verdict | None]
    seeds: Callable[[], Iterable[bytes]]
    dictionary: tuple[bytes, ...] = ()
    replayed: int = 25
    repeated: Callable[[bytes, int], bytes] | None = None


def as_text(data: bytes) -> str:
    """Bytes of a fuzzer as characters: what is not UTF-8 becomes U+FFFD, so that every input is one."""
    return data.decode("utf-8", "replace")
