"""The ground form of a German name: "Technischen Universität Dresden" is "Technische Universität Dresden"."""

from __future__ import annotations

import re
from collections.abc import Iterator

# An adjective before a noun with a capital: "Deutschen Forschungsgemeinschaft", "Physikalischen Institut".
ADJECTIVE = re.compile(r"\b([A-ZÄÖÜ][a-zäöüß-]{2,}?)(?:e[nrsm])(?= [A-ZÄÖÜ])")
# The genitive of a neuter or masculine noun that a name begins with: "Instituts für", "Bundesministeriums für".
GENITIVE = re.compile(
    r"\b([^\W\d_]*(?:[Ii]nstitut|[Mm]inisterium|[Zz]entrum|[Ll]ehrstuhl|[Ff]achbereich|[Kk]olleg|[Dd]ienst|[Nn]etzwerk"
    r"|[Vv]erbund|[Aa]mt|[Ff]onds|[Kk]linikum|[Mm]useum|[Ss]eminar|[Vv]erein|[Rr]at))(?:es|s)(?![^\W\d_])"
)


def ground_forms(name: str) -> Iterator[str]:
    """Yield what the name may be in the nominative, the name itself first; nothing here decides which it is."""
    yield name
    plain = GENITIVE.sub(r"\1", name)
    if plain != name:
        yield plain
    for ending in ("e", "es", "er"):
        form = ADJECTIVE.sub(rf"\1{ending}", plain)
        if form not in {name, plain}:
            yield form
