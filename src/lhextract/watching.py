"""Checks pages again and again, for those without cron."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from lhextract.errors import LhextractError, UsageError
from lhextract.fetching import Fetching
from lhextract.jobs import Job, plan
from lhextract.updating import Done, Options, Unchanged, needs_a_person, update

PERSON_NEEDED = 4  # a decision was re-opened, or stewards disagree; the records are written all the same
UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
LEAST = 60.0  # seconds between two checks of a page: nobody needs more, and servers notice


@dataclass(frozen=True, slots=True)
class Watch:
    """How to watch: seconds between checks, the share by which chance lengthens a wait, how often (None: for ever)."""

    every: float
    jitter: float = 0.1
    times: int | None = None
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    sleep: Callable[[float], None] = time.sleep
    chance: Callable[[], float] = field(default=random.random)


@dataclass(frozen=True, slots=True)
class Check:
    """One check of one page: unchanged, changed, first, held or failed; `code` is the exit code of such a run."""

    at: str
    source: str
    state: str
    note: str
    code: int

    def __str__(self) -> str:
        """One line."""
        return f"{self.at} {self.source} {self.state}{f': {self.note}' if self.note else ''}"


def read_interval(text: str) -> float:
    """Seconds of "90s", "15m", "6h" or "1d"; at least a minute. Raises `UsageError`."""
    found = re.fullmatch(r"(\d{1,6})([smhd])", text)
    if found is None:
        raise UsageError(f"--every: found {text!r}, allowed is a number with s, m, h or d, such as 6h")
    seconds = float(found[1]) * UNITS[found[2]]
    if seconds < LEAST:
        raise UsageError(f"--every: found {text!r}, allowed is a minute or more: a server has others to serve")
    return seconds


def watch(source: str | None, *, how: Watch, fetching: Fetching, start: Path) -> Iterator[Check]:
    """Yield a check of every source, then wait, then again; one page in trouble does not stop the others."""
    done = 0
    while True:
        for read in plan(source, out=None, profile=None, start=start, fetching=fetching):
            yield _check(read, how.now().strftime("%Y-%m-%dT%H:%M:%SZ"), source or _name_of(read))
        done += 1
        if how.times is not None and done >= how.times:
            return
        how.sleep(how.every * (1 + how.jitter * how.chance()))


def _name_of(read: Callable[[], Job]) -> str:
    """The source that a job is about, before it is read."""
    args = getattr(read, "args", ())
    return next((arg for arg in args if isinstance(arg, str)), "page")


def _check(read: Callable[[], Job], at: str, source: str) -> Check:
    try:
        result = update(read(), options=Options(), tell=lambda _: None)
    except LhextractError as error:
        first = str(error).splitlines()[0]
        return Check(at, source, "held" if error.exit_code == 4 else "failed", first, error.exit_code)
    return Check(at, source, *_state(result), PERSON_NEEDED if needs_a_person(result) else 0)


def _state(result: Done | Unchanged) -> tuple[str, str]:
    if isinstance(result, Unchanged):
        return "unchanged", "; ".join(note for note in (result.job.fetched, result.note) if note)
    if result.changed.is_first:
        return "first", "extracted"
    from lhextract.exports.changes.groups import summarise

    if not result.changed.is_new:
        return "unchanged", "extracted anew, the records are the same"
    return "changed", summarise(result.changed.changes)
