"""What finds names beside the rules: the shipped network, another spaCy pipeline, or nothing."""

from __future__ import annotations

from dataclasses import dataclass

from lhextract.mentions.candidates import Context
from lhextract.mentions.learned import Learned, load_learned
from lhextract.mentions.nlp import find_mentions, load_pipeline
from lhextract.mentions.pipelines import load_spacy
from lhextract.mentions.reasons import consider_names
from lhextract.mentions.spacy_library import Language
from lhextract.model.considered import NamesConsidered
from lhextract.model.mention import Mentions


@dataclass(frozen=True, slots=True, eq=False)
class Finder:
    """The rules, and at most one of the two beside them."""

    learned: Learned | None = None
    pipeline: Language | None = None

    def load(self) -> None:
        """Build the pipeline now rather than with the first page."""
        load_pipeline()

    def find(self, context: Context) -> Mentions:
        """The mentions of a page."""
        return find_mentions(context, self.learned, pipeline=self.pipeline)

    def consider(self, context: Context) -> NamesConsidered:
        """Everything that was proposed on a page, with reasons."""
        return consider_names(context, self.learned, self.pipeline)


def choose_finder(*, spacy_model: str | None, use_model: bool, learned: Learned | None) -> Finder:
    """The finder that a profile and the command line ask for; `learned` takes the place of what is shipped.

    Raises `ModelError` for a pipeline or a network that cannot be used.
    """
    if spacy_model is not None:
        return Finder(pipeline=load_spacy(spacy_model))
    return Finder(learned or (load_learned() if use_model else None))
