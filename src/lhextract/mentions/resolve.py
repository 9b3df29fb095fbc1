"""Overlapping candidates to mentions that do not overlap."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lhextract.mentions.candidates import NEVER_ALONE, NO_NAME, VETO, Rule
from lhextract.model.mention import Label, Mention
from lhextract.model.page import PageText
from lhextract.model.span import Span


def resolve(
    candidates: Iterable[tuple[Span, str, str]], page: PageText, rules: Mapping[str, Rule]
) -> tuple[Mention, ...]:
    """Take candidates by the priority of their rule, then the longer, then the earlier, then by label.

    A candidate that overlaps one already taken is dropped; a veto is taken like any other and then left out. What is
    known to be no name forbids only what lies inside it: it may be part of a longer name.
    """
    candidates = set(candidates)
    forbidden = [span for span, _, rule in candidates if rule == NO_NAME]
    alone = {
        candidate
        for candidate in candidates
        if rules[candidate[2]].priority > NEVER_ALONE and not any(span.covers(candidate[0]) for span in forbidden)
    }
    ordered = sorted(alone, key=lambda c: (-rules[c[2]].priority, -len(c[0]), c[0].start, c[1], c[2]))
    taken: list[tuple[Span, str, str]] = []
    occupied = bytearray(len(page.text))
    for span, label, rule in ordered:
        if not any(occupied[span.start : span.end]):
            occupied[span.start : span.end] = b"\x01" * len(span)
            taken.append((span, label, rule))
    return tuple(
        Mention(span=span, label=Label(label), text=page.slice(span), rule=rule, confidence=rules[rule].confidence)
        for span, label, rule in sorted(taken)
        if label != VETO
    )
