"""An edited table against the desk of today, row by row: what it wants, what does not fit, what changed meanwhile."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lhextract.corrections.decide import DecisionError, Stamp, Wish, decide, ruling_of
from lhextract.corrections.entries import list_of
from lhextract.corrections.kinds import KINDS, LISTS, same_value
from lhextract.corrections.store import new_id, timestamp
from lhextract.corrections.values import UnfitValueError
from lhextract.desk import Desk
from lhextract.model.correction import Action, Decision, Ruling, Value
from lhextract.sheets.cells import BLANKS, typed
from lhextract.sheets.rows import (
    ACTION,
    ACTIONS,
    ADD,
    BASE,
    FIELD,
    NEW,
    REASON,
    RECORD,
    REMOVE,
    VALUE,
    Row,
    heads_of,
    rows_of,
)
from lhextract.sheets.table import Table, TableRow
from lhextract.wording import fold

EMPTY = "-"  # a new value that empties its field
FRESH = "new"  # begins what stands for the id of an item that is added: years.new.value
LOST = "?"  # what an encoding writes for what it does not know
ADDED_LISTS = (*LISTS, "contacts.<id>.phones")


@dataclass(frozen=True, slots=True)
class Misfit:
    """A row that cannot be decided: its number, what it is about, what is in it and what could be."""

    row: int
    record: str
    field: str
    found: str
    allowed: str


@dataclass(frozen=True, slots=True)
class Stale:
    """A row about something that has changed since the table was exported: the value then, now, and the one wanted.

    `theirs` is None where the entry is gone. `by` are those who have decided meanwhile.
    """

    row: int
    record: str
    field: str
    then: str
    theirs: str | None
    yours: str
    by: tuple[str, ...]


@dataclass(slots=True)
class Judged:
    """What a table comes to.

    `unchanged` rows say nothing new, `empty` ones nothing at all, `unknown` ones are about what is not there (and
    want nothing), `left_out` is how many rows of an export are missing. `overwritten` are rows in which a cell was
    changed that is only shown.
    """

    wishes: list[tuple[int, Wish]] = field(default_factory=list)
    misfits: list[Misfit] = field(default_factory=list)
    stale: list[Stale] = field(default_factory=list)
    unchanged: int = 0
    empty: int = 0
    left_out: int = 0
    unknown: list[int] = field(default_factory=list)
    overwritten: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Edit:
    """What one row wants: `new` is None for no change, "" to empty it; `action` is empty or one of `ACTIONS`."""

    row: int
    record: str
    field: str
    new: str | None
    action: str
    reason: str | None


def judge(desk: Desk, table: Table) -> Judged:
    """Compare all rows; nothing is decided yet."""
    judged = Judged()
    here = {(row.record, row.field): row for row in rows_of(desk)}
    edits: dict[tuple[str, str], list[tuple[_Edit, Row]]] = {}
    fresh: dict[tuple[str, str], list[_Edit]] = {}
    seen: set[tuple[str, str]] = set()
    for number, each in enumerate(table.rows):
        if each.is_blank:
            judged.empty += 1
            continue
        key = (each[RECORD].text.strip(BLANKS), each[FIELD].text.strip(BLANKS))
        row = here.get(key)
        edit = _edit(each, key, judged, lossy=table.lossy is not None)
        twice = key in seen and row is not None
        seen.add(key)
        if edit is None:
            _note_unedited(each, row, judged)
        elif row is not None:
            if edit.action == ADD:
                judged.misfits.append(_misfit(edit, ADD, f"a list as field, to add an item: {', '.join(ADDED_LISTS)}"))
            elif twice and any(other.field == edit.field for other, _ in edits.get((row.record, row.path), [])):
                judged.misfits.append(_misfit(edit, "a second row about the same field", "one row for each field"))
            elif _stands_as_exported(each, edit, row, judged):
                edits.setdefault((row.record, row.path), []).append((edit, row))
        elif (list_path := _list_of_new(edit.field)) is not None:
            label = f"{edit.field} {number}" if edit.field == list_path else edit.field.rpartition(".")[0]
            fresh.setdefault((edit.record, label), []).append(edit)
        else:
            _judge_unknown(each, edit, here, judged)
    judged.left_out = len(here.keys() - seen)
    wishes = [*_wishes_of_edits(edits, judged, desk), *_wishes_of_fresh(fresh, judged)]
    _check(desk, wishes, judged)
    return judged


def _edit(each: TableRow, key: tuple[str, str], judged: Judged, *, lossy: bool) -> _Edit | None:
    """What a row wants, None for nothing; what cannot be read is a misfit, and nothing."""
    action = each[ACTION].text.strip(BLANKS + "'\"“”‘’").lower()
    reason = " ".join(each[REASON].text.split()) or None
    if each[NEW].is_blank and not action and reason is None:
        return None
    edit = _Edit(each.number, *key, None, action, reason)
    try:
        new = typed(each[NEW], key[1])
    except UnfitValueError as error:
        judged.misfits.append(_misfit(edit, error.found, error.allowed))
        return None
    problem: tuple[str, str] | None = None
    if action and action not in ACTIONS:
        problem = action, f"in the column action: {', '.join(ACTIONS)}, or nothing"
    elif action == ADD and not new:
        problem = action, "a new value beside it"
    elif action and action != ADD and new:
        problem = f"{action} and {new!r}", "a new value or an action, not both"
    elif not action and not new:
        problem = reason or "", "a reason beside a new value or an action only"
    elif lossy and LOST in new:
        problem = new, "a file in UTF-8: Windows-1252 writes ? for what it does not know; save it as 'CSV UTF-8'"
    if problem is not None:
        judged.misfits.append(_misfit(edit, *problem))
        return None
    return _Edit(each.number, *key, "" if new == EMPTY else new or None, action, reason)


def _note_unedited(each: TableRow, row: Row | None, judged: Judged) -> None:
    if row is None:
        judged.unknown += [each.number] if not any(one.row == each.number for one in judged.misfits) else []
        return
    judged.unchanged += 1
    shown = each[VALUE].text.strip(BLANKS)
    same_base = each[BASE].text.strip(BLANKS) == row.base
    if same_base and any(char.isalpha() for char in shown) and not _looks_like(shown, row.value):
        judged.overwritten.append(each.number)


def _looks_like(shown: str, value: str) -> bool:
    """Whether a cell is what was exported, or what a spreadsheet makes of it: other quotes and blanks, lost letters,
    a number, the name of a month.
    """
    plain = "".join(char for char in fold(shown) if char.isascii() and char.isalnum())
    exported = "".join(char for char in fold(value) if char.isascii() and char.isalnum())
    return plain == exported or LOST in shown or not any(char.isalpha() for char in value) or len(shown) > 32_000


def _stands_as_exported(each: TableRow, edit: _Edit, row: Row, judged: Judged) -> bool:
    """Whether nothing has happened to an entry since it was exported; else the row is listed, unless all agree."""
    base = each[BASE].text.strip(BLANKS)
    if base == row.base:
        return True
    if not base:
        judged.misfits.append(_misfit(edit, "no base", "the column base as it was exported; export again"))
    elif edit.new is not None and edit.new == row.value:
        judged.unchanged += 1
    else:
        ruling = row.stand.ruling
        by = tuple(dict.fromkeys(one.author for one in ruling.opinions)) if ruling is not None else ()
        judged.stale.append(_stale(each, edit, row.value, by))
    return False


def _stale(each: TableRow, edit: _Edit, theirs: str | None, by: tuple[str, ...] = ()) -> Stale:
    yours = edit.action or (edit.new if edit.new else "(nothing)")
    return Stale(edit.row, edit.record, edit.field, each[VALUE].text.strip(BLANKS), theirs, yours, by)


def _judge_unknown(each: TableRow, edit: _Edit, here: Mapping[tuple[str, str], Row], judged: Judged) -> None:
    if not each[BASE].is_blank:  # it was there when the table was exported
        judged.stale.append(_stale(each, edit, None))
        return
    fields = [name for record, name in here if record == edit.record]
    if not fields:
        judged.misfits.append(_misfit(edit, edit.record, "the id of a record, in the column record"))
        return
    close = difflib.get_close_matches(edit.field, [*fields, *LISTS], n=1)
    hint = f"; did you mean {close[0]}?" if close else ""
    allowed = f"a field of this record, or a list to add to: {', '.join(ADDED_LISTS)}{hint}"
    judged.misfits.append(_misfit(edit, edit.field, allowed))


def _list_of_new(path: str) -> str | None:
    """The list that a row adds to: "years", "years.new.value", "contacts.ct-1.phones"; None for another field."""
    parts = path.split(".")
    if path in LISTS:
        return path
    if len(parts) == 3 and parts[0] == "contacts" and parts[2] == "phones" and not parts[1].startswith(FRESH):
        return path
    if len(parts) == 3 and parts[0] in LISTS and parts[1].startswith(FRESH):
        return parts[0]
    if len(parts) == 5 and parts[0] == "contacts" and parts[2] == "phones" and parts[3].startswith(FRESH):
        return ".".join(parts[:3])
    return None


def _wishes_of_edits(
    edits: Mapping[tuple[str, str], Sequence[tuple[_Edit, Row]]], judged: Judged, desk: Desk
) -> Iterator[tuple[tuple[_Edit, ...], Wish]]:
    corrected = desk.corrected()
    removed = {key for key, each in edits.items() if any(one.action == REMOVE for one, _ in each)}
    for (record, path), each in edits.items():
        own = tuple(edit for edit, _ in each)
        container = ".".join(path.split(".")[:2])
        if container != path and (record, container) in removed:
            judged.misfits.append(_misfit(own[0], _said(own[0]), f"nothing, because {container} is removed"))
            continue
        if len({edit.action for edit in own}) > 1:
            judged.misfits.append(_misfit(own[-1], _said(own[-1]), "one thing for all rows of an item"))
            continue
        reason = next((edit.reason for edit in own if edit.reason), None)
        stand = each[0][1].stand
        heads = heads_of(stand, corrected)
        if own[0].action:
            yield own, Wish(Action(own[0].action), record, path, reason=reason, seen=heads)
        elif all(edit.new == row.value for edit, row in each):
            judged.unchanged += len(own)
        elif list_of(path) == "contacts":
            judged.misfits.append(_misfit(own[0], own[0].new, "remove in the column action; change its parts below"))
        elif list_of(path) is not None:
            value: Value = {row.key: edit.new or None for edit, row in each}
            yield own, Wish(Action.SET, record, path, value, reason, seen=heads)
        elif own[0].new:
            yield own, Wish(Action.SET, record, path, own[0].new, reason, seen=heads)
        elif own[0].field.rpartition(".")[2] in {"aliases", "titles"}:
            yield own, Wish(Action.SET, record, path, (), reason, seen=heads)
        else:
            yield own, Wish(Action.REMOVE, record, path, reason=reason, seen=heads)


def _wishes_of_fresh(
    fresh: Mapping[tuple[str, str], Sequence[_Edit]], judged: Judged
) -> Iterator[tuple[tuple[_Edit, ...], Wish]]:
    for (record, _), edits in fresh.items():
        path = _list_of_new(edits[0].field) or ""
        kind = KINDS[path.rpartition(".")[2]]
        actions = [edit for edit in edits if edit.action not in {"", ADD}]
        if actions:
            judged.misfits.append(_misfit(actions[0], actions[0].action, "a new value, to add an item"))
            continue
        reason = next((edit.reason for edit in edits if edit.reason), None)
        if edits[0].field == path:
            yield tuple(edits), Wish(Action.ADD, record, path, edits[0].new, reason)
            continue
        odd = [edit for edit in edits if edit.field.rpartition(".")[2] not in kind.keys]
        if odd:
            judged.misfits.append(_misfit(odd[0], odd[0].field, f"one of the parts {', '.join(kind.keys)}"))
            continue
        value: Value = {edit.field.rpartition(".")[2]: edit.new or None for edit in edits}
        yield tuple(edits), Wish(Action.ADD, record, path, value, reason)


def _check(desk: Desk, wishes: Sequence[tuple[tuple[_Edit, ...], Wish]], judged: Judged) -> None:
    """Try every wish by itself, so that all misfits are found at once."""
    corrected = desk.corrected()
    at = desk.clock()
    stamp = Stamp(new_id(at), timestamp(at), "")
    for edits, wish in wishes:
        try:
            decision = decide(wish, corrected, desk.text, stamp)
        except DecisionError as error:
            edit = next((one for one in edits if error.key.endswith(one.field)), edits[0])
            judged.misfits.append(_misfit(edit, error.found, error.allowed))
            continue
        if wish.action is not Action.CONFIRM and _says_nothing_new(
            decision, ruling_of(corrected, decision.record, decision.path)
        ):
            judged.unchanged += len(edits)
            continue
        judged.wishes.append((edits[0].row, wish))


def _says_nothing_new(decision: Decision, ruling: Ruling | None) -> bool:
    """Whether a row wants what is so already: an item that was added before, or the machine's value written in another
    way (nobody has asked to confirm it; who does says so in the column `action`).
    """
    if decision.action is Action.ADD:
        return ruling is not None and same_value(list_of(decision.path), ruling.value, decision.value)
    return decision.action is Action.CONFIRM and ruling is None and decision.value == decision.saw.value


def _said(edit: _Edit) -> str:
    return edit.action or edit.new or EMPTY


def _misfit(edit: _Edit, found: object, allowed: str) -> Misfit:
    shown = found if isinstance(found, str) else "nothing" if found is None else str(found)
    return Misfit(edit.row, edit.record, edit.field, shown, allowed)
