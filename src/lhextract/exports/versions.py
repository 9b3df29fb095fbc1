"""The versions of the libraries that can alter a record."""

from __future__ import annotations

from importlib.metadata import version

# Versions of the interpreter and of others cannot, or not so that a test would not see it.
LIBRARIES = ("dateparser", "phonenumbers", "spacy")


def library_versions() -> dict[str, str]:
    """Versions by name."""
    return {name: version(name) for name in LIBRARIES}
