"""A name found once on the page is found everywhere on it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from lhextract.mentions.candidates import RecogniserSpec, Rule, context_of, decided, propose
from lhextract.mentions.institution.heads import Heads, heads_of
from lhextract.mentions.occurrences import find_occurrences
from lhextract.mentions.spacy_library import Doc, Language
from lhextract.mentions.words import split_words
from lhextract.model.mention import Label, Mention
from lhextract.model.span import Span

SPEC = RecogniserSpec(
    name="cohesion",
    order=80,
    rules={
        "cohesion/institution": Rule(43, 0.95),
        "cohesion/program": Rule(42, 0.94),
        # The page gives a longer name elsewhere than the head alone would: "Center for Music in the Brain".
        "cohesion/longer-institution": Rule(67, 0.95),
        "cohesion/longer-program": Rule(67, 0.9),
    },
)
REPEATED = {Label.INSTITUTION: "cohesion/institution", Label.PROGRAM: "cohesion/program"}
LONGER = {Label.INSTITUTION: "cohesion/longer-institution", Label.PROGRAM: "cohesion/longer-program"}
INSIDE = re.compile(r" \(([A-Z][\w-]+)\) ")
# A rule this uncertain is right about the place it was found in at best.
LEAST_CONFIDENCE = 0.7


@Language.factory("lh_cohesion", assigns=["doc.user_data"])
def make_cohesion(nlp: Language, name: str) -> Callable[[Doc], Doc]:  # noqa: ARG001 - spaCy's signature
    """Propose further occurrences of the names that the recognisers before agree on."""

    def find_repetitions(doc: Doc) -> Doc:
        context = context_of(doc)
        text = context.page.text
        mentions = decided(doc)
        names = _names(mentions, heads_of(context.cues))
        taken = [mention.span for mention in mentions]
        for span in find_occurrences(text, names, never_after="-"):
            label = names[text[span.start : span.end]]
            longer = any(span.covers(other) and span != other for other in _around(taken, span))
            propose(doc, span, label, LONGER[label] if longer else REPEATED[label])
        return doc

    return find_repetitions


def _names(mentions: Iterable[Mention], heads: Heads) -> dict[str, Label]:
    """What to look for, and what it is."""
    sure = [mention for mention in mentions if mention.confidence >= LEAST_CONFIDENCE and _may_repeat(mention)]
    names: dict[str, Label] = {}
    for text, label in _labels(sure).items():
        words = split_words(text)
        if len(text) > 1 and not (len(words) == 1 and heads.is_generic(words[0])):
            names[text] = label
    for text in [text for text, label in names.items() if label == Label.INSTITUTION]:
        for short in _short_names(text, heads):
            names.setdefault(short, Label.INSTITUTION)
    return names


def _short_names(text: str, heads: Heads) -> Iterator[str]:
    """What is a name of its own from then on: "INTRIM" inside brackets, "RWTH" of "RWTH Aachen University"."""
    inside = INSIDE.search(text)
    if inside:
        yield inside.group(1)
    first, *others = split_words(text)
    coined = first.is_acronym and first.text.isalpha() and len(first.text) > 2
    if coined and len(others) > 1 and any(heads.is_head(word) for word in others):
        yield first.text


def _may_repeat(mention: Mention) -> bool:
    """A subject names a degree programme only where it stands, and so does an ordinary word."""
    words = split_words(mention.text)
    if mention.label != Label.PROGRAM and mention.rule not in {"institution/list", "institution/relation"}:
        return True
    coined = any(word.is_acronym or word.is_camel or any(c.isdigit() for c in word.text) for word in words)
    return mention.rule != "program/degree-subject" and (coined or len(words) > 1)


def _around(spans: list[Span], span: Span) -> list[Span]:
    """The spans, sorted and without overlap, that may overlap one."""
    first = max(0, bisect_left(spans, span) - 1)
    return spans[first : bisect_left(spans, Span(span.end, span.end + 1))]


def _labels(mentions: Iterable[Mention]) -> dict[str, Label]:
    """The label of each name: the one it has most often; a tie goes to the institution."""
    counts = Counter((mention.text, mention.label) for mention in mentions if mention.label in REPEATED)
    labels: dict[str, Label] = {}
    for (text, label), _ in sorted(counts.items(), key=lambda item: (item[1], item[0][1] == Label.INSTITUTION)):
        labels[text] = label
    return labels
