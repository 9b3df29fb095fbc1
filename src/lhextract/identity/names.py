"""Categories, institutions and people: found again by any name they ever had."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lhextract.model.identity import KnownName
from lhextract.registry.keys import name_key


def match_names(old: Sequence[KnownName], new: Sequence[KnownName]) -> dict[str, str]:
    """The known id of every new thing that is a known one: by its ROR id, its own id, its first name, any name.

    A name that several known things have, such as a faculty of law at two universities, decides nothing.
    """
    found: dict[str, str] = {}
    free = {known.id: known for known in old}

    def take(pairs: Iterable[tuple[str, str]]) -> None:
        for fresh, known in pairs:
            if fresh not in found and known in free:
                found[fresh] = known
                del free[known]

    take((fresh.id, known.id) for fresh in new if fresh.ror for known in old if known.ror == fresh.ror)
    take((fresh.id, fresh.id) for fresh in new if _agree(free.get(fresh.id), fresh))
    take(_by_names(free.values(), new))
    return found


def _agree(known: KnownName | None, fresh: KnownName) -> bool:
    return known is not None and not (known.ror and fresh.ror and known.ror != fresh.ror)


def _by_names(old: Iterable[KnownName], new: Sequence[KnownName]) -> list[tuple[str, str]]:
    having: dict[str, list[KnownName]] = {}
    for known in old:
        for key in sorted(set(map(name_key, known.names))):
            having.setdefault(key, []).append(known)
    pairs = []
    for fresh in new:
        for name in fresh.names:
            likely = [one for one in having.get(name_key(name), ()) if _agree(one, fresh)]
            if len(likely) == 1:
                pairs.append((fresh.id, likely[0].id))
                break
    return pairs
