"""Which version a change of the schema takes, and whether the program has it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lhextract.model.version import Level, SchemaVersion
from lhextract.schema_changes.difference import Difference, least_bump

SHOWN = 3  # differences in a message


@dataclass(frozen=True, slots=True)
class Verdict:
    """From the schema released last to the present one: what differs, which version it has and which it takes."""

    released: SchemaVersion
    current: SchemaVersion
    differences: tuple[Difference, ...]

    @property
    def level(self) -> Level:
        """How far the change reaches."""
        return least_bump(self.differences)

    @property
    def right(self) -> SchemaVersion:
        """The one version that is right: a lower one breaks a promise, a higher one scares for nothing."""
        return self.released.bumped(self.level)

    def problem(self) -> str | None:
        """What is wrong with the version and what to do, in one message; None where it is right."""
        if self.current == self.right:
            return None
        return (
            f"src/lhextract/model/record.py: SCHEMA_VERSION: found {self.current}, allowed is {self.right}: since "
            f"{self.released} the schema has {_reasons(self.differences, self.level)}; set it, run "
            "`python -m lhextract.schemas`, and say in docs/schema.md what importers should do"
        )


def _reasons(differences: Sequence[Difference], level: Level) -> str:
    decisive = [f"{one.where}: {one.what}" for one in differences if one.level == level]
    if level is Level.NONE:
        return "no change but of words"
    more = f" and {len(decisive) - SHOWN} more" if len(decisive) > SHOWN else ""
    return f"changes of level {level.name} ({'; '.join(decisive[:SHOWN])}{more})"
