"""What 8-bit weights cost: the network with 32 bits and as shipped, on held-out corpora and on unseen golden pages.

    python benchmarks/names_8bit.py --work DIR --encoder DIR --corpora DIR

The network alone, its best reading; PERSON and INSTITUTION on the corpora, all types on the golden pages of each fold,
read by the fold's network. Corpora have guidelines of their own, so their figures say how the two compare, not how good
they are.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from lhextract.evaluate import Score
from lhextract.mentions.tagger.decode import best_tags, log_probabilities
from lhextract.mentions.tagger.network import Network
from lhextract.mentions.tagger.subwords import TextLine, make_windows, split_lines
from lhextract.mentions.tagger.tags import PLACE, names_in
from lhextract.training.names.examples import Document, read_corpora
from lhextract.training.names.export import to_onnx
from lhextract.training.names.steps import FOLDS, Material, fold, fold_of, load, merged

GOLDEN = Path(__file__).parents[1] / "tests" / "golden"


def networks(material: Material, state: Mapping[str, NDArray[np.float32]]) -> tuple[Network, Network]:
    """A network with 32 bits, and as it would be shipped."""
    layers = material.sizes.layers
    return Network(to_onnx(state, layers=layers, small=False)), Network(to_onnx(state, layers=layers))


def score(network: Network, documents: Sequence[Document], material: Material) -> tuple[Score, float]:
    """Strict counts over the kinds that the documents mark, and words per second of the network alone."""
    total, seconds, words = Score(), 0.0, 0
    for document in documents:
        pieces = split_lines([line.text for line in document.lines], material.vocabulary)
        lines = [TextLine(line.text, line.role, line.owner) for line in document.lines]
        words += sum(len(line.text.split()) for line in lines)
        for window in make_windows(lines, pieces):
            began = time.process_time()
            scores = network(window.rows)
            seconds += time.process_time() - began
            for part in window.parts:
                found = set(names_in(best_tags(log_probabilities(scores[part.places]))))
                tokens = pieces[part.line].tokens[part.start : part.end]
                ours = {
                    (tokens[a][0], tokens[b - 1][1], kind)
                    for a, b, kind in found
                    if kind in document.kinds and kind != PLACE
                }
                reach = (tokens[0][0], tokens[-1][1])
                gold = {
                    (name.start, name.end, name.kind)
                    for name in document.lines[part.line].names
                    if reach[0] <= name.start and name.end <= reach[1] and name.kind != PLACE
                }
                total += Score(len(ours & gold), len(ours), len(gold))
    return total, words / seconds


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("--work", "--encoder", "--corpora"):
        parser.add_argument(name, type=Path, required=True)
    options = parser.parse_args()
    material = Material(GOLDEN, options.corpora, Path(), options.encoder, options.work)
    rows: list[tuple[str, tuple[Network, Network], list[Document]]] = []
    pair = networks(material, merged(material))
    rows += [(corpus.name, pair, [corpus]) for corpus in read_corpora(options.corpora, held_out=True)]
    for number in range(FOLDS):
        pages = [page for page in material.pages if fold_of(page.name) == number]
        state = {name: t.numpy() for name, t in load(fold(material, number), material.sizes).state_dict().items()}
        rows.append((f"golden pages, fold {number}", networks(material, state), pages))
    print(f"{'':28}{'32 bits':>9}{'8 bits':>9}{'':>9}{'words/s':>10}{'words/s':>10}")
    for name, (exact, small), documents in rows:
        (a, fast_a), (b, fast_b) = score(exact, documents, material), score(small, documents, material)
        print(f"{name:28}{a.f1:9.4f}{b.f1:9.4f}{b.f1 - a.f1:+9.4f}{fast_a:10.0f}{fast_b:10.0f}", flush=True)


if __name__ == "__main__":
    main()
