"""Is a number grouped unlike the others with its exchange, as after a slip of the hyphen?"""

from __future__ import annotations

from collections.abc import Iterator

from lhextract.checks.registry import Code, Subject
from lhextract.model.finding import Finding, Severity
from lhextract.phones.beginnings import Beginnings
from lhextract.phones.plan import borders_of

GROUPING = Code(
    "phone-grouping",
    Severity.WARNING,
    "a number grouped unlike the page's others: a digit may be wrong, or only the hyphen",
    "'+49 351 4633-4386' is grouped unlike the 13 other numbers with 463-NNNNN: likely +49 351 463-34386",
    "look the number up; correct it, or tell the page's owner",
)
CODES = (GROUPING,)


def check(subject: Subject) -> Iterator[Finding]:
    """Finding `phone-grouping`."""
    # Blanks are set as one likes; a hyphen or slash says where the exchange ends.
    exchanges = Beginnings([exchange for exchange in subject.plan if (exchange.separator or "").strip()])
    for use in subject.places:
        for exchange in exchanges.of(use.digits):
            prefix = exchange.prefix
            borders = borders_of(use.phone.raw, use.digits)
            inside = any(border > exchange.area for border in borders)
            # A number written in one piece is not grouped at all.
            if inside and len(prefix) not in borders:
                message = (
                    f"{use.phone.raw!r} is grouped unlike the {exchange.numbers - 1} other numbers with "
                    f"{exchange.pattern}: likely {exchange.write(use.digits)}"
                )
                yield GROUPING.at(message, use.span, initiative=use.initiative.id, field=use.field)
