"""Names that another spaCy pipeline finds, where a profile names one."""

from __future__ import annotations

from collections.abc import Callable

from lhextract.mentions.candidates import RecogniserSpec, Rule, context_of, propose
from lhextract.mentions.spacy_library import Doc, Language
from lhextract.model.mention import Label
from lhextract.model.span import Span

SPEC = RecogniserSpec(
    name="pipeline",
    order=75,
    # Below most rules: what they find, they bound by the guidelines, and pipelines by other ones.
    rules={"pipeline/entity": Rule(47, 0.8)},
)
# What the label schemes of published pipelines call persons and organisations; other kinds are no mentions.
LABELS = {
    "PERSON": Label.PERSON,
    "PER": Label.PERSON,
    "ORG": Label.INSTITUTION,
    "INSTITUTION": Label.INSTITUTION,
    "PROGRAM": Label.PROGRAM,
}


@Language.factory("lh_pipeline", assigns=["doc.user_data"])
def make_pipeline(nlp: Language, name: str) -> Callable[[Doc], Doc]:  # noqa: ARG001 - spaCy's signature
    """Propose the entities of the pipeline, line by line."""

    def find_entities(doc: Doc) -> Doc:
        pipeline: Language | None = doc.user_data["pipeline"]
        if pipeline is None:
            return doc
        lines = [(text, line.start) for line, _, text in context_of(doc).lines()]
        for read, start in pipeline.pipe(lines, as_tuples=True):
            for entity in read.ents:
                label = LABELS.get(entity.label_)
                if label is not None:
                    span = Span(start + entity.start_char, start + entity.end_char)
                    propose(doc, span, label, "pipeline/entity")
        return doc

    return find_entities
