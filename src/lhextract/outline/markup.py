"""What the markup of an HTML page allows each line to be, under every way in which the page may show its titles.

Markup says which lines are headings, but not which of them head a category and which an initiative: that differs
from page to page (h3 here, a collapsible part there, a bold line on a third). So each way is a reading of its own,
and the best sequence under the same weights as for flattened text decides between them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from lhextract.model.layout import LineKind, LineMarkup
from lhextract.outline.decoder import INDEX, INSIDE, OPENING, STATES, Mask, Reading
from lhextract.outline.form import LineForm

HEADED = ("page-title", "heading", "title")  # what only a heading can be, where a page has headings
FURNITURE = frozenset({"table of contents", "navigation phrase", "page date"})  # cues by which a heading is none
DEEPEST = 7  # rank of a heading without a level: under every h1 to h6
IN_BLOCK = (*sorted(INSIDE), "nav")
BETWEEN = ("intro", "description", "nav")


Readings = tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class MarkedLine:
    """A line that is not blank: its number, its form and its markup."""

    number: int
    form: LineForm
    markup: LineMarkup

    @property
    def key(self) -> str:
        """Which headings are alike: "toggle", "h3", or the name of a style; "" for a line that is none."""
        if self.markup.kind not in {LineKind.HEADING, LineKind.TOGGLE} or self.form.is_contact or self.form.is_prose:
            return ""
        if self.markup.kind is LineKind.TOGGLE:
            return "toggle"
        return f"h{self.markup.level}" if self.markup.level else f".{self.markup.style}"

    @property
    def rank(self) -> int:
        """1 for an h1 to 6 for an h6, more for what has no level."""
        return self.markup.level or DEEPEST


def find_readings(lines: Sequence[MarkedLine]) -> Readings:
    """Return the ways to read a page by its markup; the same ways under other names are left out."""
    top = next((i for i, line in enumerate(lines) if line.key == "h1"), None)
    keys = Counter(line.key for i, line in enumerate(lines) if line.key and i != top)
    repeated = {
        text for text, count in Counter(line.form.text.casefold() for line in lines if line.key).items() if count > 1
    }
    readings: dict[bytes, Reading] = {}
    for titles in _title_sets(keys):
        shown = [
            i
            for i, line in enumerate(lines)
            if line.key in titles and i != top and (line.key != "toggle" or line.form.text.casefold() not in repeated)
        ]
        allowed = _allowed(lines, frozenset(shown), top, anything=not keys)
        name = f"titles are {', '.join(sorted(titles))}" if titles else "no titles shown"
        readings.setdefault(allowed.tobytes(), Reading(name, titles_shown=bool(shown), allowed=allowed))
    return tuple(readings.values())


def _title_sets(keys: Counter[str]) -> list[frozenset[str]]:
    """Which kinds of headings may be titles: none, those of one level or of any styles, with what opens and closes."""
    levels = sorted(key for key in keys if key.startswith("h"))
    styles = sorted(key for key in keys if key.startswith("."))
    sets: list[frozenset[str]] = [frozenset()]
    sets += [frozenset({key}) for key in (*levels, *styles)]
    sets += [
        frozenset({*base, *styles}) for base in ((), *((level,) for level in levels)) if len(styles) + len(base) > 1
    ]
    # What opens and closes is what a page lists; only the kinds of headings beside it are in doubt.
    return [titles | {"toggle"} for titles in sets] if keys["toggle"] > 1 else sets


def _allowed(lines: Sequence[MarkedLine], titles: frozenset[int], top: int | None, *, anything: bool) -> Mask:
    allowed = np.zeros((len(lines), len(STATES)), dtype=np.bool_)
    title: MarkedLine | None = None
    for position, line in enumerate(lines):
        within = title is not None and (not title.markup.scope or line.number <= title.markup.scope)
        if position in titles and not (title is not None and within and _holds(title, line)):
            title = line
            states: Iterable[str] = ("title",)
        elif line.key and not line.key.startswith("."):
            if title is not None and within and _holds(title, line):
                states = IN_BLOCK
            else:
                title = None
                states = (
                    ("page-title",) if position == top else ("heading", "nav")[: 1 + bool(line.form.cues & FURNITURE)]
                )
        else:
            states = _text_states(line, titled=bool(titles), within=within, anything=anything)
        allowed[position, [INDEX[state] for state in states]] = True
    return allowed


def _holds(title: MarkedLine, line: MarkedLine) -> bool:
    """Whether a heading stands inside the initiative of a title: deeper, or in what the title opens and closes."""
    if title.markup.kind is LineKind.TOGGLE and title.markup.scope:
        return True
    return line.rank > title.rank


def _text_states(line: MarkedLine, *, titled: bool, within: bool, anything: bool) -> Iterable[str]:
    if line.markup.kind is LineKind.CAPTION:
        return ("caption",) if within else OPENING[1:] if titled else ("caption", *OPENING[1:])
    if anything:
        return STATES
    if not titled:
        return [state for state in STATES if state not in HEADED or (state == "heading" and line.key)]
    if within:
        return IN_BLOCK
    return (*BETWEEN, "heading") if line.key else BETWEEN
