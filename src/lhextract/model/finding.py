"""Something about a page or a record that a person should look at."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from lhextract.model.meaning import End, Meaning, Owner, Start


class Severity(StrEnum):
    """How much a finding matters; `--fail-on` names the least one that makes a run end with exit code 3."""

    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class TextSpan:
    """`[start, end)` in `text.txt`, as written to `records.json`."""

    start: Start
    end: End


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check saw: `code` names the check ("stated-initiatives"), `field` is a path into the record."""

    code: Annotated[str, Meaning("What kind of finding it is; docs/findings.md lists them all.", r"^[a-z]+(-[a-z]+)*$")]
    severity: Annotated[
        Severity, Meaning("How much it matters: error (certainly wrong), warning (probably), note (worth a look).")
    ]
    message: Annotated[str, Meaning("The finding in words, in English.")]
    initiative: Owner
    field: Annotated[
        str | None,
        Meaning('Path of the field within the record ("contacts.ct-….phones"); null where it is about no field.'),
    ]
    spans: Annotated[tuple[TextSpan, ...], Meaning("Places in text.txt to look at; empty where there is none.")]
