"""Partner, host unit, or neither: what the cues of an institution weigh."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from lhextract.model.mention import Mention
from lhextract.records.block_view import BlockView
from lhextract.records.parties.candidates import Candidate
from lhextract.records.parties.evidence import ANOTHER, HOST, ITSELF, PartyContext, describe
from lhextract.shipped import read_shipped

PARTNER, UNIT, NEITHER = "partner", "host unit", "neither"
PARTS = (PARTNER, UNIT, NEITHER)
WEIGHTS = "weights.json"


@dataclass(frozen=True, slots=True)
class Parties:
    """The institutions of a block that take part, by their names there, in page order."""

    partners: tuple[Mention, ...]
    host_units: tuple[Mention, ...]


Weights = Mapping[str, Sequence[int]]


@cache
def load_weights() -> Weights:
    """The shipped weights: for each cue those of `PARTS`, in thousandths of log-odds."""
    return read_shipped(f"records/parties/{WEIGHTS}", _parsed)


def _parsed(text: str) -> Weights:
    weights: dict[str, list[int]] = json.loads(text)
    if not weights or any(len(row) != len(PARTS) for row in weights.values()):
        raise ValueError(f"no {len(PARTS)} weights for each cue")
    return weights


def score(cues: Sequence[str], weights: Weights) -> tuple[int, int, int]:
    """The sums of the weights of all cues, one for each of `PARTS`."""
    sums = [0] * len(PARTS)
    for cue in cues:
        row = weights.get(cue)
        if row is not None:
            for part, weight in enumerate(row):
                sums[part] += weight
    partner, unit, neither = sums
    return partner, unit, neither


def decide(scores: Sequence[int], owner: str | None, *, is_own: bool) -> str:
    """The likeliest part; a unit of the host is a host unit, the initiative itself (`is_own`) aside.

    A unit of another university, or a known body of its own, is none.
    """
    if owner == HOST and not is_own:
        return UNIT
    open_parts = [part for part in PARTS if not (owner in {ANOTHER, ITSELF} and part == UNIT)]
    return max(open_parts, key=lambda part: scores[PARTS.index(part)])


def choose_parties(
    candidates: Sequence[Candidate], view: BlockView, context: PartyContext, *, weights: Weights | None = None
) -> Parties:
    """Give every candidate the likeliest part; the host university itself has none."""
    known = load_weights() if weights is None else weights
    taken: dict[str, list[Mention]] = {PARTNER: [], UNIT: [], NEITHER: []}
    for candidate in candidates:
        if any(context.is_host(form) for form in candidate.forms):
            continue
        scores = score(describe(candidate, view, context, candidates), known)
        owner = context.owners.get(candidate.institution)
        is_own = any(form in context.own_names for form in candidate.forms)
        taken[decide(scores, owner, is_own=is_own)].append(candidate.name)
    return Parties(tuple(taken[PARTNER]), tuple(taken[UNIT]))
