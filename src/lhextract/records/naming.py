"""The name of an initiative: the shown title, or the name by which the text calls it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from lhextract.model.mention import Label, Mention
from lhextract.model.outline import LineRole
from lhextract.model.page import PageText
from lhextract.records.block_view import BlockView
from lhextract.records.name_forms import NETWORK, WHOLE, is_unit
from lhextract.records.parties.candidates import find_candidates
from lhextract.records.parties.choose import choose_parties
from lhextract.records.parties.evidence import PartyContext

# What the text calls a partnership with somebody rather than by a name of its own.
PARTNERSHIP = re.compile(
    r"\bpartner(?:ships?|s)?\b|\bcooperations?\b|\bagreements?\b|Partnerschaft|Partner(?:in)?\b|Zusammenarbeit|Vertrag|Kooperation|Abkommen|Freundschaft",
    re.IGNORECASE,
)
WORD = re.compile(r"[\w&+-]+")
SUBJECT = 32  # characters of the first sentence within which its subject begins ("The research network X deals …")


@dataclass(frozen=True, slots=True)
class Naming:
    """A name, the rule that chose it ("name/title", "name/introduced" …), and whether it is derived."""

    name: str
    rule: str
    derived: bool
    confidence: float


def name_initiative(
    view: BlockView, page: PageText, *, context: PartyContext, institution_of: Mapping[int, str]
) -> Naming:
    """Return the shown title, else a name that the block itself holds, never a made-up phrase.

    In order: the proper name by which the text calls the initiative, for a partnership its first partner,
    the first host unit (guidelines, section 2); a short form stands for its long form.
    """
    title = next(view.with_role(LineRole.TITLE), None)
    if title is not None:
        return Naming(title.text, "name/title", derived=False, confidence=1.0)
    names = [m for m in view.mentions if m.label in {Label.INSTITUTION, Label.PROGRAM} and not context.is_host(m.text)]
    body = [m for m in names if view.in_role(m) is LineRole.BODY]
    long_form = {page.slice(short): page.slice(long) for long, short in view.pairs}
    partners = choose_parties(find_candidates(view, page, institution_of), view, context).partners
    called_partnership = any(PARTNERSHIP.search(text) for text in (*view.block.category, *_first_paragraph(view)))
    for rule, confidence, found in (
        ("name/introduced", 0.8, _introduced(view, page, body)),
        ("name/subject", 0.8, _subject(view, page, body)),
        ("name/partner", 0.8, next(iter(partners), None) if called_partnership else None),
        ("name/repeated", 0.7, _repeated(body, long_form)),
        (
            "name/network",
            0.6,
            next(
                (m for m in body if m.label is Label.INSTITUTION and NETWORK.search(m.text) and not is_unit(m.text)),
                None,
            ),
        ),
        ("name/host-unit", 0.6, next((m for m in names if is_unit(m.text)), None)),
        ("name/first", 0.5, next(iter(names), None)),
    ):
        if found is not None:
            return Naming(long_form.get(found.text, found.text), rule, derived=True, confidence=confidence)
    return Naming(" ".join(view.lines[0].text.split()[:8]), "name/first-words", derived=True, confidence=0.1)


def own_names(naming: Naming, view: BlockView, page: PageText) -> frozenset[str]:
    """The names of the initiative itself, which is neither its own partner nor its own unit.

    A partnership named after its partner, by a title too, has none; another title may begin with one.
    """
    titled = frozenset(WORD.findall(naming.name)) if naming.rule == "name/title" else frozenset()
    spelt_out = {page.slice(span) for pair in view.pairs if page.slice(pair[1]) in titled for span in pair}
    if naming.rule in {"name/partner", "name/host-unit"} or (titled and WHOLE.search(naming.name) and not spelt_out):
        return frozenset()
    own = {naming.name} | {page.slice(short) for long, short in view.pairs if page.slice(long) == naming.name}
    if titled:
        # The text may write the name with its legal form, or spell out the acronym of the title.
        named = {mention.text for mention in view.mentions}
        own |= spelt_out | {name for name in named if _opens_title(name, naming.name) or name.startswith(naming.name)}
    return frozenset(own)


def _opens_title(name: str, title: str) -> bool:
    """Whether a title begins with a name that is the initiative's own: no university, and no unit that carries it."""
    return title == name or (title.startswith(name) and not WHOLE.search(name) and not is_unit(name))


def _first_paragraph(view: BlockView) -> list[str]:
    return [line.text for line in view.with_role(LineRole.BODY)][:1]


def _introduced(view: BlockView, page: PageText, body: list[Mention]) -> Mention | None:
    """The long form that the first paragraph introduces with its acronym, if the block uses either again."""
    first = next(view.with_role(LineRole.BODY), None)
    for long, short in view.pairs:
        mention = next((m for m in body if m.span == long), None)
        if first is None or mention is None or not first.line.start <= long.start <= first.line.end:
            continue
        again = sum(
            1 for m in view.mentions if m.text in {page.slice(short), page.slice(long)} and not long.covers(m.span)
        )
        counted = re.search(r"\d $", page.text[max(0, long.start - 4) : long.start])
        opens = mention.span.start - first.line.start <= SUBJECT
        if again > 1 and not counted and (opens or not is_unit(mention.text)):
            return mention
    return None


def _subject(view: BlockView, page: PageText, body: list[Mention]) -> Mention | None:
    """The name that the first sentence begins with, units and whole universities aside.

    After a comma it is no subject of the initiative ("Since 1990, the Rolls-Royce Group …").
    """
    first = next(view.with_role(LineRole.BODY), None)
    named = next(iter(body), None)
    if first is None or named is None:
        return None
    lead = page.text[first.line.start : named.span.start]
    if len(lead) > SUBJECT or "," in lead:
        return None
    return None if is_unit(named.text) or WHOLE.search(named.text) else named


def _repeated(body: list[Mention], long_form: dict[str, str]) -> Mention | None:
    """The name that the block repeats most, units aside; a tie goes to the first."""
    counts: dict[str, int] = {}
    for mention in body:
        if not is_unit(mention.text):
            name = long_form.get(mention.text, mention.text)
            counts[name] = counts.get(name, 0) + 1
    best = max(counts, key=lambda name: counts[name], default=None)
    if best is None or counts[best] < 2:
        return None
    return next((m for m in body if m.text == best), None)
