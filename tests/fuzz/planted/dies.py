"""A target whose process ends without a word."""

from __future__ import annotations

import os

from tests.fuzz.target import Target


def check(data: bytes) -> None:
    """End the process, as a library in C may."""
    os._exit(len(data))


TARGET = Target(name="tests.fuzz.planted.dies", input_class="planted", check=check, seeds=lambda: [b"die"])
