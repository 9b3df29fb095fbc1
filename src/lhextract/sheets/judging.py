"""An edited table against the desk of today, row by row: what it wants, what does not fit, what changed meanwhile."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence

from lhextract.corrections.entries import list_of
from lhextract.corrections.renames import known_values
from lhextract.corrections.values import UnfitValueError, read_value
from lhextract.desk import Desk
from lhextract.items import LISTS, same_value
from lhextract.model.correction import Value
from lhextract.sheets.cells import BLANKS
from lhextract.sheets.editing import key_of, looks_like, read_edit
from lhextract.sheets.judged import Edit, Judged, Misfit, Stale
from lhextract.sheets.rows import ADD, BASE, CONFIRM, REMOVE, VALUE, Row, rows_of
from lhextract.sheets.table import Table, TableRow
from lhextract.sheets.wishing import check, list_of_new, wishes_of_edits, wishes_of_fresh

ADDED_LISTS = (*LISTS, "contacts.<id>.phones")


def judge(desk: Desk, table: Table) -> Judged:
    """Compare all rows; nothing is decided yet."""
    judged = Judged()
    here = {(row.record, row.field): row for row in rows_of(desk)}
    edits: dict[tuple[str, str], list[tuple[Edit, Row]]] = {}
    fresh: dict[tuple[str, str], list[Edit]] = {}
    seen: set[tuple[str, str]] = set()
    for each in table.rows:
        if each.is_blank:
            judged.empty += 1
            continue
        key = key_of(each)
        row = here.get(key)
        seen.add(key)
        edit = read_edit(each, lossy=table.lossy is not None)
        if isinstance(edit, Misfit):
            judged.misfits.append(edit)
        elif edit is None:
            _note_unedited(each, row, judged)
        elif row is not None:
            if _fits(edit, edits.get((row.record, row.path), []), judged) and _is_fresh(each, edit, row, desk, judged):
                edits.setdefault((row.record, row.path), []).append((edit, row))
        elif (list_path := list_of_new(edit.field)) is not None:
            label = f"{edit.field} {edit.row}" if edit.field == list_path else edit.field.rpartition(".")[0]
            fresh.setdefault((edit.record, label), []).append(edit)
        else:
            _judge_unknown(each, edit, here, judged)
    judged.left_out = len(here.keys() - seen)
    wishes = [*wishes_of_edits(edits, judged, desk), *wishes_of_fresh(fresh, judged)]
    check(desk, wishes, judged)
    return judged


def _note_unedited(each: TableRow, row: Row | None, judged: Judged) -> None:
    if row is None:
        judged.unknown.append(each.number)
        return
    judged.unchanged += 1
    shown = each[VALUE].text.strip(BLANKS)
    same_base = each[BASE].text.strip(BLANKS) == row.base
    if same_base and not looks_like(shown, row.value):
        judged.overwritten.append(each.number)


def _fits(edit: Edit, others: Sequence[tuple[Edit, Row]], judged: Judged) -> bool:
    """Whether a row can be about an entry that is there, and is the first about its field."""
    if edit.action == ADD:
        judged.misfits.append(edit.misfit(ADD, f"a list as field, to add an item: {', '.join(ADDED_LISTS)}"))
    elif any(other.field == edit.field for other, _ in others):
        judged.misfits.append(edit.misfit("a second row about the same field", "one row for each field"))
    else:
        return True
    return False


def _is_fresh(each: TableRow, edit: Edit, row: Row, desk: Desk, judged: Judged) -> bool:
    """Whether nothing has happened to an entry since it was exported; else the row is listed, unless all agree."""
    base = each[BASE].text.strip(BLANKS)
    if base == row.base:
        return True
    if not base:
        judged.misfits.append(edit.misfit("no base", "the column base as it was exported; export again"))
    elif _is_so_already(edit, row, then=each[VALUE].text.strip(BLANKS), desk=desk):
        judged.unchanged += 1
    else:
        ruling = row.stand.ruling
        by = tuple(dict.fromkeys(one.author for one in ruling.opinions)) if ruling is not None else ()
        judged.stale.append(_stale(each, edit, row.value, by))
    return False


def _is_so_already(edit: Edit, row: Row, *, then: str, desk: Desk) -> bool:
    """Whether others, or the same table before, have decided what this row wants."""
    stand = row.stand
    if edit.action == REMOVE:
        return stand.value is None
    if edit.action == CONFIRM:
        return stand.ruling is not None and then == row.value
    if not edit.new:
        return not row.value
    given: Value = {row.key: edit.new} if row.key else edit.new
    try:
        value = read_value(row.path, given, known=known_values(desk.corrected().records), before=stand.value)
    except UnfitValueError:
        return False
    return same_value(list_of(row.path), value, stand.value)


def _stale(each: TableRow, edit: Edit, theirs: str | None, by: tuple[str, ...] = ()) -> Stale:
    yours = edit.action or (edit.new if edit.new else "(nothing)")
    return Stale(edit.row, edit.record, edit.field, each[VALUE].text.strip(BLANKS), theirs, yours, by)


def _judge_unknown(each: TableRow, edit: Edit, here: Mapping[tuple[str, str], Row], judged: Judged) -> None:
    if not each[BASE].is_blank:  # it was there when the table was exported
        judged.stale.append(_stale(each, edit, None))
        return
    fields = [name for record, name in here if record == edit.record]
    if not fields:
        judged.misfits.append(edit.misfit(edit.record, "the id of a record, in the column record"))
        return
    close = difflib.get_close_matches(edit.field, [*fields, *LISTS], n=1)
    hint = f"; did you mean {close[0]}?" if close else ""
    allowed = f"a field of this record, or a list to add to: {', '.join(ADDED_LISTS)}{hint}"
    judged.misfits.append(edit.misfit(edit.field, allowed))
