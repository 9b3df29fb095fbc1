"""The kinds of work that are measured: lhextract's own, and peers that do a part of it.

Each has a function that loads what is loaded once, and gives the function that is timed.
"""

from __future__ import annotations

import importlib
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lhextract.errors import HeldError
from lhextract.lookups import Lookups
from lhextract.model.page import PageText, Snapshot
from lhextract.profile import Profile
from lhextract.run import Stage, extract, read_page

REGION = "DE"  # where a phone number without country code is from; most golden pages are German
FIRST, LAST = Stage.TEXT, Stage.CHECKS
# The peer's network as it comes has a sixth of the bytes of ours; wider, and with more rows, it has as many.
LONGEST = 100_000_000  # characters; spaCy refuses a page of more than a million, for the sake of its parser
CONVOLUTIONS = "spacy.HashEmbedCNN.v2"
LARGE = {"width": 256, "embed_size": 4250}
# Sentences that the peer's network is given its labels by; none is about anybody.
EXAMPLES = (
    ("The Institute of Sails works with Ada Beispiel.", ((4, 22, "INSTITUTION"), (34, 46, "PERSON"))),
    ("Tel. 0351 463 0 since 2011", ((5, 15, "PHONE"), (22, 26, "YEAR"))),
    ("It is part of the Sea and Sky programme.", ((18, 29, "PROGRAM"),)),
)


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it is in its file, and as text that every peer reads."""

    snapshot: Snapshot
    text: PageText


@dataclass(frozen=True, slots=True)
class Done:
    """What came out: characters, pages that were held, seconds of the processor by stage."""

    characters: int
    held: int = 0
    stages: Mapping[str, float] = field(default_factory=dict)


Work = Callable[[Sequence[Page]], Done]


def extraction(*, use_model: bool, until: Stage = LAST) -> Work:
    """Whole extraction, or up to a stage."""

    def work(pages: Sequence[Page]) -> Done:
        spent: Counter[str] = Counter()
        characters = held = 0
        running: str | None = None
        since = 0.0

        def turn(stage: Stage | None) -> None:
            nonlocal running, since
            now = time.process_time()
            if running is not None:
                spent[running] += now - since  # type: ignore[assignment]  # a counter of seconds
            running, since = stage, now

        for page in pages:
            try:
                found = extract(
                    page.snapshot,
                    profile=Profile(),
                    lookups=Lookups((), ()),
                    use_model=use_model,
                    until=until,
                    on_stage=turn,
                )
                characters += len(found.page.text)
            except HeldError:
                held += 1
            turn(None)
        return Done(characters, held, dict(spent))

    return work


def reading() -> Work:
    """Bytes to text: HTML pages and text pages."""
    return lambda pages: Done(sum(len(read_page(page.snapshot).text) for page in pages))


def spacy_blank() -> Work:
    """The floor: spaCy's tokeniser for English, over each page whole."""
    import spacy

    nlp = spacy.blank("en")
    nlp.max_length = LONGEST
    return lambda pages: Done(sum(len(nlp(page.text.text).text) for page in pages))


def spacy_lines() -> Work:
    """The same tokeniser, line by line."""
    import spacy

    nlp = spacy.blank("en")
    nlp.max_length = LONGEST
    return lambda pages: Done(sum(len(nlp(line).text) for page in pages for line in _lines(page)))


def spacy_network(*, large: bool) -> Any:  # noqa: ANN401 - spaCy's own type
    """A pipeline with spaCy's recogniser of names on its usual convolutions, or on as many bytes of weights as ours.

    Its weights are random: how fast a network is does not depend on what it has learned.
    """
    import spacy
    from spacy.training import Example

    spacy.util.fix_random_seed(0)
    nlp = spacy.blank("en")
    nlp.max_length = LONGEST
    size = {"tok2vec": {"@architectures": CONVOLUTIONS, **LARGE}}
    nlp.add_pipe("ner", config={"model": size} if large else {})
    made = [Example.from_dict(nlp.make_doc(text), {"entities": list(spans)}) for text, spans in EXAMPLES]
    nlp.initialize(lambda: made)
    return nlp


def spacy_ner(*, large: bool) -> Work:
    """Tokeniser and network of names, in spaCy's own batches."""
    nlp = spacy_network(large=large)
    return lambda pages: Done(sum(len(doc.text) for doc in nlp.pipe(page.text.text for page in pages)))


def phones() -> Work:
    """The matcher of phonenumbers over each line."""
    from phonenumbers import PhoneNumberMatcher

    def work(pages: Sequence[Page]) -> Done:
        return Done(
            sum(
                len(match.raw_string)
                for page in pages
                for line in _lines(page)
                for match in PhoneNumberMatcher(line, REGION)
            )
        )

    return work


def trafilatura(*, fast: bool) -> Work:
    """HTML to text by trafilatura; `fast` leaves out its second and third opinions."""
    from trafilatura import extract as extract_text

    def work(pages: Sequence[Page]) -> Done:
        return Done(sum(len(extract_text(page.snapshot.body, fast=fast) or "") for page in pages))

    return work


def _lines(page: Page) -> list[str]:
    return page.text.text.split("\n")


# By name; a stage behind a colon ends the extraction early.
KINDS: dict[str, Callable[[], Work]] = {
    "floor": spacy_blank,
    "floor-lines": spacy_lines,
    "ner": lambda: spacy_ner(large=False),
    "ner-large": lambda: spacy_ner(large=True),
    "phones": phones,
    "without": lambda: extraction(use_model=False),
    "with": lambda: extraction(use_model=True),
    "reading": reading,
    "trafilatura": lambda: trafilatura(fast=False),
    "trafilatura-fast": lambda: trafilatura(fast=True),
    "nothing": lambda: lambda _: Done(0),
}
KINDS |= {
    f"{name}:{stage.value}": lambda use_model=use_model, stage=stage: extraction(use_model=use_model, until=stage)  # type: ignore[misc]
    for name, use_model in (("without", False), ("with", True))
    for stage in Stage
}
NEEDED = {"trafilatura": "trafilatura", "trafilatura-fast": "trafilatura"}


def missing(kind: str) -> str | None:
    """Why a kind of work cannot be measured here; None where it can."""
    package = NEEDED.get(kind)
    try:
        if package is not None:
            importlib.import_module(package)
    except ImportError as error:
        return f"{package} is not installed as it should be: pip install 'lhextract[bench]' ({error})"
    return None


def weights() -> dict[str, str]:
    """How large the networks are that are compared."""
    from lhextract.mentions.learned import FOLDER, NETWORK

    sizes = {"lhextract's network": (Path(FOLDER) / NETWORK).stat().st_size / 1e6}
    for title, large in (("spaCy's network as it comes", False), ("spaCy's network, large", True)):
        nodes = spacy_network(large=large).get_pipe("ner").model.walk()
        known = (node.get_param(name).nbytes for node in nodes for name in node.param_names if node.has_param(name))
        sizes[title] = sum(known) / 1e6
    return {name: f"{size:.1f} MB" for name, size in sizes.items()}
