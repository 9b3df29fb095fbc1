"""The page of a proposed case: the text that gold refers to, and where the lines of ours are in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lhextract.model.outline import LineRole
from lhextract.model.record import RecordLine, RecordMention, Records

ASIDE = frozenset({LineRole.NAV, LineRole.BLANK})


@dataclass(frozen=True, slots=True)
class GoldText:
    """`text` as in `source.txt` or `flattened.txt`; `lines` are those of ours that are in it, in its order.

    `shift` says by our line numbers how far the offsets of a line are apart.
    """

    text: str
    lines: tuple[RecordLine, ...]
    shift: Mapping[int, int]


def text_page(records: Records, text: str) -> GoldText:
    """A text page is itself what its gold refers to."""
    return GoldText(text, records.lines, {line.number: 0 for line in records.lines})


def flattened_page(records: Records, text: str) -> GoldText:
    """An HTML page: its lines without blank ones and without the furniture before and behind the content."""
    content = [index for index, line in enumerate(records.lines) if line.role not in ASIDE]
    first, last = (content[0], content[-1]) if content else (0, -1)
    kept = tuple(line for line in records.lines[first : last + 1] if text[line.start : line.end].strip())
    shift, offset = {}, 0
    for line in kept:
        shift[line.number] = offset - line.start
        offset += line.end - line.start + 1
    return GoldText("\n".join(text[line.start : line.end] for line in kept), kept, shift)


def lines_tsv(page: GoldText, order: Mapping[str, int]) -> str:
    """`lines.tsv`: a blank row carries the initiative of the line after it."""
    rows, owner = [], 0
    for number, line in reversed(list(enumerate(page.lines, start=1))):
        if line.role is not LineRole.BLANK:
            owner = order.get(line.initiative or "", 0)
        rows.append(f"{number}\t{line.role.value}\t{owner}\n")
    return "".join(reversed(rows))


def inline_txt(page: GoldText, mentions: Iterable[RecordMention], names: Mapping[str, str]) -> str:
    """`inline.txt`: the page with `[[TYPE|words]]`; `names` are the types by label.

    A mention that would break the markup, or runs over lines that are not neighbours, is left out.
    """
    pieces, position = [], 0
    for start, end, label in placed(page, mentions):
        words = page.text[start:end]
        if start < position or "]]" in f"{words}]" or "\n" in words:
            continue
        pieces += [page.text[position:start], f"[[{names[label]}|{words}]]"]
        position = end
    return "".join([*pieces, page.text[position:]])


def placed(page: GoldText, mentions: Iterable[RecordMention]) -> list[tuple[int, int, str]]:
    """Start, end and label of the mentions in the text that gold refers to, those on lines that are in it."""
    return [
        (mention.start + page.shift[mention.line], mention.end + page.shift[mention.line], mention.type.value)
        for mention in mentions
        if mention.line in page.shift
    ]
