"""The table that a run prints, and the sum of a log."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from tests.fuzz.running import Find, Row
from tests.fuzz.target import Broken

HEAD = (
    "input class", "target", "inputs tried", "refused", "edges", "corpus", "crashes", "hangs", "silent losses",
    "laws broken", "seconds",
)  # fmt: skip


def render(rows: Sequence[Row]) -> str:
    """Rows as a Markdown table, with the sum below."""
    cells = [[*HEAD], ["---"] * len(HEAD), *map(_cells, rows)]
    broken = [sum(row.count(kind) for row in rows) for kind in (Broken.CRASH, Broken.HANG, Broken.LOSS, Broken.LAW)]
    seconds = sum(row.seconds for row in rows)
    total = ["all", "", f"{sum(row.tried for row in rows):,}", f"{sum(row.refused for row in rows):,}", "", ""]
    cells.append([*total, *map(str, broken), f"{seconds:,.0f} ({seconds / 3600:.2f} h)"])
    return "\n".join(f"| {' | '.join(row)} |" for row in cells)


def _cells(row: Row) -> list[str]:
    edges = "-" if row.edges is None else f"{row.edges:,}"
    broken = [str(row.count(kind)) for kind in (Broken.CRASH, Broken.HANG, Broken.LOSS, Broken.LAW)]
    return [
        row.input_class,
        row.target,
        f"{row.tried:,}",
        f"{row.refused:,}",
        edges,
        f"{row.corpus:,}",
        *broken,
        f"{row.seconds:,.0f}",
    ]


def add_up(log: Path) -> list[Row]:
    """One row per target from all runs of a log; a cause that was found twice counts once."""
    rows: dict[str, Row] = {}
    for line in log.read_text(encoding="utf-8").splitlines():
        row = _row(json.loads(line))
        rows[row.target] = _sum(rows[row.target], row) if row.target in rows else row
    return [rows[name] for name in sorted(rows)]


def _row(kept: dict[str, object]) -> Row:
    values = {key: value for key, value in kept.items() if key != "ended"}
    finds: Iterable[dict[str, str]] = values.pop("finds")  # type: ignore[assignment]
    return Row(**values, finds=tuple(Find(**find) for find in finds))  # type: ignore[arg-type]


def _sum(first: Row, second: Row) -> Row:
    finds = {(find.kind, find.cause): find for find in (*first.finds, *second.finds)}
    edges = [edges for edges in (first.edges, second.edges) if edges is not None]
    return Row(
        target=second.target,
        input_class=second.input_class,
        engine=second.engine,
        seed=second.seed,
        seconds=first.seconds + second.seconds,
        tried=first.tried + second.tried,
        refused=first.refused + second.refused,
        growths=first.growths + second.growths,
        edges=max(edges, default=None),
        corpus=second.corpus,
        finds=tuple(finds.values()),
    )
