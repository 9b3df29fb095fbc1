"""What one stage has made, on its own or in the formats of gold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from lhextract.exports.records_json import to_json
from lhextract.gold import LABELS
from lhextract.model.outline import Outline
from lhextract.model.page import PageText
from lhextract.run import Extraction
from lhextract.show.runs import records_of


def stage(extraction: Extraction) -> str:
    """What the last stage that ran has made, on its own: text, tab-separated rows, or records as JSON."""
    data = stage_data(extraction)
    if isinstance(data, dict):
        return to_json(data)
    return _rows(data) if extraction.outline is not None else extraction.page.text + "\n"


def stage_data(extraction: Extraction) -> dict[str, Any] | list[dict[str, Any]]:
    """The same for programs."""
    page = extraction.page
    if extraction.records is not None:
        return asdict(extraction.records)
    if extraction.mentions is not None:
        return [
            {
                "line": page.line_at(m.span.start).number,
                "start": m.span.start,
                "end": m.span.end,
                "type": m.label.value,
                "text": m.text,
                "rule": m.rule,
            }
            for m in extraction.mentions.mentions
        ]
    if extraction.outline is not None:
        return _outline_rows(page, extraction.outline)
    return [{"line": x.number, "start": x.start, "end": x.end, "text": page.line_text(x)} for x in page.lines]


def _outline_rows(page: PageText, outline: Outline) -> list[dict[str, Any]]:
    return [
        {
            "line": line.number,
            "role": role.value,
            "initiative": owner,
            "text": page.line_text(line),
            "because": "; ".join(f"{e.cue} {e.weight:+.1f}" for e in evidence),
        }
        for line, role, owner, evidence in zip(page.lines, outline.roles, outline.owners, outline.evidence, strict=True)
    ]


def _rows(rows: Sequence[dict[str, Any]]) -> str:
    """Tab-separated values with a header: for a terminal, a spreadsheet and `cut` alike."""
    if not rows:
        return ""
    table = [
        list(rows[0]),
        *([("" if value is None else str(value)) for value in row.values()] for row in rows),
    ]
    return "".join("\t".join(row) + "\n" for row in table)


def as_gold(extraction: Extraction) -> str:
    """The output in the formats of gold: `lines.tsv`, then `inline.txt`."""
    records = records_of(extraction)
    order = {initiative.id: initiative.order for initiative in records.initiatives}
    lines = "".join(
        f"{line.number}\t{line.role.value}\t{order.get(line.initiative or '', 0)}\n" for line in records.lines
    )
    names = {label: name for name, label in LABELS.items()}
    pieces, position = [], 0
    for mention in records.mentions:
        pieces += [
            extraction.page.text[position : mention.start],
            f"[[{names[mention.type]}|{mention.text}]]",
        ]
        position = mention.end
    inline = "".join([*pieces, extraction.page.text[position:]])
    return f"# lines.tsv\n{lines}\n# inline.txt\n{inline}\n"
