"""The spaCy pipeline: a tokeniser whose tokens never straddle a mention, and the recognisers in order."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from lhextract.mentions import recognisers
from lhextract.mentions.acronyms import find_pairs
from lhextract.mentions.candidates import Context, RecogniserSpec, Rule, proposed
from lhextract.mentions.resolve import resolve
from lhextract.model.mention import Mention, Mentions
from lhextract.model.outline import LineRole

# Letters, digits, or any other single character: a name or number can then never end inside a token. The stock
# tokeniser keeps "Tel.+49" and "TUD-wide" whole, and is quadratic on a long run of punctuation.
TOKEN = re.compile(r"[^\W\d_]+|\d+|\S")


class BorderTokenizer:
    """A spaCy tokeniser for one line of canonical text (single blanks, none at the ends)."""

    def __init__(self, vocab: Vocab) -> None:
        self._vocab = vocab

    def __call__(self, text: str) -> Doc:
        """Return the line as a document; its text is the line."""
        matches = list(TOKEN.finditer(text))
        spaces = [text[match.end() : match.end() + 1] == " " for match in matches]
        return Doc(self._vocab, words=[match.group() for match in matches], spaces=spaces)


@cache
def load_specs() -> tuple[RecogniserSpec, ...]:
    """The recognisers of `recognisers/`, in pipeline order; two with the same name or order are an error."""
    modules = sorted(module.name for module in iter_modules(recognisers.__path__))
    specs = [import_module(f"{recognisers.__name__}.{name}").SPEC for name in modules]
    for key in ("name", "order"):
        values = [getattr(spec, key) for spec in specs]
        if len(set(values)) != len(values):
            raise AssertionError(f"two recognisers have the same {key}: {values}")
    return tuple(sorted(specs, key=lambda spec: spec.order))


@cache
def load_pipeline() -> Language:
    """Build the pipeline once; it needs no model and no network."""
    nlp = spacy.blank("xx")
    nlp.tokenizer = BorderTokenizer(nlp.vocab)
    for spec in load_specs():
        nlp.add_pipe(f"lh_{spec.name}")
    return nlp


def rules() -> Mapping[str, Rule]:
    """Every rule of every recogniser by name."""
    return {name: rule for spec in load_specs() for name, rule in spec.rules.items()}


def find_mentions(context: Context) -> Mentions:
    """Return the mentions and acronym pairs of a page."""
    nlp = load_pipeline()
    doc = _tokenise(nlp, context)
    doc.user_data["context"] = context
    for _, component in nlp.pipeline:
        doc = component(doc)
    mentions = _within_content(resolve(proposed(doc), context.page, rules()), context)
    return Mentions(mentions=mentions, acronyms=find_pairs(context.page, mentions))


def _within_content(mentions: tuple[Mention, ...], context: Context) -> tuple[Mention, ...]:
    """Without the names in what is left of an HTML page's furniture; on a text page they are marked like any other."""
    if context.page.layout is None:
        return mentions
    roles = context.outline.roles
    return tuple(m for m in mentions if roles[context.page.line_at(m.span.start).number - 1] is not LineRole.NAV)


def _tokenise(nlp: Language, context: Context) -> Doc:
    """Tokenise line by line (several times faster than the page at once) and join with the line ends."""
    words: list[str] = []
    spaces: list[bool] = []
    for line in context.page.lines:
        if line.number > 1:
            words.append("\n")
            spaces.append(False)
        for token in nlp.tokenizer(context.page.line_text(line)):
            words.append(token.text)
            spaces.append(bool(token.whitespace_))
    doc = Doc(nlp.vocab, words=words, spaces=spaces)
    if doc.text != context.page.text:
        raise AssertionError("the tokens do not give the page back")
    return doc
