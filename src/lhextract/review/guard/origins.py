"""Writes come from our own pages only: a page elsewhere can make a browser send a form here, but not hide that it did.

Source: Fetch Metadata Request Headers (W3C), section 2.3; Fetch (WHATWG), section 3.1, "Origin".
"""

from __future__ import annotations

from starlette.datastructures import Headers

from lhextract.review.guard.hosts import Origin
from lhextract.review.guard.refusal import Refused

READING = frozenset({"GET", "HEAD"})


def check_write(method: str, headers: Headers, *, origin: Origin) -> None:
    """Raise `Refused` (403) for a write that is not known to come from a page of ours.

    Each of the two headers that is there must speak for it, and one must be there. Not even `none` (typed by the
    user) will do: no page of ours is written to from an address bar. `same-site` is another port of this machine.
    """
    if method in READING:
        return
    sites, origins = headers.getlist("sec-fetch-site"), headers.getlist("origin")
    ours = all(site == "same-origin" for site in sites) and all(one.lower() == str(origin) for one in origins)
    if not (sites or origins) or not ours:
        raise Refused(
            403,
            "Not from this page",
            "Nothing was saved: the request did not come from a page of this server. Go back, load the page again "
            "and repeat it there.",
            link=("/", "Go to the review page"),
        )
