"""What an element is for a reader: a line of its own, a heading of some rank, a field, the title of a row."""

from __future__ import annotations

import re

from bs4 import Tag

from lhextract.text.content import HEADINGS, classes

# Elements that stand on lines of their own (HTML, rendering section, "flow content"), and cells of tables.
# fmt: off
BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "center", "details", "dialog", "dd", "dir", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "optgroup", "p", "pre", "search",
    "section", "summary", "table", "caption", "tbody", "thead", "tfoot", "tr", "td", "th", "ul",
})
# fmt: on
DISPLAY_BLOCK = re.compile(r"display\s*:\s*(?:block|flex|grid|table)\b", re.IGNORECASE)
# Fields of a contact card: hCard classes and what pages call them.
# fmt: off
CARD_FIELDS = frozenset({
    "fn", "n", "name", "title", "role", "org", "tel", "email", "adr", "url", "phone", "fax", "position", "function",
    "unit",
})
# fmt: on
LONG_PART = 100  # characters of a cell or definition that is more than a value
LONGEST_NUMBER = 9  # digits of a number in an attribute
NAMING = frozenset({"dt", "legend", "td", "th"})  # what can name the part beside it


def breaks_line(tag: Tag) -> bool:
    """Whether an element stands on lines of its own."""
    return _is_field(tag) or tag.name in BLOCKS or bool(DISPLAY_BLOCK.search(str(tag.get("style", ""))))


def _is_field(tag: Tag) -> bool:
    """Whether a field of a contact card follows another one without a blank, as spans of hCard do."""
    before = tag.previous_sibling
    return _names_field(tag) and isinstance(before, Tag) and _names_field(before)


def _names_field(tag: Tag) -> bool:
    return tag.name in {"span", "a"} and (tag.has_attr("itemprop") or not CARD_FIELDS.isdisjoint(classes(tag)))


def row_title(tag: Tag) -> str:
    """The style of a line in an element that names what stands beside it: a term, a legend, the first cell of a row.

    Only where that is long: "Phone" names a value, not an initiative.
    """
    named: list[object]
    if tag.name == "legend":
        named = [tag.parent]
    elif tag.name == "dt":
        named = [tag.find_next_sibling()]
    elif tag.find_previous_sibling(["td", "th"]) is None:
        named = list(tag.find_next_siblings(["td", "th"]))
    else:
        return ""
    long = any(isinstance(part, Tag) and len(part.get_text(" ", strip=True)) >= LONG_PART for part in named)
    return tag.name if long and len(tag.get_text(" ", strip=True)) < LONG_PART else ""


def level_of(heading: Tag | None) -> int:
    """The rank of a heading, 1 to 6; a heading by its role alone is of rank 2 (WAI-ARIA, role heading); 0 for none."""
    if heading is None:
        return 0
    if heading.name in HEADINGS:
        return int(heading.name[1])
    return whole_number(str(heading.get("aria-level", "2")), otherwise=2, most=6)


def whole_number(written: str, *, otherwise: int, most: int) -> int:
    """A number in an attribute, from 1 to `most`; `otherwise` where it is none.

    What is longer than any sensible number is `most`: Python refuses to read more than 4,300 digits.
    """
    if not written.isdecimal():
        return otherwise
    return min(most, max(1, int(written))) if len(written) <= LONGEST_NUMBER else most
