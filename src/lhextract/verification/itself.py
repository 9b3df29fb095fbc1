"""What cannot be true of an extraction, whatever made it: read without the stages, so that none of their bugs helps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

from lhextract.inforce import MACHINE, MANIFEST, RECORDS, TEXT
from lhextract.verification.counting import wrong_counts, wrong_digests
from lhextract.verification.documents import parse_document
from lhextract.verification.mismatch import Kind, Mismatch
from lhextract.verification.promised import Problem, broken_promises
from lhextract.verification.quotes import untrue_quotes
from lhextract.verification.readings import untrue_values
from lhextract.verification.references import broken_references

DOCUMENTS = (RECORDS, MACHINE)


def contradictions(found: Mapping[str, bytes]) -> tuple[Mismatch, ...]:
    """Return what contradicts itself in the files of an extraction, which may be any bytes; () if nothing does."""
    text = found.get(TEXT, b"").decode("utf-8", "replace")
    said = [one for name in DOCUMENTS if name in found for one in _of_document(name, found[name], text)]
    records, manifest = _parsed(found.get(RECORDS, b"")), _parsed(found.get(MANIFEST, b""))
    if isinstance(records, dict) and isinstance(manifest, dict) and not _of_schema(records):
        said += wrong_counts(records, manifest)
        said += wrong_digests(records, manifest, found.get(TEXT, b""))
    return tuple(said)


def _of_document(name: str, content: bytes, text: str) -> Iterator[Mismatch]:
    document = _parsed(content)
    if document is None:  # no JSON, which is told as altered: nothing in it can contradict anything
        return
    problems: Iterable[Problem] = _of_schema(document)
    if not problems:  # a document of another form means nothing that could be looked into
        problems = chain(untrue_quotes(document, text), untrue_values(document), broken_references(document))
    for place, found, why in problems:
        yield Mismatch(Kind.CONTRADICTION, name, place, found, None, why)


def _of_schema(document: object) -> list[Problem]:
    return list(broken_promises(document))


def _parsed(content: bytes) -> Any:  # noqa: ANN401 - any JSON
    try:
        return parse_document(content)
    except ValueError:
        return None
