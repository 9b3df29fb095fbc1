"""Decisions of stewards: what was decided, how all stand, and one record with its entries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from rich.table import Table
from rich.text import Text

from lhextract.deciding import Decided
from lhextract.desk import Desk
from lhextract.lookup_rules import Everywhere
from lhextract.model.correction import Action, Decision, Ruling, State, Value
from lhextract.pointing import marked, names_of
from lhextract.show.console import render, shorten, table_of, width
from lhextract.standing import Stand, history_of

STATE_STYLES = {
    State.APPLIED: "green",
    State.REDUNDANT: "dim",
    State.REOPENED: "yellow",
    State.ORPHANED: "dim",
    State.CONFLICTING: "bold red",
}
# The table of design section 7 in sentences.
MEANINGS = {
    State.APPLIED: "the steward's value is in force",
    State.REDUNDANT: "the machine says the same by itself, so nothing is left to correct",
    State.REOPENED: "the page says something new there, so the value wants another look",
    State.ORPHANED: "what it was about is not on the page any more, so it has no effect",
    State.CONFLICTING: "stewards disagree, what they agreed on last is in force; a new decision settles it",
}


LISTED = 3  # confirmations; who confirms a whole record knows what is in it
WORKED_OUT = frozenset({"national", "region"})  # of a phone number, from its E.164


def value_text(value: Value) -> str:
    """A value as it is given on the command line: a text, or KEY=VALUE for an item."""
    if value is None:
        return "(nothing)"
    if isinstance(value, Mapping):
        given = ((key, each) for key, each in value.items() if each not in (None, ()) and key not in WORKED_OUT)
        return " ".join(f"{key}={_quoted(_part_text(each))}" for key, each in given)
    return _part_text(value)


def _short(value: Value) -> str:
    """A value for a table: what an item says, without keys and ids."""
    if not isinstance(value, Mapping):
        return value_text(value)
    told = {key: each for key, each in value.items() if each and key not in {*WORKED_OUT, "institution"}}
    return ", ".join(dict.fromkeys(_part_text(each) for each in told.values()))


def _part_text(value: Value) -> str:
    if isinstance(value, tuple):
        numbers = (str(one.get("e164") or one.get("raw")) if isinstance(one, Mapping) else str(one) for one in value)
        return " | ".join(numbers)
    return " ".join(str(value).split())


def _quoted(text: str) -> str:
    return f'"{text}"' if " " in text or not text else text


def decided(done: Decided) -> str:
    """One line for each decision, and what brings the records up to date."""
    if not done.decisions:
        return f"{done.source}: nothing to decide, all of it has been decided before\n"
    lines = [_decided_line(done, *each) for each in zip(done.decisions, done.rulings, strict=True)]
    if len(lines) > LISTED and {one.action for one in done.decisions} == {Action.CONFIRM}:
        record = done.decisions[0].record
        lines = [f"{done.source}: {record} {done.names.get(record, '')}: {len(lines)} entries confirmed"]
    last = f"`lhextract run {done.place}` brings {done.folder} up to date" if done.written else "nothing was written"
    return "\n".join((*lines, last, ""))


def _decided_line(done: Decided, decision: Decision, ruling: Ruling | None) -> str:
    what = _deed(decision)
    where = f"{decision.record} {shorten(done.names.get(decision.record, ''), 44)}".strip()
    state = f", {ruling.state.value}: {MEANINGS[ruling.state]}" if ruling and ruling.state in _TOLD else ""
    ident = f" ({decision.id})" if done.written else ""
    return f"{done.source}: {where}, {decision.path}: {what}{ident}{state}"


_TOLD = frozenset({State.CONFLICTING, State.REOPENED, State.ORPHANED})


def _deed(decision: Decision) -> str:
    value, saw = shorten(value_text(decision.value), 200), shorten(value_text(decision.saw.value), 200)
    match decision.action:
        case Action.SET:
            return f"{saw} -> {value}"
        case Action.REMOVE:
            return f"removed ({saw})"
        case Action.CONFIRM:
            return f"confirmed ({value})"
        case Action.RETRACT:
            return f"taken back {', '.join(decision.supersedes)}"
        case Action.SPLIT:
            return f"divided, the second part is {value}"
        case Action.MERGE:
            return f"{value} joined to it"
        case _:
            return f"added {value}"


def decided_data(done: Decided) -> dict[str, Any]:
    """The same for programs."""
    return {
        "source": done.source,
        "written": done.written,
        "decisions": [
            {**asdict(decision), "state": ruling.state.value if ruling and done.written else None}
            for decision, ruling in zip(done.decisions, done.rulings, strict=True)
        ],
    }


def rulings(desk: Desk, found: Sequence[Ruling]) -> str:
    """How decisions stand, those that need somebody first, and the files that are no decisions."""
    names = dict(names_of(desk.corrected().records))
    table = table_of("state", "record", "field", "machine -> in force", "author", "date")
    room = max(16, (width() - 40) // 3)
    for one in sorted(found, key=lambda one: (_ORDER.index(one.state), one.opinions[-1].decision)):
        newest = one.opinions[-1]
        machine, value = (shorten(_short(each), room) for each in (one.machine, one.value))
        values = f"{machine} -> {value}" if one.machine != one.value else value
        authors = ", ".join(dict.fromkeys(opinion.author for opinion in one.opinions))
        name = shorten(names.get(one.record, one.record), room)
        state = Text(one.state.value, style=STATE_STYLES[one.state])
        table.add_row(state, name, one.path, values, authors, newest.at[:10])
    counted = ", ".join(
        f"{number} {state.value}" for state in _ORDER if (number := sum(one.state is state for one in found))
    )
    parts: list[Table | Text | str] = [Text(f"{desk.source}: {counted or 'no decisions'}", style="bold")]
    parts += [table] if found else []
    parts += [f"no decision: {one.name}: {one.problem}" for one in desk.decisions().unread]
    return render(*parts)


_ORDER = (State.CONFLICTING, State.REOPENED, State.ORPHANED, State.APPLIED, State.REDUNDANT)


def rulings_data(desk: Desk, found: Iterable[Ruling]) -> dict[str, Any]:
    """The same for programs."""
    return {
        "source": desk.source,
        "rulings": [asdict(one) for one in found],
        "unread": [asdict(one) for one in desk.decisions().unread],
    }


def record(desk: Desk, ident: str, stands: Sequence[Stand]) -> str:
    """Entries of a record: path, value in force, what the machine says where that is another, the sentence."""
    names = dict(names_of(desk.corrected().records))
    parts = [Text(f"{ident} {names.get(ident, '')}".rstrip(), style="bold")]
    for one in stands:
        state = STATE_STYLES[one.ruling.state] if one.ruling is not None else "none"
        head = Text.assemble((one.path, "cyan"), ": ", shorten(value_text(one.value), 300))
        if one.ruling is not None:
            head.append(f"  [{one.state}]", style=state)
        parts.append(head)
        if one.ruling is not None and one.value != one.machine:
            parts.append(Text(f"    machine: {shorten(value_text(one.machine), 300)}"))
        if one.end > one.start:
            parts.append(Text(f"    {marked(desk.text, (one.start, one.end))}", style="dim"))
    return render(*parts)


def record_data(desk: Desk, ident: str, stands: Sequence[Stand]) -> dict[str, Any]:
    """The same for programs."""
    return {"source": desk.source, "record": ident, "entries": [_stand_data(desk, one) for one in stands]}


def _stand_data(desk: Desk, one: Stand) -> dict[str, Any]:
    return {
        "path": one.path,
        "machine": one.machine,
        "value": one.value,
        "state": one.state or None,
        "start": one.start,
        "end": one.end,
        "sentence": marked(desk.text, (one.start, one.end)) if one.end > one.start else None,
        "heads": one.heads,
    }


def entry(desk: Desk, one: Stand) -> str:
    """One entry: where it stands, why it is in its state, and all that was decided about it."""
    parts: list[Table | Text | str] = [record(desk, one.record, [one]).rstrip("\n")]
    if one.ruling is not None:
        ruling = one.ruling
        parts.append(Text(f"{ruling.state.value}: {MEANINGS[ruling.state]}; {ruling.why}".rstrip("; ")))
        seen = ("seen", ruling.saw), ("machine now", ruling.machine), ("in force", ruling.value)
        said = [(f"{opinion.author} says", opinion.value) for opinion in ruling.opinions]
        parts += [f"  {name}: {shorten(value_text(value), 300)}" for name, value in (*seen[:1], *said, *seen[1:])]
    history = history_of(desk, one.record, one.path)
    if history:
        parts.append(Text("history", style="bold"))
        parts += [f"  {line}" for decision in history for line in _history_lines(decision)]
    return render(*parts)


def _history_lines(decision: Decision) -> list[str]:
    when = decision.at[:16].replace("T", " ")
    told = [f"{when} {decision.author}: {_deed(decision)} ({decision.id})"]
    return [*told, f"  because: {decision.reason}"] if decision.reason else told


def entry_data(desk: Desk, one: Stand) -> dict[str, Any]:
    """The same for programs."""
    return {
        **record_data(desk, one.record, [one]),
        "ruling": asdict(one.ruling) if one.ruling is not None else None,
        "history": [asdict(decision) for decision in history_of(desk, one.record, one.path)],
    }


def everywhere(found: Everywhere, written: str | None) -> str:
    """Every place that a row would change, and whether it was written."""
    row = found.row
    becomes = repr(row.replacement) if row.replacement is not None else "nothing"
    lines = [f"{row.field}: {row.value!r} becomes {becomes} here:"]
    lines += [f"  {source}: {place.entry.record} {place.entry.path}" for source, place in found.places]
    lines.append(
        f"written to {written}; `lhextract run` brings extracted/ up to date"
        if written
        else "nothing was written; --yes writes the row to pipeline/lookups/renames.csv"
    )
    return "\n".join((*lines, ""))


def everywhere_data(found: Everywhere, written: str | None) -> dict[str, Any]:
    """The same for programs."""
    return {
        "row": asdict(found.row),
        "places": [
            {"source": source, "record": place.entry.record, "path": place.entry.path, "value": place.value}
            for source, place in found.places
        ],
        "written": written,
    }
