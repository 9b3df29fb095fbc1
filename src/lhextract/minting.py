"""Ids: opaque, and the same for the same source and content, so that a fresh workspace mints the same."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable

LENGTH = 10  # characters of base 32: 50 bits, so no clash among the records of one source


def mint(prefix: str, *parts: str) -> str:
    """Return `prefix-xxxxxxxxxx` for a key; parts are compared without regard to case."""
    key = "\x1f".join(part.casefold() for part in parts)
    digest = hashlib.sha256(key.encode("utf-8", "surrogatepass")).digest()
    # Ten bytes are 16 characters, more than are kept; to encode all 32 takes three times as long.
    return f"{prefix}-{base64.b32encode(digest[:LENGTH]).decode('ascii')[:LENGTH].lower()}"


def mint_all(prefix: str, keys: Iterable[tuple[str, ...]]) -> list[str]:
    """Mint an id for every key, in order; a key that comes again gets a number, so that ids are unique."""
    seen: dict[tuple[str, ...], int] = {}
    ids = []
    for key in keys:
        folded = tuple(part.casefold() for part in key)
        seen[folded] = seen.get(folded, 0) + 1
        ids.append(mint(prefix, *key, *([str(seen[folded])] if seen[folded] > 1 else [])))
    return ids
