"""Names of organisations: head nouns, acronyms, contact lines, well-known bodies."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from lhextract.mentions.candidates import RecogniserSpec, Rule, context_of, propose
from lhextract.mentions.institution.beside import find_beside
from lhextract.mentions.institution.contact_units import find_units
from lhextract.mentions.institution.cue_words import find_by_cues
from lhextract.mentions.institution.head_nouns import find_head_nouns
from lhextract.mentions.institution.line import NameLine
from lhextract.mentions.institution.lists import find_listed
from lhextract.mentions.spacy_library import Doc, Language
from lhextract.mentions.words import span_of
from lhextract.model.mention import Label
from lhextract.model.outline import LineRole
from lhextract.model.span import Span

SPEC = RecogniserSpec(
    name="institution",
    order=40,
    rules={
        "institution/contact-unit": Rule(66, 0.98),
        "institution/known-name": Rule(65, 0.93),
        "institution/host": Rule(64, 0.95),
        "institution/legal-form": Rule(61, 0.97),
        "institution/head-noun": Rule(60, 0.96),
        "institution/prefix": Rule(58, 0.94),
        "institution/acronym": Rule(57, 0.98),
        "institution/known": Rule(56, 0.95),
        "institution/apposition": Rule(55, 0.95),
        "institution/weak-head": Rule(52, 0.95),
        "institution/type-word": Rule(48, 0.91),
        "institution/relation": Rule(47, 0.8),
        "institution/kind": Rule(46, 0.95),
        "institution/list": Rule(45, 0.8),
    },
)


@Language.factory("lh_institution", assigns=["doc.user_data"])
def make_institution(nlp: Language, name: str) -> Callable[[Doc], Doc]:  # noqa: ARG001 - spaCy's signature
    """Propose institutions."""

    def find_institutions(doc: Doc) -> Doc:
        context = context_of(doc)
        for line, role, text in context.lines():
            for start, end, rule in sorted(set(_on_line(NameLine(text, context.cues), role))):
                propose(doc, span_of(text, start, end, line.start), Label.INSTITUTION, rule)
        for host in context.host_names:
            for match in re.finditer(rf"(?<!\w){re.escape(host)}(?!\w)", context.page.text):
                propose(doc, Span(*match.span()), Label.INSTITUTION, "institution/host")
        return doc

    return find_institutions


def _on_line(line: NameLine, role: LineRole) -> Iterator[tuple[int, int, str]]:
    found = [*find_head_nouns(line), *find_by_cues(line)]
    yield from found
    for start, end, _ in found:
        yield from find_beside(line, start, end)
    if not role.is_contact:
        yield from find_listed(line, {(start, end) for start, end, _ in found})
    if role == LineRole.CONTACT_UNIT:
        yield from find_units(line)
