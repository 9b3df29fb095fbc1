"""What differs inside one initiative."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict

from lhextract.changes.pairing import alike_texts, differences, pair
from lhextract.model.change import Cause, Change, Kind, Value
from lhextract.model.release import ReleasedInitiative, ReleasedLink, ReleasedParty, ReleasedYear
from lhextract.wording import similarity

PARTNER = (Kind.PARTNER_ADDED, Kind.PARTNER_REMOVED, Kind.PARTNER_CHANGED)
HOST_UNIT = (Kind.HOST_UNIT_ADDED, Kind.HOST_UNIT_REMOVED, Kind.HOST_UNIT_CHANGED)
PROGRAM = (Kind.PROGRAM_ADDED, Kind.PROGRAM_REMOVED, Kind.PROGRAM_CHANGED)
YEAR = (Kind.YEAR_ADDED, Kind.YEAR_REMOVED, Kind.YEAR_CHANGED)
LINK = (Kind.LINK_ADDED, Kind.LINK_REMOVED, Kind.LINK_CHANGED)
CAPTION = (Kind.CAPTION_ADDED, Kind.CAPTION_REMOVED, Kind.CAPTION_CHANGED)
Kinds = tuple[Kind, Kind, Kind]
Pair = tuple[Value, Value]


def compare_fields(old: ReleasedInitiative, new: ReleasedInitiative) -> Iterator[Change]:
    """Changes of the text and of the lists; name, category and contacts are compared elsewhere."""

    def changes(kinds: Kinds, pairs: Iterable[Pair]) -> Iterator[Change]:
        added, removed, changed = kinds
        for before, after in pairs:
            kind = added if before is None else removed if after is None else changed
            yield Change(kind, Cause.PAGE, new.name, initiative=new.id, old=before, new=after)

    yield from changes(PARTNER, _parties(old.partners, new.partners))
    yield from changes(HOST_UNIT, _parties(old.host_units, new.host_units))
    yield from changes(PROGRAM, _texts(old.programs, new.programs))
    yield from changes(YEAR, _years(old.years, new.years))
    yield from changes(LINK, _links(old.links, new.links))
    yield from changes(CAPTION, _texts(old.captions, new.captions))
    if old.text != new.text:
        how_much = similarity(old.text, new.text)
        kind = Kind.BODY_REWORDED
        yield Change(kind, Cause.PAGE, new.name, initiative=new.id, old=old.text, new=new.text, similarity=how_much)


def _parties(old: Sequence[ReleasedParty], new: Sequence[ReleasedParty]) -> Iterator[Pair]:
    """Parties by the id of the institution; one that is written as before under another id is the same, changed."""
    ours, theirs = ({party.institution: party for party in parties} for parties in (old, new))
    for ident in sorted(ours.keys() & theirs.keys()):
        if ours[ident] != theirs[ident]:
            yield _json(ours[ident]), _json(theirs[ident])
    gone = [party for party in old if party.institution not in theirs]
    come = [party for party in new if party.institution not in ours]
    for before, after in pair(gone, come, alike=lambda one, other: float(one.name == other.name)):
        yield _json(before), _json(after)


def _texts(old: Sequence[str], new: Sequence[str]) -> Iterator[Pair]:
    yield from differences(old, new, alike=alike_texts)


def _years(old: Sequence[ReleasedYear], new: Sequence[ReleasedYear]) -> Iterator[Pair]:
    for before, after in differences(old, new, alike=_alike_years):
        yield _json(before), _json(after)


def _alike_years(old: ReleasedYear, new: ReleasedYear) -> float:
    """The same date with another role, or another date with the same role."""
    return 2.0 if old.value == new.value else float(old.role == new.role)


def _links(old: Sequence[ReleasedLink], new: Sequence[ReleasedLink]) -> Iterator[Pair]:
    for before, after in differences(old, new, alike=_alike_links):
        yield _json(before), _json(after)


def _alike_links(old: ReleasedLink, new: ReleasedLink) -> float:
    if old.url is not None and old.url == new.url:
        return 2.0
    if old.text is not None and old.text == new.text:
        return 1.0
    return alike_texts(old.text or "", new.text or "") if old.url is None or new.url is None else 0.0


def _json(value: ReleasedParty | ReleasedYear | ReleasedLink | None) -> Mapping[str, object] | None:
    return None if value is None else asdict(value)
