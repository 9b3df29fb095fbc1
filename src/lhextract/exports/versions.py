"""The versions of the libraries that can alter a record."""

from __future__ import annotations

from functools import cache
from importlib.metadata import version

# Versions of the interpreter and of others cannot, or not so that a test would not see it.
LIBRARIES = ("dateparser", "phonenumbers", "spacy")


def library_versions() -> dict[str, str]:
    """Versions by name."""
    return {name: _version(name) for name in LIBRARIES}


@cache
def _version(name: str) -> str:
    """As installed when it was first asked for: to read it takes 2 ms, for each page of many."""
    return version(name)
