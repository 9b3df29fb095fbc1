"""How the initiatives of a page got their ids."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from rich.table import Table
from rich.text import Text

from lhextract.answering import Answered
from lhextract.identity.identify import Identified
from lhextract.model.identity import Cue
from lhextract.show.console import render, shorten, table_of


def identities(source: str, identified: Identified) -> str:
    """Every initiative with its id and why it has it, what is in doubt, and the tombstones."""
    table = table_of("#", "initiative", "id", "because")
    for match in identified.matches:
        why = "new" if match.known is None else f"{match.score:.2f}: {_cues(match.cues)}" if match.cues else "as said"
        table.add_row(str(match.order), shorten(match.name, 44), match.id, why)
    parts: list[Table | Text | str] = [Text(f"{source}: {len(identified.matches)} initiatives", style="bold"), table]
    for doubt in identified.doubts:
        parts.append(Text(f"in doubt: {doubt.order} {doubt.name}: {doubt.reason}", style="yellow"))
        parts += [f"  {one.id} {one.name} {one.score:.2f}: {_cues(one.cues)}" for one in doubt.candidates]
    gone = [one for one in identified.identities.initiatives if one.retired]
    if gone:
        parts.append(f"gone from the page, ids kept: {', '.join(f'{one.id} ({one.names[0]})' for one in gone)}")
    return render(*parts)


def _cues(cues: tuple[Cue, ...]) -> str:
    return ", ".join(f"{cue.cue} {cue.weight:.2f}{f' ({cue.detail})' if cue.detail else ''}" for cue in cues)


def identities_data(source: str, identified: Identified) -> dict[str, Any]:
    """The same for programs."""
    return {
        "source": source,
        "matches": [asdict(match) for match in identified.matches],
        "doubts": [asdict(doubt) for doubt in identified.doubts],
        "gone": [asdict(one) for one in identified.identities.initiatives if one.retired],
    }


def answered(said: Answered) -> str:
    """What was stored, and what to do now."""
    what = f"is {said.initiative}" if said.initiative is not None else "is a new one"
    return (
        f"{said.source}: initiative {said.match.order} '{said.match.name}' {what}; now `lhextract run {said.source}`\n"
    )


def answered_data(said: Answered) -> dict[str, Any]:
    """The same for programs."""
    return {
        "source": said.source,
        "number": said.match.order,
        "name": said.match.name,
        "block_sha256": said.match.block_sha256,
        "initiative": said.initiative,
    }
