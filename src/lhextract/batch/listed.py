"""The inputs of a batch, written down before the work begins: their number is known, and no folder changes it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path

from lhextract.batch.task import Task


@dataclass(frozen=True, slots=True)
class Listed:
    """The list on disk: a task to a line, `part_size` of them to a part."""

    path: Path
    number: int
    part_size: int

    @classmethod
    def of(cls, tasks: Iterable[Task], path: Path, *, part_size: int) -> Listed:
        """Write the list."""
        number = 0
        with path.open("w", encoding="utf-8") as handle:
            for task in tasks:
                if task.number != number:
                    raise AssertionError(f"task {task.number} in the place of {number}")
                handle.write(json.dumps(asdict(task)) + "\n")
                number += 1
        return cls(path, number, part_size)

    @property
    def number_of_parts(self) -> int:
        """How many parts there are, the last may be smaller."""
        return -(-self.number // self.part_size)

    def parts(self) -> Iterator[tuple[int, list[Task]]]:
        """The parts in order, one in memory at a time."""
        with self.path.open(encoding="utf-8") as handle:
            for part in range(self.number_of_parts):
                yield part, [Task.of_object(json.loads(line)) for line in islice(handle, self.part_size)]
