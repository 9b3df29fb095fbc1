"""What recognisers hand to the resolver: proposed spans with the rule that proposed them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from lhextract.language.cues import Cues
from lhextract.mentions.spacy_library import Doc
from lhextract.mentions.tagger.tagger import TaggedPage
from lhextract.model.mention import Label, Mention
from lhextract.model.outline import LineRole, Outline
from lhextract.model.page import Line, PageText
from lhextract.model.span import Span

CANDIDATES = "candidates"
# What is not a mention of any type, and keeps others away: URLs, e-mail addresses, codes that look like years.
VETO = "VETO"
# The rule of what a steward knows to be no name.
NO_NAME = "lookup/no-name"
# The priority of a rule whose proposals need the network's word: without it they are not taken.
NEVER_ALONE = -1


@dataclass(frozen=True, slots=True)
class Rule:
    """How much a rule counts: `priority` decides overlaps, `confidence` is its precision on the golden pages."""

    priority: int
    confidence: float


@dataclass(frozen=True, slots=True)
class RecogniserSpec:
    """What a recogniser module declares.

    `order` is its place in the pipeline (unique); `rules` names every rule that it may propose by.
    """

    name: str
    order: int
    rules: Mapping[str, Rule]


@dataclass(frozen=True, slots=True)
class KnownName:
    """A name from a lookup table: one written form and what it is."""

    text: str
    label: Label


@dataclass(frozen=True, slots=True, eq=False)
class Context:
    """What a recogniser may know beside the text: the outline, the cues, and what the profile and lookups say.

    `region` is the phone region (ISO 3166-1 alpha-2) assumed where a number has no country code.
    """

    page: PageText
    outline: Outline
    cues: Cues
    language: str
    region: str
    host_names: tuple[str, ...] = ()
    known_names: tuple[KnownName, ...] = field(default=())
    not_names: tuple[str, ...] = ()

    def lines(self) -> Iterator[tuple[Line, LineRole, str]]:
        """Every line that is not blank, with its role and text."""
        for line, role in zip(self.page.lines, self.outline.roles, strict=True):
            if not line.is_blank:
                yield line, role, self.page.line_text(line)


def context_of(doc: Doc) -> Context:
    """The context that `nlp.py` attached to the document."""
    context: Context = doc.user_data["context"]
    return context


def tagged_page(doc: Doc) -> TaggedPage | None:
    """The page as the network read it, if there is one; `nlp.py` attached it to the document."""
    tagged: TaggedPage | None = doc.user_data.get("tagged")
    return tagged


def decided(doc: Doc) -> tuple[Mention, ...]:
    """What would be taken of the candidates so far."""
    decide: Callable[[Doc], tuple[Mention, ...]] = doc.user_data["decide"]
    return decide(doc)


def propose(doc: Doc, span: Span, label: str, rule: str) -> None:
    """Add a candidate, by its characters: they are the truth, and one that fits no tokens is not lost."""
    doc.user_data.setdefault(CANDIDATES, []).append((span, str(label), rule))


def proposed(doc: Doc, *labels: str) -> list[tuple[Span, str, str]]:
    """The candidates so far as (span, label, rule), in page order; all of them, or those with the labels."""
    found: list[tuple[Span, str, str]] = doc.user_data.get(CANDIDATES, [])
    return sorted((each for each in found if not labels or each[1] in labels), key=_in_page_order)


def _in_page_order(candidate: tuple[Span, str, str]) -> tuple[int, int, str, str]:
    """Numbers instead of the span, whose own comparison takes ten times as long."""
    span, label, rule = candidate
    return span.start, span.end, label, rule
