"""The time that a fetch may take as a whole."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Clock:
    """Time and chance, so that tests need not wait: `now` is the time of day, `ticks` only ever rises (seconds)."""

    now: Callable[[], datetime] = _now
    ticks: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    chance: Callable[[], float] = field(default=random.random)


@dataclass(frozen=True, slots=True)
class Deadline:
    """The end of everything that one fetch does: look-up, redirects, robots.txt, tries and the body."""

    clock: Clock
    end: float

    @classmethod
    def after(cls, seconds: float, clock: Clock) -> Deadline:
        """The deadline some seconds from now."""
        return cls(clock, clock.ticks() + seconds)

    def left(self) -> float:
        """Seconds that are left, not below 0."""
        return max(0.0, self.end - self.clock.ticks())
