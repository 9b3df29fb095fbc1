"""Whether a manifest counts what the records have, and names the page and text that they name."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from lhextract.inforce import MANIFEST, RECORDS
from lhextract.verification.mismatch import Kind, Mismatch, as_text
from lhextract.verification.trees import pointer

Json = Mapping[str, Any]
LISTS = ("lines", "categories", "initiatives", "institutions", "people")


def wrong_counts(records: Json, manifest: Json) -> Iterator[Mismatch]:
    """Yield the counts of a manifest that are not how many there are."""
    counted: dict[str, Any] = {name: len(records[name]) for name in LISTS}
    counted["contacts"] = sum(len(one["contacts"]) for one in records["initiatives"])
    counted["mentions"] = dict(Counter(one["type"] for one in records["mentions"]))
    counted["findings"] = dict(Counter(one["severity"] for one in records["findings"]))
    counted["corrections"] = {state: len(ids) for state, ids in records["corrections"].items()}
    said = manifest.get("counts")
    for name, number in counted.items():
        found = said.get(name) if isinstance(said, Mapping) else None
        if found != number:
            why = f"{RECORDS} has {as_text(number)}"
            yield Mismatch(Kind.CONTRADICTION, MANIFEST, pointer(("counts", name)), as_text(found), None, why)


def wrong_digests(records: Json, manifest: Json, text: bytes) -> Iterator[Mismatch]:
    """Yield where manifest and records were not made from the same page, or are not about this text."""
    inputs = manifest.get("inputs")
    named = inputs.get("snapshot") if isinstance(inputs, Mapping) else None
    if named != records["source"]["snapshot"]["sha256"]:
        why = f"{RECORDS} was made from another page: {records['source']['snapshot']['sha256']}"
        yield Mismatch(Kind.CONTRADICTION, MANIFEST, "/inputs/snapshot", as_text(named), None, why)
    if not text and records["lines"]:
        yield Mismatch(Kind.CONTRADICTION, RECORDS, "/lines", as_text(len(records["lines"])), None, "text.txt is empty")
    elif hashlib.sha256(text).hexdigest() != records["source"]["text_sha256"]:
        why = "not the digest of text.txt"
        yield Mismatch(
            Kind.CONTRADICTION, RECORDS, "/source/text_sha256", as_text(records["source"]["text_sha256"]), None, why
        )
