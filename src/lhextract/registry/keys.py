"""The key under which two writings of a name are one."""

from __future__ import annotations

import re
import unicodedata

WORD = re.compile(r"\w+")
ARTICLES = frozenset({"the", "der", "die", "das"})
LEGAL = frozenset({"ev", "gmbh", "ggmbh", "ltd", "inc", "ag", "plc"})


def name_key(text: str) -> str:
    """Small letters without diacritics, punctuation, articles and legal forms."""
    plain = unicodedata.normalize(
        "NFKD", text.casefold().replace("e.v.", "ev").replace("e. v.", "ev").replace("&", " and ")
    )
    words = WORD.findall("".join(char for char in plain if not unicodedata.combining(char)))
    words = ["and" if word == "und" else word for word in words]
    while len(words) > 1 and words[0] in ARTICLES:
        words = words[1:]
    while len(words) > 1 and words[-1] in LEGAL:
        words = words[:-1]
    return " ".join(words)
