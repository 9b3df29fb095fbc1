"""Whether values can be read out of the words beside them: by their digits alone, another way than the stages' own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from lhextract.verification.decided import decided_fields
from lhextract.verification.mismatch import as_text
from lhextract.verification.promised import Problem
from lhextract.verification.trees import Path, pointer

Json = Mapping[str, Any]
YEAR = re.compile(r"(?<![0-9])[0-9]{4}(?![0-9])")


def untrue_values(document: Json) -> Iterator[Problem]:
    """Yield phone numbers and years whose digits are not those of the words that they were read from."""
    for number, one in enumerate(document["initiatives"]):
        path, decided = ("initiatives", number), decided_fields(one)
        for index, contact in enumerate(one["contacts"] if "contacts" not in decided else ()):
            for place, phone in enumerate(contact["phones"]):
                yield from _phone(phone, (*path, "contacts", index, "phones", place))
        for index, year in enumerate(one["years"] if "years" not in decided else ()):
            if not _is_year_of(year["value"], year["text"]):
                where = pointer((*path, "years", index, "value"))
                yield where, as_text(year["value"]), f"its years are not those of {year['text']!r}"


def _phone(phone: Json, path: Path) -> Iterator[Problem]:
    for key in ("e164", "national"):
        if not _is_read(phone[key], phone["raw"], phone["ext"]):
            yield pointer((*path, key)), as_text(phone[key]), f"its digits are not those of {phone['raw']!r}"


def _is_read(value: str | None, raw: str, ext: str | None) -> bool:
    """Whether a number has the digits that are written.

    Both have the subscriber's digits at their end; before these, only a trunk zero, a country code and what is dialled
    abroad may be written otherwise (ITU-T E.164, E.123). An extension stands behind them.
    """
    if value is None or value == raw:
        return True
    written = _digits(raw.replace("(0)", ""))
    ends = {written} | ({written.removesuffix(_digits(ext))} if ext else set())
    # Some write the trunk zero behind the country code, too: +254-020-2506235.
    ends |= {end[:code] + end[code + 1 :] for end in ends for code in (1, 2, 3) if end[code : code + 1] == "0"}
    return any(_same_end(_digits(value), end) for end in ends)


def _same_end(digits: str, written: str) -> bool:
    own, there = digits.lstrip("0"), written.lstrip("0")
    return bool(own) and (own.endswith(there) or there.endswith(own)) and min(len(own), len(there)) > 1


def _digits(text: str) -> str:
    return "".join(str(int(letter)) for letter in text if letter.isdecimal())


def _is_year_of(value: str | None, text: str) -> bool:
    """Whether each year of an EDTF value stands in the words, with four digits or its last two."""
    if value is None:
        return True
    digits = {text[m.start() : m.end()] for m in re.finditer(r"[0-9]{2,4}", text)}
    return all(year in text or year[2:] in digits for year in YEAR.findall(value))
