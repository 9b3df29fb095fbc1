"""The review page under load: how long its answers take on a large page, and whether saves of many survive.

    python -m benchmarks.review_server [--rounds 50] [--saves 1000] [--clients 8]

A server of its own on the loopback address, asked by plain HTTP. The times are those of a client on the same machine.
As it may be busy with other work, the time of a fixed piece of work (SHA-256 of 50 MB) is taken in every round, too,
and the time that the server's process had a processor (Linux): on an idle machine an answer takes little more.
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from urllib.parse import quote

from benchmarks.large_page import SOURCE, write_workspace
from tests.conftest import ROOT
from tests.review.client import Answer, Steward, serving
from tests.review.crowd import account, save_together

from lhextract.desk import open_desk

FIXED = bytes(50_000_000)
Times = dict[str, list[tuple[float, float]]]  # what was asked: seconds, and seconds of the server on a processor


class Round:
    """What a steward does, each thing once and timed."""

    def __init__(
        self, steward: Steward, process: int, phones: list[tuple[str, str]], names: list[str], times: Times
    ) -> None:
        self._steward, self._process, self._phones, self._names, self._times = steward, process, phones, names, times

    def run(self, number: int) -> None:
        """Look at an entry, decide about it in every way, search, and read the log."""
        steward, (record, path) = self._steward, self._phones[number]
        address = f"/s/{SOURCE}/r/{record}"
        page = self._time("open a record", 200, lambda: steward.get(f"{address}?entry={quote(path)}"))
        onward = page.link("next") or page.link("previous") or address
        self._time("go to the next", 200, lambda: steward.step(onward))
        value: dict[str, str | list[str]] = {"key.e164": f"+49 351 463-4{number:04}"}
        self._time("save", 200, lambda: steward.save(record, path, value, page.seen(path)))
        self._time("409", 409, lambda: steward.save(record, path, value, ["co-20260101t000000000000z-aaaaaaaa"]))
        seen = steward.get(address).seen(path)
        self._time("422", 422, lambda: steward.save(record, path, {"key.e164": "351"}, seen))
        self._time("confirm", 200, lambda: steward.send(record, {"do": "confirm", "path": path}))
        self._time("undo", 200, lambda: steward.send(record, {"do": "undo", "path": path}))
        added: dict[str, str | list[str]] = {"do": "add", "path": "programs", "key.name": f"Programme {number}"}
        self._time("add", 200, lambda: steward.send(record, added))
        self._time(
            "filter", 200, lambda: steward.get(steward.get(f"/s/{SOURCE}?field=contacts.phones&state=applied").location)
        )
        self._time("find words", 200, lambda: steward.get(steward.get(f"/s/{SOURCE}?text=dresden").location))
        self._time("log", 200, lambda: steward.get(f"/s/{SOURCE}/log"))
        self._time("name", 200, lambda: steward.get(f"/s/{SOURCE}/r/{self._names[number % len(self._names)]}"))
        started = time.perf_counter()
        hashlib.sha256(FIXED).digest()
        taken = time.perf_counter() - started
        self._times.setdefault("(SHA-256 of 50 MB)", []).append((taken, taken))

    def _time(self, what: str, status: int, ask: Callable[[], Answer]) -> Answer:
        started, busy = time.perf_counter(), processor_time(self._process)
        answer = ask()
        taken = time.perf_counter() - started
        self._times.setdefault(what, []).append((taken, processor_time(self._process) - busy))
        if answer.status != status:
            raise RuntimeError(f"{what}: {answer.status}\n{answer.text[-2000:]}")
        return answer


def measure(*, rounds: int) -> None:
    """Print how long each thing takes on a page of 1,000 initiatives with 2,000 decisions."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write_workspace(root, initiatives=1000, decisions=2000)
        desk = open_desk(SOURCE, start=root)
        corrected = desk.corrected()
        phones = [key for key in _phones(corrected.entries.of) if key not in corrected.by_entry]
        chosen = [phones[len(phones) * place // rounds] for place in range(rounds)]
        names = [one.id for one in (*desk.machine.institutions, *desk.machine.people)]
        times: Times = {}
        started = time.perf_counter()
        with serving(root) as server:
            print(f"{'start until the address is printed':36} {1000 * (time.perf_counter() - started):8.0f} ms")
            steward = Steward(server.url)
            print(f"{'start until the first page':36} {1000 * _until_page(steward, started):8.0f} ms")
            for number in range(rounds):
                Round(steward, server.process, chosen, names, times).run(number)
        _report(times)


def _phones(entries: Mapping[str, Mapping[str, object]]) -> list[tuple[str, str]]:
    return [(record, path) for record, each in entries.items() for path in each if ".phones." in path]


def _until_page(steward: Steward, started: float) -> float:
    steward.get(steward.get(f"/s/{SOURCE}").location)
    return time.perf_counter() - started


def processor_time(process: int) -> float:
    """The seconds that the threads of a process have had a processor; 0 where the system does not say so."""
    threads = Path("/proc") / str(process) / "task"
    return sum(int((one / "schedstat").read_text().split()[0]) for one in threads.glob("*")) / 1e9


def _report(times: Times) -> None:
    fixed = statistics.median(taken for taken, _ in times["(SHA-256 of 50 MB)"])
    print(f"{'milliseconds':36} {'median':>8} {'p95':>8} {'of fixed':>9} {'processor':>10} {'p95':>8}")
    for what, each in times.items():
        (median, p95), (busy, most) = (_spread(column) for column in zip(*each, strict=True))
        wall = f"{1000 * median:8.1f} {1000 * p95:8.1f} {p95 / fixed:9.2f}"
        print(f"{what:36} {wall} {1000 * busy:10.1f} {1000 * most:8.1f}")


def _spread(taken: Sequence[float]) -> tuple[float, float]:
    return statistics.median(taken), statistics.quantiles(taken, n=20)[-1]


def crowd(*, clients: int, saves: int) -> None:
    """Print what became of the saves of a crowd on the lighthouse page, alone and beside another process."""
    for beside in (0, saves // 5):
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            for name in ("pipeline", "extracted"):
                shutil.copytree(ROOT / name, root / name)
            started = time.perf_counter()
            sent, elsewhere = save_together(root, clients=clients, saves=saves, beside=beside)
            seconds = time.perf_counter() - started
            print(f"{saves} saves of {clients} clients, {beside} decisions of another process: {seconds:.0f} s")
            for what, number in account(root, sent, elsewhere).items():
                print(f"{number:6} {what}")


def main() -> None:
    """Measure the answers, then send in the crowd."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=50)
    parser.add_argument("--saves", type=int, default=1000)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--only", choices=("answers", "crowd"))
    arguments = parser.parse_args()
    if arguments.only != "crowd":
        measure(rounds=arguments.rounds)
    if arguments.only != "answers":
        crowd(clients=arguments.clients, saves=arguments.saves)


if __name__ == "__main__":
    main()
