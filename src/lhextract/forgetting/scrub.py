"""Takes a person out of texts that are no page: of JSON, tables and what is quoted in messages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from lhextract.forgetting.hiding import Hidden, Hiding, merge
from lhextract.forgetting.keys import Keys
from lhextract.forgetting.masking import mask_text
from lhextract.forgetting.masks import Mask
from lhextract.forgetting.matching import Named, find_families, find_mailboxes, find_names
from lhextract.forgetting.view import view_of
from lhextract.model.page import PageText
from lhextract.model.span import Span
from lhextract.wording import fold

CONTEXT = 24  # characters before a hidden part by which it is found where the page is quoted
LEAST_CONTEXT = 4


def quotes_of(page: PageText, hiding: Hiding) -> tuple[tuple[str, str, Mask], ...]:
    """The hidden parts of a page with what stands before them on their lines."""
    found = set()
    for part in hiding.parts:
        start = max(page.line_at(part.span.start).start, part.span.start - CONTEXT)
        before = page.text[start : part.span.start]
        if len(before) >= LEAST_CONTEXT:
            found |= {
                (before, page.slice(part.span), part.mask),
                (fold(f"{before}|")[:-1], fold(page.slice(part.span)), part.mask),
            }
    return tuple(sorted(found))


@dataclass(frozen=True, slots=True)
class Scrub:
    """What to take out: the names, and `details`, the addresses and numbers that are nobody else's.

    `quotes` are other hidden parts of a page: what stands before each, itself, and its mask. By them a family name is
    found in texts that quote the page and do not know whose name it is.
    """

    keys: Keys
    details: tuple[str, ...] = ()
    quotes: tuple[tuple[str, str, Mask], ...] = ()

    def names(self, text: str) -> tuple[Named, ...]:
        """Where a text names the person in whole."""
        return find_names(text, self.keys)

    def find(self, text: str, *, known: tuple[Named, ...] = ()) -> tuple[Hidden, ...]:
        """What of a text is hidden; `known` are names of the same block, whose family name is hidden here too."""
        full = self.names(text)
        parts = [Hidden(one.span, Mask.NAME) for one in full]
        if (named := (*full, *known)) and text:
            scope = Span(0, len(text))
            parts += [Hidden(one.span, Mask.NAME) for one in find_families(text, named, scope=scope)]
            parts += [Hidden(span, Mask.ADDRESS) for span in find_mailboxes(text, named, scope=scope)]
        for detail in self.details:
            for match in re.finditer(rf"(?<![\w+]){re.escape(detail)}(?!\w)", text, re.IGNORECASE):
                parts.append(Hidden(Span(match.start(), match.end()), Mask.ADDRESS if "@" in detail else Mask.PHONE))
        for before, hidden, mask in self.quotes:
            for match in re.finditer(re.escape(before + hidden), text):
                parts.append(Hidden(Span(match.start() + len(before), match.end()), mask))
        return merge(parts, text)

    def text(self, text: str, *, known: tuple[Named, ...] = ()) -> str:
        """A text of the same length without the person."""
        return mask_text(text, self.find(text, known=known))

    def json(self, value: Any, *, known: tuple[Named, ...] = ()) -> Any:  # noqa: ANN401 - whatever JSON can hold
        """A value of JSON without the person."""
        if isinstance(value, str):
            return self.text(value, known=known)
        if isinstance(value, dict):
            return {key: self.json(inner, known=known) for key, inner in value.items()}
        return [self.json(inner, known=known) for inner in value] if isinstance(value, list) else value

    def json_names(self, value: Any) -> tuple[Named, ...]:  # noqa: ANN401 - whatever JSON can hold
        """The names in a value of JSON."""
        if isinstance(value, str):
            return self.names(value)
        inner: Iterable[Any] = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        return tuple(named for one in inner for named in self.json_names(one))

    def count(self, content: bytes) -> int:
        """How often a file names the person, however it writes it."""
        source = decode(content)
        views = {view_of(source, "code").text, view_of(source, "shown").text, source}
        return max(sum(_count_in_line(line, self.keys) for line in text.split("\n")) for text in views)


@lru_cache(maxsize=2**16)
def _count_in_line(line: str, keys: Keys) -> int:
    """How many names a line has; no name goes on over its end, and the files of an extraction repeat each other's."""
    return len(find_names(line, keys))


def decode(content: bytes) -> str:
    """The characters of any file; one that is no text gives something, in which a name in ASCII is found."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("windows-1252", "replace")
