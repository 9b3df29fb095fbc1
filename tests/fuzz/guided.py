"""The engine that follows coverage: atheris, which is libFuzzer in Python (extra `fuzz`)."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.fuzz.catalogue import load
from tests.fuzz.tally import Tally
from tests.fuzz.target import Target

MOST_MEMORY = 3000  # MB of one process
# "#512 REDUCE cov: 312 ft: 911 corp: 25/1340b …", as libFuzzer says it.
COVERAGE = re.compile(r"cov: (\d+)")


def is_there() -> str:
    """Why atheris cannot be used here; empty where it can."""
    try:
        import atheris  # noqa: F401
    except ImportError as error:
        return str(error)
    return ""


def load_instrumented(name: str) -> Target:
    """A target, with the package instrumented for coverage; nothing of it may have been imported before."""
    import atheris

    with atheris.instrument_imports(include=["lhextract"]):
        return load(name)


def run(tally: Tally, folders: Sequence[Path], *, seconds: float, seed: int, limit: float, largest: int) -> None:
    """Try inputs for so long; does not come back, since libFuzzer ends the process.

    New inputs that reach something new go to the first folder. An input that takes longer than `limit` seconds, or too
    much memory, is written beside the finds and ends the process.
    """
    import atheris

    dictionary = tally.file.with_suffix(".dict")
    words = [word for word in tally.target.dictionary if word]
    dictionary.write_text("".join(f'"{_escaped(word)}"\n' for word in words), encoding="ascii")
    options = [
        f"-max_total_time={max(1, round(seconds))}",
        f"-seed={seed}",
        f"-timeout={max(1, round(limit))}",
        f"-rss_limit_mb={MOST_MEMORY}",
        f"-max_len={largest}",
        f"-dict={dictionary}",
        f"-artifact_prefix={tally.finds}/",
        "-report_slow_units=60",
        *map(str, folders),
    ]
    atheris.Setup([sys.argv[0], *options], tally.take)
    tally.write()
    atheris.Fuzz()


def _escaped(word: bytes) -> str:
    return "".join(f"\\x{byte:02x}" for byte in word)
