"""Where a derived value comes from, in words: the quote it stands on with its offsets, and what decided."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from lhextract.lookups import Lookups
from lhextract.verification.trees import Path

SHOWN = 80  # characters of a quote


class Origins:
    """Tells of the values of a derived `records.json` what they stand on; `text` is the derived canonical text."""

    def __init__(self, content: bytes, text: str, lookups: Lookups) -> None:
        self._document = json.loads(content)
        self._text = text
        self._listed = {row.name for row in lookups.institutions}

    def of(self, path: Path) -> str:
        """The quote with its offsets, what decided, the table; empty for what stands on nothing but the whole page."""
        objects = list(_objects_on(self._document, path))
        return "; ".join([*_quote(objects, self._text), *_decided(objects, path), *self._table(objects, path)])

    def _table(self, objects: list[Mapping[str, Any]], path: Path) -> Iterator[str]:
        """Of an institution, the table that knows what no page says."""
        if path[:1] != ("institutions",) or len(path) < 3:
            return
        name = objects[-1].get("name")
        if name in self._listed:
            yield f"lookups/institutions.csv, row {name!r}"
        elif path[2] == "ror" and objects[-1].get("ror"):
            yield f"the register of organisations, {name!r}"


def _objects_on(value: Any, path: Path) -> Iterator[Mapping[str, Any]]:  # noqa: ANN401 - any JSON
    """The objects that a path leads through, from the outermost."""
    for part in (*path, None):
        if isinstance(value, Mapping):
            yield value
        if part is None:
            return
        try:
            value = value[part]
        except (KeyError, IndexError, TypeError):
            return


def _quote(objects: list[Mapping[str, Any]], text: str) -> Iterator[str]:
    """The words under the innermost object that has a place on the page."""
    for one in reversed(objects):
        start, end = one.get("start"), one.get("end")
        if isinstance(start, int) and isinstance(end, int):
            quote = " ".join(text[start:end].split())
            cut = quote if len(quote) <= SHOWN else f"{quote[:SHOWN].rstrip()}…"
            yield f"text.txt {start}–{end} {cut!r}"
            return


def _decided(objects: list[Mapping[str, Any]], path: Path) -> Iterator[str]:
    """What the provenance of the innermost initiative, or the mention itself, says of the field."""
    for one in reversed(objects):
        if isinstance(one.get("rule"), str):
            yield f"by {one['rule']}"
            return
        provenance = one.get("provenance")
        if not isinstance(provenance, Mapping):
            continue
        field = _field(one, path)
        known = [name for name in provenance if field == name or field.startswith(f"{name}.")]
        for name in known[-1:]:
            why = provenance[name]
            yield f"by {why.get('by')} {why.get('name')}"
        return


def _field(initiative: Mapping[str, Any], path: Path) -> str:
    """The path of a field as provenance has it: items of lists by their own id ("contacts.ct-….phones")."""
    parts: list[str] = []
    value: Any = initiative
    for part in path[2:]:  # behind "initiatives" and its index
        try:
            value = value[part]
        except (KeyError, IndexError, TypeError):
            return ".".join(parts)
        ident = value.get("id") if isinstance(value, Mapping) else None
        parts.append(str(ident if isinstance(part, int) and ident else part))
    return ".".join(parts)
