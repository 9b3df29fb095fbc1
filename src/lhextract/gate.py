"""Whether an extraction may take the place of the one in force; if not, the run is held for a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lhextract.errors import HeldError
from lhextract.holding.registry import find_holds
from lhextract.holding.subject import Candidate, read_before
from lhextract.inforce import InForce
from lhextract.language.cues import detect_language, load_cues
from lhextract.model.hold import Hold
from lhextract.model.identity import Doubt
from lhextract.run import Extraction, no_initiative

DOUBT = "identity-doubtful"


@dataclass(frozen=True, slots=True)
class Former:
    """The extraction in force, and the bytes of the page that it was made from (None: `raw/` has lost them)."""

    in_force: InForce
    body: bytes | None


def refuse_without_initiatives(begun: Extraction, former: Former | None) -> None:
    """Hold a page without any initiative, with the reasons that its text shows; nobody can accept that."""
    if begun.outline is not None and begun.outline.blocks:
        return
    said, holds = no_initiative(begun.snapshot), _holds(begun, former)
    lines = [said, *(f"  {hold.code}: {hold.message}" for hold in holds)]
    raise HeldError("\n".join(lines), holds or (Hold("no-initiative", said),), source=begun.snapshot.source)


def refuse_broken(extraction: Extraction, former: Former | None) -> None:
    """Hold what does not look like the page."""
    holds = _holds(extraction, former)
    if holds:
        advice = "open the page in a browser; if it is right, run again with --accept"
        raise HeldError(_told(extraction, holds, advice), holds, source=extraction.snapshot.source)


def refuse_doubtful(extraction: Extraction) -> None:
    """Hold where a person must say which initiative is which."""
    doubts = extraction.identified.doubts if extraction.identified is not None else ()
    if not doubts:
        return
    holds = tuple(map(_doubt_as_hold, doubts))
    source = extraction.snapshot.source
    advice = (
        f"say so with `lhextract identity same {source} NUMBER ID` or `lhextract identity new {source} NUMBER`, "
        "or run again with --accept to take the likeliest"
    )
    raise HeldError(_told(extraction, holds, advice), holds, source=source)


def _holds(extraction: Extraction, former: Former | None) -> tuple[Hold, ...]:
    cues, snapshot, page = load_cues(), extraction.snapshot, extraction.page
    candidate = Candidate(
        body=snapshot.body,
        media_type=snapshot.media_type,
        status=snapshot.status,
        text=page.text,
        language=detect_language(page.text, cues),
        outline=extraction.outline,
        records=extraction.records,
    )
    before = read_before(former.in_force.records(), former.in_force.text(), body=former.body) if former else None
    new_page = former is None or former.in_force.snapshot != snapshot.sha256
    return find_holds(candidate, before, cues=cues, new_page=new_page)


def _told(extraction: Extraction, holds: Sequence[Hold], advice: str) -> str:
    lines = [f"{extraction.snapshot.source}: held, nothing was replaced:"]
    for hold in holds:
        lines += [f"  {hold.code}: {hold.message}", *(f"    {quote}" for quote in hold.evidence)]
    return "\n".join([*lines, f"  what to do: {advice}"])


def _doubt_as_hold(doubt: Doubt) -> Hold:
    best = doubt.candidates[0]
    message = f"initiative {doubt.order} '{doubt.name}' may be {best.id} '{best.name}' or a new one: {doubt.reason}"
    return Hold(DOUBT, message, tuple(_evidence(doubt)))


def _evidence(doubt: Doubt) -> list[str]:
    return [
        f"{match.id} '{match.name}' {match.score:.2f}: "
        + ", ".join(f"{cue.cue} {cue.weight:+.2f}{f' ({cue.detail})' if cue.detail else ''}" for cue in match.cues)
        for match in doubt.candidates
    ]
