"""What a format is: its name, and how it writes an extraction."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from lhextract.model.record import Records
from lhextract.model.table import Tables


@dataclass(frozen=True, slots=True)
class Export:
    """What is written: records, the canonical text that their offsets refer to, and the tables made of them.

    `source` is the id of the source, `licence` the SPDX id of the licence of its page, None if nobody stated one.
    """

    source: str
    records: Records
    text: str
    tables: Tables
    licence: str | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """Files by relative name, and in how many places something had to be altered: {"guarded cells": 3}."""

    files: Mapping[str, bytes]
    notes: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Format:
    """A format: `name` is the word after `--to`, `title` a line for help and documentation.

    `suffix` ends the name of its one file (".xlsx"), which `write` calls `export.source + suffix`; it is empty for a
    format that is a folder of files. `extra` is the extra of the package that it needs.
    """

    name: str
    title: str
    suffix: str
    write: Callable[[Export], Written]
    extra: str | None = None
