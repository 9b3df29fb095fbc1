"""The imported register as the records stage asks it: who bears a name, said as a row of the institution table."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from lhextract.lookups import KnownInstitution
from lhextract.model.record import InstitutionKind
from lhextract.registry.index import RorIndex
from lhextract.registry.keys import name_key
from lhextract.registry.ror import Organisation

# The words of ROR to our kinds; the first of these that an organisation has decides, since many fund as well.
KINDS: tuple[tuple[str, InstitutionKind], ...] = (
    ("education", "university"),
    ("company", "company"),
    ("government", "agency"),
    ("funder", "funder"),
    ("healthcare", "facility"),
    ("facility", "facility"),
    ("nonprofit", "association"),
    ("archive", "other"),
)


class RorRegister:
    """Organisations of an imported ROR dump by the key of a name (`lookups.Register`).

    Letters that several organisations use are no name here: acronyms are not found. Ended and withdrawn
    organisations are not either.
    """

    def __init__(self, path: Path) -> None:
        self._index = RorIndex(path)

    def find(self, key: str) -> Sequence[KnownInstitution]:
        """The active organisations with a label or alias of this key."""
        return [
            KnownInstitution(found.name, (), kind_of(found), found.country, found.ror, None)
            for found in self._index.find(key)
            if found.status == "active" and _is_named(found, key)
        ]


def _is_named(organisation: Organisation, key: str) -> bool:
    return any(kind != "acronym" and name_key(text) == key for text, kind in organisation.names)


def kind_of(organisation: Organisation) -> InstitutionKind:
    """The kind that ROR's types amount to."""
    return next((kind for word, kind in KINDS if word in organisation.types), "other")
