"""Why a stretch of text was taken for a name, or why not: what was proposed, what spoke for it, what it lost to."""

from __future__ import annotations

from collections.abc import Iterator

from lhextract.mentions.candidates import NEVER_ALONE, VETO, Context, proposed, tagged_page
from lhextract.mentions.judge.judging import LEAST, Judged, judge
from lhextract.mentions.learned import Learned
from lhextract.mentions.nlp import propose_all, rules
from lhextract.mentions.resolve import resolve
from lhextract.mentions.spacy_library import Language
from lhextract.model.considered import Considered, NamesConsidered
from lhextract.model.mention import Label
from lhextract.model.page import PageText
from lhextract.model.span import Span

MOST_REASONS = 8


def consider_names(context: Context, learned: Learned | None, pipeline: Language | None = None) -> NamesConsidered:
    """Propose and decide as a run does, and keep the reasons."""
    doc = propose_all(context, learned, pipeline)
    candidates, tagged = proposed(doc), tagged_page(doc)
    if learned is None or tagged is None:
        return NamesConsidered(tuple(_by_priority(candidates, context.page)), lambda _span, _label: None)
    judged = judge(candidates, context, tagged, learned.weights)
    taken = [each for each in judged if each.taken]
    proposals = tuple(
        Considered(
            span=each.proposal.span,
            label=each.proposal.label,
            text=context.page.slice(each.proposal.span),
            rules=tuple(sorted(each.proposal.rules)),
            taken=each.taken,
            lost=None if each.taken else _why_lost(each, taken, context.page),
            probability=each.probability,
            reasons=tuple(learned.weights.reasons(each.proposal.label.value, each.features)[:MOST_REASONS]),
        )
        for each in judged
    )
    return NamesConsidered(
        proposals,
        lambda span, label: tagged.view(span, label.value, context.page.line_at(span.start).number).chance,
    )


def _why_lost(judged: Judged, taken: list[Judged], page: PageText) -> str:
    if judged.vetoed_by is not None:
        return f"vetoed by {judged.vetoed_by}"
    rivals = [other for other in taken if other.proposal.span.overlaps(judged.proposal.span)]
    if judged.odds <= LEAST:
        unlikely = f"held unlikely ({judged.probability:.2f})"
        return f"{unlikely}; {_named(rivals, page)} stands there" if rivals else unlikely
    return f"{_named(rivals, page)} is likelier"


def _named(rivals: list[Judged], page: PageText) -> str:
    return " and ".join(
        f"{other.proposal.label} {page.slice(other.proposal.span)!r} ({other.probability:.2f})" for other in rivals
    )


def _by_priority(candidates: list[tuple[Span, str, str]], page: PageText) -> Iterator[Considered]:
    """Without the network, the rule with the highest priority wins."""
    known = rules()
    taken = {(mention.span, mention.label): mention for mention in resolve(candidates, page, known)}
    vetoes = [(span, rule) for span, label, rule in candidates if label == VETO]
    for span, label in sorted({(span, label) for span, label, _ in candidates if label != VETO}):
        names = sorted(rule for other, kind, rule in candidates if (other, kind) == (span, label))
        won = (span, Label(label)) in taken
        veto = next((rule for other, rule in vetoes if other.overlaps(span)), None)
        rivals = [f"{m.label} {m.text!r} by {m.rule}" for m in taken.values() if m.span.overlaps(span)]
        if won:
            lost = None
        elif veto:
            lost = f"vetoed by {veto}"
        elif all(known[rule].priority <= NEVER_ALONE for rule in names):
            lost = "too weak without the trained recogniser"
        else:
            lost = f"{' and '.join(rivals)} goes first"
        yield Considered(span, Label(label), page.slice(span), tuple(names), won, lost, None, ())
