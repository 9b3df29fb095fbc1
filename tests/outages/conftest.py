"""The process that forks runs, one for all tests of faults."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.outages.machine import Machine


@pytest.fixture(scope="session")
def machine() -> Iterator[Machine]:
    """Runs commands with faults in them."""
    with Machine() as started:
        yield started
