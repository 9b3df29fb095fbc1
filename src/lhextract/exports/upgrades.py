"""Documents of an earlier schema version, read as what they would be today (docs/schema.md)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from lhextract.errors import UsageError
from lhextract.model.record import SCHEMA_VERSION
from lhextract.model.version import SchemaVersion, read_version

Json = dict[str, Any]
CURRENT = read_version(SCHEMA_VERSION) or SchemaVersion(0, 0, 0)


@dataclass(frozen=True, slots=True)
class Step:
    """What an older document lacks to be one of version `to`: `make` returns it with defaults for newer keys."""

    to: SchemaVersion
    make: Callable[[Json], Json]


# By version. A version that only takes keys or values away needs none.
STEPS: tuple[Step, ...] = ()


def upgrade(
    document: Any,  # noqa: ANN401 - parsed JSON
    *,
    name: str = "records.json",
    steps: Sequence[Step] = STEPS,
    current: SchemaVersion = CURRENT,
) -> Any:  # noqa: ANN401
    """Return a parsed `records.json` in the form of the current version; what has no version is returned as it is.

    A later one of the same MODEL is returned as it is too: it may have keys that this program does not know. Another
    MODEL is a `UsageError` that names both versions; `name` is what it calls the document.
    """
    version = read_version(document.get("schema_version")) if isinstance(document, dict) else None
    if version is None:
        return document
    if version.model != current.model:
        raise UsageError(other_model(name, str(version), current=current))
    if version > current or document["schema_version"] == str(current):
        return document
    for step in steps:
        if step.to > version:
            document = step.make(document)
    return {**document, "schema_version": str(current)}


def has_other_model(version: object) -> bool:
    """Whether a `schema_version` is of a form that this program cannot read at all."""
    read = read_version(version)
    return read is not None and read.model != CURRENT.model


def is_later(document: object) -> bool:
    """Whether a parsed document is of a later version than this program writes."""
    version = read_version(document.get("schema_version")) if isinstance(document, dict) else None
    return version is not None and version > CURRENT


def other_model(name: str, found: str, *, current: SchemaVersion = CURRENT) -> str:
    """The message about a document of another MODEL, or of a later version."""
    return (
        f"{name}: found schema version {found}, allowed is {current.model}.x up to {current}, what this lhextract "
        "reads; read it with the lhextract that wrote it, or make it anew with `lhextract run --force` (ids stay, "
        "changes.jsonl begins anew)"
    )
