"""Writes a proposed golden case beside the golden cases, never among them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from lhextract.acquire.decode import HTML
from lhextract.acquire.store import find_snapshot
from lhextract.desk import Desk
from lhextract.errors import UsageError
from lhextract.files import lock_folder, new_folder, replace_file
from lhextract.learning.proposal import Proposal, propose
from lhextract.pointing import find_record

GOLDEN = ("tests", "golden")


@dataclass(frozen=True, slots=True)
class Proposed:
    """What was written: `folder` with the case, `examples` if they were asked for, and how much of it is confirmed."""

    source: str
    folder: Path
    proposal: Proposal
    examples: Path | None

    @property
    def initiatives(self) -> int:
        """How many initiatives the page has."""
        return len(self.proposal.records.initiatives)


def propose_case(
    desk: Desk, *, folder: Path | None = None, records: Sequence[str] = (), examples: Path | None = None
) -> Proposed:
    """Write a case from the decisions on a source into a folder that is not there yet ("proposed/<source>").

    With `records`, only these count as confirmed. Raises `UsageError` where nothing has been decided, where the page
    is not kept any more, and for a folder among the golden cases: what is there was read by people.
    """
    target = folder if folder is not None else Path("proposed") / desk.source
    for path in (target, *([examples] if examples is not None else ())):
        refuse_golden(path)
    if target.exists():
        raise UsageError(
            f"{target}: found there already, allowed is a new folder, so that nothing that a person edited is lost; "
            "give --out DIR, or move it away"
        )
    only = tuple(find_record(desk, one) for one in records)
    proposal = proposal_of(desk, only=only)
    target.parent.mkdir(parents=True, exist_ok=True)
    with lock_folder(target.parent):
        new_folder(target, proposal.files)
    if examples is not None:
        replace_file(examples, proposal.examples.encode("utf-8"))
    return Proposed(desk.source, target, proposal, examples)


def proposal_of(desk: Desk, *, only: tuple[str, ...] = ()) -> Proposal:
    """The case that the decisions on a source make; raises as `propose_case` does."""
    corrected = desk.corrected()
    if not corrected.rulings:
        raise UsageError(
            f"{desk.source}: found no decisions, allowed is a source that stewards have confirmed or corrected; "
            "begin with `lhextract correct confirm`"
        )
    initiatives = {one.id for one in corrected.records.initiatives}
    if odd := [one for one in only if one not in initiatives]:
        raise UsageError(f"--record: found {odd[0]!r}, allowed is the id, number or name of an initiative of the page")
    return propose(corrected, desk.text, html=_html(desk), only=only)


def refuse_golden(path: Path) -> None:
    """Refuse a path among the golden cases, by whatever way it leads there."""
    parts = tuple(part.lower() for part in path.resolve().parts)
    if GOLDEN in pairwise(parts):
        raise UsageError(
            f"{path}: found a place among the golden cases, allowed is any other: a person reads the proposal and "
            "moves it there by hand"
        )


def _html(desk: Desk) -> bytes | None:
    """The bytes of an HTML page, None for a text page, whose text says all."""
    if desk.machine.source.snapshot.media_type != HTML:
        return None
    raw = desk.workspace.raw if desk.workspace is not None else desk.in_force.folder / "raw"
    snapshot = find_snapshot(raw, desk.source, desk.in_force.snapshot)
    if snapshot is None:
        raise UsageError(
            f"{raw / desk.source}: found no page with the bytes that {desk.in_force.folder} was made from, allowed is "
            "a source whose page is kept; run `lhextract run --fetch` and decide what is left"
        )
    # Imported here, because a text page says all by itself.
    from lhextract.run import read_page

    if read_page(snapshot).text != desk.text:
        raise UsageError(
            f"{raw / desk.source}: found a page that reads otherwise than extracted/ says, allowed is one that reads "
            "the same: run `lhextract run` with this program first; if somebody on the page is forgotten, "
            "`lhextract purge --snapshots`"
        )
    return snapshot.body
