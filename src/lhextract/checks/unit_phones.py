"""Is a number unlike those of its owner's unit?"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from lhextract.checks.phone_uses import Use
from lhextract.checks.registry import Code, Subject
from lhextract.model.finding import Finding, Severity

UNLIKE = Code(
    "phone-unlike-unit",
    Severity.NOTE,
    "a number that begins unlike all others of its unit",
    "'+49351463-42487' is unlike the 4 other numbers of the Institute of Optics, which begin with 463-381",
    "look the number up; a unit may have moved, or have two ranges of numbers",
)
CODES = (UNLIKE,)
SIBLINGS = 3  # different numbers of the unit beside the one in question
SHARED_DIGITS = 2  # after the exchange


def check(subject: Subject) -> Iterator[Finding]:
    """Finding `phone-unlike-unit`; only numbers with the page's exchange are compared."""
    for exchange in subject.plan:
        units: dict[str, list[Use]] = {}
        for use in subject.places:
            if use.contact.unit and use.digits.startswith(exchange.prefix):
                units.setdefault(use.contact.unit.casefold(), []).append(use)
        for uses in units.values():
            for use, begin, count in _odd(uses, len(exchange.prefix)):
                start = f"{exchange.short}{exchange.separator or ' '}{begin}"
                message = (
                    f"{use.phone.raw!r} is unlike the {count} other numbers of {use.contact.unit}, "
                    f"which begin with {start}"
                )
                yield UNLIKE.at(message, use.span, initiative=use.initiative.id, field=use.field)


def _odd(uses: list[Use], size: int) -> Iterator[tuple[Use, str, int]]:
    """A number whose siblings all begin alike, and it does not; with how they begin, and how many they are."""
    numbers = sorted({use.digits for use in uses})
    if len(numbers) <= SIBLINGS:
        return
    # All but the first or all but the last in order begin alike, if all but one do.
    for odd, others in ((numbers[0], numbers[1:]), (numbers[-1], numbers[:-1])):
        same = takewhile(lambda pair: pair[0] == pair[1], zip(others[0], others[-1], strict=False))
        begin = "".join(digit for digit, _ in same)[size:]
        if len(begin) >= SHARED_DIGITS and odd[size : size + len(begin)][:SHARED_DIGITS] != begin[:SHARED_DIGITS]:
            yield from ((use, begin, len(others)) for use in uses if use.digits == odd)
