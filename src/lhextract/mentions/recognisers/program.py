"""Programmes, projects and series: by quotation marks, codes, type words, degrees, heads and brackets."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from lhextract.mentions.candidates import VETO, Context, RecogniserSpec, Rule, context_of, propose, proposed
from lhextract.mentions.program.cues import ProgramCues, program_cues
from lhextract.mentions.program.rules import find_names
from lhextract.mentions.program.words import Words
from lhextract.mentions.spacy_library import Doc, Language
from lhextract.model.mention import Label
from lhextract.model.outline import LineRole

SPEC = RecogniserSpec(
    name="program",
    order=50,
    # Confidence: precision on the golden pages; with few cases (t + 1) / (n + 2).
    rules={
        "program/code": Rule(92, 0.99),
        "program/quoted": Rule(75, 0.99),
        "program/scheme": Rule(91, 0.99),
        "program/degree-subject": Rule(69, 0.97),
        "program/bracket": Rule(66, 0.99),
        "program/apposition": Rule(65, 0.99),
        "program/set-off": Rule(63, 0.98),
        "program/head": Rule(62, 0.95),
        "program/defined": Rule(58, 0.95),
        "program/compound": Rule(56, 0.91),
        "program/short-for": Rule(46, 0.6),
        "program/funded": Rule(45, 0.88),
        "program/listed": Rule(44, 0.67),
        "program/typed": Rule(41, 0.83),
        "program/opening": Rule(40, 0.67),
        "program/initials": Rule(44, 0.85),
    },
)
# Where "in" and its like are followed by what may be a place.
PLACE = re.compile(
    r"\b([\w'’]{1,30}),? (?:in|In|from|near|to|nach|aus) "
    r"([A-ZÄÖÜÉ][\w’'-]{1,30}(?: [A-ZÄÖÜÉ][\w’'-]{1,30})?)(?!\w)"
)
# The seat of a university is one.
SEAT = re.compile(r"\b(?:University of|Universität) ([A-ZÄÖÜÉ]\w{1,30})\b(?! (?:and|of|und)\b)")
# It is one if so many words other than degrees and type words stand before.
USES = 2
# Institutions that a programme's name outdoes.
UNSURE = frozenset(f"institution/{rule}" for rule in ("weak-head", "type-word", "list", "relation", "kind"))
HEADINGS = frozenset({LineRole.HEADING, LineRole.NAV, LineRole.PAGE_TITLE})


@Language.factory("lh_program", assigns=["doc.user_data"])
def make_program(nlp: Language, name: str) -> Callable[[Doc], Doc]:  # noqa: ARG001 - spaCy's signature
    """Propose programmes."""

    def find_programs(doc: Doc) -> Doc:
        context = context_of(doc)
        cues = program_cues(context.cues)
        for words in _lines(doc, context, cues):
            for span, rule in find_names(words, cues):
                propose(doc, span, Label.PROGRAM, rule)
        return doc

    return find_programs


def _lines(doc: Doc, context: Context, cues: ProgramCues) -> Iterator[Words]:
    """The lines of the page as words, with what earlier recognisers have proposed on them."""
    earlier = proposed(doc, Label.INSTITUTION, Label.PERSON, Label.YEAR, VETO)
    taken = [span for span, _, rule in earlier if rule not in UNSURE]
    places = _places(context.page.text, cues)
    position = 0
    for line, role, text in context.lines():
        while position < len(taken) and taken[position].end <= line.start:
            position += 1
        last = position
        while last < len(taken) and taken[last].start < line.end:
            last += 1
        yield Words(
            text,
            line.start,
            cues.particles,
            taken=tuple(taken[position:last]),
            places=places,
            german=context.language == "de",
            is_heading=role in HEADINGS,
        )


def _places(text: str, cues: ProgramCues) -> frozenset[str]:
    """Names that the page uses like places: "in Ann Arbor" after different words."""
    uses: dict[str, set[str]] = {}
    for match in PLACE.finditer(text):
        before = match.group(1)
        if before.islower() and before not in cues.degrees and before not in cues.degree_middles:
            uses.setdefault(match.group(2), set()).add(before)
    seats = {match.group(1) for match in SEAT.finditer(text)}
    return frozenset(place for place, words in uses.items() if len(words) >= USES) | seats
