"""The places that are hidden, for a person who has to see whether it is the right person."""

from __future__ import annotations

from collections.abc import Iterator

from lhextract.addresses import EMAIL
from lhextract.forgetting.hiding import Hidden, Hiding, merge
from lhextract.forgetting.masking import mask_text
from lhextract.forgetting.masks import Mask, is_masked
from lhextract.forgetting.plan import Place
from lhextract.model.page import PageText
from lhextract.model.span import Span
from lhextract.phones.numbers import find_numbers

AROUND = 40  # characters of the line that are shown on both sides of a name


def places_of(page: PageText, hiding: Hiding, *, file: str) -> Iterator[Place]:
    """Every hidden part of a page that is not masked yet: names with their line, of the rest only what it is.

    Numbers and addresses are shown of nobody, for a list is copied into mails and tickets.
    """
    for part in hiding.parts:
        if is_masked(page.slice(part.span)):
            continue
        number = page.line_at(part.span.start).number
        words = _excerpt(page, part.span, hiding) if part.mask is Mask.NAME else ""
        yield Place(file, number, part.mask.name.lower(), words)


def _excerpt(page: PageText, name: Span, hiding: Hiding) -> str:
    line = page.line_at(name.start)
    beside = [part for part in hiding.parts if part.mask is not Mask.NAME]
    text = page.line_text(line)
    own = [
        Hidden(Span(part.span.start - line.start, min(part.span.end, line.end) - line.start), part.mask)
        for part in beside
        if line.start <= part.span.start < line.end
    ]
    own += [Hidden(Span(m.start(), m.end()), Mask.ADDRESS) for m in EMAIL.finditer(text)]
    own += [Hidden(Span(n.start, n.end), Mask.PHONE) for n in find_numbers(text, region=None) if not n.short]
    first, last = max(0, name.start - line.start - AROUND), name.end - line.start + AROUND
    shown = mask_text(text, merge(own, text))
    return f"{'…' if first else ''}{shown[first:last]}{'…' if last < len(shown) else ''}"
