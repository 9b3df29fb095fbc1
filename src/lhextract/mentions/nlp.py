"""The spaCy pipeline: a tokeniser whose tokens never straddle a mention, and the recognisers in order."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from lhextract.mentions import recognisers
from lhextract.mentions.acronyms import find_pairs
from lhextract.mentions.candidates import Context, RecogniserSpec, Rule, context_of, proposed, tagged_page
from lhextract.mentions.judge.judging import Judged, judge, to_mention
from lhextract.mentions.learned import Learned
from lhextract.mentions.resolve import resolve
from lhextract.mentions.spacy_library import Doc, Language, get_lang_class
from lhextract.mentions.tokens import BorderTokenizer, split_tokens
from lhextract.model.mention import Mention, Mentions
from lhextract.model.outline import LineRole


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
    # As `spacy.blank("xx")` does, but without the rules of the stock tokeniser, which nothing here asks for (they take
    # as long as all the rest of it).
    nlp = get_lang_class("xx")(create_tokenizer=lambda made: BorderTokenizer(made.vocab))
    for spec in load_specs():
        nlp.add_pipe(f"lh_{spec.name}")
    return nlp


@cache
def rules() -> Mapping[str, Rule]:
    """Every rule of every recogniser by name."""
    return {name: rule for spec in load_specs() for name, rule in spec.rules.items()}


def find_mentions(context: Context, learned: Learned | None = None, *, pipeline: Language | None = None) -> Mentions:
    """Return the mentions and acronym pairs of a page.

    Beside the rules, names are found by what was `learned`, or by another spaCy `pipeline`, or by nothing.
    """
    doc = propose_all(context, learned, pipeline)
    mentions = _within_content(_decide(doc), context)
    return Mentions(mentions=mentions, acronyms=find_pairs(context.page, mentions))


def consider(context: Context, learned: Learned, *, without: Collection[str] = ()) -> list[Judged]:
    """Everything that was proposed on a page with the evidence for it, taken or not.

    `without` names recognisers that are left out, to see what they are worth.
    """
    doc = propose_all(context, learned, without=without)
    return judge(proposed(doc), context, doc.user_data["tagged"], learned.weights)


def propose_all(
    context: Context, learned: Learned | None, pipeline: Language | None = None, *, without: Collection[str] = ()
) -> Doc:
    """The page as a document with what every recogniser proposes, but for those named in `without`."""
    nlp = load_pipeline()
    doc = _tokenise(nlp, context)
    doc.user_data["context"] = context
    if learned is not None:
        doc.user_data["tagged"] = learned.tagger.read(context.page, context.outline)
        doc.user_data["weights"] = learned.weights
    doc.user_data["pipeline"] = pipeline
    doc.user_data["decide"] = _decide
    for name, component in nlp.pipeline:
        if name.removeprefix("lh_") not in without:
            doc = component(doc)
    return doc


def _decide(doc: Doc) -> tuple[Mention, ...]:
    """The mentions among what was proposed so far: by the judge, or by the priority of rules."""
    context, tagged = context_of(doc), tagged_page(doc)
    if tagged is None:
        return resolve(proposed(doc), context.page, rules())
    judged = judge(proposed(doc), context, tagged, doc.user_data["weights"])
    return tuple(to_mention(each, context.page, rules()) for each in judged if each.taken)


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
        line_words, line_spaces = split_tokens(context.page.line_text(line))
        words += line_words
        spaces += line_spaces
    # As `doc.text` would, which takes as long as all the rest of this.
    if "".join(f"{word} " if space else word for word, space in zip(words, spaces, strict=True)) != context.page.text:
        raise AssertionError("the tokens do not give the page back")
    return Doc(nlp.vocab, words=words, spaces=spaces)
