"""Whether a remedy can matter to a page at all: its words have to be there."""

from __future__ import annotations

from lhextract.learning.remedies import NotName, ProfileKey, Remedy
from lhextract.lookups import KnownInstitution, KnownProgram
from lhextract.model.correction import Rename
from lhextract.registry.keys import name_key


def touches(remedy: Remedy, text: str, *, source: str) -> bool:
    """False only where the remedy cannot change what is read of this text.

    Names are compared by their keys, word by word, so that a page that writes them in any way counts.
    """
    if isinstance(remedy, ProfileKey):
        return remedy.source == source
    if isinstance(remedy, Rename) and remedy.field == "institutions.name":
        return True  # a name that a lookup gave stands on no page
    words = frozenset(name_key(text).split())
    return any(words.issuperset(name_key(form).split()) for form in _forms(remedy))


def _forms(remedy: Remedy) -> tuple[str, ...]:
    match remedy:
        case Rename():
            return (remedy.value,)
        case KnownInstitution() | KnownProgram():
            return (remedy.name, *remedy.aliases)
        case NotName():
            return (remedy.name,)
        case ProfileKey():
            return ()
