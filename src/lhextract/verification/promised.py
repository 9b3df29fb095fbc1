"""Whether a document keeps the published schema: by jsonschema where it is installed, else by our own reading."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from lhextract.errors import LhextractError
from lhextract.exports import promises
from lhextract.exports.schema import json_schema, validate
from lhextract.verification.mismatch import as_text
from lhextract.verification.trees import pointer

Problem = tuple[str, str | None, str]  # JSON pointer, what is found there as JSON, why it cannot be


def broken_promises(document: object) -> Iterator[Problem]:
    """Yield where a parsed `records.json` has another form than the schema promises."""
    try:
        from jsonschema import Draft202012Validator
    except ImportError:
        yield from _by_own_reading(document)
        return
    for error in Draft202012Validator(json_schema()).iter_errors(document):
        yield pointer(tuple(error.absolute_path)), as_text(error.instance), f"the schema: {error.message[:200]}"


def _by_own_reading(document: Any) -> Iterator[Problem]:  # noqa: ANN401 - any JSON
    """The same by the classes that records are made of: less exact about the place."""
    try:
        records = validate(json.dumps(document))
    except (ValueError, LhextractError) as error:
        yield "", None, f"the schema: {' '.join(str(error).split())[:200]}"
        return
    for path, found, allowed in promises.broken_promises(records):
        yield path, as_text(found), f"the schema: allowed is {allowed}"
