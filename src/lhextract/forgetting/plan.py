"""What a purge would do, as values: which file becomes what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from lhextract.acquire.store import Meta, Stored


@dataclass(frozen=True, slots=True)
class Place:
    """A part of a page that is hidden: its line, from 1, what stands there, and of a name the words of the page."""

    file: str
    line: int
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Edit:
    """What becomes of a file: its new content, None if it is removed; `before` is what it was, None if it is new."""

    path: Path
    before: bytes | None
    after: bytes | None
    hits: int


@dataclass(frozen=True, slots=True)
class NewSnapshot:
    """A redacted snapshot and the one that it replaces; `more` are other files beside the page."""

    old: Stored
    meta: Meta
    body: bytes
    more: Mapping[str, bytes]
    hits: int
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class SourcePlan:
    """What becomes of one source: `output` is the folder of the extraction by file name, None if it stays."""

    source: str
    folder: Path
    before: Mapping[str, bytes]
    output: Mapping[str, bytes] | None
    edits: tuple[Edit, ...]
    snapshots: tuple[NewSnapshot, ...]
    raw: Path


@dataclass(frozen=True, slots=True)
class Plan:
    """All of it: the list first, then sources, then tables; `remaining` files name the person afterwards."""

    person: str
    root: Path
    forgotten: Edit
    sources: tuple[SourcePlan, ...]
    tables: tuple[Edit, ...]
    places: tuple[Place, ...]
    remaining: tuple[tuple[str, int], ...]

    def files(self) -> Iterator[tuple[str, str, int]]:
        """Every file that is touched: its path below the workspace, what becomes of it, how often it had the name."""
        if self.forgotten.after != self.forgotten.before:
            yield self._name(self.forgotten.path), "changed" if self.forgotten.before else "new", 0
        for edit in (*self.tables, *(edit for source in self.sources for edit in source.edits)):
            yield self._name(edit.path), "removed" if edit.after is None else "changed", edit.hits
        for source in self.sources:
            for name in sorted({*source.before}) if source.output is not None else ():
                after = (source.output or {}).get(name)
                if after != source.before[name]:
                    yield self._name(source.folder / name), "removed" if after is None else "changed", 0
            for new in source.snapshots:
                yield self._name(new.old.path.parent), "replaced", new.hits

    def all_places(self) -> Iterator[Place]:
        """Every place that is hidden, of extractions and of snapshots."""
        yield from self.places
        yield from (place for source in self.sources for new in source.snapshots for place in new.places)

    def is_empty(self) -> bool:
        """Whether nothing was found in what is rewritten."""
        return not any(
            becomes != "new" and path != self._name(self.forgotten.path) for path, becomes, _ in self.files()
        )

    def _name(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix()
