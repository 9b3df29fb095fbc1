"""What speaks for and against a proposed name: who proposed it, what the network holds of it, what stands beside it."""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lhextract.mentions.tagger.tagger import TaggedPage, View
from lhextract.model.mention import Label
from lhextract.model.outline import LineRole, Outline
from lhextract.model.page import PageText
from lhextract.model.span import Span

MODEL = "model/"
BEST = "model/best"
CERTAIN = 7.0  # log-odds beyond which nothing more is told
HIGH = 3.0  # log-odds
# What stands between the members of a list.
BETWEEN = re.compile(r"\s?(?:[,;/|–·•&+-]|,? (?:and|und|sowie|or|oder|y|e|et))\s?(?:(?:the|die|der|das|dem|den) )?")
REACH = 12  # code points between them
Features = dict[str, float]
ARTICLE = re.compile(r"(?:^|\W)(?:the|a|an|der|die|das|den|dem|des|ein|eine|einem|einer)\s$", re.IGNORECASE)
OPENING = re.compile(r"[(\[]$")
QUOTE = re.compile(r"[„“\"«»‚‘”]$")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A stretch that may be a name of a label, and the rules that propose exactly it."""

    span: Span
    label: Label
    rules: frozenset[str]


def gather(candidates: Iterable[tuple[Span, str, str]]) -> list[Proposal]:
    """One proposal for each span and label, in page order."""
    rules: dict[tuple[Span, str], set[str]] = defaultdict(set)
    for span, label, rule in candidates:
        rules[span, label].add(rule)
    return [Proposal(span, Label(label), frozenset(names)) for (span, label), names in sorted(rules.items())]


def log_odds(probability: float) -> float:
    """Log-odds, cut where more would tell nothing."""
    if probability <= 0:
        return -CERTAIN
    if probability >= 1:
        return CERTAIN
    return max(-CERTAIN, min(CERTAIN, math.log(probability / (1 - probability))))


def describe(
    proposals: Sequence[Proposal], *, page: PageText, outline: Outline, tagged: TaggedPage, language: str
) -> list[Features]:
    """The features of each proposal; every one is 0 where it is not named."""
    lines = [page.line_at(proposal.span.start).number for proposal in proposals]
    views = [
        tagged.view(proposal.span, proposal.label.value, line) for proposal, line in zip(proposals, lines, strict=True)
    ]
    chances = [view.chance for view in views]
    listed = _listed(proposals, page)
    elsewhere = _elsewhere(proposals, chances, page)
    beside = _Neighbours(proposals, chances)
    described = []
    for index, (proposal, line) in enumerate(zip(proposals, lines, strict=True)):
        features = {"always": 1.0, **_own(proposal, views[index]), **beside.of(index), **listed[index]}
        features |= _place(proposal.span, page, outline.roles[line - 1], language)
        features |= elsewhere[index]
        described.append(features)
    return described


def _own(proposal: Proposal, view: View) -> Features:
    features = dict.fromkeys(proposal.rules, 1.0)
    odds = log_odds(view.chance)
    by_rules = {rule for rule in proposal.rules if not rule.startswith(MODEL)}
    features["chance"] = odds / CERTAIN
    features["chance, above half"] = max(0.0, odds) / CERTAIN
    features["chance, high"] = max(0.0, odds - HIGH) / CERTAIN
    features["mean chance"] = log_odds(view.mean_chance) / CERTAIN
    features["chance of any kind"] = log_odds(view.any_kind) / CERTAIN
    features["token before in a name"] = view.before
    features["token after in a name"] = view.after
    if by_rules:
        features["by a rule"] = 1.0
        features["by a rule, chance"] = odds / CERTAIN
    if len(by_rules) > 1:
        features["by several rules"] = 1.0
    return features


def _place(span: Span, page: PageText, role: LineRole, language: str) -> Features:
    before = page.text[max(0, span.start - 8) : span.start].rsplit("\n", 1)[-1]
    text = page.slice(span)
    words = len(text.split())
    features = {f"role {role.value}": 1.0, f"words {min(words, 8) if words < 4 else '4-6' if words < 7 else '7+'}": 1.0}
    if ARTICLE.search(before):
        features["after an article"] = 1.0
    if OPENING.search(before):
        features["in brackets"] = 1.0
    if QUOTE.search(before):
        features["in quotes"] = 1.0
    if text.isupper() and words == 1:
        features["capitals"] = 1.0
    if not any(map(str.isupper, text)):
        features["no capital"] = 1.0
    if language == "de":
        features["German"] = 1.0
    return features


def _listed(proposals: Sequence[Proposal], page: PageText) -> list[Features]:
    """Whether the neighbours in a list are names of the same kind on the network's best reading."""
    best = [(each.span, each.label) for each in proposals if BEST in each.rules]
    starts = [span.start for span, _ in best]
    ends = [span.end for span, _ in best]
    features: list[Features] = []
    for proposal in proposals:
        found: Features = {}
        before = bisect_right(ends, proposal.span.start) - 1
        after = bisect_left(starts, proposal.span.end)
        for place, at in (("before", before), ("after", after)):
            if not 0 <= at < len(best):
                continue
            span, label = best[at]
            gap = (span.end, proposal.span.start) if place == "before" else (proposal.span.end, span.start)
            if gap[1] - gap[0] <= REACH and BETWEEN.fullmatch(page.text, *gap):
                found[f"listed {place} {'its own kind' if label == proposal.label else 'another kind'}"] = 1.0
        features.append(found)
    return features


