"""Names that the trained network sees; where there is none, nothing is proposed."""

from __future__ import annotations

from collections.abc import Callable

from lhextract.mentions.candidates import NEVER_ALONE, RecogniserSpec, Rule, propose, tagged_page
from lhextract.mentions.spacy_library import Doc, Language
from lhextract.mentions.tagger.tags import PLACE

SPEC = RecogniserSpec(
    name="model",
    order=70,
    # How sure the network is differs from name to name; the judge tells, not these.
    rules={"model/best": Rule(NEVER_ALONE, 0.9), "model/other": Rule(NEVER_ALONE, 0.2)},
)


@Language.factory("lh_model", assigns=["doc.user_data"])
def make_model(nlp: Language, name: str) -> Callable[[Doc], Doc]:  # noqa: ARG001 - spaCy's signature
    """Propose the names of the network's best reading, and others that it gives a chance."""

    def find_seen(doc: Doc) -> Doc:
        tagged = tagged_page(doc)
        for line in tagged.lines.values() if tagged is not None else ():
            for seen in line.names():
                if seen.kind != PLACE:
                    propose(doc, seen.span, seen.kind, "model/best" if seen.best else "model/other")
        return doc

    return find_seen
