"""What was taken of an extraction, and what came of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from lhextract.formats.form import Export
from lhextract.model.table import Tables
from lhextract.selection.wanted import LeftOut

SHOWN: Sequence[str] = ("initiatives", "contacts", "institutions", "people", "mentions")


@dataclass(frozen=True, slots=True)
class Taken:
    """What a format is given: `selection` says by the names of options what was asked for.

    `whole` are the tables of all records if it is a part of them, `snapshot` is the sha256 of the page, `left_out`
    says what was. If `is_left_out`, nothing of this source is wanted; if `is_complete`, no initiative was left out.
    """

    export: Export
    whole: Tables
    snapshot: str | None
    selection: Mapping[str, Any] = field(default_factory=dict)
    left_out: LeftOut = field(default_factory=dict)
    is_left_out: bool = False
    is_complete: bool = True


@dataclass(frozen=True, slots=True)
class Outcome:
    """Where it went (None: nowhere, because the source was not wanted), and what is to be said of it.

    `manifest` is that of files, or the counts of a database; `files` are by name.
    """

    taken: Taken
    target: str | None
    manifest: Mapping[str, Any] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)
    written: bool = False

    def to_json(self) -> dict[str, Any]:
        """The outcome for programs."""
        left_out = {reason: dict(kinds) for reason, kinds in self.taken.left_out.items()}
        common = {"source": self.taken.export.source, "target": self.target, "written": self.written}
        return {**common, "left_out": left_out, **self.manifest}

    def __str__(self) -> str:
        """The outcome for people, one line, and one for what was left out."""
        source = self.taken.export.source
        if self.target is None:
            return f"{source}: not wanted{_left_out(self.taken.left_out)}\n"
        tables = self.taken.export.tables
        held = ", ".join(f"{len(tables[name])} {name}" for name in SHOWN)
        altered = "".join(f"; {count} {what}" for what, count in self.manifest.get("altered", {}).items() if count)
        verb = "written to" if self.written else "would be written to"
        return f"{source}: {held} {verb} {self.target}{self._rows()}{altered}{_left_out(self.taken.left_out)}\n"

    def _rows(self) -> str:
        """What became of the rows of a database."""
        together: Counter[str] = Counter()
        for counts in self.manifest.get("tables", {}).values():
            together.update(counts)
        told = ", ".join(f"{count} {what}" for what, count in together.items() if count)
        return f" (rows: {told})" if told else ""


def _left_out(left_out: LeftOut) -> str:
    reasons = (
        f"by {reason} {', '.join(f'{n} {kind}' for kind, n in kinds.items())}" for reason, kinds in left_out.items()
    )
    told = "; ".join(reasons)
    return f"\n  left out: {told}" if told else ""
