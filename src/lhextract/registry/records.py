"""A record of the ROR dump, in version 1 or 2 of its schema, as an `Organisation`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal, TypeGuard, get_args

from lhextract.guards import HALF
from lhextract.registry.ror import ALLOWED, STATUSES, NameKind, Organisation, read_ror_id


class RecordError(ValueError):
    """A record that is none of ROR: the key, what was found there, and what is allowed."""

    def __init__(self, key: str, found: object, allowed: str) -> None:
        super().__init__(f"{key}: found {found!r:.80}, allowed is {allowed}")


def schema_of(record: object) -> Literal["v1", "v2"]:
    """Which schema a record is written in; anything else raises `RecordError`."""
    if isinstance(record, Mapping) and "id" in record:
        if isinstance(record.get("names"), list):
            return "v2"
        if isinstance(record.get("name"), str):
            return "v1"
    found = sorted(map(str, record)) if isinstance(record, Mapping) else record
    raise RecordError("record", found, "an object with id and names (v2), or id and name (v1)")


def read_organisation(record: object) -> Organisation:
    """Read one record; what is not as the schema says raises `RecordError`."""
    schema = schema_of(record)
    if not isinstance(record, Mapping):
        raise RecordError("record", record, "an object")
    names, places = (_names_v2, _country_v2) if schema == "v2" else (_names_v1, _country_v1)
    shown, all_names = names(record)
    status = record.get("status")
    if status not in STATUSES:
        raise RecordError("status", status, ", ".join(STATUSES))
    country = places(record)
    if country is not None and not (len(country) == 2 and country.isascii() and country.isupper()):
        raise RecordError("country code", country, "two capital letters")
    return Organisation(
        ror=_ror(record, "id"),
        name=shown,
        names=tuple(dict.fromkeys(all_names)),
        country=country,
        types=tuple(kind.lower() for kind in _texts(record, "types")),
        status=status,
        parents=_related(record, "parent"),
        successors=_related(record, "successor"),
    )


def _names_v1(record: Mapping[str, Any]) -> tuple[str, list[tuple[str, NameKind]]]:
    shown = _text(record, "name")
    names: list[tuple[str, NameKind]] = [(shown, "label")]
    names += [(_text(label, "label"), "label") for label in _objects(record, "labels")]
    names += [(text, "alias") for text in _texts(record, "aliases")]
    names += [(text, "acronym") for text in _texts(record, "acronyms")]
    return shown, names


def _names_v2(record: Mapping[str, Any]) -> tuple[str, list[tuple[str, NameKind]]]:
    shown, names = None, []
    for row in _objects(record, "names"):
        text, types = _text(row, "value"), _texts(row, "types")
        # A name may be several things; one that is only displayed is what the organisation is called.
        kind: NameKind = next((kind for kind in get_args(NameKind) if kind in types), "label")
        names.append((text, kind))
        shown = text if "ror_display" in types else shown
    if shown is None:
        raise RecordError("names", [text for text, _ in names], "one name of the type ror_display")
    return shown, names


def _country_v1(record: Mapping[str, Any]) -> str | None:
    country = record.get("country")
    return _text(country, "country_code") if isinstance(country, Mapping) else None


def _country_v2(record: Mapping[str, Any]) -> str | None:
    """The country of the first place; ROR lists the main one first."""
    for place in _objects(record, "locations"):
        details = place.get("geonames_details")
        if isinstance(details, Mapping) and details.get("country_code"):
            return _text(details, "country_code")
    return None


def _related(record: Mapping[str, Any], kind: str) -> tuple[str, ...]:
    rows = (row for row in _objects(record, "relationships") if _text(row, "type").lower() == kind)
    return tuple(sorted({_ror(row, "id") for row in rows}))


def _ror(row: Mapping[str, Any], key: str) -> str:
    text = _text(row, key)
    ror = read_ror_id(text)
    if ror is None:
        raise RecordError(key, text, ALLOWED)
    return ror


def _text(row: Mapping[str, Any], key: str) -> str:
    text = row.get(key)
    if not _is_text(text) or not text.strip():
        raise RecordError(key, text, "a text")
    return text.strip()


def _is_text(value: object) -> TypeGuard[str]:
    """Whether a value is a text that can be written down: JSON can name half of a surrogate pair."""
    return isinstance(value, str) and HALF.search(value) is None


def _texts(row: Mapping[str, Any], key: str) -> Sequence[str]:
    """The texts of a list; a missing or empty one is empty, blank texts are left out (v1 has some)."""
    texts = row.get(key) or []
    if not isinstance(texts, list) or not all(map(_is_text, texts)):
        raise RecordError(key, texts, "a list of texts")
    return [text.strip() for text in texts if text.strip()]


def _objects(row: Mapping[str, Any], key: str) -> Iterator[Mapping[str, Any]]:
    objects = row.get(key) or []
    if not isinstance(objects, list) or not all(isinstance(item, Mapping) for item in objects):
        raise RecordError(key, objects, "a list of objects")
    return iter(objects)
