"""A golden page as the records stage would see it if outline and mentions were found without error."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from lhextract.gold import Gold, gold_text_path, read_gold
from lhextract.mentions.acronyms import find_pairs
from lhextract.model.mention import Mention, Mentions
from lhextract.model.outline import Block, Outline
from lhextract.model.page import PageText, Snapshot
from lhextract.model.span import Span
from lhextract.outline.categories import nest_headings
from lhextract.text.canonical import canonicalise


@dataclass(frozen=True, slots=True)
class GoldPage:
    """A page with the outline and the mentions of its gold; an HTML page is the flattened text that its gold has."""

    snapshot: Snapshot
    page: PageText
    outline: Outline
    mentions: Mentions
    gold: Gold


def read_gold_page(case: Path) -> GoldPage:
    """Read a case; raises `GoldError` where the gold does not fit its page."""
    gold = read_gold(case)
    body = gold_text_path(case).read_bytes()
    page = canonicalise(body.decode("utf-8"))
    snapshot = Snapshot(case.name, None, "text/plain", None, hashlib.sha256(body).hexdigest(), body)
    return GoldPage(snapshot, page, _outline(page, gold), _mentions(page, gold), gold)


def _outline(page: PageText, gold: Gold) -> Outline:
    rows = gold.lines or ()
    roles = tuple(row.role for row in rows)
    owners = tuple(row.owner for row in rows)
    paths = nest_headings(page, roles)
    owned: dict[int, list[int]] = {}
    for index, (owner, line) in enumerate(zip(owners, page.lines, strict=True)):
        if owner is not None and not line.is_blank:
            owned.setdefault(owner, []).append(index)
    blocks = []
    for order, indexes in sorted(owned.items()):
        first, last = page.lines[indexes[0]], page.lines[indexes[-1]]
        blocks.append(Block(order, paths[indexes[0]], first.number, last.number, Span(first.start, last.end)))
    return Outline(roles, owners, ((),) * len(rows), (), tuple(blocks))


def _mentions(page: PageText, gold: Gold) -> Mentions:
    found = sorted(gold.mentions or (), key=lambda row: row[0])
    mentions = tuple(Mention(span, label, page.slice(span), "gold", 1.0) for span, label in found)
    return Mentions(mentions, find_pairs(page, mentions))
