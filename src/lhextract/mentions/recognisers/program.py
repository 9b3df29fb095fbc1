"""Programmes, projects and series: by quotation marks, codes, type words, degrees, heads and brackets."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from spacy.language import Language
from spacy.tokens import Doc

from lhextract.mentions.candidates import VETO, Context, RecogniserSpec, Rule, context_of, propose, proposed
from lhextract.mentions.degree_subjects import find_subjects
from lhextract.mentions.phrases import Words, split_words
from lhextract.mentions.program_cues import ProgramCues, program_cues
from lhextract.mentions.program_rules import find_names
from lhextract.model.mention import Label
from lhextract.model.span import Span

SPEC = RecogniserSpec(
    name="program",
    order=50,
    rules={
        "program/code": Rule(85, 0.95),
        "program/quoted": Rule(75, 0.95),
        "program/scheme": Rule(70, 0.95),
        "program/degree-subject": Rule(69, 0.9),
        "program/apposition": Rule(65, 0.85),
        "program/head": Rule(60, 0.8),
        "program/defined": Rule(58, 0.8),
        "program/typed": Rule(56, 0.8),
        "program/bracket": Rule(66, 0.8),
        "program/funded": Rule(45, 0.6),
        "program/listed": Rule(44, 0.6),
        "program/initials": Rule(35, 0.6),
    },
)


@Language.factory("lh_program", assigns=["doc.spans"])
def make_program(nlp: Language, name: str) -> Callable[[Doc], Doc]:  # noqa: ARG001 - spaCy's signature
    """Propose programmes."""

    def find_programs(doc: Doc) -> Doc:
        context = context_of(doc)
        cues = program_cues(context.cues)
        for words in _lines(doc, context):
            for span, rule in find_names(words, cues):
                propose(doc, span, Label.PROGRAM, rule)
        return doc

    return find_programs


def _lines(doc: Doc, context: Context) -> Iterator[Words]:
    taken = [span for span, _, _ in proposed(doc, Label.INSTITUTION, Label.PERSON, VETO)]
    position = 0
    for line, _, text in context.lines():
        while position < len(taken) and taken[position].end <= line.start:
            position += 1
        last = position
        while last < len(taken) and taken[last].start < line.end:
            last += 1
        yield split_words(text, line.start, tuple(taken[position:last]))
