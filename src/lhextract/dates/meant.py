"""What a person who wrote a date in words meant by it, in EDTF; the one place that knows dateparser."""

from __future__ import annotations

import re
import warnings

from lhextract.dates.edtf import is_edtf
from lhextract.dates.expressions import find_dates
from lhextract.dates.values import LONGEST, MONTH_FIRST, read_date
from lhextract.language.cues import Cues

YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
# What a text must say, and what of the day (YYYY-MM-DD) is then written.
PARTS = ((("day", "month", "year"), len("2021-03-03")), (("month", "year"), len("2021-03")))


def meant_by(text: str, *, cues: Cues, region: str | None) -> str | None:
    """Return the EDTF value of a whole text, to be offered and never taken unasked; None where none is likely.

    "WS 2023/24" gives "2023/2024" by our own grammar. dateparser knows the months of more languages than pages are
    read in: "3 mars 2021" gives "2021-03-03", "maj 2019" "2019-05". A year is never guessed.
    """
    if len(text) > LONGEST or not YEAR.search(text):
        return None
    if any((start, end) == (0, len(text)) for start, end, _ in find_dates(text, cues)):
        return read_date(text, cues=cues, region=region)
    return next((value for parts, shown in PARTS if (value := _by_dateparser(text, parts, shown, region))), None)


def _by_dateparser(text: str, parts: tuple[str, ...], shown: int, region: str | None) -> str | None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # dateparser warns about its own parsing on newer Pythons
        # Here, because to get ready takes it longer than anything else that a command does.
        import dateparser

        found = dateparser.parse(
            text,
            settings={
                "REQUIRE_PARTS": list(parts),
                "DATE_ORDER": "MDY" if region in MONTH_FIRST else "DMY",
                "PARSERS": ["absolute-time"],  # none that counts from today
            },
        )
    value = found.date().isoformat()[:shown] if found is not None else None
    return value if value is not None and value[:4] in YEAR.findall(text) and is_edtf(value) else None
