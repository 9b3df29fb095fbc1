"""What a format is: a name, the files it makes of an extraction, and what it had to alter to do so."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from lhextract.model.record import Records
from lhextract.model.table import Tables


@dataclass(frozen=True, slots=True)
class Export:
    """What a format is given: `tables` hold the same as `records`, whose offsets refer to `text`.

    `machine_made` is false where a person has confirmed all that is handed on.
    """

    source: str
    records: Records
    text: str
    tables: Tables
    machine_made: bool = True


@dataclass(frozen=True, slots=True)
class Written:
    """Files by their relative names, and how often something had to be altered ("replaced characters": 3)."""

    files: Mapping[str, bytes]
    notes: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Format:
    """A format: `name` is the word behind `--to`, `title` one line about it, `suffix` "" for a folder of files.

    `extra` is the extra of the package that it needs, None where the program alone will do.
    """

    name: str
    title: str
    suffix: str
    write: Callable[[Export], Written]
    extra: str | None = None
