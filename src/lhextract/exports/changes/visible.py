"""Characters that act instead of showing: what steers a terminal, or turns the direction of what stands around it."""

from __future__ import annotations

import unicodedata

# Explicit marks, embeddings, overrides and isolates (Unicode Standard Annex 9, section 2), and line separators.
TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029")


def visible(text: str) -> str:
    r"""Return a text on one line in which such a character is its code: U+202E is written "\u202e"."""
    return "".join(_code(char) if _acts(char) else char for char in " ".join(text.split()))


def _acts(char: str) -> bool:
    return char in TURNING or unicodedata.category(char) in {"Cc", "Cs"}


def _code(char: str) -> str:
    return f"\\u{ord(char):04x}"
