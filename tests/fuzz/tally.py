"""What a run has counted, kept in a file while it goes on: a child that dies takes nothing with it."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field
from pathlib import Path

from tests.fuzz.corpus import keep
from tests.fuzz.judging import Fault, judge
from tests.fuzz.linear import measure_growth
from tests.fuzz.target import Broken, Target, Verdict

EVERY = 0.5  # seconds between two writes
GROWTH_EVERY = 3.0  # seconds between two looks at how time grows


@dataclass(slots=True)
class Tally:
    """Counts inputs of one target in one process, and keeps one input of every cause."""

    target: Target
    finds: Path
    file: Path
    limit: float  # CPU seconds for one input
    tried: int = 0
    refused: int = 0
    growths: int = 0
    causes: dict[str, list[str]] = field(default_factory=dict)  # "kind: cause" to [path, details]
    _written: float = 0.0
    _grown: float = field(default_factory=time.monotonic)

    def take(self, data: bytes) -> None:
        """Judge an input, and sometimes its time."""
        start = time.process_time()
        outcome = judge(self.target, data)
        seconds = time.process_time() - start
        self.tried += 1
        if isinstance(outcome, Fault):
            self.note(outcome, data)
        elif seconds > self.limit and self.tried > 1:  # the first one also loads what is loaded late
            self.note(Fault(Broken.HANG, "slow", f"{seconds:.1f} CPU seconds, allowed are {self.limit}"), data)
        elif outcome is Verdict.REFUSED:
            self.refused += 1
        elif time.monotonic() - self._grown > GROWTH_EVERY:
            if fault := measure_growth(self.target, data, seconds=seconds):
                self.note(fault, data)
            self.growths += 1
            self._grown = time.monotonic()
        if time.monotonic() - self._written > EVERY:
            self.write()

    def note(self, fault: Fault, data: bytes) -> None:
        """Keep the input of a fault; of one cause the smallest."""
        key = f"{fault.kind}: {fault.cause}"
        known = self.causes.get(key)
        if known and Path(known[0]).stat().st_size <= len(data):
            return
        path = keep(self.finds, data, prefix=f"{fault.kind}-")
        if known:
            Path(known[0]).unlink(missing_ok=True)
        self.causes[key] = [str(path), fault.details]
        self.write()

    def write(self) -> None:
        """Write what was counted so far."""
        counted = {
            "input_class": self.target.input_class,
            "tried": self.tried,
            "refused": self.refused,
            "growths": self.growths,
            "causes": self.causes,
        }
        aside = self.file.with_suffix(".new")
        aside.write_text(json.dumps(counted), encoding="utf-8")
        aside.replace(self.file)
        self._written = time.monotonic()
