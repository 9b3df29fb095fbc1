"""How often one may try to sign in."""

from __future__ import annotations

import time
from collections import OrderedDict, deque
from collections.abc import Callable

MOST_KEYS = 10_000


class Attempts:
    """Counts tries per key within a window of time: `limit` tries in `window` seconds, then none.

    Every try counts when it begins, so that tries side by side do not slip through. Of more keys than `MOST_KEYS`
    the one that was tried longest ago is forgotten.
    """

    def __init__(self, *, limit: int, window: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._limit, self._window, self._clock = limit, window, clock
        self._tries: OrderedDict[str, deque[float]] = OrderedDict()

    def begin(self, key: str) -> bool:
        """Count a try; False if there were too many, which then is not counted."""
        now = self._clock()
        tries = self._tries.setdefault(key, deque())
        self._tries.move_to_end(key)
        while tries and now - tries[0] >= self._window:
            tries.popleft()
        if len(tries) >= self._limit:
            return False
        tries.append(now)
        if len(self._tries) > MOST_KEYS:
            self._tries.popitem(last=False)
        return True

    def forget(self, key: str) -> None:
        """A try was right: those before it count no more."""
        self._tries.pop(key, None)
