"""Why could a phone number not be read?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lhextract.checks.phone_uses import Use
from lhextract.checks.registry import Code, Subject
from lhextract.model.finding import Finding, Severity
from lhextract.phones.joined import is_ambiguous
from lhextract.phones.numbers import lacks_area_code
from lhextract.phones.plan import Exchange

UNREADABLE = Code(
    "phone-unreadable",
    Severity.WARNING,
    "a number that cannot be read; it is kept as written",
    "'0351 4' cannot be read as a phone number: no number has this form",
    "set `phone.region` in the profile, correct the value, or tell the page's owner",
)
BARE = Code(
    "phone-without-area-code",
    Severity.WARNING,
    "a number without its area code; it is kept as written",
    "'463-33013' has no area code; by the 20 other numbers with 463-NNNNN it is +49 351 463-33013",
    "correct the value to the whole number",
)
AMBIGUOUS = Code(
    "phone-ambiguous",
    Severity.NOTE,
    "digits after a slash that may be a second number or an extension; the whole is kept as written",
    "'0351 463-33013/57' may be two numbers, or one with an extension",
    "correct the value to the number or numbers that are meant",
)
CODES = (UNREADABLE, BARE, AMBIGUOUS)


def check(subject: Subject) -> Iterator[Finding]:
    """Findings `phone-unreadable`, `phone-without-area-code` and `phone-ambiguous`: one for a number."""
    region = subject.records.source.region
    exchanges = subject.plan
    for use in subject.places:
        if use.phone.e164 is None:
            code, why = _reason(use, region, exchanges)
            message = f"{use.phone.raw!r} {why}"
            yield code.at(message, use.span, initiative=use.initiative.id, field=use.field)


def _reason(use: Use, region: str | None, exchanges: Sequence[Exchange]) -> tuple[Code, str]:
    raw = use.phone.raw
    if is_ambiguous(raw, region=region):
        return AMBIGUOUS, "may be two numbers, or one with an extension"
    likely = [found for exchange in exchanges if (found := _whole(raw, exchange))]
    if len(likely) == 1:
        return BARE, f"has no area code; {likely[0]}"
    if lacks_area_code(raw, region=region):
        return BARE, "has no area code, and the page's other numbers do not tell it"
    if region is None:
        why = "no region is known for numbers without country code; set phone.region in the profile"
        return UNREADABLE, f"cannot be read as a phone number: {why}"
    return UNREADABLE, "cannot be read as a phone number: no number has this form"


def _whole(raw: str, exchange: Exchange) -> str | None:
    """What a number without area code is by the page's exchange: it has the exchange, or only what is behind it."""
    digits = "".join(char for char in raw if char.isdigit())
    if raw.startswith(("+", "0")) or exchange.length is None:
        return None
    for given in (exchange.prefix[exchange.country :], exchange.short, ""):
        if digits.startswith(given) and len(digits) - len(given) == exchange.length:
            number = exchange.write(exchange.prefix + digits[len(given) :])
            return f"by the {exchange.numbers} other numbers with {exchange.pattern} it is {number}"
    return None
