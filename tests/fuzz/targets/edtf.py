"""Dates as EDTF: what is one has days, and they run forward."""

from __future__ import annotations

from collections.abc import Iterable

from lhextract.dates.edtf import OPEN, days_of, is_edtf
from tests.fuzz.target import LawBroken, Target


def check(data: bytes) -> None:
    """Any text."""
    value = data.decode("utf-8", "replace")
    if not is_edtf(value):
        return
    first, last = days_of(value)
    if first is not None and last is not None and first > last:
        raise LawBroken("a date ends before it begins")
    start, sign, end = value.partition("/")
    for point in (start, end) if sign else (start,):
        if point != OPEN and not is_edtf(point):
            raise LawBroken("a part of a date is none")
    if not value.isascii():
        raise LawBroken("a date has letters that EDTF does not have")


def seeds() -> Iterable[bytes]:
    """Points and intervals of every form, and near misses."""
    for value in ("2014", "2014-05", "2014-02-29", "2016-02-29", "199X", "19XX", "2004-XX", "2004-21", "2014/2016",
                  "2022/..", "../2022", "2022-03/2022", "0000", "0000-02", "000X", "9999-12-31", "2014-13", "../..",
                  "２０１４", "2014-05-01/2014-04", "2004-21/2005", "2014\n"):  # fmt: skip
        yield value.encode()


TARGET = Target(
    name="edtf",
    input_class="dates (EDTF)",
    check=check,
    seeds=seeds,
    dictionary=(b"2014", b"-05", b"-02-29", b"19XX", b"199X", b"-XX", b"-21", b"/", b"..", b"0000", b"9999"),
)
