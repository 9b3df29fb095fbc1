"""What became of one input: a status row, always, and the rows of the tables where its page gave any."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

Row = Mapping[str, Any]
Rows = Mapping[str, Sequence[Row]]  # by table
# The tables in the order of their folders; `status` is the last, so that a part that has it has everything.
TABLES = ("records", "mentions", "findings", "pages", "identities", "status")


class Status(StrEnum):
    """What became of an input."""

    OK = "ok"
    HELD = "held"
    FAILED = "failed"
    TIMEOUT = "timeout"
    KILLED = "killed"
    TOO_LARGE = "too-large"


# What another attempt may end otherwise with, though nothing changed.
AGAIN = frozenset({Status.FAILED, Status.TIMEOUT, Status.KILLED, Status.TOO_LARGE})


@dataclass(frozen=True, slots=True)
class StatusRow:
    """The row of `status` of one input.

    `page` is its id, `input` where it is, as given. `sha256` is the digest of its bytes (None: they could not be read),
    `key` that of everything else that the result depends on. `rows_of` is the digest of the bytes that the rows in the
    other tables are of: where a page that was fine before is held or cannot be read today, those of the last time stay.
    Numbers count those rows. `bytes` is the size of the page.
    """

    page: str
    input: str
    status: Status
    reason: str | None = None
    profile: str | None = None
    url: str | None = None
    sha256: str | None = None
    key: str | None = None
    rows_of: str | None = None
    media_type: str | None = None
    bytes: int | None = None
    language: str | None = None
    region: str | None = None
    initiatives: int = 0
    contacts: int = 0
    mentions: int = 0
    findings: int = 0


# The keys of a status row that are a text or nothing.
TEXTS = ("reason", "profile", "url", "sha256", "key", "rows_of", "media_type", "language", "region")


@dataclass(frozen=True, slots=True)
class Outcome:
    """One input, done. `rows` are those of the other tables, by table; `same` means that nothing changed since the
    outcome of an earlier run with `status.sha256` and `status.key`, which counts, and that there are no rows here.
    `seconds` (of the clock) is no part of the result.
    """

    number: int
    status: StatusRow
    rows: Rows = field(default_factory=dict)
    same: bool = False
    seconds: float = 0.0

    def to_line(self) -> bytes:
        """One line of JSON, as workers send it and the journal keeps it."""
        document = {
            "number": self.number,
            "same": self.same,
            "seconds": round(self.seconds, 3),
            "status": asdict(self.status),
            "rows": self.rows,
        }
        text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
        return text.encode("utf-8", "backslashreplace") + b"\n"

    @classmethod
    def of_line(cls, line: bytes) -> Outcome:
        """Read such a line; anything else raises `ValueError`, `TypeError`, `KeyError` or `RecursionError`."""
        document = json.loads(line)
        number, rows = document["number"], document["rows"]
        if type(number) is not int or not isinstance(rows, dict):
            raise TypeError(f"found number {number!r} and rows {rows!r:.40}, allowed are a number and an object")
        return cls(
            number=number,
            status=status_of(document["status"]),
            rows={table: [checked_row(table, row) for row in rows[table]] for table in rows},
            same=document["same"],
            seconds=document["seconds"],
        )


def status_of(row: Row) -> StatusRow:
    """The status row that a row of the table `status` holds; raises `ValueError`, `TypeError` or `KeyError`."""
    status = StatusRow(**{**row, "status": Status(row["status"])})
    texts = (status.page, status.input, *(getattr(status, name) or "" for name in TEXTS))
    if not all(isinstance(text, str) for text in texts):
        raise TypeError(f"found a status row with {texts!r:.80}, allowed are texts")
    return status


def checked_row(table: str, row: Row) -> Row:
    """A row that a run has left in a table, as it is; one that says of no page what it is of raises `ValueError`."""
    needed = ("page", "identities") if table == "identities" else ("page",)
    if not isinstance(row, Mapping) or not all(isinstance(row.get(key), str) for key in needed):
        raise ValueError(f"{table}: found {row!r:.80}, allowed is a row with {' and '.join(needed)}")
    return row
