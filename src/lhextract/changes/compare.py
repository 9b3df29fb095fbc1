"""Two releases to the changes between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict

from lhextract.changes.contacts import compare_contacts
from lhextract.changes.fields import compare_fields
from lhextract.changes.order import moved_items, places
from lhextract.model.change import Cause, Change, Kind
from lhextract.model.record import JOINT
from lhextract.model.release import Release, ReleasedCategory, ReleasedInitiative
from lhextract.wording import moved_share, similarity

Path = tuple[str, ...]
PART = 0.5  # of the word triples of an initiative that must come from another one, if it was split off


def compare(old: Release, new: Release, *, returned: frozenset[str] = frozenset()) -> tuple[Change, ...]:
    """Return what differs: categories first, then initiatives in the order of the new page, those that went last.

    Both releases have stable ids. `returned` are the ids of initiatives that were there before and had gone. The cause
    of every change is `page` until it is known better (`causes.py`). The changes applied to `old` give `new`
    (`apply.py`).
    """
    renamed = _renamed_paths(old, new)
    return (
        *_categories(old, new),
        *_initiatives(old, new, returned, renamed),
        *_suspected(old, new),
    )


def _renamed_paths(old: Release, new: Release) -> dict[Path, Path]:
    paths = {category.id: category.path for category in new.categories}
    return {category.path: paths[category.id] for category in reversed(old.categories) if category.id in paths}


def _categories(old: Release, new: Release) -> Iterator[Change]:
    ours, theirs = ({category.id: category for category in release.categories} for release in (old, new))
    moved = moved_items(list(ours), list(theirs))
    place = places(list(theirs))

    def change(
        kind: Kind, about: ReleasedCategory, before: str | None, after: str | None, where: str | None = None
    ) -> Change:
        how_much = similarity(before or "", after or "") if kind is Kind.CATEGORY_REWORDED else None
        name = JOINT.join(about.path)
        return Change(
            kind, Cause.PAGE, name, category=about.id, old=before, new=after, place=where, similarity=how_much
        )

    for ident, after in theirs.items():
        before = ours.get(ident)
        if before is None:
            whole = asdict(after)
            yield Change(
                Kind.CATEGORY_ADDED, Cause.PAGE, JOINT.join(after.path), category=ident, new=whole, place=place[ident]
            )
            continue
        if before.path != after.path:
            yield change(Kind.CATEGORY_RENAMED, after, JOINT.join(before.path), JOINT.join(after.path))
        if before.description != after.description:
            yield change(Kind.CATEGORY_REWORDED, after, before.description, after.description)
        if ident in moved:
            yield change(Kind.CATEGORY_REORDERED, after, None, None, place[ident])
    for ident, gone in ours.items():
        if ident not in theirs:
            yield Change(Kind.CATEGORY_REMOVED, Cause.PAGE, JOINT.join(gone.path), category=ident, old=asdict(gone))


def _initiatives(old: Release, new: Release, returned: frozenset[str], renamed: dict[Path, Path]) -> Iterator[Change]:
    ours = {initiative.id: initiative for initiative in old.initiatives}
    theirs = {initiative.id: initiative for initiative in new.initiatives}
    place = _places_in_categories(new)
    elsewhere = _reordered(old, new, renamed)
    for ident, after in theirs.items():
        before = ours.get(ident)
        if before is None:
            kind = Kind.INITIATIVE_RETURNED if ident in returned else Kind.INITIATIVE_ADDED
            yield Change(kind, Cause.PAGE, after.name, initiative=ident, new=asdict(after), place=place[ident])
            continue
        if before.name != after.name:
            kind = Kind.INITIATIVE_RENAMED
            yield Change(kind, Cause.PAGE, after.name, initiative=ident, old=before.name, new=after.name)
        path = renamed.get(before.category, before.category)
        if path != after.category:
            was, now = JOINT.join(before.category), JOINT.join(after.category)
            kind = Kind.INITIATIVE_MOVED
            yield Change(kind, Cause.PAGE, after.name, initiative=ident, old=was, new=now, place=place[ident])
        elif ident in elsewhere:
            kind = Kind.INITIATIVE_REORDERED
            yield Change(kind, Cause.PAGE, after.name, initiative=ident, place=place[ident])
        yield from compare_contacts(before, after)
        yield from compare_fields(before, after)
    for ident, gone in ours.items():
        if ident not in theirs:
            yield Change(Kind.INITIATIVE_RETIRED, Cause.PAGE, gone.name, initiative=ident, old=asdict(gone))


def by_category(initiatives: Sequence[ReleasedInitiative]) -> dict[Path, list[str]]:
    """The ids of initiatives by the path of their category, in order."""
    grouped: dict[Path, list[str]] = {}
    for initiative in initiatives:
        grouped.setdefault(initiative.category, []).append(initiative.id)
    return grouped


def _places_in_categories(release: Release) -> dict[str, str]:
    """What each initiative stands behind within its category."""
    return {
        ident: place for order in by_category(release.initiatives).values() for ident, place in places(order).items()
    }


def _reordered(old: Release, new: Release, renamed: dict[Path, Path]) -> frozenset[str]:
    """Initiatives that stand elsewhere within the category in which they stayed."""
    before = {renamed.get(path, path): order for path, order in by_category(old.initiatives).items()}
    return frozenset(
        ident
        for path, order in by_category(new.initiatives).items()
        for ident in moved_items(before.get(path, []), order)
    )


def _suspected(old: Release, new: Release) -> Iterator[Change]:
    """Initiatives that came out of another one, or went into one; told by the text that changed its owner."""
    ours = {initiative.id: initiative for initiative in old.initiatives}
    theirs = {initiative.id: initiative for initiative in new.initiatives}
    come = [initiative for initiative in new.initiatives if initiative.id not in ours]
    gone = [initiative for initiative in old.initiatives if initiative.id not in theirs]
    for ident, after in theirs.items():
        before = ours.get(ident)
        if before is None or before.text == after.text:
            continue
        parts = [i.id for i in come if moved_share(i.text, gone_from=before.text, still_in=after.text) >= PART]
        if parts:
            yield Change(Kind.INITIATIVE_SPLIT, Cause.PAGE, after.name, initiative=ident, related=tuple(parts))
        merged = [i.id for i in gone if moved_share(i.text, gone_from=after.text, still_in=before.text) >= PART]
        if merged:
            yield Change(Kind.INITIATIVE_MERGED, Cause.PAGE, after.name, initiative=ident, related=tuple(merged))
