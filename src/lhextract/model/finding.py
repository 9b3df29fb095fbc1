"""Something about a page or a record that a person should look at."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding matters; `--fail-on` names the least one that makes a run end with exit code 3."""

    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class TextSpan:
    """`[start, end)` in `text.txt`, as written to `records.json`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check saw: `code` names the check ("stated-initiatives"), `field` is a path into the record."""

    code: str
    severity: Severity
    message: str
    initiative: str | None
    field: str | None
    spans: tuple[TextSpan, ...]
