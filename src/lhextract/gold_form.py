"""Which keys a record of gold has, and what may stand under each: the file is written by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date

Fits = Callable[[object], bool]


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_text_or_nothing(value: object) -> bool:
    return value is None or isinstance(value, str)


def _are_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def _is_date(value: object) -> bool:
    """YAML reads 2014 as a number and 2014-05-01 as a date."""
    return value is None or (isinstance(value, str | int | date) and not isinstance(value, bool))


TEXT, MAYBE, TEXTS = (_is_text, "a text"), (_is_text_or_nothing, "a text or null"), (_are_texts, "a list of texts")
# Keys of a record, and of the items of its lists; others are for readers.
RECORD: Mapping[str, tuple[Fits, str]] = {
    "name": TEXT,
    "category_path": TEXTS,
    "partners": TEXTS,
    "host_units": TEXTS,
    "programs": TEXTS,
    "captions": TEXTS,
}
ITEMS: Mapping[str, Mapping[str, tuple[Fits, str]]] = {
    "contacts": {"person": MAYBE, "phones": TEXTS, "titles": TEXTS, "role": MAYBE, "unit": MAYBE, "email": MAYBE},
    "years": {"value": (_is_date, "a date in EDTF or null"), "role": TEXT},
    "links": {"text": MAYBE, "url": MAYBE},
    "acronyms": {"short": TEXT, "long": TEXT},
}


def misfit(record: object) -> str | None:
    """What is wrong with a record, with its key and what is allowed; None where nothing is."""
    return next(_misfits(record), None)


def _misfits(record: object) -> Iterator[str]:
    if not isinstance(record, Mapping):
        yield f"found {type(record).__name__}, allowed is a record"
        return
    yield from _wrong(record, RECORD, "")
    for name, keys in ITEMS.items():
        items = record.get(name)
        if not isinstance(items, list):
            yield f"{name}: found {type(items).__name__}, allowed is a list"
            continue
        for number, item in enumerate(items, start=1):
            if isinstance(item, Mapping):
                yield from _wrong(item, keys, f"{name} {number}, ")
            else:
                yield f"{name} {number}: found {type(item).__name__}, allowed are {', '.join(keys)}"


def _wrong(item: Mapping[object, object], keys: Mapping[str, tuple[Fits, str]], where: str) -> Iterator[str]:
    """Types are named and not values: an alias of YAML can make a value of any size."""
    for key, (fits, allowed) in keys.items():
        if key not in item:
            yield f"{where}{key}: found nothing, allowed is {allowed}"
        elif not fits(item[key]):
            yield f"{where}{key}: found {type(item[key]).__name__}, allowed is {allowed}"
