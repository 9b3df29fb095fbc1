"""Whole initiatives that are wanted: those under some headings, those that changed; and sources that are not wanted."""

from __future__ import annotations

import difflib
import hashlib
import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from lhextract.errors import UsageError
from lhextract.model.record import JOINT, Corrections, RecordCategory, Records, Stated
from lhextract.selection.agreeing import agreeing
from lhextract.wording import fold

WRITTEN_JOINT = re.compile("[›>]")  # a shell has no key for the other one


class CategoryError(UsageError):
    """A category that is asked for is none of the page."""

    def __init__(self, name: str, records: Records) -> None:
        known = [JOINT.join(one.path) for one in records.categories]
        keys = {key: joined for joined, one in zip(known, records.categories, strict=True) for key in _keys(one)}
        close = difflib.get_close_matches(_key(name), keys, n=1)
        hint = f"; did you mean {keys[close[0]]!r}?" if close else ""
        listed = ", ".join(map(repr, known)) or "none, for it has no categories"
        super().__init__(
            f"{records.source.id}: --category: found {name!r}, allowed is an id, a heading, or headings joined "
            f"by {JOINT!r} or ' > '; the page has {listed}{hint}"
        )


def in_categories(records: Records, names: Sequence[str]) -> Records:
    """The initiatives under these headings; an outer heading stands for all below it. Raises `CategoryError`."""
    paths: set[tuple[str, ...]] = set()
    for name in names:
        found = [one.path for one in records.categories if name == one.id or _key(name) in _keys(one)]
        if not found:
            raise CategoryError(name, records)
        paths.update(found)
    return agreeing(
        records,
        initiatives=[one for one in records.initiatives if one.category in paths],
        categories=[one for one in records.categories if one.path in paths],
    )


def _keys(category: RecordCategory) -> Iterator[str]:
    """Every way to name a category by its headings: any of them, or several that follow each other."""
    path = category.path
    for start in range(len(path)):
        yield from (_key(JOINT.join(path[start:end])) for end in range(start + 1, len(path) + 1))


def _key(name: str) -> str:
    return JOINT.join(fold(part).casefold() for part in WRITTEN_JOINT.split(name))


def that_changed(records: Records, changed: Set[str]) -> Records:
    """The initiatives with these ids; categories stay, for one of them may have changed too."""
    return agreeing(records, initiatives=[one for one in records.initiatives if one.id in changed])


def of_no_source(records: Records) -> Records:
    """Records of which nothing is left but the name of the source: its language is not wanted."""
    empty = hashlib.sha256(b"").hexdigest()
    return replace(
        records,
        source=replace(records.source, text_sha256=empty),
        stated=Stated(None, None),
        lines=(),
        categories=(),
        initiatives=(),
        institutions=(),
        people=(),
        mentions=(),
        findings=(),
        corrections=Corrections(),
    )
