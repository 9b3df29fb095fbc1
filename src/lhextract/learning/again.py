"""What the machine finds on the page of a desk, with a remedy or without: the stages run again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lhextract.acquire.store import find_snapshot
from lhextract.desk import Desk
from lhextract.errors import UsageError
from lhextract.forgetting.store import read_forgotten
from lhextract.identity.store import read_identities
from lhextract.jobs import read_all_lookups
from lhextract.learning.remedies import Remedy, applied
from lhextract.model.record import Records
from lhextract.workspace import Workspace

if TYPE_CHECKING:
    from lhextract.run import Extraction

LEARNED = "learned/card.json"  # among the inputs of an extraction that the shipped network had a part in
Tell = Callable[[str], None]


@dataclass(slots=True)
class Again:
    """Reads each page once more, and its outline only once; `tell` is told what is read."""

    tell: Tell = lambda _: None
    _begun: dict[str, Extraction] = field(default_factory=dict)
    _found: dict[str, Records] = field(default_factory=dict)

    def find(self, desk: Desk, remedy: Remedy | None) -> Records:
        """The records up to their ids. Raises `UsageError` where the page is not kept, or reads otherwise today."""
        if remedy is None and desk.source in self._found:
            return self._found[desk.source]
        # Imported here, because what is only renamed needs no spaCy.
        from lhextract.run import Stage, finish

        workspace = _workspace(desk)
        self.tell(f"{desk.source} {'again' if remedy is None else 'with a row more'}")
        lookups, profile = read_all_lookups(workspace), desk.profile
        if remedy is not None:
            lookups, profile = applied(remedy, lookups=lookups, profile=profile, source=desk.source)
        known = read_identities(workspace.identity / f"{desk.source}.json")
        use_model = _uses_model(desk)
        done = finish(
            self._outline(desk),
            profile=profile,
            lookups=lookups,
            known=known,
            until=Stage.IDENTITY,
            use_model=use_model,
        )
        records, _ = done.finished()
        if remedy is None:
            self._found[desk.source] = records
        return records

    def _outline(self, desk: Desk) -> Extraction:
        from lhextract.run import begin, leave_out

        if desk.source not in self._begun:
            workspace = _workspace(desk)
            raw = workspace.raw
            snapshot = find_snapshot(raw, desk.source, desk.in_force.snapshot)
            if snapshot is None:
                raise UsageError(
                    f"{raw}/{desk.source}: found no page with the bytes that extracted/ was made from, allowed is a "
                    "source whose page is kept; run `lhextract run` first, or give --quick"
                )
            begun = leave_out(
                begin(snapshot),
                read_forgotten(workspace.forgotten),
                profile=desk.profile,
                lookups=read_all_lookups(workspace),
                use_model=_uses_model(desk),
            )
            if begun.page.text != desk.text:
                raise UsageError(
                    f"{desk.source}: found a page that reads otherwise than extracted/ says, allowed is an extraction "
                    "by this program; run `lhextract run` first, or give --quick"
                )
            self._begun[desk.source] = begun
        return self._begun[desk.source]


def _workspace(desk: Desk) -> Workspace:
    if desk.workspace is None:
        raise UsageError(
            f"{desk.source}: found an extraction that stands alone, allowed is a source of a workspace, whose page is "
            "kept in raw/; give --quick"
        )
    return desk.workspace


def _uses_model(desk: Desk) -> bool:
    """Whether the shipped network had a part in the extraction."""
    return LEARNED in desk.in_force.manifest["inputs"]
