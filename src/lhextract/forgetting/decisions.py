"""The stewards' decisions about a person."""

from __future__ import annotations

import json
from collections.abc import Mapping, Set
from dataclasses import dataclass
from typing import Any

from lhextract.forgetting.scrub import Scrub

PEOPLE = ("author", "reason")  # what says who decided, and why, rather than what


@dataclass(frozen=True, slots=True)
class Known:
    """What else tells that a decision is about the person: the ids of contacts and people; and digests that are
    to be replaced, since with the masked text at hand they would confirm a guess.
    """

    ids: frozenset[str] = frozenset()
    digests: Mapping[str, str] | None = None


def scrub_decisions(files: Mapping[str, bytes], scrub: Scrub, known: Known) -> dict[str, bytes | None]:
    """Return the decisions that become another, by file name; None: it is removed.

    One that has the person in what it decided or saw is removed, with all that it replaced: nothing that was
    overruled comes back into force. One that has the person as its author, or in its reason, is kept with a mask.
    """
    documents = {name: document for name, content in files.items() if (document := _read(content)) is not None}
    removed = {name for name, document in documents.items() if _is_about(document, scrub, known.ids)}
    by_id = {str(document.get("id", name)): name for name, document in documents.items()}
    waiting = list(removed)
    while waiting:
        for older in documents[waiting.pop()].get("supersedes") or ():
            name = by_id.get(str(older))
            if name is not None and name not in removed:
                removed.add(name)
                waiting.append(name)
    gone = {str(documents[name].get("id", name)) for name in removed}
    changed: dict[str, bytes | None] = dict.fromkeys(sorted(removed))
    for name, document in documents.items():
        if name not in removed and (kept := _kept(document, scrub, known, gone)) != document:
            changed[name] = (json.dumps(kept, ensure_ascii=False, indent=2) + "\n").encode("utf-8")
    return changed


def _read(content: bytes) -> dict[str, Any] | None:
    """A decision; what is none is left to who reads decisions."""
    try:
        document = json.loads(content)
    except (ValueError, RecursionError):
        return None
    return document if isinstance(document, dict) else None


def _is_about(document: Mapping[str, Any], scrub: Scrub, ids: Set[str]) -> bool:
    if not ids.isdisjoint([str(document.get("record")), *str(document.get("path")).split(".")]):
        return True
    decided = {key: value for key, value in document.items() if key not in PEOPLE}
    return bool(scrub.json(decided) != decided)


def _kept(document: Mapping[str, Any], scrub: Scrub, known: Known, gone: Set[str]) -> dict[str, Any]:
    kept = {key: scrub.json(value) if key in PEOPLE else value for key, value in document.items()}
    if isinstance(kept.get("supersedes"), list):
        kept["supersedes"] = [one for one in kept["supersedes"] if str(one) not in gone]
    if isinstance(kept.get("saw"), dict):
        digests = known.digests or {}
        kept["saw"] = {
            key: digests.get(value, value) if isinstance(value, str) and key in {"block_sha256", "snapshot"} else value
            for key, value in kept["saw"].items()
        }
    return kept
