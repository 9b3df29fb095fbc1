"""Rows that want something, to wishes: one for each entry, tried before anything is decided."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from lhextract.corrections.decide import decide, ruling_of
from lhextract.corrections.entries import list_of
from lhextract.corrections.store import new_id, timestamp
from lhextract.corrections.wishes import DecisionError, Stamp, Wish
from lhextract.desk import Desk
from lhextract.items import KINDS, LISTS, same_value
from lhextract.model.correction import Action, Decision, Ruling, Value
from lhextract.sheets.judged import Edit, Judged
from lhextract.sheets.rows import ADD, REMOVE, Row, heads_of

FRESH = "new"  # begins what stands for the id of an item that is added: years.new.value


def list_of_new(path: str) -> str | None:
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


def wishes_of_edits(
    edits: Mapping[tuple[str, str], Sequence[tuple[Edit, Row]]], judged: Judged, desk: Desk
) -> Iterator[tuple[tuple[Edit, ...], Wish]]:
    """The wishes that edited rows come to, by record and path of their entry; those that do not fit are misfits."""
    corrected = desk.corrected()
    removed = {key for key, each in edits.items() if any(one.action == REMOVE for one, _ in each)}
    for (record, path), each in edits.items():
        own = tuple(edit for edit, _ in each)
        container = ".".join(path.split(".")[:2])
        if container != path and (record, container) in removed:
            judged.misfits.append(own[0].misfit(own[0].said, f"nothing, because {container} is removed"))
            continue
        if len({edit.action for edit in own}) > 1:
            judged.misfits.append(own[-1].misfit(own[-1].said, "one thing for all rows of an item"))
            continue
        reason = next((edit.reason for edit in own if edit.reason), None)
        stand = each[0][1].stand
        heads = heads_of(stand, corrected)
        if own[0].action:
            yield own, Wish(Action(own[0].action), record, path, reason=reason, seen=heads)
        elif all(edit.new == row.value for edit, row in each):
            judged.unchanged += len(own)
        elif list_of(path) == "contacts":
            judged.misfits.append(own[0].misfit(own[0].new, "remove in the column action; change its parts below"))
        elif list_of(path) is not None:
            value: Value = {row.key: edit.new or None for edit, row in each}
            yield own, Wish(Action.SET, record, path, value, reason, seen=heads)
        elif own[0].new:
            yield own, Wish(Action.SET, record, path, own[0].new, reason, seen=heads)
        elif own[0].field.rpartition(".")[2] in {"aliases", "titles"}:
            yield own, Wish(Action.SET, record, path, (), reason, seen=heads)
        else:
            yield own, Wish(Action.REMOVE, record, path, reason=reason, seen=heads)


def wishes_of_fresh(
    fresh: Mapping[tuple[str, str], Sequence[Edit]], judged: Judged
) -> Iterator[tuple[tuple[Edit, ...], Wish]]:
    """The wishes that rows about new items come to; the rows of one item are together."""
    for (record, _), edits in fresh.items():
        path = list_of_new(edits[0].field) or ""
        kind = KINDS[path.rpartition(".")[2]]
        actions = [edit for edit in edits if edit.action not in {"", ADD}]
        if actions:
            judged.misfits.append(actions[0].misfit(actions[0].action, "a new value, to add an item"))
            continue
        reason = next((edit.reason for edit in edits if edit.reason), None)
        if edits[0].field == path:
            yield tuple(edits), Wish(Action.ADD, record, path, edits[0].new, reason)
            continue
        odd = [edit for edit in edits if edit.field.rpartition(".")[2] not in kind.keys]
        if odd:
            judged.misfits.append(odd[0].misfit(odd[0].field, f"one of the parts {', '.join(kind.keys)}"))
            continue
        value: Value = {edit.field.rpartition(".")[2]: edit.new or None for edit in edits}
        yield tuple(edits), Wish(Action.ADD, record, path, value, reason)


def check(desk: Desk, wishes: Sequence[tuple[tuple[Edit, ...], Wish]], judged: Judged) -> None:
    """Try every wish by itself, so that all misfits are found at once."""
    corrected = desk.corrected()
    at = desk.clock()
    stamp = Stamp(new_id(at), timestamp(at), "")
    for edits, wish in wishes:
        try:
            decision = decide(wish, corrected, desk.text, stamp)
        except DecisionError as error:
            edit = next((one for one in edits if error.key.endswith(one.field)), edits[0])
            emptied = edit.new == "" and list_of(wish.path) is not None
            instead = f"; to take the item out write `{REMOVE}` in the column action" if emptied else ""
            judged.misfits.append(edit.misfit(error.found, error.allowed + instead))
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
