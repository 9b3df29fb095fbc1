"""Which heading stands under which: levels where markup gives them, else form, menu and wording."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lhextract.model.layout import Layout
from lhextract.model.outline import LineRole
from lhextract.model.page import PageText

WORD = re.compile(r"[^\W\d_]{4,}")
UNRANKED = 7  # a heading that is marked by its style alone stands under every h1 to h6
STEM = 6  # letters by which two words are taken for the same ("Networks", "network")


def nest_headings(page: PageText, roles: Sequence[LineRole]) -> tuple[tuple[str, ...], ...]:
    """Return, per line, the path of headings that it stands under; a heading's own path ends with itself.

    A heading directly followed by another one (prose between them aside) opens a level. Later headings are
    on that level too if the page's own table of contents lists the upper heading and not them, or,
    where it says nothing, if they share a word with the upper heading or an opening with its first child.
    Where the page's markup gives the levels, they decide.
    """
    headings = [i for i, role in enumerate(roles) if role is LineRole.HEADING]
    if page.layout is not None:
        return _nest_by_level(page, page.layout, headings, len(roles))
    labels = {i: page.line_text(page.lines[i]) for i in headings}
    menu = _menu(page, roles)
    paths: dict[int, tuple[str, ...]] = {}
    upper: int | None = None
    first_child: int | None = None
    for position, index in enumerate(headings):
        follower = headings[position + 1] if position + 1 < len(headings) else None
        if upper is not None and (first_child is None or _is_child(labels, upper, first_child, index, menu)):
            first_child = index if first_child is None else first_child
            paths[index] = (labels[upper], labels[index])
            continue
        upper, first_child = None, None
        paths[index] = (labels[index],)
        if follower is not None and _opens_level(roles, index, follower) and _may_nest(labels, index, follower, menu):
            upper = index
    return _spread(paths, len(roles))


def _nest_by_level(page: PageText, layout: Layout, headings: Sequence[int], total: int) -> tuple[tuple[str, ...], ...]:
    paths: dict[int, tuple[str, ...]] = {}
    above: list[tuple[int, str]] = []  # level and label, outermost first
    for index in headings:
        level = layout.lines[index].level or UNRANKED
        above = [entry for entry in above if entry[0] < level]
        above.append((level, page.line_text(page.lines[index])))
        paths[index] = tuple(label for _, label in above)
    return _spread(paths, total)


def _menu(page: PageText, roles: Sequence[LineRole]) -> frozenset[str]:
    """The entries of the table of contents, case-folded."""
    lines = (page.line_text(line) for line, role in zip(page.lines, roles, strict=True) if role is LineRole.NAV)
    return frozenset(entry.strip().casefold() for line in lines for entry in line.split(" | "))


def _opens_level(roles: Sequence[LineRole], index: int, follower: int) -> bool:
    """Whether no initiative stands between the two headings."""
    between = set(roles[index + 1 : follower])
    return between <= {LineRole.BLANK, LineRole.DESCRIPTION}


def _may_nest(labels: dict[int, str], index: int, follower: int, menu: frozenset[str]) -> bool:
    """Two headings in a row are one above the other unless the menu lists both, as on a flat list of categories."""
    return not (labels[index].casefold() in menu and labels[follower].casefold() in menu)


def _is_child(labels: dict[int, str], upper: int, first_child: int, index: int, menu: frozenset[str]) -> bool:
    listed = {i for i in (upper, first_child, index) if labels[i].casefold() in menu}
    if upper in listed and first_child not in listed:
        return index not in listed
    same_opening = labels[index].split()[0] == labels[first_child].split()[0]
    return same_opening or bool(_stems(labels[upper]) & _stems(labels[index]))


def _stems(label: str) -> set[str]:
    return {word.casefold()[:STEM] for word in WORD.findall(label)}


def _spread(paths: dict[int, tuple[str, ...]], total: int) -> tuple[tuple[str, ...], ...]:
    spread: list[tuple[str, ...]] = []
    current: tuple[str, ...] = ()
    for index in range(total):
        current = paths.get(index, current)
        spread.append(current)
    return tuple(spread)
