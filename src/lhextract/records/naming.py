"""The name of an initiative: the shown title, or the name by which the text calls it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lhextract.model.mention import Label, Mention
from lhextract.model.outline import LineRole
from lhextract.model.page import PageText
from lhextract.records.block_view import BlockView
from lhextract.records.involved import UNIT, HostTest

# What the text calls a partnership with somebody rather than by a name of its own.
PARTNERSHIP = re.compile(r"\bpartner(?:ship|s)?\b|\bcooperation\b|\bagreement\b|Partnerschaft|Partner(?:in)?\b|Zusammenarbeit|Vertrag|Kooperation|Abkommen|Freundschaft", re.IGNORECASE)
WHOLE = re.compile(r"Universi|universität|College\b|Hochschule|Polit[eé]c|\bETH\b|\bTU \w|Akademie|Academy", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Naming:
    """A name, the rule that chose it ("name/title", "name/introduced" …), and whether it is derived."""

    name: str
    rule: str
    derived: bool
    confidence: float


def name_initiative(view: BlockView, page: PageText, *, is_host: HostTest, category: str) -> Naming:
    """Return the shown title, else a name that the block itself holds, never a made-up phrase."""
    title = next(view.with_role(LineRole.TITLE), None)
    if title is not None:
        return Naming(title.text, "name/title", derived=False, confidence=1.0)
    names = [m for m in view.mentions if m.label in {Label.INSTITUTION, Label.PROGRAM} and not is_host(m.text)]
    body = [m for m in names if view.in_role(m) is LineRole.BODY]
    for rule, confidence, found in (
        ("name/introduced", 0.8, _introduced(view, page, body)),
        ("name/partner", 0.8, _partner(view, body, category)),
        ("name/own", 0.6, _own(body)),
        ("name/host-unit", 0.6, next((m for m in names if UNIT.search(m.text)), None)),
        ("name/first", 0.5, next(iter(names), None)),
    ):
        if found is not None:
            return Naming(found.text, rule, derived=True, confidence=confidence)
    words = view.lines[0].text.split()[:8]
    return Naming(" ".join(words), "name/first-words", derived=True, confidence=0.1)


def _introduced(view: BlockView, page: PageText, body: list[Mention]) -> Mention | None:
    """The long form that the first paragraph introduces with its acronym, if the block uses that again."""
    first = next(view.with_role(LineRole.BODY), None)
    for long, short in view.pairs:
        if first is None or not first.line.start <= long.start <= first.line.end or _counted(page, long.start):
            continue
        acronym = page.slice(short)
        uses = sum(1 for m in view.mentions if m.text == acronym) + sum(1 for m in body if m.text == page.slice(long))
        mention = next((m for m in body if m.span == long), None)
        if mention is not None and uses > 1 and not (UNIT.search(mention.text) and uses < 3):  # noqa: PLR2004
            return mention
    return None


def _counted(page: PageText, start: int) -> bool:
    return bool(re.search(r"\d $", page.text[max(0, start - 4) : start]))


def _partner(view: BlockView, body: list[Mention], category: str) -> Mention | None:
    """For a partnership, the first university that the text names."""
    first = next(view.with_role(LineRole.BODY), None)
    if first is None or not (PARTNERSHIP.search(first.text) or PARTNERSHIP.search(category)):
        return None
    wholes = [m for m in body if m.label is Label.INSTITUTION and WHOLE.search(m.text) and m.span.start <= first.line.end]
    return wholes[0] if wholes else None


def _own(body: list[Mention]) -> Mention | None:
    """The name that the block repeats most, units aside; a tie goes to the first, and once is enough."""
    counts: dict[str, int] = {}
    for mention in body:
        if not UNIT.search(mention.text):
            counts[mention.text] = counts.get(mention.text, 0) + 1
    best = max(counts, key=lambda name: counts[name], default=None)
    return next((m for m in body if m.text == best), None)
