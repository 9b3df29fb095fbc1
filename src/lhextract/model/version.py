"""The version of the schema: MODEL.REVISION.ADDITION, and how far a change of the schema reaches."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

FORM = re.compile(r"([1-9][0-9]{0,5})\.([0-9]{1,6})\.([0-9]{1,6})", re.ASCII)
# What was written before versions had three parts: the same keys and values as 1.0.0.
FIRST = "1.0"


class Level(IntEnum):
    """How far a change reaches; the larger one counts.

    MODEL: an old reader can read nothing reliably. REVISION: some old data or some readers are affected. ADDITION: only
    keys that an old reader does not look for. NONE: words only.
    """

    NONE = 0
    ADDITION = 1
    REVISION = 2
    MODEL = 3


@dataclass(frozen=True, slots=True, order=True)
class SchemaVersion:
    """A version; a later one is the greater."""

    model: int
    revision: int
    addition: int

    def __str__(self) -> str:
        """As it is written."""
        return f"{self.model}.{self.revision}.{self.addition}"

    def bumped(self, level: Level) -> SchemaVersion:
        """The next version after a change of this level."""
        return {
            Level.NONE: self,
            Level.ADDITION: SchemaVersion(self.model, self.revision, self.addition + 1),
            Level.REVISION: SchemaVersion(self.model, self.revision + 1, 0),
            Level.MODEL: SchemaVersion(self.model + 1, 0, 0),
        }[level]


def read_version(text: object) -> SchemaVersion | None:
    """Read "1.0.0"; "1.0" is the first writing of it, anything else is None."""
    if text == FIRST:
        return SchemaVersion(1, 0, 0)
    match = FORM.fullmatch(text) if isinstance(text, str) else None
    return SchemaVersion(*map(int, match.groups())) if match else None
