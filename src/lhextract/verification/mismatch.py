"""What does not follow: one place in one file, what stands there, what should, and how that is known."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """What is wrong with a place, in the order in which people should read of it: inputs first."""

    LOST = "lost"
    STALE = "stale"
    DIGEST = "digest"
    MISSING = "missing"
    FOREIGN = "foreign"
    ALTERED = "altered"
    ADDED = "added"
    DROPPED = "dropped"
    MOVED = "moved"
    OUTDATED = "outdated"
    CONTRADICTION = "contradiction"


MEANINGS = {
    Kind.LOST: "an input that cannot be read as it was: gone, or damaged",
    Kind.STALE: "an input that changed since the extraction was made",
    Kind.DIGEST: "a file that is another than its manifest says: changed since it was written",
    Kind.MISSING: "a file that a run writes is not there",
    Kind.FOREIGN: "a file that no run writes",
    Kind.ALTERED: "does not follow from the inputs: another value follows",
    Kind.ADDED: "does not follow from the inputs: nothing there follows",
    Kind.DROPPED: "follows from the inputs, and is not there",
    Kind.MOVED: "stands in another place of its list than follows",
    Kind.OUTDATED: "stands as it was written; from the inputs of today something else follows",
    Kind.CONTRADICTION: "cannot be true of this page, whatever made it",
}


@dataclass(frozen=True, slots=True)
class Mismatch:
    """One thing that does not follow.

    `file` is relative to the folder of the extraction, or the name of an input. `place` is a JSON pointer (RFC 6901) of
    a JSON file, `row 5, e164` of a table, `line 12` of another text; empty for a whole file. `found` and `derived` are
    JSON texts, None where there is nothing. `origin` says where the derived value comes from.
    """

    kind: Kind
    file: str
    place: str = ""
    found: str | None = None
    derived: str | None = None
    origin: str = ""

    def to_json(self) -> dict[str, Any]:
        """The same as plain data; `found` and `derived` are left out where there is nothing."""
        values = {"found": self.found, "derived": self.derived}
        return {
            "kind": self.kind.value,
            "file": self.file,
            "place": self.place,
            **{name: json.loads(value) for name, value in values.items() if value is not None},
            "origin": self.origin,
        }


def as_text(value: object) -> str:
    """A value as the JSON text that mismatches hold."""
    return json.dumps(value, ensure_ascii=False)
