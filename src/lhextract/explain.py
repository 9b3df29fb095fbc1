"""What `lhextract explain` tells: why a line is in its block, where a text stands and what was made of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from lhextract.errors import UsageError
from lhextract.language.cues import load_cues
from lhextract.model.considered import Considered, NamesConsidered
from lhextract.model.layout import LeftOut
from lhextract.model.mention import Label, Mention
from lhextract.model.outline import Block, LineRole
from lhextract.model.page import Line, PageText
from lhextract.model.span import Span
from lhextract.outline.decoder import OPENING, load_model
from lhextract.outline.reasons import LineReasons, explain_lines
from lhextract.run import Extraction

LINE = re.compile(r"line (\d+)")
LEFT_OUT = "left-out"
MOST = 20  # lines with a text that are shown


@dataclass(frozen=True, slots=True)
class LineExplanation:
    """A line with its role, its place in the source, its block and category, and the reasons for them."""

    number: int
    start: int
    end: int
    text: str
    source: str
    role: LineRole
    block: Block | None
    opened_by: str | None
    reasons: LineReasons | None
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class NameExplanation:
    """One place of a text that was asked for: what was proposed there, what touches it, and what the network holds.

    `chances` are the network's probabilities that exactly this text is a name, by type; empty without the network.
    """

    span: Span
    line: int
    exactly: tuple[Considered, ...]
    around: tuple[Considered, ...]
    chances: dict[str, float]


@dataclass(frozen=True, slots=True)
class Explanation:
    """An answer: names and lines, or the parts of an HTML page that are not in its text."""

    names: tuple[NameExplanation, ...] = ()
    lines: tuple[LineExplanation, ...] = ()
    more: int = 0  # lines with the text that was asked for, beside those shown
    left_out: tuple[LeftOut, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The answer as plain data."""
        return asdict(self)


def explain(extraction: Extraction, what: str, *, names: Callable[[], NamesConsidered] | None = None) -> Explanation:
    """Answer a question about an extraction: "line 49", "left-out", or a text of the page.

    `names` tells what was proposed on the page; it is asked only where the question is about a text.
    """
    page = extraction.page
    asked = LINE.fullmatch(what.strip())
    if asked:
        number = int(asked.group(1))
        if not 1 <= number <= len(page.lines):
            raise UsageError(
                f"WHAT: found line {number}, allowed is 1 to {len(page.lines)}; "
                "`lhextract run … --until text --json` numbers them"
            )
        return Explanation(lines=_explain_lines(extraction, [page.lines[number - 1]]))
    if what.strip() == LEFT_OUT:
        parts = page.layout.left_out if page.layout is not None else ()
        return Explanation(left_out=parts)
    places = [match.start() for match in re.finditer(re.escape(what), page.text)]
    if not places:
        raise UsageError(
            f"WHAT: found {what!r}, which does not stand on the page; allowed is `line N`, `left-out` "
            "or a text exactly as text.txt has it"
        )
    lines = list(dict.fromkeys(page.line_at(place) for place in places))
    shown = _explain_lines(extraction, lines[:MOST])
    spans = [Span(place, place + len(what)) for place in places[:MOST] if what]
    found = _explain_names(page, spans, names()) if names is not None else ()
    return Explanation(names=found, lines=shown, more=len(lines) - len(shown))


def _explain_names(page: PageText, spans: Sequence[Span], names: NamesConsidered) -> tuple[NameExplanation, ...]:
    explained = []
    for span in spans:
        touching = [each for each in names.proposals if each.span.overlaps(span)]
        chances = {label.value: names.chance(span, label) for label in Label}
        explained.append(
            NameExplanation(
                span=span,
                line=page.line_at(span.start).number,
                exactly=tuple(each for each in touching if each.span == span),
                around=tuple(each for each in touching if each.span != span),
                chances={label: round(chance, 3) for label, chance in chances.items() if chance is not None},
            )
        )
    return tuple(explained)


def _explain_lines(extraction: Extraction, lines: Sequence[Line]) -> tuple[LineExplanation, ...]:
    indexes = [line.number - 1 for line in lines]
    reasons = explain_lines(extraction.page, indexes, cues=load_cues(), model=load_model())
    return tuple(_explain_line(extraction, line, why) for line, why in zip(lines, reasons, strict=True))


def _explain_line(extraction: Extraction, line: Line, reasons: LineReasons | None) -> LineExplanation:
    page, outline = extraction.page, extraction.outline
    if outline is None:
        raise ValueError("the extraction stopped before its outline")
    owner = outline.owners[line.number - 1]
    block = None if owner is None else outline.blocks[owner - 1]
    span = Span(line.start, line.end) if line.end > line.start else None
    mentions = extraction.mentions.mentions if extraction.mentions is not None else ()
    return LineExplanation(
        number=line.number,
        start=line.start,
        end=line.end,
        text=page.line_text(line),
        source=_place(page, line),
        role=outline.roles[line.number - 1],
        block=block,
        opened_by=None if block is None else page.line_text(page.lines[block.first - 1]),
        reasons=reasons,
        mentions=tuple(mention for mention in mentions if span is not None and span.covers(mention.span)),
    )


def _place(page: PageText, line: Line) -> str:
    """Where a line begins in the source."""
    if line.start >= len(page.origins):
        return "end of the source"
    origin = page.origins[line.start]
    if page.layout is None:
        return f"character {origin} of the source"
    xpath, offset = page.layout.dom.locate(origin)
    return f"{xpath}, character {offset}"


def opens(state: str) -> bool:
    """Whether a state opens an initiative."""
    return state in {*OPENING, "title"}
