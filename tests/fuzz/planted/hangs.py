"""A target that never comes back from one input."""

from __future__ import annotations

from tests.fuzz.target import Target


def check(data: bytes) -> None:
    """Hang on what begins with H."""
    while data.startswith(b"H"):
        pass


TARGET = Target(name="tests.fuzz.planted.hangs", input_class="planted", check=check, seeds=lambda: [b"Hang"])
