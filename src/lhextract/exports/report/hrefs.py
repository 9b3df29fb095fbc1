"""Which addresses the report links to: web, mail and phone, each checked; all others are shown as text."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote, urljoin, urlsplit

from lhextract.addresses import EMAIL, with_scheme

# E.164: a plus, then 2 to 15 digits that do not begin with 0.
E164 = re.compile(r"\+[1-9]\d{1,14}", re.ASCII)
EXTENSION = re.compile(r"\d{1,11}", re.ASCII)
# What ends a URL in running text or mark-up, and the backslash, which browsers read as a slash.
NOT_IN_URL = frozenset(" \"'<>\\^`{|}")
LONGEST = 2000


def web_href(url: str | None, *, base: str | None = None) -> str | None:
    """Return the address of a web page, or None where it is none that a click should follow.

    `base` is the address of the page that a relative one stands on. Allowed are http and https with a host, without
    user or password ("https://bank.example@evil.example").
    """
    if not url or len(url) > LONGEST:
        return None
    url = with_scheme(url.strip())
    if any(char in NOT_IN_URL or unicodedata.category(char)[0] in "CZ" for char in url):
        return None
    try:
        parts = urlsplit(urljoin(base or "", url))
        known = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
    except ValueError:  # a host or port that cannot be
        return None
    return parts.geturl() if known and "@" not in parts.netloc else None


def mail_href(email: str | None) -> str | None:
    """Return the mailto: address, or None where it is not one plain address (no subject, no second recipient)."""
    if not email or not (found := EMAIL.fullmatch(email)) or "@" not in email:
        return None
    return f"mailto:{quote(found.group(1), safe='+.-_')}@{quote(found.group(2), safe='.-')}"


def phone_href(e164: str | None, ext: str | None = None) -> str | None:
    """Return the tel: address (RFC 3966) of a number in E.164, or None where it is not in that form."""
    if not e164 or not E164.fullmatch(e164):
        return None
    return f"tel:{e164};ext={ext}" if ext and EXTENSION.fullmatch(ext) else f"tel:{e164}"
