"""Whether an input hangs by the CPU time that it takes: on a busy machine a clock on the wall says that of any.

`python -m tests.fuzz.confirming TARGET FILE LIMIT` ends with 0 where the input is done within so many CPU seconds.
"""

from __future__ import annotations

import math
import resource
import subprocess
import sys
import time
from pathlib import Path

from tests.fuzz.catalogue import load
from tests.fuzz.judging import judge

# So many limits by the clock on the wall end an input that may never end; else CPU time tells.
BY_THE_CLOCK = 6
MOST = 3  # times the limit, for what is loaded late and the input twice


def hangs(name: str, path: Path, *, limit: float) -> bool:
    """Whether the input takes more than `limit` CPU seconds, in a process that the system ends."""
    command = [sys.executable, "-m", "tests.fuzz.confirming", name, str(path), str(limit)]
    return subprocess.run(command, check=False, capture_output=True).returncode != 0


def main() -> int:
    """Judge once for what is loaded late, and once to measure."""
    name, path, limit = sys.argv[1], Path(sys.argv[2]), float(sys.argv[3])
    target, data = load(name), path.read_bytes()
    most = math.ceil(time.process_time() + MOST * limit)
    resource.setrlimit(resource.RLIMIT_CPU, (most, most))
    judge(target, data)
    start = time.process_time()
    judge(target, data)
    return int(time.process_time() - start > limit)


if __name__ == "__main__":
    sys.exit(main())
