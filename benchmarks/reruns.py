"""How long a run takes that has nothing to do, and one on a changed page, beside `import spacy` in the same minutes.

    python -m benchmarks.reruns [--times 5]

Each is a process of its own on a copy of this workspace; they take turns, so that other work on the machine meets all.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from hashlib import sha256
from pathlib import Path

from tests.conftest import ROOT
from tests.killing import COMMAND

MODULES = (
    "import sys\nfrom lhextract.cli import main\ntry:\n    main(['run'])\n"
    "finally:\n    print(len(sys.modules), 'spacy' in sys.modules, 'numpy' in sys.modules)"
)


def give(root: Path, body: bytes, number: int) -> None:
    """Put a newer page into raw/."""
    folder = root / "raw" / "lighthouses" / f"made-{number}"
    folder.mkdir()
    (folder / "page.txt").write_bytes(body)
    meta = {"url": None, "retrieved": f"2026-11-01T00:00:{number:02}Z", "status": 200, "media_type": "text/plain"}
    meta |= {"headers": {}, "file": "page.txt", "sha256": sha256(body).hexdigest()}
    (folder / "meta.json").write_text(json.dumps(meta), encoding="utf-8")


def seconds(command: list[str], root: Path) -> float:
    """The wall time of a process."""
    started = time.monotonic()
    subprocess.run(command, cwd=root, check=True, stdout=subprocess.DEVNULL)
    return time.monotonic() - started


def main() -> None:
    """Print the medians and their ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=5)
    times = parser.parse_args().times
    page = (ROOT / "tests" / "golden" / "lighthouses" / "source.txt").read_bytes()
    found: dict[str, list[float]] = {"import spacy": [], "nothing changed": [], "page changed": []}
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name in ("pipeline", "raw", "extracted"):
            shutil.copytree(ROOT / name, root / name)
        run = [*COMMAND, "run", "--fail-on", "never"]
        for number in range(times):
            found["import spacy"].append(seconds([sys.executable, "-c", "import spacy"], root))
            found["nothing changed"].append(seconds(run, root))
            give(root, page.replace(b"463-33013", f"463-33{number + 20:03}".encode(), 1), number)
            found["page changed"].append(seconds(run, root))
        said = subprocess.run([sys.executable, "-c", MODULES], cwd=root, check=True, capture_output=True, text=True)
    base = statistics.median(found["import spacy"])
    for what, taken in found.items():
        middle = statistics.median(taken)
        spread = f"({min(taken):.2f} to {max(taken):.2f})"
        print(f"{what:<16} {middle:6.2f} s  {spread}, {middle / base:5.2f} times import spacy")
    print(f"nothing changed: modules, spacy, numpy imported: {said.stdout.split(chr(10))[-2]}")


if __name__ == "__main__":
    main()
