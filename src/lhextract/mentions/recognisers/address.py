"""URLs and e-mail addresses: no names are found inside them."""

from __future__ import annotations

from collections.abc import Callable

from lhextract.addresses import EMAIL, URL
from lhextract.mentions.candidates import VETO, RecogniserSpec, Rule, context_of, propose
from lhextract.mentions.spacy_library import Doc, Language
from lhextract.model.span import Span

SPEC = RecogniserSpec(name="address", order=10, rules={"address/url": Rule(100, 1.0), "address/e-mail": Rule(100, 1.0)})


@Language.factory("lh_address", assigns=["doc.user_data"])
def make_address(nlp: Language, name: str) -> Callable[[Doc], Doc]:  # noqa: ARG001 - spaCy's signature
    """Propose vetoes."""

    def find_addresses(doc: Doc) -> Doc:
        text = context_of(doc).page.text
        for rule, pattern in (("address/url", URL), ("address/e-mail", EMAIL)):
            for match in pattern.finditer(text):
                propose(doc, Span(*match.span()), VETO, rule)
        return doc

    return find_addresses
