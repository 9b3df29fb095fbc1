"""Years and dates in a line, and their values in EDTF."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lhextract.dates.edtf import days_of, is_edtf
from lhextract.dates.expressions import find_dates
from lhextract.dates.meant import meant_by
from lhextract.dates.values import LONGEST, read_date
from lhextract.language.cues import load_cues
from lhextract.text.canonical import canonicalise
from tests.fuzz.pages import one_in
from tests.fuzz.seeds import golden_texts
from tests.fuzz.target import Target, as_text, hold

REGIONS = (None, "US", "DE")
ASK_DATEPARSER = 16  # one line in so many: it takes a hundred times as long as all the rest


def check(data: bytes) -> None:
    """The first byte is the region; every date expression behind it has a value in EDTF that adds nothing, or none."""
    region = REGIONS[data[0] % len(REGIONS)] if data else None
    cues = load_cues()
    page = canonicalise(as_text(data[1:]))
    for text in map(page.line_text, page.lines):
        found = list(find_dates(text, cues))
        hold(list(find_dates(text, cues)) == found, "looked for twice, dates are the same")
        for start, end, _ in found:
            hold(0 <= start < end <= len(text), "a date stands on its line")
            expression = text[start:end]
            hold(expression.strip() == expression, "a date has no blank at its ends")
            _laws_of_value(expression, read_date(expression, cues=cues, region=region))
        if len(text) <= LONGEST and one_in(ASK_DATEPARSER, text.encode()):
            meant = meant_by(text, cues=cues, region=region)
            hold(meant is None or is_edtf(meant), "what was meant is EDTF")


def _laws_of_value(expression: str, value: str | None) -> None:
    if value is None:
        return
    hold(is_edtf(value), "a value is EDTF")
    first, last = days_of(value)
    hold(first is None or last is None or first <= last, "a value does not end before it begins")
    centuries = re.findall(r"(?:^|/)(\d\d)", value)
    hold(all(century in expression for century in centuries), "no century is filled in that is not written")


def _seeds() -> Iterator[bytes]:
    dated = re.compile(r"^.*(?:19|20)\d\d.*$", re.MULTILINE)
    for order, page in enumerate(golden_texts()):
        lines = dated.findall(page)[:10]
        if lines and order % 5 == 0:
            yield bytes([order % len(REGIONS)]) + "\n".join(line[:200] for line in lines).encode()


TARGET = Target(
    name="dates",
    input_class="years and dates",
    check=check,
    seeds=_seeds,
    dictionary=(
        b"2019", b"2023/24", b"1990s", b"1990er Jahre", b"31.12.2021", b"09/01/2024", b"2021-09-30", b" to ",
        b" bis ", "–".encode(), b" May ", "März".encode(), b"Sept. ", b"WS ", b"Q3 ", b"summer term ", b"FY",
        b"seit ", b"3 mars 2021", b"0000", b"1100", b"2099", b"29 February 2023", b"14.-15.6.2023",
        b"\xd9\xa2\xd9\xa0\xd9\xa1\xd9\xa9", b"mid-2019", b"\xc2\xb2", b"th of ",
    ),
    repeated=lambda data, times: data[:1] + data[1:] * times,
)  # fmt: skip
