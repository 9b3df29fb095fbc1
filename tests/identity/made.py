"""Known things made by hand, so that a test of matching shows all that it stands on."""

from __future__ import annotations

from typing import Any

from lhextract.model.identity import KnownContact, KnownInitiative, KnownName

WATER = "Since 2010 the two faculties run a joint master in water management that sends twenty students abroad."
STARS = "The network brings together eleven observatories which exchange telescopes, data and doctoral candidates."
BOOKS = "A summer school on medieval manuscripts is held in turn in the libraries of the four founding members."


def known(ident: str = "lh-1", name: str = "Water", text: str = WATER, **more: Any) -> KnownInitiative:
    """An initiative with a name and a text, and what else a case is about."""
    return KnownInitiative(ident, (name,), text=text, **more)


def reached(ident: str = "ct-1", **more: Any) -> KnownContact:
    """A contact of which only the named fields are known."""
    return KnownContact(ident, **more)


def named(ident: str, *names: str, ror: str | None = None, retired: bool = False) -> KnownName:
    """A category, institution or person under these names."""
    return KnownName(ident, names, ror, retired)
