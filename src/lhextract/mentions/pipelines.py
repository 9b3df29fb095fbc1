"""Another spaCy pipeline, installed by the user, in place of the shipped network."""

from __future__ import annotations

from functools import cache

from lhextract.errors import ModelError
from lhextract.mentions.spacy_library import Language, spacy

LONGEST = 1_000_000_000  # characters; the page itself is bounded when it is read


@cache
def load_spacy(name: str) -> Language:
    """Load a pipeline by the name of its package or the path of its folder; one that finds no names is refused."""
    try:
        nlp = spacy.load(name)
        nlp("A first try.")
    except Exception as error:  # whatever a foreign package raises when it is no pipeline, or an untrained one
        reason = ([*str(error).split("\n"), ""])[0].strip() or type(error).__name__
        raise ModelError(
            f"recognisers.spacy_model: found {name!r}, which spaCy cannot load ({reason}); "
            "allowed is an installed pipeline or the path of its folder; install it, or take the key out of the profile"
        ) from error
    nlp.max_length = LONGEST
    if not any(
        nlp.get_pipe_meta(pipe).assigns and "doc.ents" in nlp.get_pipe_meta(pipe).assigns for pipe in nlp.pipe_names
    ):
        raise ModelError(
            f"recognisers.spacy_model: found {name!r}, which has no component that finds entities "
            f"({', '.join(nlp.pipe_names) or 'none at all'}); allowed is one with `ner` or `entity_ruler`"
        )
    return nlp
