"""`manifest.json`: what an extraction was made from and what it holds; no time of day, no paths."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from lhextract import __version__
from lhextract.exports.records_json import to_json
from lhextract.exports.versions import library_versions
from lhextract.model.record import Records


@dataclass(frozen=True, slots=True)
class Since:
    """What the changes are against: the sha256 of the page before (None: there was none), and how many they are."""

    snapshot: str | None
    changes: int
    notes: int


def write_manifest(
    records: Records,
    *,
    inputs: Mapping[str, str],
    reading: str,
    since: Since,
    outputs: Mapping[str, bytes],
    guarded: int = 0,
) -> str:
    """Return the text of `manifest.json`: `inputs` are digests by name, `outputs` contents by name.

    `reading` is the digest of what was read of the page, whatever its bytes; `guarded` the number of cells of tables
    that begin with an apostrophe, so that no reader takes these texts for formulas, for nothing or for numbers.
    """
    return to_json(
        {
            "schema_version": records.schema_version,
            "lhextract": __version__,
            "libraries": library_versions(),
            "inputs": dict(sorted(inputs.items())),
            "reading": reading,
            "since": asdict(since),
            "outputs": _digests(outputs),
            "counts": counts(records),
            "tables": of_tables(guarded),
        }
    )


def _digests(contents: Mapping[str, bytes]) -> dict[str, str]:
    return {name: hashlib.sha256(content).hexdigest() for name, content in sorted(contents.items())}


def of_tables(guarded: int) -> dict[str, int]:
    """What there is to say of the tables beside their digests."""
    return {"guarded_cells": guarded}


def counts(records: Records) -> dict[str, Any]:
    """How many of each kind there are."""
    types = Counter(mention.type.value for mention in records.mentions)
    severities = Counter(finding.severity.value for finding in records.findings)
    return {
        "lines": len(records.lines),
        "categories": len(records.categories),
        "initiatives": len(records.initiatives),
        "contacts": sum(len(initiative.contacts) for initiative in records.initiatives),
        "institutions": len(records.institutions),
        "people": len(records.people),
        "mentions": dict(sorted(types.items())),
        "findings": dict(sorted(severities.items())),
        "corrections": {
            field.name: len(getattr(records.corrections, field.name)) for field in fields(records.corrections)
        },
    }
