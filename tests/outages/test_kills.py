"""A command that is killed (SIGKILL) at any of its operations on the disk leaves the old state or the new one.

All commands, at every operation, with every fault: `python -m benchmarks.outages`.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.outages.layer import Fault
from tests.outages.machine import Machine
from tests.outages.stories import STORIES
from tests.outages.suffering import stage, suffer

QUICK = {"correct set": 3, "lookups import-ror": 2}  # every third operation, every second one
# Where a run could leave something half: at the exchange of its folder (`tests/test_killing.py` has other moments).
MOMENT = "exchange work"


@pytest.mark.parametrize("name", QUICK)
def test_killed_anywhere(name: str, tmp_path: Path, machine: Machine) -> None:
    """Killed at its operations, a command leaves a whole state, and the next one ends its work and cleans up."""
    undisturbed = stage(STORIES[name], tmp_path, machine)
    for at in range(1, undisturbed.steps + 1, QUICK[name]):
        suffered = suffer(undisturbed, Fault(at, "kill"), tmp_path, machine)
        assert suffered.ended.code < 0
        assert suffered.losses == (), undisturbed.ended.steps[at - 1]


def test_killed_run(tmp_path: Path, machine: Machine) -> None:
    """A run is killed where that could hurt; the extraction is whole, and the next run gives the undisturbed bytes."""
    undisturbed = stage(STORIES["run"], tmp_path, machine)
    at = undisturbed.ended.steps.index(MOMENT) + 1
    assert suffer(undisturbed, Fault(at, "torn"), tmp_path, machine).losses == ()


def test_killed_init(tmp_path: Path, machine: Machine) -> None:
    """A workspace that was not finished is no workspace yet: `init` again makes it."""
    undisturbed = stage(STORIES["init"], tmp_path, machine)
    for at in range(1, undisturbed.steps + 1, 8):
        suffered = suffer(undisturbed, Fault(at, "torn"), tmp_path, machine)
        assert suffered.losses == (), undisturbed.ended.steps[at - 1]
        assert suffered.state in ("old", "between", "new")


def test_the_layer_hurts(tmp_path: Path, machine: Machine) -> None:
    """A fault that is meant to happen happens: killed, torn in half, refused."""
    undisturbed = stage(STORIES["correct set"], tmp_path, machine)
    (write,) = (at for at, step in enumerate(undisturbed.ended.steps, 1) if step.startswith("write"))
    assert suffer(undisturbed, Fault(write, "kill"), tmp_path, machine).ended.steps == undisturbed.ended.steps[:write]
    suffer(undisturbed, Fault(write, "torn"), tmp_path, machine)
    refused = suffer(undisturbed, Fault(write, "ENOSPC"), tmp_path, machine)
    assert (refused.ended.code, refused.state, refused.message) == (2, "old", "one")
    assert "No space left on device" in refused.ended.err


def test_full_disk_under_a_save(tmp_path: Path, machine: Machine) -> None:
    """A save of the review page on a full disk is refused with one message; nothing is half saved."""
    undisturbed = stage(STORIES["review save"], tmp_path, machine)
    suffered = suffer(undisturbed, Fault(1, "ENOSPC", lasting=True), tmp_path, machine)
    assert suffered.losses == ()
    assert (suffered.state, suffered.message) == ("old", "one")
    assert "No space left on device" in suffered.ended.err
