"""`manifest.json`: what an extraction was made from and what it holds; no time of day, no paths."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

from lhextract import __version__
from lhextract.exports.records_json import to_json
from lhextract.model.record import Records

# Libraries whose version can alter a record. Versions of the interpreter and of others cannot.
LIBRARIES = ("dateparser", "phonenumbers", "spacy")


def write_manifest(records: Records, *, inputs: Mapping[str, bytes], outputs: Mapping[str, bytes]) -> str:
    """Return the text of `manifest.json`; `inputs` and `outputs` are contents by name."""
    return to_json(
        {
            "schema_version": records.schema_version,
            "lhextract": __version__,
            "libraries": {name: version(name) for name in LIBRARIES},
            "inputs": _digests(inputs),
            "outputs": _digests(outputs),
            "counts": counts(records),
        }
    )


def is_manifest(path: Path) -> bool:
    """Whether a file is a manifest of lhextract, of any version; other programs have files of this name too."""
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(manifest, dict) and {"schema_version", "lhextract", "outputs"} <= manifest.keys()


def _digests(contents: Mapping[str, bytes]) -> dict[str, str]:
    return {name: hashlib.sha256(content).hexdigest() for name, content in sorted(contents.items())}


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
    }