def _elsewhere(proposals: Sequence[Proposal], chances: Sequence[float], page: PageText) -> list[Features]:
    """What the network holds of the same text in other places of the page."""
    places: dict[str, _Places] = defaultdict(_Places)
    texts = [page.slice(proposal.span) for proposal in proposals]
    for text, proposal, chance in zip(texts, proposals, chances, strict=True):
        places[text].add(proposal, chance)
    return [places[text].without(proposal) for text, proposal in zip(texts, proposals, strict=True)]


class _Places:
    """All proposals of one text, in time that grows with their number: a page may say one word ten thousand times."""

    def __init__(self) -> None:
        self._spans: set[Span] = set()
        self._best: Counter[Label] = Counter()
        # By label the two highest chances, each with its span: one of them is elsewhere.
        self._highest: dict[Label, list[tuple[float, Span]]] = defaultdict(list)

    def add(self, proposal: Proposal, chance: float) -> None:
        self._spans.add(proposal.span)
        self._best[proposal.label] += BEST in proposal.rules
        highest = [*self._highest[proposal.label], (chance, proposal.span)]
        self._highest[proposal.label] = sorted(highest, key=lambda one: -one[0])[:2]

    def without(self, proposal: Proposal) -> Features:
        """The features of a proposal from all others that are not of its span; none where there are none."""
        others = len(self._spans) - 1
        if not others:
            return {}
        unlike = max(
            (self._chance(label, proposal.span) for label in self._highest if label != proposal.label), default=0.0
        )
        return {
            "elsewhere": 1.0,
            "elsewhere, chance": log_odds(self._chance(proposal.label, proposal.span)) / CERTAIN,
            "elsewhere, of another kind": log_odds(unlike) / CERTAIN if unlike else -1.0,
            "elsewhere, share": (self._best[proposal.label] - (BEST in proposal.rules)) / others,
        }

    def _chance(self, label: Label, span: Span) -> float:
        return max((chance for chance, there in self._highest[label] if there != span), default=0.0)


class _Neighbours:
    """Which other proposals overlap one."""

    def __init__(self, proposals: Sequence[Proposal], chances: Sequence[float]) -> None:
        self._proposals = proposals
        self._chances = chances
        self._starts = [proposal.span.start for proposal in proposals]
        self._longest = max((len(proposal.span) for proposal in proposals), default=0)

    def of(self, index: int) -> Features:
        """Rivals of a proposal: longer, shorter, crossing, of another kind; by the network or by rules."""
        span, label = self._proposals[index].span, self._proposals[index].label
        features: Features = {}
        low = bisect_left(self._starts, span.start - self._longest)
        high = bisect_left(self._starts, span.end)
        for other in range(low, high):
            rival = self._proposals[other]
            if other == index or not rival.span.overlaps(span):
                continue
            shape = (
                "same span"
                if rival.span == span
                else "longer"
                if rival.span.covers(span)
                else "shorter"
                if span.covers(rival.span)
                else "crossing"
            )
            kind = "" if rival.label == label else " of another kind"
            if BEST in rival.rules:
                features[f"rival {shape}{kind}"] = 1.0
            if any(not rule.startswith(MODEL) for rule in rival.rules):
                features[f"rule sees {shape}{kind}"] = 1.0
            chance = log_odds(self._chances[other]) / CERTAIN
            key = f"rival's chance{kind}"
            features[key] = max(features.get(key, -1.0), chance)
        features.setdefault("rival's chance", -1.0)
        return features
