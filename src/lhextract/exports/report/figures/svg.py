"""The few shapes that the figures are made of; lengths are in units of the drawing, about one CSS pixel each."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from lhextract.exports.report.markup import Html, attribute

# How wide a character of the sans-serif faces is, as a share of the font size; those of DejaVu Sans,
# the widest that browsers fall back to, so that a label rather ends early than runs over another one.
NARROW, USUAL, BROAD, FULL = 0.4, 0.61, 0.85, 1.05
THIN = frozenset("iljtfrI.,:;!|'()[] -/·’")
WIDE = frozenset("mwMWQOGCDHNUÖÜ@%&—…")


@dataclass(frozen=True, slots=True)
class Table:
    """What a figure says, in words: a head, and rows of as many cells; numbers are aligned to the right."""

    head: tuple[str, ...]
    rows: tuple[tuple[str | int, ...], ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure: `caption` says what is to be seen, `note` what is left out, `svg` may scroll if it is `wide`."""

    anchor: str
    caption: str
    svg: Html
    table: Table
    note: str = ""
    wide: bool = False


def drawing(anchor: str, *, width: float, height: float, title: str, desc: str, parts: Iterable[Html]) -> Html:
    """Return an inline SVG that a screen reader takes as one picture with a title and a description."""
    ident = attribute(anchor)
    return Html(
        f'<svg class="{ident}" viewBox="0 0 {number(width)} {number(height)}" width="{number(width)}" '
        f'height="{number(height)}" role="img" aria-labelledby="{ident}-t {ident}-d">'
        f'<title id="{ident}-t">{attribute(title)}</title><desc id="{ident}-d">{attribute(desc)}</desc>'
        f"{''.join(parts)}</svg>"
    )


def label(x: float, y: float, text: str, *, kind: str = "", end: bool = False, middle: bool = False) -> Html:
    """Text on a baseline; its direction is its own affair."""
    anchor = ' text-anchor="end"' if end else ' text-anchor="middle"' if middle else ""
    css = f' class="{kind}"' if kind else ""
    return Html(f'<text x="{number(x)}" y="{number(y)}"{anchor}{css}>{drawn(text)}</text>')


def box(x: float, y: float, width: float, height: float, *, kind: str, title: str = "") -> Html:
    """A rectangle; `title` is shown where a pointer rests."""
    shape = f'x="{number(x)}" y="{number(y)}" width="{number(width)}" height="{number(height)}" class="{kind}"'
    return Html(f"<rect {shape}><title>{attribute(title)}</title></rect>" if title else f"<rect {shape}/>")


def drawn(text: str) -> Html:
    """Text inside an SVG, where no element may stand: what nobody would see is left out.

    Each `<text>` is a paragraph of its own, so that its writing direction touches nothing else.
    """
    return Html(escape("".join(char for char in text if unicodedata.category(char)[0] != "C")))


def fit(text: str, width: float, *, size: float) -> str:
    """Return text that is at most `width` long at a font size, cut at a word with an ellipsis where it was longer."""
    if text_width(text, size=size) <= width:
        return text
    kept = text
    while kept and text_width(f"{kept}…", size=size) > width:
        kept = kept[:-1]
    word = kept[: kept.rfind(" ")] if " " in kept[len(kept) // 2 :] else kept
    return f"{word.rstrip(' ,;:–-(')}…"


def wrap(text: str, width: float, *, size: float) -> list[str]:
    """Return text in two lines at most, the second one cut where it is still too long."""
    words, first = text.split(" "), ""
    while words and text_width(f"{first} {words[0]}".strip(), size=size) <= width:
        first = f"{first} {words.pop(0)}".strip()
    if not first:
        return [fit(text, width, size=size)]
    return [first, fit(" ".join(words), width, size=size)] if words else [first]


def text_width(text: str, *, size: float) -> float:
    """About how long a text is when drawn."""
    return size * sum(map(_width, text))


def number(value: float) -> str:
    """A length with at most one decimal, the same on every machine."""
    return f"{value:.1f}".removesuffix(".0")


def _width(char: str) -> float:
    if char in THIN:
        return NARROW
    if char in WIDE:
        return BROAD
    if unicodedata.east_asian_width(char) in "WF":
        return FULL
    return 0.7 if char.isupper() else USUAL
