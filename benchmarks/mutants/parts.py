"""The parts that are mutated, and the tests that speak of each."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """Folders or modules of `src/lhextract`, and the tests that are run on their mutants."""

    sources: tuple[str, ...]
    tests: tuple[str, ...]
    wider: tuple[str, ...] = ()  # run whole on what survived the tests: slower, or of other parts


PARTS = {
    "phones": Part(("phones",), ("tests/phones",), ("tests/mentions", "tests/records")),
    "dates": Part(("dates",), ("tests/dates",), ("tests/mentions", "tests/records")),
    "outline": Part(("outline",), ("tests/outline",), ("tests/test_golden.py",)),
    "identity": Part(("identity",), ("tests/identity",)),
    "corrections": Part(("corrections",), ("tests/corrections",), ("tests/test_correcting.py",)),
}
