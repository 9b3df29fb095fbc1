"""Proposals to decisions: what was considered on a page, how likely it is right, and what was taken."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import accumulate

from lhextract.mentions.candidates import NO_NAME, VETO, Context, Rule
from lhextract.mentions.judge.decide import Weights, choose
from lhextract.mentions.judge.evidence import MODEL, Features, Proposal, describe, gather
from lhextract.mentions.judge.lookalikes import resembles
from lhextract.mentions.tagger.tagger import TaggedPage
from lhextract.model.mention import Label, Mention
from lhextract.model.page import PageText
from lhextract.model.span import Span

NUMBERS = frozenset({Label.YEAR, Label.PHONE})
DOUBTFUL = "year/doubtful"
# What a steward wrote into a lookup table or a profile is right wherever it stands, if it is not part of a longer name.
LOOKUP = "lookup/"
CERTAIN = 10.0  # log-odds of what is right without being weighed
FINE = 10_000  # characters that count as much as one log-odd, so that of two known names the longer wins
# Log-odds of the least probability that is taken. F1 is highest where what is taken is right at least half as often as
# F1 says (Lipton et al. 2014): below one half.
LEAST = math.log(0.47 / 0.53)
# A longer name that is likelier than this makes a known one a part of it.
LONGER = math.log(0.8 / 0.2)
# Nothing is certain that a program found; and digits beyond these would differ between machines.
MOST, DIGITS = 0.99, 2


@dataclass(frozen=True, slots=True)
class Judged:
    """A proposal with its evidence; `vetoed_by` names a rule that forbids it, `odds` are log-odds."""

    proposal: Proposal
    features: Features
    odds: float
    taken: bool
    vetoed_by: str | None = None

    @property
    def probability(self) -> float:
        """How likely the proposal is right, to two digits."""
        return min(MOST, round(1 / (1 + math.exp(-self.odds)), DIGITS))


def judge(
    candidates: Iterable[tuple[Span, str, str]], context: Context, tagged: TaggedPage, weights: Weights
) -> list[Judged]:
    """Judge every proposal of a page and take the best set without overlap, in page order."""
    candidates = list(candidates)
    proposals = gather(candidate for candidate in candidates if candidate[1] != VETO)
    vetoes = sorted((span, rule) for span, label, rule in candidates if label == VETO)
    resembled = {i: found for i, each in enumerate(proposals) if (found := resembles(each, context.page, context.cues))}
    known = {i for i, each in enumerate(proposals) if any(rule.startswith(LOOKUP) for rule in each.rules)}
    doubted = {i: why for i, why in (resembled | _unruled(proposals)).items() if i not in known}
    forbidden = doubted | _forbidden(proposals, vetoes)
    described = describe(
        proposals, page=context.page, outline=context.outline, tagged=tagged, language=context.language
    )
    odds = [
        -CERTAIN if index in forbidden else weights.odds(proposal.label.value, features)
        for index, (proposal, features) in enumerate(zip(proposals, described, strict=True))
    ]
    certain = known - forbidden.keys()
    likely = [each.span for i, each in enumerate(proposals) if i in certain or odds[i] > LONGER]
    for index in certain - _part_of_longer(proposals, certain, likely):
        odds[index] = CERTAIN + len(proposals[index].span) / FINE  # of two known names, the longer
    taken = set(choose([proposal.span for proposal in proposals], [value - LEAST for value in odds]))
    return [
        Judged(proposal, features, value, index in taken, forbidden.get(index))
        for index, (proposal, features, value) in enumerate(zip(proposals, described, odds, strict=True))
    ]


def _part_of_longer(proposals: list[Proposal], known: Iterable[int], likely: Iterable[Span]) -> set[int]:
    """Known names within a longer one that is likely or known itself: they are weighed like others.

    "EU" is known, and a part of the name in "EU Delegation" and "ASEAN-EU Law Academy".
    """
    spans = sorted(likely)
    starts = [span.start for span in spans]
    furthest = list(accumulate((span.end for span in spans), max, initial=0))
    parts = set()
    for index in known:
        span = proposals[index].span
        before = furthest[bisect_left(starts, span.start)]
        beginning_there = furthest[bisect_right(starts, span.start)]
        if before >= span.end or beginning_there > span.end:
            parts.add(index)
    return parts


def _unruled(proposals: list[Proposal]) -> dict[int, str]:
    """Years and phones that no rule stands for: for them the rules are right more often than the network."""
    return {
        index: "that no rule sees a year or a phone there"
        for index, proposal in enumerate(proposals)
        if proposal.label in NUMBERS and all(rule.startswith(MODEL) or rule == DOUBTFUL for rule in proposal.rules)
    }


def _forbidden(proposals: list[Proposal], vetoes: list[tuple[Span, str]]) -> dict[int, str]:
    """Proposals that a veto forbids, with its rule.

    Nothing may overlap a URL or a fax number; what is known to be no name may still be part of a longer one.
    """
    found, first = {}, 0
    for index, proposal in enumerate(proposals):
        while first < len(vetoes) and vetoes[first][0].end <= proposal.span.start:
            first += 1
        for span, rule in vetoes[first:]:
            if span.start >= proposal.span.end:
                break
            if span.covers(proposal.span) or (rule != NO_NAME and span.overlaps(proposal.span)):
                found[index] = rule
    return found


def to_mention(judged: Judged, page: PageText, rules: Mapping[str, Rule]) -> Mention:
    """The mention of a proposal that was taken, named after the strongest of what proposed it."""
    proposal = judged.proposal
    by = max(proposal.rules, key=lambda rule: (not rule.startswith(MODEL), rules[rule].priority, rule))
    return Mention(proposal.span, Label(proposal.label), page.slice(proposal.span), by, judged.probability)
