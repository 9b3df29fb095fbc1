"""What the markup of an HTML page allows each line to be, under every way in which the page may show its titles.

Markup says which lines are headings, but not which of them head a category and which an initiative: that differs
from page to page (h3 here, a collapsible part there, a bold line on a third). So each way is a reading of its own,
and the best sequence under the same weights as for flattened text decides between them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from lhextract.model.layout import LineKind, LineMarkup
from lhextract.model.outline import LineRole
from lhextract.outline.decoder import INDEX, INSIDE, OPENING, STATES, Mask, Reading
from lhextract.outline.form import LineForm

HEADED = ("page-title", "heading", "title")  # what only a heading can be, where a page has headings
FURNITURE = frozenset({"table of contents", "navigation phrase", "page date"})  # cues by which a heading is none
LABELS = frozenset({"caption", "link", *(role.value for role in LineRole if role.is_contact)})
SENTENCE = 6  # least words of a sentence
NO_SENTENCE = frozenset({"phone number", "e-mail", "picture credit", "URL", "address", "role word"})
MOST_CONTACT = 12  # lines of a contact after its initiative
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
    lines = _with_contacts(lines)
    top = next((i for i, line in enumerate(lines) if line.key == "h1"), None)
    keys = Counter(line.key for i, line in enumerate(lines) if line.key and i != top)
    texts = Counter(line.form.text.casefold() for line in lines if line.key)
    # "Your contact" or "Show more" stands in every initiative; what holds several parts that open is a category.
    never = {i for i, line in enumerate(lines) if texts[line.form.text.casefold()] > 1}
    never |= _outer_toggles(lines, never)
    readings: dict[bytes, Reading] = {}
    for titles in _title_sets(keys):
        shown = frozenset(i for i, line in enumerate(lines) if line.key in titles and i != top and i not in never)
        allowed = _allowed(lines, shown, top, repeated=texts, anything=not keys)
        name = f"titles are {', '.join(sorted(titles))}" if titles else "no titles shown"
        readings.setdefault(allowed.tobytes(), Reading(name, titles_shown=bool(shown), allowed=allowed))
    return tuple(readings.values())


def _outer_toggles(lines: Sequence[MarkedLine], never: Container[int]) -> set[int]:
    """What opens a part in which further parts can be opened."""
    inner = [line.number for i, line in enumerate(lines) if line.key == "toggle" and i not in never]
    return {
        i
        for i, line in enumerate(lines)
        if line.key == "toggle" and bisect_right(inner, line.markup.scope) - bisect_right(inner, line.number) >= 2
    }


def _with_contacts(lines: Sequence[MarkedLine]) -> Sequence[MarkedLine]:
    """Reach out to a contact that stands right after the element of its initiative, where the page does so again."""
    reach: dict[int, int] = {}
    following = {line.number: position for position, line in enumerate(lines)}
    for position, line in enumerate(lines):
        after = following.get(line.markup.scope + 1)
        if line.markup.kind is not LineKind.HEADING or not line.markup.scope or after is None:
            continue
        end = after
        while end < len(lines) and not lines[end].key and not lines[end].form.is_prose and end - after < MOST_CONTACT:
            end += 1
        if end > after and lines[after].form.is_contact:
            reach[position] = lines[end - 1].number
    if len(reach) < 2:
        return lines
    return [
        replace(line, markup=replace(line.markup, scope=reach[i])) if i in reach else line
        for i, line in enumerate(lines)
    ]


def _title_sets(keys: Counter[str]) -> list[frozenset[str]]:
    """Which kinds of headings may be titles: none, those of one level or of any styles, with what opens and closes."""
    levels = sorted(key for key in keys if key.startswith("h"))
    styles = sorted(key for key in keys if key.startswith("."))
    sets: list[frozenset[str]] = [frozenset()]
    sets += [frozenset({key}) for key in (*levels, *styles)]
    sets += [
        frozenset({*base, *styles}) for base in ((), *((level,) for level in levels)) if len(styles) + len(base) > 1
    ]
    if keys["toggle"] < 2:
        return sets
    # What opens and closes is mostly what a page lists, whatever stands beside it; else it heads what is listed.
    return [*(titles | {"toggle"} for titles in sets), *(titles for titles in sets if titles)]


def _allowed(
    lines: Sequence[MarkedLine],
    titles: frozenset[int],
    top: int | None,
    *,
    repeated: Mapping[str, int],
    anything: bool,
) -> Mask:
    allowed = np.zeros((len(lines), len(STATES)), dtype=np.bool_)
    title: MarkedLine | None = None
    for position, line in enumerate(lines):
        within = title is not None and (not title.markup.scope or line.number <= title.markup.scope)
        if position in titles and not (title is not None and within and _holds(title, line)):
            title = line
            states: Iterable[str] = ("title",)
        elif line.key and not line.key.startswith("."):
            again = repeated[line.form.text.casefold()] > 1
            if title is not None and within and (_holds(title, line) or (again and line.key == title.key)):
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
    states = _kind_states(line, titled=titled, within=within, anything=anything)
    return [state for state in states if state not in LABELS] if _is_sentence(line.form) else states


def _is_sentence(form: LineForm) -> bool:
    """Whether a short line is prose all the same, since HTML says that it is no caption."""
    return form.words >= SENTENCE and "full stop" in form.cues and not form.is_contact and not form.cues & NO_SENTENCE


def _kind_states(line: MarkedLine, *, titled: bool, within: bool, anything: bool) -> Iterable[str]:
    if anything:
        return STATES
    if not titled:
        return [state for state in STATES if state not in HEADED or (state == "heading" and line.key)]
    if within:
        return IN_BLOCK
    return (*BETWEEN, "heading") if line.key else BETWEEN
