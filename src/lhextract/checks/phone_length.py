"""Has a number more or fewer digits than the others with its exchange?"""

from __future__ import annotations

from collections.abc import Iterator

from lhextract.checks.registry import Code, Subject
from lhextract.model.finding import Finding, Severity
from lhextract.phones.beginnings import Beginnings

LENGTH = Code(
    "phone-length",
    Severity.WARNING,
    "a number with more or fewer digits than the page's others with its exchange",
    "'+49 351 463-3301' has 4 digits after 463; the 20 other numbers have 5",
    "look the number up; correct it, or tell the page's owner",
)
CODES = (LENGTH,)
FEWEST = 8  # numbers with the exchange; in some countries a house has extensions of several lengths


def check(subject: Subject) -> Iterator[Finding]:
    """Finding `phone-length`; the switchboard ("463-0") is shorter than all others, and no finding."""
    exchanges = Beginnings([one for one in subject.plan if one.length and one.numbers >= FEWEST])
    for use in subject.places:
        for exchange in exchanges.of(use.digits):
            behind = use.digits.removeprefix(exchange.prefix)
            if len(behind) == exchange.length or not behind.strip("0"):
                continue
            message = (
                f"{use.phone.raw!r} has {len(behind)} digit{'s' * (len(behind) != 1)} after {exchange.short}; "
                f"the {exchange.numbers - 1} other numbers have {exchange.length}"
            )
            yield LENGTH.at(message, use.span, initiative=use.initiative.id, field=use.field)
