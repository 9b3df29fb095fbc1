"""What a URL and an e-mail address look like in running text; one form for all stages."""

from __future__ import annotations

import re

# A closing bracket, quotation mark or sentence end is not part of a URL; flattening glues one to the word before
# it ("further informationhttps://…").
URL = re.compile(r"(?:https?://|www\.)[^\s<>\"”»)]+[^\s<>\"”»).,;:]", re.IGNORECASE)
# "name@uni.example", and "name(at)uni.example" as German pages write it; local part by RFC 5321, 4.5.3.1.1.
EMAIL = re.compile(r"(?<![\w.+-])([\w.+-]{1,64})(?:@|\s?[(\[]at[)\]]\s?)([\w-]{1,63}(?:\.[\w-]{1,63})+)", re.IGNORECASE)


def find_email(text: str) -> str | None:
    """The first e-mail address of a text, with its "@"."""
    found = EMAIL.search(text)
    return f"{found.group(1)}@{found.group(2)}" if found else None


def with_scheme(url: str) -> str:
    """A URL as written, with the scheme that "www." leaves out."""
    return f"https://{url}" if url.lower().startswith("www.") else url
