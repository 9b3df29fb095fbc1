"""Runs of the command line that are killed without warning, and what they leave behind."""

from __future__ import annotations

import hashlib
import json
import random
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

COMMAND = (sys.executable, "-c", "from lhextract.cli import main; main()")


def run_and_kill(args: Sequence[str], *, cwd: Path, after: float) -> bool:
    """Start the command line and kill it (SIGKILL) after some seconds; whether it was still running then."""
    process = subprocess.Popen((*COMMAND, *args), cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        process.wait(timeout=after)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        return True
    return False


def is_whole(folder: Path) -> bool:
    """Whether an extraction is complete: every file as its manifest has it, and no other."""
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    present = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    outputs = {name: hashlib.sha256(present[name].read_bytes()).hexdigest() for name in manifest["outputs"]}
    return outputs == manifest["outputs"] and present.keys() == {*outputs, "manifest.json"}


def are_whole(raw: Path) -> bool:
    """Whether every snapshot below a folder is complete: its metadata, and the bytes that these name."""
    snapshots = [folder for folder in raw.iterdir() if folder.is_dir() and not folder.name.startswith(".")]
    for folder in snapshots:
        meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
        if hashlib.sha256((folder / meta["file"]).read_bytes()).hexdigest() != meta["sha256"]:
            return False
    return bool(snapshots)


def moments(number: int, *, longest: float, seed: int) -> list[float]:
    """Random times to kill at, in seconds."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    return [chance.uniform(0.0, longest) for _ in range(number)]
