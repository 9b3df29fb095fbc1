"""Scores against gold."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from rich.table import Table
from rich.text import Text

from lhextract.evaluate import Evaluation, Score
from lhextract.show.console import render, table_of


def evaluation(evaluations: dict[str, Evaluation], *, errors: bool) -> str:
    """Scores over all cases, and per case where there are several."""
    total = Evaluation()
    for one in evaluations.values():
        total.merge(one)
    parts: list[Table | Text | str] = []
    if len(evaluations) > 1:
        names = [key for key in total.scores if key[0] in {"strict", "outline"}]
        table = table_of(
            "case", *(name.replace("line ", "").lower() for _, name in names), title="F1 per case (strict)"
        )
        for case, one in evaluations.items():
            table.add_row(case, *(f"{one.scores[key].f1:.2f}" if key in one.scores else "" for key in names))
        parts.append(table)
    for part in ("strict", "relaxed", "outline", "records", "linking"):
        rows = {name: score for (group, name), score in total.scores.items() if group == part}
        if rows:
            parts.append(_score_table(part, rows))
    if errors:
        for (group, name), messages in total.errors.items():
            parts += [Text(f"{group}, {name}: {message}") for message in messages]
    return render(*parts)


def _score_table(title: str, rows: dict[str, Score]) -> Table:
    table = table_of(title, "P", "R", "F1", "right", "found", "gold")
    everything = dict(rows)
    if title in {"strict", "relaxed"}:
        everything["all types"] = sum(rows.values(), Score())
    for name, score in everything.items():
        table.add_row(
            name,
            f"{score.precision:.3f}",
            f"{score.recall:.3f}",
            f"{score.f1:.3f}",
            str(score.matched),
            str(score.predicted),
            str(score.gold),
        )
    return table


def evaluation_data(evaluations: dict[str, Evaluation], *, errors: bool) -> dict[str, Any]:
    """Scores by case, part and name."""
    return {
        case: [
            {
                "part": key[0],
                "name": key[1],
                "precision": round(score.precision, 4),
                "recall": round(score.recall, 4),
                "f1": round(score.f1, 4),
                **asdict(score),
                **({"errors": one.errors[key]} if errors else {}),
            }
            for key, score in one.scores.items()
        ]
        for case, one in evaluations.items()
    }
