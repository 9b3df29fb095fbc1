"""Faults that the system itself has: a disk that is full, system calls that fail or are the last ones."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from tests.conftest import ROOT
from tests.outages.machine import Ended, Machine
from tests.outages.states import leftovers_in, things_in
from tests.outages.stories import STORIES, copied
from tests.outages.suffering import Stage, Suffered, judged, stage

ON_A_FULL_DISK = ("run", "correct set", "corrections export", "purge", "export csv", "export sqlite", "batch", "init")
# Without clock and chance in what they write.
BY_STRACE = ("run", "export csv", "export to a database", "lookups import-ror", "batch", "init")
CALLS = "write,pwrite64,fsync,fdatasync,rename,renameat2,mkdir,unlink,rmdir,link,ftruncate"
INJECTED = ("error=ENOSPC", "error=EIO", "signal=KILL")
ROOM, PLENTY = 8192, 64_000_000  # bytes by which the disks differ, and that are enough


def full_disks(
    folder: Path, machine: Machine, *, quick: bool, only: Sequence[str] = ON_A_FULL_DISK
) -> Iterator[tuple[str, Suffered]]:
    """Commands on file systems in memory that have ever more room, up to enough; () where none can be mounted."""
    for name in [name for name in ON_A_FULL_DISK if name in only]:
        undisturbed = stage(STORIES[name], folder / name, machine)
        disk = folder / name / "disk"
        disk.mkdir()
        for room in range(0, 20 * ROOM, (4 if quick else 1) * ROOM):
            if not _mounted(disk, PLENTY):
                return
            try:
                root = copied(undisturbed.template, disk / "work")
                _mount("remount", disk, _used(disk) + room)
                ended = machine.run(undisturbed.story.args, cwd=root)
                yield name, judged(undisturbed, ended, root, machine, mend=partial(_mount, "remount", disk, PLENTY))
            finally:
                subprocess.run(["umount", disk], check=True)


def _used(disk: Path) -> int:
    """Bytes in use, a page at least: 0 would set no limit at all."""
    found = os.statvfs(disk)
    return max(1, found.f_blocks - found.f_bfree) * found.f_frsize


def _mounted(place: Path, size: int) -> bool:
    return os.geteuid() == 0 and subprocess.run(_command("rw", place, size), check=False).returncode == 0


def _mount(how: str, place: Path, size: int) -> None:
    subprocess.run(_command(how, place, size), check=True)


def _command(how: str, place: Path, size: int) -> list[str]:
    return ["mount", "-t", "tmpfs", "-o", f"{how},size={size}", "tmpfs", str(place)]


def system_calls(
    folder: Path, machine: Machine, *, quick: bool, only: Sequence[str] = BY_STRACE
) -> Iterator[tuple[str, Suffered]]:
    """Commands of which the k-th system call of a kind fails, or is the last; () where there is no strace."""
    if shutil.which("strace") is None:
        return
    for name in [name for name in BY_STRACE if name in only]:
        undisturbed = stage(STORIES[name], folder / name, machine)
        for call, numbers in _counted(undisturbed, folder / name).items():
            for at in sorted({numbers[0], numbers[-1]}) if quick else numbers:
                for injected in INJECTED:
                    root = copied(undisturbed.template, folder / name / "work")
                    ended = _traced(undisturbed, root, "-e", f"inject={call}:{injected}:when={at}")
                    yield name, judged(undisturbed, ended, root, machine)


def _counted(undisturbed: Stage, folder: Path) -> dict[str, list[int]]:
    """Which ones of each call change something below the folder, counted as strace does (from 1)."""
    root, log = copied(undisturbed.template, folder / "work"), folder / "calls"
    _traced(undisturbed, root, "-o", str(log), "-y")
    assert things_in(root) == undisturbed.after
    assert not leftovers_in(root)
    made, found = Counter[str](), dict[str, list[int]]()
    for line in log.read_text("utf-8").splitlines():
        if match := re.match(r"(?:\d+ +)?(\w+)\((.*)", line):
            made[match[1]] += 1
            # A path is named in full, or below the folder that the command runs in.
            if " = -1 E" not in line and (str(folder) in line or re.match(r'"[^/]', match[2])):
                found.setdefault(match[1], []).append(made[match[1]])
    return found


def _traced(undisturbed: Stage, root: Path, *options: str) -> Ended:
    """The command, as a process of its own below strace; a SIGKILL shows as -9 here too."""
    env = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": str(ROOT / "src")}
    command = ["strace", "-f", "-qq", "-e", f"trace={CALLS}", "-e", "signal=none"]
    log = () if "-o" in options else ("-o", os.devnull)
    done = subprocess.run(
        [*command, *log, *options, sys.executable, "-m", "lhextract", *undisturbed.story.args],
        cwd=root,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    return Ended(done.returncode, done.stdout, done.stderr, ())
