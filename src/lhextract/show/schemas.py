"""Differences of schemas as text and as data."""

from __future__ import annotations

from typing import Any

from lhextract.model.version import Level, SchemaVersion
from lhextract.schema_changes.difference import least_bump
from lhextract.schemas import Compared

BUMPS = {
    Level.NONE: "no bump",
    Level.ADDITION: "only new keys",
    Level.REVISION: "some data or readers are affected",
    Level.MODEL: "old readers can read nothing reliably",
}


def compared(found: Compared) -> str:
    """A line for each difference, its reason below it, the least bump at the end."""
    lines = [f"{found.old} to {found.new}: {_count(len(found.differences))}"]
    for one in found.differences:
        lines += [f"{one.level.name:9} {one.where}: {one.what}", f"{'':9} {one.why}"]
    level = least_bump(found.differences)
    version = found.old.version
    lines.append(f"least bump: {level.name}, {BUMPS[level]}{_becomes(version, level)}")
    return "\n".join(lines) + "\n"


def compared_data(found: Compared) -> dict[str, Any]:
    """The same as data; versions are null where a file does not tell."""
    level = least_bump(found.differences)
    return {
        "a": {"name": found.old.name, "version": _written(found.old.version)},
        "b": {"name": found.new.name, "version": _written(found.new.version)},
        "level": level.name,
        "next_version": _written(found.old.version.bumped(level) if found.old.version else None),
        "differences": [one.to_json() for one in found.differences],
    }


def _becomes(version: SchemaVersion | None, level: Level) -> str:
    return "" if version is None or level is Level.NONE else f"; {version} becomes {version.bumped(level)}"


def _written(version: SchemaVersion | None) -> str | None:
    return None if version is None else str(version)


def _count(number: int) -> str:
    return {0: "no difference", 1: "1 difference"}.get(number, f"{number} differences")
