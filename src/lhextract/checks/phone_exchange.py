"""Does a number begin almost, but not quite, as the page's other numbers do?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lhextract.checks.phone_uses import Use
from lhextract.checks.registry import Code, Subject
from lhextract.model.finding import Finding, Severity
from lhextract.phones.beginnings import Beginnings
from lhextract.phones.plan import Exchange, likely_meant

EXCHANGE = Code(
    "phone-exchange",
    Severity.WARNING,
    "country code, area code or exchange differ by one digit from those of the page's other numbers",
    "'+49 351 436-33013' begins by one digit unlike the 20 numbers with 463-NNNNN: likely +49 351 463-33013",
    "look the number up; correct it, or tell the page's owner; a house may have two exchanges",
)
CODES = (EXCHANGE,)


def check(subject: Subject) -> Iterator[Finding]:
    """Finding `phone-exchange`; a number that begins wholly differently is another house's."""
    exchanges = Beginnings(subject.plan)
    uses = [use for use in subject.places if use.digits and not exchanges.of(use.digits)]
    # Two numbers that begin alike are no slip.
    begins = {
        size: Counter(digits[:size] for digits in {use.digits for use in uses})
        for size in {len(exchange.prefix) for exchange in subject.plan}
    }
    near: dict[Exchange, list[Use]] = {exchange: [] for exchange in subject.plan}
    for use in uses:
        for exchange in exchanges.near(use.digits):
            near[exchange].append(use)
    for exchange, similar in near.items():
        size = len(exchange.prefix)
        for use in similar:
            meant = likely_meant(use.digits, exchange)
            if meant and begins[size][use.digits[:size]] == 1:
                message = (
                    f"{use.phone.raw!r} begins by one digit unlike the {exchange.numbers} numbers with "
                    f"{exchange.pattern}: likely {exchange.write(meant)}"
                )
                yield EXCHANGE.at(message, use.span, initiative=use.initiative.id, field=use.field)
