"""The desks of a workspace, one for each source; all pages of the stewards work on these."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from lhextract.desk import Desk, open_desk
from lhextract.inforce import CHANGES
from lhextract.review.guard.refusal import Refused
from lhextract.review.model.queue import Standing, standing_of


@dataclass(slots=True)
class Office:
    """Desks by source; `start` is the folder from which they are opened again after a run."""

    desks: dict[str, Desk]
    start: Path
    _standing: dict[str, Standing] = field(default_factory=dict)

    @classmethod
    def of(cls, desks: Sequence[Desk], *, start: Path) -> Office:
        """An office with these desks."""
        return cls({desk.source: desk for desk in desks}, start)

    def desk(self, source: str | None) -> Desk:
        """The desk of a source; `Refused` (404) where there is none."""
        if source is None or source not in self.desks:
            raise Refused(404, "Not found", "There is no such source here, or nothing has been extracted from it yet.")
        return self.desks[source]

    def standing(self, source: str) -> Standing:
        """What has to be looked at and what is done, as it is now; worked out anew only when something was decided."""
        desk = self.desk(source)
        records = desk.checked()
        known = self._standing.get(source)
        if known is None or known.records is not records:
            known = standing_of(desk.corrected(), records, recent=_recent(desk))
            self._standing[source] = known
        return known

    def reopen(self, source: str) -> None:
        """Put a source on the desk anew: an extraction or a table of names is another."""
        named = source if self.desks[source].workspace is not None else str(self.desks[source].in_force.folder)
        self.desks[source] = open_desk(named, start=self.start)
        self._standing.pop(source, None)

    def not_yet_published(self, source: str) -> int:
        """How many decisions the extraction in force does not have yet."""
        desk = self.desks[source]
        inputs: Mapping[str, str] = desk.in_force.manifest["inputs"]
        published = {name.rpartition("/")[2] for name in inputs if name.startswith("corrections/")}
        return sum(f"{one.id}.json" not in published for one in desk.decisions().decisions)


def _recent(desk: Desk) -> frozenset[str]:
    """The initiatives that the last changes of the page are about."""
    # Imported here, because only the first look at a source needs it.
    from lhextract.exports.changes.jsonl import read_changes

    changes = read_changes(desk.in_force.changes().decode("utf-8"), name=CHANGES)
    return frozenset(one.initiative for one in changes if one.initiative is not None and not one.kind.is_note)
