"""A folder of small pages with invented names, and batches of it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from lhextract.batch.batching import Batch, run_batch
from lhextract.batch.engines.in_process import InProcess
from lhextract.batch.outcome import Outcome, StatusRow, status_of
from lhextract.batch.parts import Parts
from lhextract.batch.report import Report
from lhextract.batch.setup import Limits, Setup, make_setup
from lhextract.batch.task import Place, Task

PAGE = """Networks

{name} Water Network

The network was founded in {year} by the University of {name} and three others. Its members look after rivers and
lakes, teach those who will run the water works of tomorrow, and meet every summer to say what they have learned.

Contact:
Dr. Eva Roth
Tel.: +49 351 463 12{year}

{name} Forest Alliance

The alliance has worked on forests since {year}. Foresters, biologists and economists of five universities share
their plots, their measurements and their doctoral students, and publish what they find in one report each year.
"""
NAMES = ("Ahorn", "Birke", "Eiche", "Fichte", "Kiefer", "Linde", "Ulme")


def make_pages(folder: Path, names: Iterable[str] = NAMES) -> Path:
    """Write a page for each name."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, name in enumerate(names):
        (folder / f"{name.lower()}.txt").write_text(PAGE.format(name=name, year=2000 + number), encoding="utf-8")
    return folder


def tasks_in(folder: Path) -> list[Task]:
    """A task for each file of a folder."""
    return [Task(number, path.stem, Place(path.name)) for number, path in enumerate(sorted(folder.iterdir()))]


def setup_of(folder: Path, *, limits: Limits = Limits(seconds=60, megabytes=None), accept: bool = False) -> Setup:  # noqa: B008
    """How to read the pages of a folder: by rules alone, outside a workspace."""
    return make_setup(start=folder, workspace=None, use_model=False, accept=accept, limits=limits)


def batch_of(folder: Path, out: Path, **options: object) -> tuple[Report, list[Outcome]]:
    """Run a batch over a folder in this process; return the report and the outcomes as they came."""
    outcomes: list[Outcome] = []
    setup = options.pop("setup", None) or setup_of(folder)
    tasks = options.pop("tasks", None) or tasks_in(folder)
    engine = options.pop("engine", lambda work: InProcess(setup, work.trace))
    report = run_batch(
        Batch(setup, out, **{"part_size": 3, **options}),  # type: ignore[arg-type]
        iter(tasks),  # type: ignore[call-overload]
        engine=engine,  # type: ignore[arg-type]
        on_outcome=outcomes.append,
    )
    return report, outcomes


def statuses(out: Path, form: str = "jsonl") -> list[StatusRow]:
    """The rows of `status`, in order."""
    return [status_of(row) for row in rows(out, "status", form)]


def rows(out: Path, table: str, form: str = "jsonl") -> list[dict]:  # type: ignore[type-arg]
    """All rows of a table."""
    parts = Parts(out, form)  # type: ignore[arg-type]
    return [dict(row) for part in parts.numbers() for row in parts.read(table, part)]


def content(out: Path) -> dict[str, bytes]:
    """The files of a batch, but for the seconds that it took."""
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file() and path.name != "timings.jsonl"
    }
