"""What a URL and an e-mail address look like in running text; one form for all stages."""

from __future__ import annotations

import re
from urllib.parse import unquote

# A closing bracket, quotation mark or sentence end is not part of a URL; flattening glues one to the word before
# it ("further informationhttps://…").
URL = re.compile(r"(?:https?://|www\.)[^\s<>\"”»)]+[^\s<>\"”»).,;:]", re.IGNORECASE)
# "name@uni.example", and "name(at)uni.example" as German pages write it; local part by RFC 5321, 4.5.3.1.1.
EMAIL = re.compile(
    r"(?<![\w.+-])([\w.+-]{1,64})(?:@|\s?[(\[{](?:at|ät)[)\]}]\s?)"
    r"([\w-]{1,63}(?:(?:\.|\s?[(\[{](?:dot|punkt)[)\]}]\s?)[\w-]{1,63})+)",
    re.IGNORECASE,
)
WRITTEN_DOT = re.compile(r"\s?[(\[{](?:dot|punkt)[)\]}]\s?", re.IGNORECASE)
# What a steward may give as the address of a link.
LINK = re.compile(r"https?://[^\s/?#]\S*|mailto:[^\s@]+@\S+", re.IGNORECASE)
# Who asks, and the password: up to the last "@" where a password that nobody escaped holds "/" or "@". What follows
# "::" is another URL (fsspec), and digits before a "/" are a port.
USER = re.compile(
    r"(?<=://)(?:[^/?#:@\[]{0,200}:(?!:|\d{0,5}(?:[/?#]|$))(?:(?!::).){0,300}@|[^/?#]{0,500}@)", re.DOTALL
)
ADDRESS_SCHEMES = ("mailto:", "tel:", "callto:", "fax:", "sms:")


def find_email(text: str) -> str | None:
    """The first e-mail address of a text, with its "@"."""
    found = EMAIL.search(text)
    return f"{found.group(1)}@{WRITTEN_DOT.sub('.', found.group(2))}" if found else None


def is_address(href: str) -> bool:
    """Whether a link leads to a mailbox or a phone rather than to a page."""
    return href.lower().startswith(ADDRESS_SCHEMES)


def mail_of(href: str) -> str | None:
    """The first address of a mail link, without subject and body (RFC 6068)."""
    if not href.lower().startswith("mailto:"):
        return None
    return find_email(unquote(href[len("mailto:") :].partition("?")[0]))


def number_of(href: str) -> str | None:
    """The number of a phone link, as written (RFC 3966)."""
    scheme, _, number = href.partition(":")
    return unquote(number).partition(";")[0].strip() or None if scheme.lower() in {"tel", "callto"} else None


def words_of(href: str) -> frozenset[str]:
    """The words of the address of a link, in small letters, with escapes read."""
    return frozenset(re.findall(r"[^\W\d_]+", unquote(href).casefold()))


def without_user(url: str) -> str:
    """A URL as it may be shown and logged: without the name and password that stand before its host."""
    return USER.sub("…@", url)


def with_scheme(url: str) -> str:
    """A URL as written, with the scheme that "www." leaves out."""
    return f"https://{url}" if url.lower().startswith("www.") else url
