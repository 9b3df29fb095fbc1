"""Names from the lookup tables and the profile: the host university, and what no rule can know."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from lhextract.mentions.candidates import VETO, RecogniserSpec, Rule, context_of, propose
from lhextract.mentions.spacy_library import Doc, Language, PhraseMatcher
from lhextract.mentions.tokens import split_tokens
from lhextract.model.span import Span

SPEC = RecogniserSpec(
    name="lookup",
    order=60,
    rules={"lookup/host": Rule(82, 1.0), "lookup/name": Rule(81, 1.0), "lookup/no-name": Rule(83, 1.0)},
)


@Language.factory("lh_lookup", assigns=["doc.user_data"])
def make_lookup(nlp: Language, name: str) -> Callable[[Doc], Doc]:  # noqa: ARG001 - spaCy's signature
    """Propose every occurrence of a known name, as written, and veto what is known to be none."""

    def find_known(doc: Doc) -> Doc:
        context = context_of(doc)
        forms = [(text, "INSTITUTION", "lookup/host") for text in context.host_names]
        forms += [(known.text, known.label.value, "lookup/name") for known in context.known_names]
        forms += [(text, VETO, "lookup/no-name") for text in context.not_names]
        matcher = PhraseMatcher(nlp.vocab)
        keys = {}
        on_page = {token.text for token in doc}
        for number, (text, label, rule) in enumerate(forms):
            # Of thousands of known names a page has few, and to make a document of each takes longer than to match.
            if not on_page.issuperset(_tokens_of(text)):
                continue
            keys[str(number)] = (label, rule)
            matcher.add(str(number), [nlp.make_doc(text)])
        for match in matcher(doc, as_spans=True):
            propose(doc, Span(match.start_char, match.end_char), *keys[match.label_])
        return doc

    return find_known


@lru_cache(maxsize=20_000)  # the same tables serve many pages
def _tokens_of(name: str) -> tuple[str, ...]:
    return tuple(split_tokens(name)[0])
