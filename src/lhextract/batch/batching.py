"""A batch from the list of its inputs to its tables: taken up where it was left, the same bytes whatever the engine."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from lhextract.batch.engines.engine import Engine
from lhextract.batch.former import Former
from lhextract.batch.listed import Listed
from lhextract.batch.order import Order
from lhextract.batch.outcome import TABLES, Outcome, StatusRow
from lhextract.batch.parts import Form
from lhextract.batch.report import Report, Tally
from lhextract.batch.setup import Setup
from lhextract.batch.task import Task
from lhextract.batch.workfolder import BATCH, TIMINGS, WorkFolder, work_folder
from lhextract.exports.records_json import to_json
from lhextract.files import replace_file
from lhextract.forgetting.keys import Forgotten
from lhextract.forgetting.matching import find_names
from lhextract.forgetting.store import read_forgotten

OnOutcome = Callable[[Outcome], None]


@dataclass(frozen=True, slots=True)
class Batch:
    """What is wanted: tables in `form` in the folder `out`, `part_size` pages to a part."""

    setup: Setup
    out: Path
    form: Form = "jsonl"
    part_size: int = 200
    retry_failed: bool = False


def run_batch(
    batch: Batch,
    tasks: Iterator[Task],
    *,
    engine: Callable[[WorkFolder], Engine],
    on_listed: Callable[[int], None] = lambda _: None,
    on_outcome: OnOutcome = lambda _: None,
) -> Report:
    """Work through all tasks; every one has a status row.

    `on_listed` is told how many there are, then `on_outcome` what became of each. A run that ends early leaves the
    output as it was, and what is done beside it for the next. Raises `UsageError` for a place that cannot be written.
    """
    with work_folder(batch.out, form=batch.form) as folder:
        listed = Listed.of(tasks, folder.tasks, part_size=batch.part_size)
        on_listed(listed.number)
        if batch.retry_failed:
            folder.trace.unlink(missing_ok=True)
        workspace = batch.setup.of_workspace()
        forgotten = read_forgotten(workspace.forgotten) if workspace is not None else Forgotten()
        building = _Building(batch, folder, listed, Former(folder.earlier()), forgotten)
        with (folder.tables / TIMINGS).open("w", encoding="utf-8") as timings:
            for outcome in engine(folder).run(building.orders()):
                building.add(outcome)
                if not outcome.same:
                    took = {"page": outcome.status.page, "seconds": round(outcome.seconds, 3)}
                    timings.write(json.dumps(took) + "\n")
                on_outcome(outcome)
        report = building.finish()
        folder.publish()
    return report


@dataclass(slots=True)
class _Building:
    """The parts as they fill."""

    batch: Batch
    folder: WorkFolder
    listed: Listed
    former: Former
    forgotten: Forgotten
    tally: Tally = field(default_factory=Tally)
    _open: dict[int, list[Task]] = field(default_factory=dict)
    _same: dict[int, StatusRow] = field(default_factory=dict)
    _left: dict[int, int] = field(default_factory=dict)

    def orders(self) -> Iterator[Order]:
        """The orders, as the engine asks for them; a part is opened when its first page is asked for."""
        for part, tasks in self.listed.parts():
            self._open[part], self._left[part] = tasks, len(tasks)
            for task in tasks:
                known = self.former.known(task.id, retry_failed=self.batch.retry_failed)
                yield Order(task, known, self.former.identities(task.id))

    def add(self, outcome: Outcome) -> None:
        """Take an outcome in; the part that it completes is written."""
        part = outcome.number // self.batch.part_size
        if outcome.same:
            self._same[outcome.number] = outcome.status
        else:
            self.folder.journal().add(part, outcome)
        self._left[part] -= 1
        if self._left[part] == 0:
            self._write(part, self._open.pop(part))
            self.folder.journal().drop(part)

    def _write(self, part: int, tasks: Sequence[Task]) -> None:
        same = [self._same.pop(task.number) for task in tasks if task.number in self._same]
        parts = self.folder.parts()
        if len(same) == len(tasks) and (whole := self.former.whole_part(same, self.batch.form)) is not None:
            self.folder.sums().add(parts.take_over(part, *whole))
            for row in parts.read("status", part):
                self.tally.count_row(row, taken_over=True)
            return
        of_page = {row.page: row for row in same}
        done = {outcome.number: outcome for outcome in self.folder.journal().of(part)}
        found = (self._taken_over(of_page[task.id]) if task.id in of_page else done[task.number] for task in tasks)
        # One that is taken over from the journal of a run that ended early is as it was before it had former rows.
        outcomes = [self._with_former_rows(outcome) for outcome in found]
        tables = {table: [row for one in outcomes for row in one.rows.get(table, ())] for table in TABLES[:-1]}
        digests = parts.write(part, {**tables, "status": [asdict(one.status) for one in outcomes]})
        self.folder.sums().add(digests)
        for outcome in outcomes:
            self.tally.count(outcome.status, taken_over=outcome.status.page in of_page)

    def _taken_over(self, row: StatusRow) -> Outcome:
        """The outcome of an earlier run, at the place where the page is now."""
        former = self.former.outcome(row.page, (row.sha256, row.key))
        status = replace(former.status, input=row.input)
        return replace(former, status=status)

    def _with_former_rows(self, outcome: Outcome) -> Outcome:
        """An outcome as it is; one without rows has those of the last time, if there were any."""
        if outcome.status.rows_of is not None:
            return outcome
        former = self.former.last_with_rows(outcome.status.page)
        if former is None or not self._may_be_kept(former):
            return outcome
        kept = ("rows_of", "language", "region", "initiatives", "contacts", "mentions", "findings")
        status = replace(outcome.status, **{name: getattr(former.status, name) for name in kept})
        return replace(outcome, status=status, rows=former.rows)

    def _may_be_kept(self, former: Outcome) -> bool:
        """Not where the rows may name somebody who is to be forgotten by now."""
        if not self.forgotten:
            return True
        return not any(find_names(page["text"], self.forgotten) for page in former.rows["pages"])

    def finish(self) -> Report:
        """Write `batch.json`; rows in are rows out, or something is wrong with the program."""
        report = self.tally.report()
        parts = self.folder.parts()
        if report.inputs != self.listed.number or self._open or len(parts.numbers()) != self.listed.number_of_parts:
            raise AssertionError(f"{self.listed.number} inputs, {report.inputs} outcomes")
        for table in TABLES:
            (self.folder.tables / table).mkdir(exist_ok=True)
        document = report.to_json(made_of=self.batch.setup.inputs, form=self.batch.form, tables=self.folder.tables)
        replace_file(self.folder.tables / BATCH, to_json(document).encode("utf-8"))
        return report
