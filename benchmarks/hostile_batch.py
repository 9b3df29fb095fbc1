"""Ten thousand pages with three hostile ones among them, on every engine: all rows there, all the same, none twice.

    python -m benchmarks.hostile_batch [--pages 10000] [--engines one,two,dask]

The pages are small and differ in names and years. One of the three needs more memory than a page may, one takes longer
than it may, one is no page. What each engine gives is compared byte for byte; some pages with what `lhextract run`
gives for them alone. Then a batch on Dask loses a worker to SIGKILL, a little later all of its processes, and is taken
up again: how many pages are done again is told. Linux only.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from lhextract.batch.parts import Parts
from lhextract.batch.rows import document_of
from lhextract.exports.records_json import to_json

ENGINES = {
    "one": (),
    "two": ("--workers", "2"),
    "dask": ("--engine", "dask", "--workers", "2"),
}
LIMITS = ("--deadline", "10", "--memory", "300", "--no-model")
TOWNS = (
    "Ahrau",
    "Birkheim",
    "Dornau",
    "Eschfeld",
    "Föhrbach",
    "Ginsterthal",
    "Haselwang",
    "Lindau",
    "Ulmental",
    "Weidach",
)
SUBJECTS = ("Water", "Forest", "Soil", "Energy", "Language", "Health", "Materials", "Climate", "Migration", "Optics")
PAGE = """Networks

{town} {subject} Network {number}

The network was founded in {year} by the University of {town} and three others. Its members look after rivers and lakes,
teach those who will run the works of tomorrow, and meet every summer to say what they have learned from each other.

Contact:
Dr. Eva Roth
Tel.: +49 351 463 1{number:04}

{town} Alliance for {subject} {number}

The alliance has worked on {subject} since {year}. Biologists and economists of five universities share their plots,
their measurements and their doctoral students, and publish what they find in one report each year.
"""
COMPARED = 20  # pages that are run alone too
SESSION = 3  # place of the session in /proc/PID/stat, behind the name


def make_pages(folder: Path, number: int) -> None:
    """Write the pages, and three that nobody wants."""
    folder.mkdir()
    for n in range(number - 3):
        town, subject = TOWNS[n % len(TOWNS)], SUBJECTS[n // len(TOWNS) % len(SUBJECTS)]
        page = PAGE.format(town=town, subject=subject, number=n, year=1950 + n % 70)
        (folder / f"page-{n:05}.txt").write_text(page, encoding="utf-8")
    copies = [PAGE.format(town=f"{TOWNS[n % 2]}{n}", subject="Glass", number=n, year=2001) for n in range(2600)]
    (folder / "hostile-endless.txt").write_text("\n".join(copies), encoding="utf-8")
    (folder / "hostile-memory.html").write_text(f"<h1>Networks</h1>{'<p>a b</p>' * 1_900_000}", encoding="utf-8")
    (folder / "hostile-broken.txt").write_bytes(b"Networks\n\n" + bytes(range(256)) * 40)


def command(pages: Path, out: Path, engine: str) -> list[str]:
    """The command line of a batch."""
    return [
        sys.executable,
        "-m",
        "lhextract",
        "batch",
        str(pages),
        "--out",
        str(out),
        "--json",
        *LIMITS,
        *ENGINES[engine],
    ]


def digests(out: Path) -> dict[str, str]:
    """The files of a batch but for the seconds that it took."""
    return {
        path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(out.rglob("*"))
        if path.is_file() and path.name != "timings.jsonl"
    }


def differing(one: dict[str, str], other: dict[str, str]) -> int:
    """How many files are not the same, or missing in one of the two."""
    return sum(one.get(name) != other.get(name) for name in {*one, *other})


def rows(out: Path, table: str) -> Iterator[dict]:  # type: ignore[type-arg]
    """All rows of a table."""
    parts = Parts(out, "jsonl")
    for part in parts.numbers():
        yield from (dict(row) for row in parts.read(table, part))


def differing_from_single_runs(pages: Path, out: Path, work: Path) -> int:
    """How many of some pages have other records than a run of their own."""
    found = list(rows(out, "pages"))
    some = found[:: max(1, len(found) // COMPARED)]
    names = {page["page"] for page in some}
    own = {
        table: [row for row in rows(out, table) if row["page"] in names]
        for table in ("records", "mentions", "findings")
    }
    differing = 0
    for page in some:
        target = work / f"single-{page['page']}"
        single = [sys.executable, "-m", "lhextract", "run", str(pages / f"{page['page']}.txt"), "--no-model"]
        subprocess.run([*single, "--out", str(target), "--fail-on", "never"], check=True, capture_output=True)
        of_page = {table: [row for row in all_ if row["page"] == page["page"]] for table, all_ in own.items()}
        differing += to_json(document_of(page, of_page)) != (target / "records.json").read_text(encoding="utf-8")
    return differing


def session_of(leader: int) -> list[int]:
    """The processes of a session."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[SESSION]) == leader:
            found.append(int(stat.parent.name))
    return found


