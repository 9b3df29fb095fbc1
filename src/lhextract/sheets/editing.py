"""What a steward has written into one row."""

from __future__ import annotations

from lhextract.corrections.values import UnfitValueError
from lhextract.sheets.cells import BLANKS, LONGEST, length, typed
from lhextract.sheets.judged import EMPTY, Edit, Misfit
from lhextract.sheets.rows import ACTION, ACTIONS, ADD, FIELD, NEW, REASON, RECORD
from lhextract.sheets.table import TableRow
from lhextract.wording import fold

LOST = "?"  # what an encoding writes for what it does not know


def key_of(each: TableRow) -> tuple[str, str]:
    """The record and the field of a row."""
    return each[RECORD].text.strip(BLANKS), each[FIELD].text.strip(BLANKS)


def read_edit(each: TableRow, *, lossy: bool) -> Edit | Misfit | None:
    """What a row wants, None for nothing; what cannot be read is a misfit.

    In a table with a `lossy` encoding, a question mark may be a letter that was lost.
    """
    action = each[ACTION].text.strip(BLANKS + "'\"“”‘’").lower()
    reason = " ".join(each[REASON].text.split()) or None
    if each[NEW].is_blank and not action and reason is None:
        return None
    record, field = key_of(each)
    edit = Edit(each.number, record, field, None, action, reason)
    try:
        new = typed(each[NEW], field)
    except UnfitValueError as error:
        return edit.misfit(error.found, error.allowed)
    if action and action not in ACTIONS:
        return edit.misfit(action, f"in the column action: {', '.join(ACTIONS)}, or nothing")
    if action == ADD and not new:
        return edit.misfit(action, "a new value beside it")
    if action and action != ADD and new:
        return edit.misfit(f"{action} and {new!r}", "a new value or an action, not both")
    if not action and not new:
        return edit.misfit(reason, "a reason beside a new value or an action only")
    if lossy and LOST in new:
        lost = "a file in UTF-8: Windows-1252 writes ? for what it does not know; save it as 'CSV UTF-8'"
        return edit.misfit(new, lost)
    return Edit(each.number, record, field, "" if new == EMPTY else new or None, action, reason)


def looks_like(shown: str, value: str) -> bool:
    """Whether a cell is what was exported, or what a spreadsheet makes of it: other quotes and blanks, lost letters,
    a number, the name of a month, a text that was cut.
    """
    if not any(char.isalpha() for char in shown) or not any(char.isalpha() for char in value):
        return True
    return LOST in shown or length(shown) >= LONGEST - 1 or _letters(shown) == _letters(value)


def _letters(text: str) -> str:
    return "".join(char for char in fold(text) if char.isascii() and char.isalnum())
