"""Runs and fetches killed (SIGKILL) at random moments: is what they leave always a complete old or new state?

    python -m benchmarks.killing [--number 100] [--seed 1]

A copy of this workspace asks a server on the loopback address that shows two versions of the lighthouse page in turn;
`lhextract run --fetch` is killed at a random moment between its start and a little after its usual end. After each kill
`raw/` and `extracted/` are checked by their digests; after every tenth a run is let finish, and must have what the
server shows.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.acquire.web.server import Server, reply, serving
from tests.conftest import ROOT
from tests.killing import COMMAND, are_whole, is_whole, moments, run_and_kill

RUN = ("run", "--fetch", "--allow-private", "--fail-on", "never")
WORDS = (b"International Affairs Advisor", b"International Affairs Adviser")


def copy_workspace(root: Path, server: Server) -> None:
    """A copy of this workspace whose profile names the server."""
    for name in ("pipeline", "raw", "extracted"):
        shutil.copytree(ROOT / name, root / name)
    profile = root / "pipeline" / "profiles" / "lighthouses.toml"
    lines = profile.read_text(encoding="utf-8").splitlines()
    told = [f'url = "{server.url()}"' if line.startswith("url = ") else line for line in lines]
    profile.write_text("\n".join(told), encoding="utf-8")


def main() -> None:
    """Print how many kills met a running process, and what they left."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--number", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    page = (ROOT / "tests" / "golden" / "lighthouses" / "source.txt").read_bytes()
    left: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder, serving() as server:
        root = Path(folder)
        copy_workspace(root, server)
        out = root / "extracted" / "lighthouses"
        server.says("/page", reply(page, headers={"Content-Type": "text/plain"}))
        started = time.monotonic()
        subprocess.run([*COMMAND, *RUN], cwd=root, check=True, stdout=subprocess.DEVNULL)
        longest = 1.2 * (time.monotonic() - started)
        for number, after in enumerate(moments(arguments.number, longest=longest, seed=arguments.seed), 1):
            shown = page.replace(*WORDS) if number % 2 else page
            server.says("/page", reply(shown, headers={"Content-Type": "text/plain", "ETag": f'"{number % 2}"'}))
            left["killed while running" if run_and_kill(RUN, cwd=root, after=after) else "ended before"] += 1
            left["extracted/ whole" if is_whole(out) else "EXTRACTED/ BROKEN"] += 1
            left["raw/ whole" if are_whole(root / "raw" / "lighthouses") else "RAW/ BROKEN"] += 1
            if number % 10 == 0:
                done = subprocess.run([*COMMAND, *RUN], cwd=root, check=False, stdout=subprocess.DEVNULL)
                right = done.returncode == 0 and (out / "text.txt").read_bytes() == shown.rstrip(b"\n")
                left["next run finished the work" if right else "NEXT RUN FAILED"] += 1
                hidden = [path for path in (*root.glob("raw/*/.*"), *root.glob("extracted/.*")) if path.is_dir()]
                left["unfinished folders left over"] += len(hidden)
    for what, count in left.items():
        print(f"{count:4} {what}")


if __name__ == "__main__":
    main()
