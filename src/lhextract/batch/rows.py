"""An extraction as rows of the tables of a batch, and back: together they are `records.json` and `text.txt`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from lhextract.batch.outcome import Row
from lhextract.identity.store import write_identities
from lhextract.run import Extraction

# The tables with one row for each item of a list of `records.json`.
LISTS = {"records": "initiatives", "mentions": "mentions", "findings": "findings"}


def rows_of(extraction: Extraction) -> dict[str, list[dict[str, Any]]]:
    """Rows by table; each begins with the id of its page. `pages` has what is no list of its own, and the text;
    `identities` what the next run has to know to give the same ids.
    """
    records, identified = extraction.finished()
    document = asdict(records)
    page = records.source.id
    tables = {table: [{"page": page, **item} for item in document.pop(name)] for table, name in LISTS.items()}
    identities = write_identities(identified.identities)
    return {
        **tables,
        "pages": [{"page": page, **document, "text": extraction.page.text}],
        "identities": [{"page": page, "identities": identities}],
    }


def document_of(page: Row, rows: Mapping[str, Sequence[Row]]) -> dict[str, Any]:
    """The object of `records.json` that a row of `pages` and the rows of its page in the other tables were made of."""
    lists = {name: [_without_page(row) for row in rows[table]] for table, name in LISTS.items()}
    rest = {key: value for key, value in page.items() if key not in {"page", "text"}}
    keys = ("schema_version", "source", "stated", "lines", "categories", "initiatives", "institutions", "people")
    return {key: {**rest, **lists}[key] for key in (*keys, "mentions", "findings", "corrections")}


def _without_page(row: Row) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key != "page"}
