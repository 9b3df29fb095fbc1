"""Overlapping candidates to mentions that do not overlap."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lhextract.mentions.candidates import NEVER_ALONE, NO_NAME, VETO, Rule
from lhextract.model.mention import Label, Mention
from lhextract.model.page import PageText
from lhextract.model.span import Span

LABELS = {label.value: label for label in Label}  # ten times faster than `Label(…)`


def resolve(
    candidates: Iterable[tuple[Span, str, str]], page: PageText, rules: Mapping[str, Rule]
) -> tuple[Mention, ...]:
    """Take candidates by the priority of their rule, then the longer, then the earlier, then by label.

    A candidate that overlaps one already taken is dropped; a veto is taken like any other and then left out. What is
    known to be no name forbids only what lies inside it: it may be part of a longer name.
    """
    unlike = {(span.start, span.end, label, rule): span for span, label, rule in candidates}
    forbidden = [span for (_, _, _, rule), span in unlike.items() if rule == NO_NAME]
    alone = [
        (-rules[rule].priority, start - end, start, label, rule, span)
        for (start, end, label, rule), span in unlike.items()
        if rules[rule].priority > NEVER_ALONE and not any(known.covers(span) for known in forbidden)
    ]
    taken: list[tuple[int, str, str, Span]] = []
    occupied = bytearray(len(page.text))
    for _, _, start, label, rule, span in sorted(alone):
        if 1 not in occupied[start : span.end]:
            occupied[start : span.end] = b"\x01" * len(span)
            taken.append((start, label, rule, span))
    return tuple(
        Mention(span=span, label=LABELS[label], text=page.slice(span), rule=rule, confidence=rules[rule].confidence)
        for _, label, rule, span in sorted(taken)
        if label != VETO
    )
