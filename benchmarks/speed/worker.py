"""A process that does one kind of work: it is told folders of pages, one a line, and answers with a run each.

Kinds of work take turns over the same pages, each in a process of its own, so that none meets what another has loaded,
and other work on the machine meets all.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import time
from dataclasses import asdict
from pathlib import Path
from types import TracebackType

from benchmarks.outline_scaling import memory_held

from docs.making.speed_results import Run

ROOT = Path(__file__).resolve().parents[2]


class Worker:
    """The process, as seen by who asks it; ends with the `with` block."""

    def __init__(self, kind: str) -> None:
        self._kind = kind
        self._process = subprocess.Popen(
            [sys.executable, "-m", __name__, kind], cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )

    def __enter__(self) -> Worker:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        # Closes the pipes and waits: a worker ends where there is nothing more to read.
        self._process.__exit__(kind, error, at)

    def ask(self, folder: Path) -> None:
        """Begin to work on the pages of a folder."""
        assert self._process.stdin
        self._process.stdin.write(f"{folder}\n")
        self._process.stdin.flush()

    def answer(self) -> Run:
        """Wait for the run that was asked for."""
        assert self._process.stdout
        line = self._process.stdout.readline()
        if not line:
            raise SystemExit(f"{self._kind}: its process ended with status {self._process.wait()}; it says why above")
        return Run(**json.loads(line))

    def run(self, folder: Path) -> Run:
        """Work on the pages of a folder."""
        self.ask(folder)
        return self.answer()


def main(kind: str) -> None:
    """Do one kind of work for each folder that is told."""
    from benchmarks.speed.kinds import KINDS, Page

    from lhextract.model.page import Snapshot
    from lhextract.run import read_page

    work = KINDS[kind]()
    for line in sys.stdin:
        pages = []
        for path in sorted(Path(line.strip()).iterdir()):
            body = path.read_bytes()
            media_type = "text/html" if path.suffix == ".html" else "text/plain"
            snapshot = Snapshot(path.stem, None, media_type, None, hashlib.sha256(body).hexdigest(), body)
            pages.append(Page(snapshot, read_page(snapshot)))
        words = sum(len(page.text.text.split()) for page in pages)
        since = time.process_time()
        done = work(pages)
        seconds = time.process_time() - since
        run = Run(seconds, words, len(pages), done.characters, done.held, memory_held("VmHWM"), done.stages)
        print(json.dumps(asdict(run)), flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
