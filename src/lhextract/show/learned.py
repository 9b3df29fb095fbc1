"""What was learned from decisions: a proposed golden case."""

from __future__ import annotations

from typing import Any

from lhextract.learning.proposing import Proposed


def proposed(done: Proposed) -> str:
    """What was written, and what to do with it."""
    confirmed = len(done.proposal.confirmed)
    lines = [
        f"{done.source}: {confirmed} of {done.initiatives} initiatives confirmed; a proposed case in {done.folder}"
    ]
    if done.examples is not None:
        lines.append(f"{len(done.proposal.examples.splitlines())} lines with their names in {done.examples}")
    lines.append(f"read {done.folder / 'notes.md'} first; only a person moves a case to the golden ones")
    return "\n".join((*lines, ""))


def proposed_data(done: Proposed) -> dict[str, Any]:
    """The same for programs."""
    return {
        "source": done.source,
        "folder": str(done.folder),
        "files": sorted(done.proposal.files),
        "initiatives": done.initiatives,
        "confirmed": [one.id for one in done.proposal.records.initiatives if one.id in done.proposal.confirmed],
        "examples": str(done.examples) if done.examples is not None else None,
    }
