"""Examples for the recogniser of names: the lines of confirmed blocks with their spans, in JSON Lines.

The form is that of the corpora which `python -m lhextract.training.names --corpora` reads: `text`, and `spans` with
`start`, `end` and `label`. What goes beyond it (`by`, `source`, `record`, `line`) is for people.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from lhextract.corrections.settled import Settled
from lhextract.learning.implied import Marks
from lhextract.model.record import RecordLine, Records


def examples_jsonl(records: Records, text: str, marks: Marks, settled: Settled) -> str:
    """One line of JSON for each line of a confirmed block that is not blank; offsets count from its beginning.

    A span is by a "steward" where a decision speaks of it, else by the "machine": then nobody has looked at it.
    """
    rows = _rows(records, text, marks, settled)
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def _rows(records: Records, text: str, marks: Marks, settled: Settled) -> Iterator[dict[str, object]]:
    for line in records.lines:
        words = text[line.start : line.end]
        if line.initiative in settled.confirmed and words.strip():
            yield {
                "text": words,
                "spans": _spans(line, marks),
                "source": records.source.id,
                "record": line.initiative,
                "line": line.number,
            }


def _spans(line: RecordLine, marks: Marks) -> list[dict[str, object]]:
    return [
        {
            "start": mention.start - line.start,
            "end": mention.end - line.start,
            "label": mention.type.value,
            "by": "steward" if mention.id in marks.decided else "machine",
        }
        for mention in marks.mentions
        if line.start <= mention.start and mention.end <= line.end
    ]
