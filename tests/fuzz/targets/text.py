"""Plain text to canonical text."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from lhextract.text.canonical import INVISIBLE, LINE_ENDS, canonicalise
from tests.fuzz.seeds import page_stretches
from tests.fuzz.target import Target, as_text, hold, kept


def check(data: bytes) -> None:
    """Canonical text is canonical, has its lines, leads back to its source, and lacks only what the design says."""
    source = as_text(data)
    page = canonicalise(source)
    lines = [page.line_text(line) for line in page.lines]
    hold("\n".join(lines) == page.text, "lines joined give the page")
    hold(all(line == " ".join(line.split()) for line in lines), "no blank at a line's end, none doubled")
    hold([line.number for line in page.lines] == list(range(1, len(lines) + 1)), "lines count from 1")
    hold(unicodedata.is_normalized("NFC", page.text), "the text is in NFC")
    hold(INVISIBLE.isdisjoint(page.text), "the text holds nothing invisible")
    again = canonicalise(page.text)
    hold((again.text, again.lines) == (page.text, page.lines), "making it canonical again changes nothing")
    origins = list(page.origins)
    hold(len(origins) == len(page.text), "every character has an origin")
    hold(origins == sorted(origins), "origins never decrease")
    hold(all(0 <= origin < len(source) for origin in origins), "origins lie in the source")
    hold(all(page.origins[i] == origins[i] for i in range(0, len(origins), 7)), "an origin is the same alone")
    kept(_shown(page.text) == _shown(source), "every visible character is in the text")
    kept(len(lines) == 1 + _line_ends(source), "every line of the source is a line")


def _shown(text: str) -> str:
    """What is visible of a text, composed as far as it goes: the text without blanks, controls and the invisible.

    Taken apart first, since a mark may stand behind something invisible that it is composed across.
    """
    visible = "".join(char for char in text if not (char in INVISIBLE or char.isspace() or _is_control(char)))
    return unicodedata.normalize("NFD", visible)


def _is_control(char: str) -> bool:
    return unicodedata.category(char) == "Cc"


def _line_ends(source: str) -> int:
    return sum(char in LINE_ENDS for char in source.replace("\r\n", "\n"))


def _seeds() -> Iterator[bytes]:
    yield from page_stretches(12)
    yield "A\u0308\u200b\u0308 e\u0301\u00ad\r\n\u1100\u1161\u11a8\u2028\u0344\ufeff".encode()


TARGET = Target(
    name="text",
    input_class="canonical text",
    check=check,
    seeds=_seeds,
    dictionary=tuple(
        char.encode()
        for char in ("\u00a0", "\u200b", "\u00ad", "\u0301", "\u0308", "\u2028", "\u0085", "\x1c", "\u1100", "\u1161",
                     "\u11a8", "\u0f71", "\u0f72", "\u212b", "\ufb1d", "\r\n", "\x0c", "\u2066", "\u00c5", "\U0001d15e")
    ),
    repeated=lambda data, times: data * times,
)  # fmt: skip
