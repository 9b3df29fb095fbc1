"""The form in which texts are compared: white space and typography are no difference."""

from __future__ import annotations

# What editors and content management systems exchange without anybody meaning a change.
TYPOGRAPHY = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u2039\u203a\u2032\u00b4`", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
        "\u2026": "...",
        "\u00a0": " ",
    }
)


def fold(text: str) -> str:
    """Return a text with plain quotation marks, dashes and ellipses, and single blanks; folding twice changes nothing.

    Case and diacritics stay: they are spelling, not typography.
    """
    return " ".join(text.translate(TYPOGRAPHY).split())


def folded_words(text: str) -> tuple[str, ...]:
    """The words of a folded text in lower case, for comparing how much of a text is still there."""
    plain = "".join(char if char.isalnum() else " " for char in fold(text).casefold())
    return tuple(plain.split())
