"""Whether the words that records quote stand where they say: offsets against the text, by slicing alone."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

from lhextract.verification.decided import decided_fields
from lhextract.verification.mismatch import as_text
from lhextract.verification.promised import Problem
from lhextract.verification.trees import Path, pointer

Json = Mapping[str, Any]
# Lists of an initiative and the key that quotes the page.
QUOTED = {"years": "text", "captions": "text", "programs": "name", "partners": "name", "host_units": "name"}


def untrue_quotes(document: Json, text: str) -> Iterator[Problem]:
    """Yield every span outside the text, and every quote that is not what stands between its offsets."""
    yield from _spans(document, (), len(text))
    if document["source"]["text_sha256"] != hashlib.sha256(text.encode("utf-8")).hexdigest():
        yield "/source/text_sha256", as_text(document["source"]["text_sha256"]), "not the digest of text.txt"
        return  # of another text, no quote can be true
    yield from _lines(document, text)
    for index, one in enumerate(document["mentions"]):
        yield from _quote(one, "text", ("mentions", index), text)
        yield from _line(one, ("mentions", index), document["lines"])
    for index, one in enumerate(document["initiatives"]):
        yield from _initiative(one, ("initiatives", index), text)


def _spans(value: object, path: Path, length: int) -> Iterator[Problem]:
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from _spans(item, (*path, index), length)
    elif isinstance(value, Mapping):
        start, end = value.get("start"), value.get("end")
        if isinstance(start, int) and isinstance(end, int) and not 0 <= start <= end <= length:
            key = "start" if not 0 <= start <= end else "end"
            yield pointer((*path, key)), as_text(value[key]), f"{start} to {end} is no span of a text of {length}"
        for key, item in value.items():
            yield from _spans(item, (*path, key), length)


def _lines(document: Json, text: str) -> Iterator[Problem]:
    """Lines are numbered from 1, follow each other without a gap, and are the whole text."""
    lines, expected = document["lines"], 0
    for index, line in enumerate(lines):
        found = {"number": line["number"], "start": line["start"], "end": line["end"]}
        end = text.find("\n", expected)
        right = {"number": index + 1, "start": expected, "end": len(text) if end < 0 else end}
        for key, value in found.items():
            if value != right[key]:
                yield pointer(("lines", index, key)), as_text(value), f"line {index + 1} of text.txt has {right[key]}"
        expected = right["end"] + 1
    if expected <= len(text) and text[expected:]:
        yield "/lines", as_text(len(lines)), f"text.txt goes on behind its {len(lines)} lines"


def _line(one: Json, path: Path, lines: list[Json]) -> Iterator[Problem]:
    """A mention stands in the line that it names."""
    number = one["line"]
    line = lines[number - 1] if 1 <= number <= len(lines) else {"start": -1, "end": -1}
    inside = line["start"] <= one["start"] <= one["end"] <= line["end"]
    if not inside:
        yield pointer((*path, "line")), as_text(number), f"{one['start']} to {one['end']} is not in that line"


def _initiative(one: Json, path: Path, text: str) -> Iterator[Problem]:
    """What an initiative quotes; a name that a steward gave stands nowhere, and need not."""
    decided = decided_fields(one)
    for name, key in QUOTED.items():
        for index, item in enumerate(one[name] if name not in decided else ()):
            yield from _quote(item, key, (*path, name, index), text)
    for number, contact in enumerate(one["contacts"] if "contacts" not in decided else ()):
        for index, phone in enumerate(contact["phones"]):
            # A link may show other words than the number that it dials.
            if any(map(str.isdigit, text[phone["start"] : phone["end"]])):
                yield from _quote(phone, "raw", (*path, "contacts", number, "phones", index), text)
    block = text[one["start"] : one["end"]]
    for line in one["text"].split("\n") if "text" not in decided else ():
        if line not in block:
            yield pointer((*path, "text")), as_text(line), "no words of its block"


def _quote(one: Json, key: str, path: Path, text: str) -> Iterator[Problem]:
    there = text[one["start"] : one["end"]]
    if one[key] != there:
        yield pointer((*path, key)), as_text(one[key]), f"text.txt {one['start']} to {one['end']} has {there[:80]!r}"
