"""The desks of a workspace, one for each source; all pages of the stewards work on these."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from lhextract.desk import Desk, open_desk
from lhextract.errors import LhextractError
from lhextract.inforce import CHANGES, MANIFEST
from lhextract.review.guard.refusal import Refused
from lhextract.review.model.lineup import LineUp
from lhextract.review.model.queue import Standing

# The files that a desk was laid out from: time of writing, size, number in the file system; None for a missing one.
Stamp = Mapping[str, tuple[int, int, int] | None]


@dataclass(slots=True)
class Office:
    """Desks by source; `start` is the folder from which they are opened again after a run, also one of others.

    A run in another terminal replaces what the desk was laid out from; a decision about what is not there any more
    would be nobody's wish.
    """

    desks: dict[str, Desk]
    start: Path
    _laid_out: dict[str, Stamp] = field(default_factory=dict)
    _standing: dict[str, Standing] = field(default_factory=dict)
    _lineups: dict[str, LineUp] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._laid_out.update((source, _stamp(desk)) for source, desk in self.desks.items())

    @classmethod
    def of(cls, desks: Sequence[Desk], *, start: Path) -> Office:
        """An office with these desks."""
        return cls({desk.source: desk for desk in desks}, start)

    def desk(self, source: str | None) -> Desk:
        """The desk of a source, as it is extracted now; `Refused` (404) where there is none."""
        if source is None or source not in self.desks:
            raise Refused(404, "Not found", "There is no such source here, or nothing has been extracted from it yet.")
        found = _stamp(self.desks[source])
        # While a run swaps the folder there is no manifest for a moment: then the desk stays as it is.
        if found.get(MANIFEST) and found != self._laid_out[source]:
            try:
                self.reopen(source)
            except LhextractError as error:
                raise Refused(422, "Extracted anew, but it cannot be read", str(error)) from error
        return self.desks[source]

    @contextlib.contextmanager
    def steady(self) -> Iterator[None]:
        """Have all desks look once, for one page."""
        with contextlib.ExitStack() as stack:
            for desk in self.desks.values():
                stack.enter_context(desk.steady())
            yield

    def standing(self, source: str) -> Standing:
        """What has to be looked at and what is done, as it is now; worked out anew only when something was decided."""
        desk = self.desk(source)
        records = desk.checked()
        known = self._standing.get(source)
        if known is None or known.records is not records:
            is_first = source not in self._lineups
            if is_first:
                self._lineups[source] = LineUp(_recent(desk))
            known = self._standing[source] = self._lineups[source].standing(desk.corrected(), records)
            if is_first:
                _settle()
        return known

    def reopen(self, source: str) -> None:
        """Put a source on the desk anew: an extraction or a table of names is another."""
        named = source if self.desks[source].workspace is not None else str(self.desks[source].in_force.folder)
        stamp = _stamp(self.desks[source])  # before it is read: what changes while it is read is seen next time
        self.desks[source] = open_desk(named, start=self.start)
        self._laid_out[source] = stamp
        self._standing.pop(source, None)
        self._lineups.pop(source, None)

    def not_yet_published(self, source: str) -> int:
        """How many decisions the extraction in force does not have yet."""
        desk = self.desks[source]
        inputs: Mapping[str, str] = desk.in_force.manifest["inputs"]
        published = {name.rpartition("/")[2] for name in inputs if name.startswith("corrections/")}
        return sum(f"{one.id}.json" not in published for one in desk.decisions().decisions)


def _settle() -> None:
    """What was just laid out stays for hours: the garbage collector need not go through it at every decision.

    On a page of a thousand initiatives such a pass takes longer than the decision.
    """
    gc.collect()
    gc.freeze()


def _stamp(desk: Desk) -> Stamp:
    return {path.name: _state_of(path) for path in _laid_out_from(desk)}


def _laid_out_from(desk: Desk) -> Iterator[Path]:
    yield desk.in_force.folder / MANIFEST
    if desk.workspace is not None:
        yield from sorted(desk.workspace.lookups.glob("*.csv"))


def _state_of(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def _recent(desk: Desk) -> frozenset[str]:
    """The initiatives that the last changes of the page are about."""
    # Imported here, because only the first look at a source needs it.
    from lhextract.exports.changes.jsonl import read_changes

    changes = read_changes(desk.in_force.changes().decode("utf-8"), name=CHANGES)
    return frozenset(one.initiative for one in changes if one.initiative is not None and not one.kind.is_note)