def is_dask_worker(pid: int) -> bool:
    """Whether a process is a worker of Dask: one that `multiprocessing` spawned, with a child of ours."""
    try:
        words = Path(f"/proc/{pid}/cmdline").read_bytes()
        children = "".join(path.read_text() for path in Path(f"/proc/{pid}/task").glob("*/children"))
    except OSError:
        return False
    return b"spawn_main" in words and bool(children.strip())


def killed_and_resumed(pages: Path, out: Path, *, worker_after: float, all_after: float) -> str:
    """Kill a Dask worker and then everything; take it up again. Returns what was done again."""
    process = subprocess.Popen(command(pages, out, "dask"), stdout=subprocess.DEVNULL, start_new_session=True)
    time.sleep(worker_after)
    workers = [pid for pid in session_of(process.pid) if is_dask_worker(pid)]
    if workers:
        os.kill(workers[0], signal.SIGKILL)
    time.sleep(all_after - worker_after)
    ended = process.poll()
    for pid in session_of(process.pid):
        os.kill(pid, signal.SIGKILL)
    process.wait()
    journal = out.parent / f".{out.name}.batch"
    left = sum(1 for path in journal.glob("*/journal/*.jsonl") for _ in path.open("rb"))
    left += sum(1 for path in journal.glob("*/new/status/*.jsonl") for _ in path.open("rb"))
    said = json.loads(subprocess.run(command(pages, out, "dask"), check=False, capture_output=True).stdout)
    state = "had ended" if ended is not None else "was killed"
    return (
        f"{len(workers)} workers, one killed; the whole {state} with {left} pages done; taken up: "
        f"{said['taken_over']} taken over, {said['inputs'] - said['taken_over']} done then"
    )


def main(args: Sequence[str] | None = None) -> None:
    """Make the pages, run the engines, compare."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--pages", type=int, default=10_000)
    parser.add_argument("--engines", default="one,two,dask")
    parser.add_argument(
        "--kill-after", type=float, nargs=2, default=(25.0, 45.0), metavar="S", help="worker, everything"
    )
    options = parser.parse_args(args)
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        pages = work / "pages"
        make_pages(pages, options.pages)
        found = {}
        for engine in options.engines.split(","):
            began = time.monotonic()
            done = subprocess.run(command(pages, work / engine, engine), check=False, capture_output=True, text=True)
            statuses = Counter(row["status"] for row in rows(work / engine, "status"))
            hostile = {row["page"]: row["status"] for row in rows(work / engine, "status") if "hostile" in row["page"]}
            found[engine] = digests(work / engine)
            print(
                f"{engine:5} exit {done.returncode}, {time.monotonic() - began:6.0f} s  {dict(statuses)}  {hostile}",
                flush=True,
            )
        first, *others = found
        for other in others:
            print(f"{other:5} files that differ from {first}: {differing(found[first], found[other])}")
        single = differing_from_single_runs(pages, work / first, work)
        print(f"records that differ from runs of their own: {single} of {COMPARED}", flush=True)
        if "dask" in found:
            worker_after, all_after = options.kill_after
            print(killed_and_resumed(pages, work / "killed", worker_after=worker_after, all_after=all_after))
            print(f"files that differ from {first}: {differing(found[first], digests(work / 'killed'))}")


if __name__ == "__main__":
    main()
