"""What became of a batch as a whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lhextract import __version__
from lhextract.batch.outcome import TABLES, Row, Status, StatusRow, status_of
from lhextract.digests import file_digest
from lhextract.model.record import SCHEMA_VERSION

COUNTED = ("initiatives", "contacts", "mentions", "findings")
SHOWN = 1000  # problems that are held for the summary; all of them are in the table `status`


@dataclass(frozen=True, slots=True)
class Report:
    """Numbers of a batch: `statuses` by status, `rows` by what is counted, `problems` the status rows of what went
    wrong, the first ones. `taken_over` is how many outcomes are of an earlier run, `kept` how many pages have the rows
    of an earlier one, since they are not fine now.
    """

    inputs: int
    statuses: Mapping[Status, int]
    rows: Mapping[str, int]
    taken_over: int
    kept: int
    problems: tuple[StatusRow, ...]

    def to_json(self, *, made_of: Mapping[str, str], form: str, tables: Path) -> dict[str, Any]:
        """`batch.json`: the same for the same inputs, whenever and however it was made."""
        return {
            "lhextract": __version__,
            "schema_version": SCHEMA_VERSION,
            "form": form,
            "made_of": dict(made_of),
            "inputs": self.inputs,
            "statuses": dict(self.statuses),
            "rows": dict(self.rows),
            "outputs": {
                path.relative_to(tables).as_posix(): file_digest(path)
                for table in sorted(TABLES)
                for path in sorted((tables / table).iterdir())
            },
        }


@dataclass(slots=True)
class Tally:
    """Counts while a batch goes on."""

    _statuses: Counter[Status] = field(default_factory=Counter)
    _rows: Counter[str] = field(default_factory=Counter)
    _taken_over: int = 0
    _kept: int = 0
    _problems: list[StatusRow] = field(default_factory=list)

    def count_row(self, row: Row, *, taken_over: bool) -> None:
        """Count a row of the table `status`."""
        self.count(status_of(row), taken_over=taken_over)

    def count(self, row: StatusRow, *, taken_over: bool) -> None:
        """Count an input."""
        self._statuses[row.status] += 1
        self._taken_over += taken_over
        self._rows.update({name: getattr(row, name) for name in COUNTED})
        if row.status is Status.OK:
            return
        self._kept += row.rows_of is not None
        if len(self._problems) < SHOWN:
            self._problems.append(row)

    def report(self) -> Report:
        """The numbers so far."""
        return Report(
            inputs=self._statuses.total(),
            statuses={status: self._statuses[status] for status in Status},
            rows={name: self._rows[name] for name in COUNTED},
            taken_over=self._taken_over,
            kept=self._kept,
            problems=tuple(sorted(self._problems, key=lambda row: row.page)),
        )
