"""Where a batch is built: a folder beside its output, which it takes the place of when everything is there."""

from __future__ import annotations

import contextlib
import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from lhextract.batch.journal import Journal
from lhextract.batch.outcome import TABLES
from lhextract.batch.parts import FORMS, Form, Parts
from lhextract.batch.sums import Sums
from lhextract.errors import UsageError
from lhextract.files import hold_folder, put_in_place

BATCH = "batch.json"
TIMINGS = "timings.jsonl"
FORM = "form.json"
SUMS = "sums.jsonl"
OURS = frozenset({*TABLES, BATCH, TIMINGS})


@dataclass(frozen=True, slots=True)
class WorkFolder:
    """`path` is where this run builds; what other runs left unfinished lies beside it, the newest last."""

    out: Path
    path: Path
    form: Form

    @property
    def tables(self) -> Path:
        """What becomes the output."""
        return self.path / "new"

    @property
    def tasks(self) -> Path:
        """The list of the inputs."""
        return self.path / "tasks.jsonl"

    @property
    def trace(self) -> Path:
        """Which page was worked on when a run ended before its time; it outlives the run."""
        return self.path.parent / "trace.json"

    def parts(self) -> Parts:
        """The parts of this run."""
        return Parts(self.tables, self.form)

    def journal(self) -> Journal:
        """The journal of this run."""
        return Journal(self.path / "journal")

    def sums(self) -> Sums:
        """The digests of the parts of this run."""
        return Sums(self.path / SUMS)

    def earlier(self) -> list[tuple[Parts, Journal | None]]:
        """What there is from other runs: what was left unfinished, the newest first, then the output itself."""
        left = sorted(_runs(self.path.parent), key=lambda path: int(path.name), reverse=True)
        unfinished = [
            (Parts(path / "new", form, Sums(path / SUMS).all()), Journal(path / "journal"))
            for path in left
            if path != self.path and (form := _read_form(path / FORM)) is not None
        ]
        form = _read_form(self.out / BATCH)
        if form is None:
            return list(unfinished)
        return [*unfinished, (Parts(self.out, form, _read_digests(self.out / BATCH)), None)]

    def publish(self) -> None:
        """Change places with the output in one step, and clean up."""
        put_in_place(self.tables, self.out)
        shutil.rmtree(self.path.parent, ignore_errors=True)  # the output is there; the next run tidies up


@contextlib.contextmanager
def work_folder(out: Path, *, form: Form) -> Iterator[WorkFolder]:
    """A new work folder for an output; while it is there nobody else builds the same.

    Raises `UsageError` where the output is no batch, or another run is building it.
    """
    refuse_foreign(out)
    base = out.resolve().parent / f".{out.resolve().name}.batch"
    base.mkdir(parents=True, exist_ok=True)
    with hold_folder(base) as held:
        if not held:
            raise UsageError(f"{out}: another run is building this batch; wait for it, or give another --out")
        number = max((int(path.name) for path in _runs(base)), default=0) + 1
        path = base / str(number)
        (path / "new").mkdir(parents=True)
        (path / FORM).write_text(json.dumps({"form": form}), encoding="utf-8")
        yield WorkFolder(out, path, form)


def refuse_foreign(out: Path) -> None:
    """Raise `UsageError` for a place that holds anything but an earlier batch."""
    if not out.exists():
        return
    if not out.is_dir():
        raise UsageError(f"--out: found the file {out}, allowed is a folder; name another one")
    foreign = list(islice((path.name for path in out.iterdir() if path.name not in OURS), 3))
    if foreign or (any(out.iterdir()) and _read_form(out / BATCH) is None):
        named = f" (such as {', '.join(sorted(foreign))})" if foreign else ""
        raise UsageError(
            f"{out}: found files that are no batch{named}, allowed is a new folder, an empty one or an earlier batch; "
            "give another --out"
        )


def _runs(base: Path) -> list[Path]:
    return [path for path in base.iterdir() if path.name.isdigit()] if base.is_dir() else []


def _read_digests(path: Path) -> dict[str, str]:
    """The digests of the files of a finished batch."""
    outputs = json.loads(path.read_text(encoding="utf-8")).get("outputs")
    return outputs if isinstance(outputs, dict) else {}


def _read_form(path: Path) -> Form | None:
    """In which form the parts beside a file are; None where that cannot be read."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))["form"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    return next((form for form in FORMS if form == found), None)
