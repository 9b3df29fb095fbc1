"""Addresses of what is described: a URN for everything that has an id, the URL of what has its own on the web."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

# What an IRI cannot hold as it is (https://www.w3.org/TR/turtle/#grammar-production-IRIREF), beside what is not seen:
# controls, blanks, marks of direction (RFC 3987, section 4.1), halves of surrogate pairs.
FORBIDDEN = frozenset(' <>"{}|\\^`')


def urn(source: str, *parts: str) -> str:
    """Return `urn:lhextract:<source>:<part>…`; it stays the same when the page moves to another URL."""
    return ":".join(["urn", "lhextract", *(quote(each, safe="/", errors="replace") for each in (source, *parts))])


def web_iri(url: str | None) -> str | None:
    """An address on the web, written as an IRI may be; None for any other scheme and for what cannot be one."""
    if url is None or re.match("https?://[^/]", url, re.IGNORECASE) is None:
        return None
    iri = "".join(each if _may_stand(each) else quote(each, safe="", errors="replace") for each in url.strip())
    try:
        urlsplit(iri)
    except ValueError:  # a broken IPv6 address, or a host whose letters stand for a separator
        return None
    return iri


def _may_stand(character: str) -> bool:
    return character.isprintable() and character not in FORBIDDEN


def mail_iri(address: str) -> str:
    """The `mailto:` URI of an e-mail address (RFC 6068)."""
    return "mailto:" + quote(address, safe="@!$'()*+,;:", errors="replace")
