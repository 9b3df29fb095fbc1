"""Whether the time of a target grows in proportion to its input. For fuzz runs only: no test is judged by a clock."""

from __future__ import annotations

import time

from tests.fuzz.judging import Fault, judge
from tests.fuzz.target import Broken, Target

SUPERLINEAR = "superlinear time"
TIMES = 4  # so much larger is the next input
MOST = 1.8  # so much more than in proportion may it take: caches and the machine's noise
SLACK = 0.05  # seconds
ROUNDS = 3  # the shortest counts
# CPU seconds of an input whose repetitions are worth measuring, and can be within the limit of one input.
WORTH = (0.003, 0.04)


def measure_growth(target: Target, data: bytes, *, seconds: float) -> Fault | None:
    """A fault where four times the input takes far more than four times as long, and sixteen times as well.

    `seconds` is what the input took just now. Both steps must fail: where only the first does, something was loaded
    or a bound was passed once.
    """
    if target.repeated is None or not data or not WORTH[0] < seconds < WORTH[1]:
        return None
    times = [_shortest(target, data)]
    for step in (TIMES, TIMES**2):
        times.append(_shortest(target, target.repeated(data, step)))
        if times[-1] <= TIMES * MOST * times[-2] + SLACK:
            return None
    shown = ", ".join(f"{one:.3f} s" for one in times)
    return Fault(Broken.HANG, SUPERLINEAR, f"1, {TIMES} and {TIMES**2} times the input take {shown}")


def _shortest(target: Target, data: bytes) -> float:
    """CPU seconds for an input, the shortest of some rounds."""
    shortest = float("inf")
    for _ in range(ROUNDS):
        start = time.process_time()
        judge(target, data)
        shortest = min(shortest, time.process_time() - start)
    return shortest
