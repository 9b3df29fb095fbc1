"""The hours of many runs add up."""

from __future__ import annotations

from pathlib import Path

from tests.fuzz import table
from tests.fuzz.running import Find, Row, as_json


def _row(target: str, *, tried: int, seconds: float, edges: int | None, finds: tuple[Find, ...] = ()) -> Row:
    return Row(target, f"class of {target}", "mutation", 1, seconds, tried, 2, 0, edges, 9, finds)


def test_runs_of_a_log_add_up(tmp_path: Path) -> None:
    """One row per target: inputs and seconds added, the widest coverage, and each cause once."""
    find = Find("loss", "a line is gone", "x", "")
    rows = [
        _row("html", tried=10, seconds=1800, edges=50, finds=(find,)),
        _row("text", tried=5, seconds=600, edges=None),
        _row("html", tried=30, seconds=1200, edges=70, finds=(find,)),
    ]
    log = tmp_path / "log.jsonl"
    log.write_text("".join(as_json(row, ended="2000-01-01T00:00:00Z") + "\n" for row in rows), encoding="utf-8")
    html, text = table.add_up(log)
    assert (html.tried, html.refused, html.seconds, html.edges, html.finds) == (40, 4, 3000, 70, (find,))
    assert (text.tried, text.edges) == (5, None)
    last = table.render([html, text]).splitlines()[-1]
    assert last == "| all |  | 45 | 6 |  |  | 0 | 0 | 1 | 0 | 3,600 (1.00 h) |"
