"""What was learned, as shipped: the network with its vocabulary, and the weights of the judge."""

from __future__ import annotations

import hashlib
import json
import logging
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from lhextract.errors import ModelError
from lhextract.mentions.judge.decide import Weights
from lhextract.mentions.tagger.tagger import Tagger
from lhextract.shipped import unusable

log = logging.getLogger(__name__)
FOLDER = files("lhextract.mentions") / "learned"
NETWORK, VOCABULARY, JUDGE, CARD = "network.onnx", "vocabulary.json", "judge.json", "card.json"


@dataclass(frozen=True, slots=True, eq=False)
class Learned:
    """The trained recogniser and the weights by which its proposals and those of the rules are judged."""

    tagger: Tagger
    weights: Weights


@cache
def load_learned() -> Learned | None:
    """Load what is shipped; None, with a warning, where the network's file is missing.

    A file that is not the one the card names is a `ModelError`: it would give other records without a word.
    """
    network = FOLDER / NETWORK
    if not network.is_file():
        log.warning(
            "the trained recogniser is missing (%s); names are found by rules alone, which finds far fewer on pages "
            "nobody wrote rules for; install lhextract again, or give --no-model to have it so",
            NETWORK,
        )
        return None
    # Imported here, because both take a while and rules alone do without them.
    from lhextract.mentions.tagger.network import Network
    from lhextract.mentions.tagger.words import Vocabulary

    digests = _digests()
    contents = {name: _read(FOLDER / name, digests[name]) for name in (NETWORK, VOCABULARY, JUDGE)}
    return Learned(
        Tagger(Vocabulary(contents[VOCABULARY].decode("utf-8")), Network(contents[NETWORK])),
        Weights(json.loads(contents[JUDGE])),
    )


def read_card() -> bytes | None:
    """What the manifest says of the network: its card, which has the digests of all files; None where none is there."""
    return _content(FOLDER / CARD) if (FOLDER / NETWORK).is_file() else None


def _digests() -> dict[str, str]:
    """What the card says of the other files."""
    card = FOLDER / CARD
    try:
        digests = json.loads(_content(card).decode("utf-8"))["files"]
        return {name: str(digests[name]) for name in (NETWORK, VOCABULARY, JUDGE)}
    except (ValueError, LookupError, TypeError) as error:
        raise unusable(card, f"a file that cannot be used ({type(error).__name__}: {error})") from error


def _content(path: Traversable) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise unusable(path, f"none that can be read ({error.strerror})") from error


def _read(path: Traversable, digest: str) -> bytes:
    content = _content(path)
    found = hashlib.sha256(content).hexdigest()
    if found != digest:
        raise ModelError(
            f"{path.name}: found a file with SHA-256 {found[:12]}…, allowed is the shipped one, {digest[:12]}…; "
            "install lhextract again"
        )
    return content
