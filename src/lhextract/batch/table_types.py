"""What the columns of the tables of a batch hold, by the classes that their rows are made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, get_type_hints

from lhextract.batch.outcome import StatusRow
from lhextract.batch.rows import LISTS
from lhextract.model.finding import Finding
from lhextract.model.record import Initiative, RecordMention, Records

# Column to type, in order.
Columns = Mapping[str, Any]


def _columns(kind: type) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}


def _with_page(columns: Columns) -> Columns:
    return {"page": str, **columns}


TYPES: Mapping[str, Columns] = {
    "records": _with_page(_columns(Initiative)),
    "mentions": _with_page(_columns(RecordMention)),
    "findings": _with_page(_columns(Finding)),
    "pages": _with_page(
        {
            **{name: hint for name, hint in _columns(Records).items() if name not in LISTS.values()},
            "text": str,
        }
    ),
    "identities": {"page": str, "identities": str},
    "status": _columns(StatusRow),
}
