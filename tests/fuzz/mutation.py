"""The engine that is always there: seeds spliced, cut, doubled and swapped, by chance that can be had again."""

from __future__ import annotations

import faulthandler
import random
import time
from collections.abc import Sequence
from pathlib import Path

from tests.fuzz.tally import Tally

MOST_STEPS = 4


def run(tally: Tally, seeds: Sequence[bytes], *, seconds: float, seed: int, limit: float, largest: int) -> None:
    """Try mutations for so long. An input that takes longer than `limit` seconds ends the process.

    The input that is being tried is in `tally.file` with the ending `.input`, for whoever finds the process dead.
    """
    chance, current, end = random.Random(seed), current_input(tally.file), time.monotonic() + seconds  # noqa: S311
    first = list(seeds) or [b""]
    tally.write()
    while time.monotonic() < end:
        data = first.pop() if first else mutate(chance, seeds, tally.target.dictionary)
        data = data[:largest]
        current.write_bytes(data)
        faulthandler.dump_traceback_later(limit, exit=True)
        tally.take(data)
        faulthandler.cancel_dump_traceback_later()
    current.unlink(missing_ok=True)
    tally.write()


def current_input(file: Path) -> Path:
    """Where the input that is being tried lies."""
    return file.with_suffix(".input")


def mutate(chance: random.Random, seeds: Sequence[bytes], dictionary: Sequence[bytes]) -> bytes:
    """Another input, made of the seeds."""
    data = chance.choice(seeds) if seeds else b""
    for _ in range(chance.randint(1, MOST_STEPS)):
        start, end = sorted((chance.randint(0, len(data)), chance.randint(0, len(data))))
        piece = data[start:end]
        match chance.randrange(6):
            case 0:  # splice: a piece of another seed
                other = chance.choice(seeds) if seeds else b""
                first, last = sorted((chance.randint(0, len(other)), chance.randint(0, len(other))))
                data = data[:start] + other[first:last] + data[end:]
            case 1:
                data = data[:start] + data[end:]
            case 2:
                data = data[:end] + piece + data[end:]
            case 3:  # swap what stands before with what stands behind
                data = data[:start] + data[end:] + piece
            case 4:
                data = data[:start] + (chance.choice(dictionary) if dictionary else piece[::-1]) + data[start:]
            case _:
                data = data[:start] + chance.randbytes(chance.randint(1, 3)) + data[start + 1 :]
    return data
