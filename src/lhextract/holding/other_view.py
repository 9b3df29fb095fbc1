"""Is it another view of a site: a list of hits, a comparison of versions?"""

from __future__ import annotations

from collections.abc import Iterator

from lhextract.holding.code import Basis, Code
from lhextract.holding.subject import Subject
from lhextract.holding.wording import newly_told, told_at_the_top
from lhextract.model.hold import Hold

ADDRESS = "check the address in the profile: it should be that of the page itself"
SEARCH = Code("search-results", Basis.PAGE, "a list of search results", "it says 'Search results for …'", ADDRESS)
VERSIONS = Code(
    "page-history",
    Basis.PAGE,
    "an old version of the page, or a comparison of versions",
    "it says 'Difference between revisions'",
    ADDRESS,
)
CODES = (SEARCH, VERSIONS)


def check(subject: Subject) -> Iterator[Hold]:
    """Holds `search-results` and `page-history`."""
    for told, code in (
        (told_at_the_top(subject, "searches"), SEARCH),
        (newly_told(subject, "versions"), VERSIONS),  # the text of an old version is nearly the page's
    ):
        if told:
            yield code.because(f"the page says {told[0].text!r}", *(one.text for one in told))
