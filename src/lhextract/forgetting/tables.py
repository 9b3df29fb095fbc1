"""The rows of lookup tables that name a person."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from lhextract.forgetting.scrub import Scrub, decode

REASON = "reason"


def scrub_table(content: bytes, scrub: Scrub) -> bytes | None:
    """Return a table without the rows that name the person; None if there is none.

    A name in the column `reason` alone is masked, since the row is about something else. All other rows keep their
    bytes.
    """
    rows = list(_rows(decode(content)))
    if not rows:
        return None
    header = rows[0][1]
    kept, changed = [rows[0][0]], False
    for raw, cells in rows[1:]:
        named = [bool(scrub.find(cell)) for cell in cells]
        if not any(named):
            kept.append(raw)
            continue
        changed = True
        hit = {column for column, is_hit in zip(header, named, strict=False) if is_hit}
        if hit == {REASON} and len(cells) == len(header):
            kept.append(_written([scrub.text(cell) for cell in cells], raw))
    mark = b"\xef\xbb\xbf" if content.startswith(b"\xef\xbb\xbf") else b""
    return mark + "".join(kept).encode("utf-8") if changed else None


def _rows(text: str) -> Iterator[tuple[str, list[str]]]:
    """The rows as written, line ends included, and their cells."""
    lines = text.splitlines(keepends=True)
    taken = 0
    reader = csv.reader(lines)
    for cells in reader:
        yield "".join(lines[taken : reader.line_num]), cells
        taken = reader.line_num


def _written(cells: list[str], raw: str) -> str:
    target = io.StringIO()
    csv.writer(target, lineterminator="\r\n" if raw.endswith("\r\n") else "\n").writerow(cells)
    return target.getvalue()
