"""Cells: what is written into one, and what a spreadsheet has made of what somebody typed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from lhextract.corrections.values import UnfitValueError
from lhextract.model.correction import Value
from lhextract.model.record import JOINT

# Characters of a cell; spreadsheets cut there without a word. They count units of UTF-16, of which an emoji has two.
LONGEST = 32_767
CUT = "…"
ERROR = re.compile(r"#(?:NAME\?|VALUE!|REF!|DIV/0!|N/A|NUM!|NULL!|ERROR!|SPILL!|[A-ZÄÖÜ]{3,}[?!])")
ROUNDED = re.compile(r"-?\d(?:[.,]\d+)?E\+?\d+", re.IGNORECASE)
EXACT_DIGITS = 15  # of a number in a spreadsheet; from the sixteenth on there are zeros
LISTED = " | "
AS_TEXT = "format the column as text, and type it again"


class Made(StrEnum):
    """What a spreadsheet takes a cell for."""

    TEXT = "text"
    NUMBER = "a number"
    DATE = "a date"
    BOOLEAN = "true or false"
    FORMULA = "a formula"
    ERROR = "an error"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as it was read: its text (a date in ISO 8601, without a day where it shows none), and what it is."""

    text: str = ""
    made: Made = Made.TEXT

    @property
    def is_blank(self) -> bool:
        """Whether nothing but blanks is in it."""
        return not self.text.strip(BLANKS)


BLANKS = " \t\r\n\u00a0\u200b\ufeff"


def cell_text(path: str, value: Value) -> str:
    """A value of a field, or of one key of an item, as a cell shows it."""
    if isinstance(value, tuple):
        return (JOINT if path == "category" else LISTED).join(map(str, value))
    return "" if value is None else str(value)


def length(text: str) -> int:
    """How many characters a text has for a spreadsheet."""
    return len(text) + sum(letter > "\uffff" for letter in text)


def shortened(text: str) -> str:
    """A text that a cell can hold; only what is shown is ever cut, never what is read back."""
    if length(text) < LONGEST:
        return text
    units = text.encode("utf-16-le", "surrogatepass")[: 2 * (LONGEST - 2)]
    cut = units.decode("utf-16-le", "ignore")
    return cut + CUT * (LONGEST - 1 - length(cut))


def typed(cell: Cell, path: str) -> str:
    """What somebody typed into a cell for this path; `UnfitValueError` where a spreadsheet has lost it.

    A phone number gets back its plus, a month of a date stays a month.
    """
    text = cell.text.replace("\r\n", "\n").strip(BLANKS)
    key = path.rpartition(".")[2]
    if cell.made in {Made.BOOLEAN, Made.FORMULA} or (cell.made is Made.DATE and key != "value"):
        raise UnfitValueError("", text, f"a text; the spreadsheet has made {cell.made.value} of it: {AS_TEXT}")
    if cell.made is Made.ERROR or ERROR.fullmatch(text):
        raise UnfitValueError("", text, f"a text; the spreadsheet took it for a formula: {AS_TEXT}")
    if ROUNDED.fullmatch(text) or (cell.made is Made.NUMBER and len(text.strip("-").replace(".", "")) > EXACT_DIGITS):
        raise UnfitValueError("", text, f"a text; the spreadsheet has rounded it: {AS_TEXT}")
    if length(text) >= LONGEST - 1:
        raise UnfitValueError("", f"{text[:40]}…", f"fewer than {LONGEST - 1} characters, because a cell is cut there")
    return f"+{text}" if key in {"e164", "raw", "phones"} and _lost_its_plus(text) else text


def _lost_its_plus(text: str) -> bool:
    """A number with country code and nothing else, as a spreadsheet leaves it: 4935146333013."""
    return text.isdecimal() and 11 <= len(text) <= EXACT_DIGITS and not text.startswith("0")
