"""What is done and not yet in a part: one file of JSON lines for each part, written as pages come to an end."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from lhextract.batch.outcome import Outcome


class Journal:
    """A folder of such files. A line that was being written when the process ended, or that is broken otherwise, is
    passed over: its page is done again.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def add(self, part: int, outcome: Outcome) -> None:
        """Write down an outcome; it is with the system when this returns."""
        with self._path(part).open("ab") as handle:
            handle.write(outcome.to_line())

    def of(self, part: int) -> list[Outcome]:
        """The outcomes of a part that are written down, the last of each page, in the order of the inputs."""
        found = {outcome.status.page: outcome for outcome in _read(self._path(part))}
        return sorted(found.values(), key=lambda outcome: outcome.number)

    def all(self) -> Iterator[tuple[int, Outcome]]:
        """Everything that is written down, with the number of its part."""
        for path in sorted(self._folder.glob("*.jsonl")):
            yield from ((int(path.stem), outcome) for outcome in _read(path))

    def drop(self, part: int) -> None:
        """Forget a part that is written."""
        self._path(part).unlink(missing_ok=True)

    def _path(self, part: int) -> Path:
        return self._folder / f"{part:05}.jsonl"


def _read(path: Path) -> Iterator[Outcome]:
    try:
        with path.open("rb") as handle:
            for line in handle:
                with contextlib.suppress(ValueError, TypeError, KeyError, RecursionError):
                    yield Outcome.of_line(line)
    except FileNotFoundError:
        return
