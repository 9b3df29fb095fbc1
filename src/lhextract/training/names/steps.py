"""The steps from corpora and golden pages to weights; each writes one file and is skipped where that file is there."""

from __future__ import annotations

import hashlib
import logging
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from lhextract.gold import list_cases
from lhextract.mentions.tagger.subwords import ROLES
from lhextract.mentions.tagger.words import Vocabulary
from lhextract.training.names.examples import Document, Marked, read_corpora, read_page
from lhextract.training.names.learn import Plan, learn
from lhextract.training.names.network import Network, Sizes, load_encoder
from lhextract.training.names.noise import disturb, exchange, forget_roles
from lhextract.training.names.synthetic import Maker, read_registry

log = logging.getLogger(__name__)
FOLDS = 5
SEED = 1
SIZES = Sizes()
KNOWN_ROLES = tuple(role for role in ROLES if role and role != "blank")
# The same page as HTML and as text; learning both would count it twice.
TWINS = frozenset({"lighthouses-html"})
START = Plan(epochs=2, rate=3e-4, batch=1600, faster=3, floor=0.1)
PAGES = Plan(epochs=8, rate=3e-4, batch=1200, faster=3)
START_LINES = 2000  # synthetic lines per language and epoch beside the corpora
PAGE_LINES = 600  # and beside the pages
EXCHANGED = 0.2  # share of names that are exchanged for others of their kind, anew in each epoch
SYNTHETIC_DOCUMENT = 40  # lines


@dataclass(frozen=True)
class Material:
    """Where everything is that is learned from, and where the steps keep their files."""

    golden: Path
    corpora: Path
    registry: Path
    encoder: Path
    work: Path
    sizes: Sizes = SIZES

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The encoder's vocabulary."""
        return Vocabulary((self.encoder / "tokenizer.json").read_text(encoding="utf-8"))

    @cached_property
    def pages(self) -> tuple[Document, ...]:
        """The golden pages, without twins."""
        return tuple(read_page(case) for case in list_cases(self.golden) if case.name not in TWINS)

    @cached_property
    def maker(self) -> Maker:
        """What makes synthetic lines."""
        return Maker(read_registry(self.registry))


def fold_of(name: str) -> int:
    """The fold in which a case is left out; a page and its twin share one."""
    return int(hashlib.sha256(name.removesuffix("-html").encode()).hexdigest(), 16) % FOLDS


def start(material: Material) -> Path:
    """Learn from the corpora and from synthetic lines what names look like anywhere."""
    path = material.work / "start.pt"
    if not path.exists():
        network = load_encoder(material.encoder / "model.safetensors", material.sizes)
        _learn(network, read_corpora(material.corpora), material, START, lines=START_LINES, exchanged=0.0)
        _save(network, path)
    return path


def fold(material: Material, number: int) -> Path:
    """Learn from the golden pages of all folds but one."""
    path = material.work / f"fold-{number}.pt"
    if not path.exists():
        pages = [page for page in material.pages if fold_of(page.name) != number]
        _from_start(material, pages, path)
    return path


def final(material: Material) -> Path:
    """Learn from all golden pages."""
    path = material.work / "final.pt"
    if not path.exists():
        _from_start(material, material.pages, path)
    return path


def merged(material: Material) -> dict[str, NDArray[np.float32]]:
    """The mean of the weights of all folds and of what learned from all pages.

    They set out from the same start, so their mean lies in the same valley and is better than each (Wortsman et al.
    2022): on 32 pages that none had seen, 0.897 instead of 0.885 to 0.893 for INSTITUTION, the network alone.
    """
    paths = [*(fold(material, number) for number in range(FOLDS)), final(material)]
    states = [load(path, material.sizes).state_dict() for path in paths]
    return {name: sum(state[name] for state in states).numpy() / len(states) for name in states[0]}


def load(path: Path, sizes: Sizes) -> Network:
    """A network as a step left it."""
    network = Network(sizes)
    network.load_state_dict(torch.load(path, weights_only=True))
    network.eval()
    return network


def _from_start(material: Material, pages: Sequence[Document], path: Path) -> None:
    network = load(start(material), material.sizes)
    _learn(network, pages, material, PAGES, lines=PAGE_LINES, exchanged=EXCHANGED)
    _save(network, path)


def _learn(
    network: Network, documents: Sequence[Document], material: Material, plan: Plan, *, lines: int, exchanged: float
) -> None:
    # The words' and places' own vectors stay as they are: they cost half of the time and are seen too seldom.
    network.words.weight.requires_grad_(False)
    network.positions.weight.requires_grad_(False)
    began = time.monotonic()

    def change(page: Sequence[Marked], rng: random.Random) -> Sequence[Marked]:
        if exchanged:
            page = [exchange(line, material.maker.other, rng, exchanged) for line in page]
        return forget_roles(disturb(page, rng), rng, KNOWN_ROLES) if page[0].role else disturb(page, rng)

    def more(rng: random.Random) -> list[Document]:
        return [
            material.maker.document(rng, lines=SYNTHETIC_DOCUMENT, german=german)
            for german in (False, True)
            for _ in range(lines // SYNTHETIC_DOCUMENT)
        ]

    def told(epoch: int, loss: float) -> None:
        log.info("epoch %d of %d: loss %.4f, %.0f s", epoch + 1, plan.epochs, loss, time.monotonic() - began)

    learn(network, documents, material.vocabulary, plan, seed=SEED, change=change, more=more, on_epoch=told)


def _save(network: Network, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_suffix(".part")
    torch.save(network.state_dict(), aside)
    aside.replace(path)
