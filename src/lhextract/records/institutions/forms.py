"""The ground form of a German name: "Technischen Universität Dresden" is "Technische Universität Dresden"."""

from __future__ import annotations

import re
from functools import lru_cache

# An adjective before a noun with a capital: "Deutschen Forschungsgemeinschaft", "Physikalischen Institut".
ADJECTIVE = re.compile(r"\b([A-ZÄÖÜ][a-zäöüß-]{2,}?)(?:e[nrsm])(?= [A-ZÄÖÜ])")
# The genitive of a neuter or masculine noun that a name begins with: "Instituts für", "Bundesministeriums für".
GENITIVE = re.compile(
    r"\b([^\W\d_]*(?:[Ii]nstitut|[Mm]inisterium|[Zz]entrum|[Ll]ehrstuhl|[Ff]achbereich|[Kk]olleg|[Dd]ienst|[Nn]etzwerk"
    r"|[Vv]erbund|[Aa]mt|[Ff]onds|[Kk]linikum|[Mm]useum|[Ss]eminar|[Vv]erein|[Rr]at))(?:es|s)(?![^\W\d_])"
)
ENDINGS = ("e", "es", "er")


# Linking asks for those of each name of a page half a dozen times; 4,096 names are those of some twenty pages.
@lru_cache(maxsize=4096)
def ground_forms(name: str) -> tuple[str, ...]:
    """Return what the name may be in the nominative, the name itself first; nothing here decides which it is."""
    plain = GENITIVE.sub(r"\1", name)
    inflected = [ADJECTIVE.sub(rf"\1{ending}", plain) for ending in ENDINGS] if ADJECTIVE.search(plain) else []
    return (name, *([plain] if plain != name else []), *(form for form in inflected if form not in {name, plain}))
