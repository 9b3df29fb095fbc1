"""The digests of the parts that a run has written, so that the next run knows which of them a crash has spoilt."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Sums:
    """A file of JSON lines, one for each part: the names of its files, and their sha256."""

    path: Path

    def add(self, digests: Mapping[str, str]) -> None:
        """Note a part that is there."""
        with self.path.open("a", encoding="utf-8") as handle:
            handle.write(json.dumps(digests) + "\n")

    def all(self) -> dict[str, str]:
        """The digests of all files; those of a line that cannot be read are missing, and their part is done again."""
        found: dict[str, str] = {}
        if self.path.is_file():
            for line in self.path.read_bytes().splitlines():
                with contextlib.suppress(ValueError, TypeError):
                    found |= json.loads(line)
        return found
