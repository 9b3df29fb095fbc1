"""Text of a page as mark-up: escaped, and unable to change anything outside itself."""

from __future__ import annotations

import re
import unicodedata
from html import escape
from typing import NewType

# Mark-up that is safe to put into the report as it is. Everything else goes through `show` or the templates' escaping.
Html = NewType("Html", str)

# Characters that are drawn as nothing or reorder what stands around them: Unicode's categories Cc (controls),
# Cf (formats: directions, joiners, tags) and Cs (lone surrogates, which UTF-8 cannot hold).
UNSEEN = {"Cc", "Cf", "Cs"}
# A stretch without any of these and without anything to escape: nearly every text is one.
PLAIN = re.compile(r"[^\x00-\x1f\x7f-\xff\u0100-\U0010ffff&<>\"']*")


def show(text: str) -> Html:
    """Return text as mark-up; a character that nobody would see is named (U+202E) and has no effect.

    The character itself stays in the document, in an element that is not drawn, so that the text of the mark-up is
    the text given. Only controls and lone surrogates, which HTML cannot hold, are replaced by U+FFFD.
    """
    return Html(escape(text) if _all_seen(text) else "".join(map(_show_one, text)))


def show_isolated(text: str) -> Html:
    """The same inside `<bdi>`: its writing direction is its own affair."""
    return Html(f"<bdi>{show(text)}</bdi>")


def plain(text: str) -> str:
    """Return text for an attribute, not yet escaped: what nobody would see is written out as [U+202E]."""
    return text if _all_seen(text) else "".join(f"[{_code(c)}]" if _is_unseen(c) else c for c in text)


def attribute(text: str) -> str:
    """Return text as the value of a quoted attribute."""
    return escape(plain(text))


def _all_seen(text: str) -> bool:
    return PLAIN.fullmatch(text) is not None or not any(map(_is_unseen, text))


def _is_unseen(char: str) -> bool:
    return unicodedata.category(char) in UNSEEN


def _show_one(char: str) -> str:
    if not _is_unseen(char):
        return escape(char)
    kept = char if unicodedata.category(char) == "Cf" else "\ufffd"
    return f'<span class="unseen" data-code="{_code(char)}"><span>{kept}</span></span>'


def _code(char: str) -> str:
    return f"U+{ord(char):04X}"
