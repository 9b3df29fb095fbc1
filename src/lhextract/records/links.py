"""Links and captions of a block."""

from __future__ import annotations

import re
from functools import cache

from lhextract.addresses import URL, is_address, with_scheme
from lhextract.language.cues import Cues
from lhextract.model.layout import Anchor
from lhextract.model.outline import LineRole
from lhextract.model.record import Caption, Link
from lhextract.records.block_view import BlockView, ViewLine

# Lines whose links are the initiative's own; the web pages of contacts are not.
LINKING = frozenset({LineRole.TITLE, LineRole.BODY, LineRole.LINK})


@cache
def _closing(cues: Cues) -> re.Pattern[str]:
    """A link's words after the last sentence of a paragraph: "… regularly. further information"."""
    return re.compile(rf"(?<=[.!?…:)\]”\"“»])\s({cues.alternatives('links.phrases')})\W*$", re.IGNORECASE)


def build_links(view: BlockView, cues: Cues, *, is_html: bool) -> tuple[Link, ...]:
    """Return the links of a block: link lines, words of a link that close a paragraph, and URLs.

    Where the page's markup says what is a link, that and its address are taken, as written; mail and phone
    links belong to contacts. Words that look like a link and are none ("Read more", which opens a part of the
    page) count on text pages only.
    """
    links: list[Link] = []
    for line in view.lines:
        anchors = [anchor for anchor in line.anchors if not is_address(anchor.href)]
        if anchors and line.role in LINKING:
            links += [_anchored(line, anchor) for anchor in anchors]
        elif line.role is LineRole.LINK and not (is_html and not URL.search(line.text)):
            links.append(_link_line(line))
        elif line.role is LineRole.BODY:
            start = line.line.start
            links += [
                Link(m.group(), with_scheme(m.group()), start + m.start(), start + m.end())
                for m in URL.finditer(line.text)
            ]
            closing = _closing(cues).search(line.text)
            if closing:
                links.append(Link(closing.group(1), None, start + closing.start(1), start + closing.end(1)))
    return tuple(links)


def _anchored(line: ViewLine, anchor: Anchor) -> Link:
    """A link of the page; one that shows its URL behind a label on a line of its own is called by the label."""
    start, end = anchor.span.start - line.line.start, anchor.span.end - line.line.start
    label = line.text[:start].rstrip(" :–-")
    if line.role is LineRole.LINK and label and URL.fullmatch(line.text[start:end]):
        return Link(label, anchor.href, line.line.start, anchor.span.end)
    return Link(line.text[start:end], anchor.href, anchor.span.start, anchor.span.end)


def _link_line(line: ViewLine) -> Link:
    """Read a link line: "Homepage of X: https://…" has text and URL; a bare URL is its own text."""
    url = URL.search(line.text)
    if url is None:
        return Link(line.text, None, line.line.start, line.line.end)
    label = line.text[: url.start()].rstrip(" :–-")
    return Link(label or url.group(), with_scheme(url.group()), line.line.start, line.line.end)


def build_captions(view: BlockView) -> tuple[Caption, ...]:
    """Return the captions of a block."""
    return tuple(Caption(line.text, line.line.start, line.line.end) for line in view.with_role(LineRole.CAPTION))
