"""Is it an error text, sent with status 200 as often as not?"""

from __future__ import annotations

from collections.abc import Iterator

from lhextract.holding.code import Basis, Code
from lhextract.holding.subject import Subject
from lhextract.holding.wording import told_at_the_top
from lhextract.model.hold import Hold

AGAIN = "fetch it again later; the old extraction stays in force"
MISSING = Code(
    "page-missing",
    Basis.PAGE,
    "the server says that there is no such page",
    "it says 'Page not found'",
    "look for the page's new address and put it into the profile",
)
REFUSED = Code(
    "access-refused",
    Basis.PAGE,
    "the server refuses to show the page",
    "it says 'Access denied'",
    "open the page in a browser; if it shows there, save it and give that file, else ask its owner",
)
FAILING = Code("server-error", Basis.PAGE, "the server has failed", "it says 'Internal Server Error'", AGAIN)
MAINTENANCE = Code("maintenance", Basis.PAGE, "the site is down for maintenance", "it says 'Wartungsarbeiten'", AGAIN)
BUSY = Code("too-many-requests", Basis.PAGE, "the server was asked too often", "it says 'Too Many Requests'", AGAIN)
MOVED = Code(
    "page-moved",
    Basis.PAGE,
    "a notice that the page is somewhere else",
    "it says 'This page has moved'",
    "follow the notice in a browser and put the new address into the profile",
)
CODES = (MISSING, REFUSED, FAILING, MAINTENANCE, BUSY, MOVED)
# In this order: "The requested URL was rejected" is refused, "The requested URL was not found" is missing.
KINDS = {
    "refused": REFUSED,
    "missing": MISSING,
    "failing": FAILING,
    "maintenance": MAINTENANCE,
    "busy": BUSY,
    "moved": MOVED,
}


def check(subject: Subject) -> Iterator[Hold]:
    """Holds of the kind that the first such line tells: the others are its details."""
    told = told_at_the_top(subject, *KINDS)
    if told:
        quotes = tuple(dict.fromkeys(one.text for one in told))
        yield KINDS[told[0].kind].because(f"the page reads as an error page: it says {told[0].text!r}", *quotes)
