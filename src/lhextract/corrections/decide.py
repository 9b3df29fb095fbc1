"""What a steward wants, to a decision: checked against the schema and against what is in force, never half right."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace

from lhextract.corrections.anchor import describe
from lhextract.corrections.apply import Corrected
from lhextract.corrections.entries import Entry, Scope, digest, list_of
from lhextract.corrections.renames import known_values
from lhextract.corrections.structure import MERGE, SPLIT, are_neighbours, can_be_split
from lhextract.corrections.values import PLAIN, UnfitValueError, line, read_value
from lhextract.corrections.wishes import DecisionError, StaleError, Stamp, Wish
from lhextract.items import KINDS, LISTS, is_alike, same_value
from lhextract.minting import mint
from lhextract.model.correction import Action, Decision, Ruling, Saw, State, Value
from lhextract.wording import fold

LONGEST_NAME = 120  # characters; a longer line is no title
NAMED = 3  # records that a message offers in place of an unknown one


def decide(wish: Wish, corrected: Corrected, text: str, stamp: Stamp) -> Decision:
    """Return the decision that a wish comes to.

    Raises `DecisionError` for what cannot be decided, and `StaleError` where the author has not seen what stands.
    """
    _check_record(wish, corrected)
    _check_contact(wish, corrected)
    try:
        decision = _BY_ACTION[wish.action](wish, _Desk(corrected, text, stamp))
    except UnfitValueError as error:
        key = ".".join(part for part in (wish.path, error.key) if part)
        raise DecisionError(f"{wish.record} {key}", error.found, error.allowed, _way_out(wish, error)) from error
    heads = _heads(decision, corrected)
    if wish.seen is not None and not set(heads) <= set(wish.seen):
        now = ruling_of(corrected, decision.record, decision.path)
        raise StaleError(decision.record, decision.path, now, heads)
    return decision if decision.action is Action.RETRACT else replace(decision, supersedes=heads)


def _way_out(wish: Wish, error: UnfitValueError) -> str | None:
    """What to do instead of emptying an item."""
    path, _ = _entry_path(wish)
    if wish.action is not Action.SET or list_of(path) is None or str(error.found or "").strip():
        return None
    return f"to take it out: `lhextract correct remove … {wish.record} {path}`"


def ruling_of(corrected: Corrected, record: str, path: str) -> Ruling | None:
    """How the decisions about an entry stand, None where there are none."""
    return corrected.by_entry.get((record, path))


def in_force(corrected: Corrected, entry: Entry) -> Value:
    """The value of an entry after decisions."""
    ruling = ruling_of(corrected, *entry.key)
    return ruling.value if ruling is not None else entry.value


@dataclass(frozen=True, slots=True)
class _Desk:
    corrected: Corrected
    text: str
    stamp: Stamp

    def entry(self, record: str, path: str) -> Entry | None:
        return self.corrected.entries.get(record, path) or self.corrected.names.get(record, path)

    def decision(self, wish: Wish, path: str, action: Action, value: Value, saw: Saw) -> Decision:
        reason = line(wish.reason) if wish.reason and wish.reason.strip() else None
        stamp = self.stamp
        return Decision(stamp.ident, stamp.at, stamp.author, action, wish.record, path, value, saw, reason)

    def saw(self, entry: Entry) -> Saw:
        """What is seen of an entry now."""
        if not entry.quoted:
            return self._saw(entry.value, None, digest(entry.basis))
        return self._saw(entry.value, (entry.start, entry.end, entry.scope), digest(entry.basis))

    def saw_text(self, place: Scope | None, scope: Scope, value: Value = None) -> Saw:
        """What is seen of a selection, or of a block without one."""
        at = (*place, scope) if place is not None else None
        return self._saw(value, at, digest(self.text[slice(*scope)]))

    def _saw(self, value: Value, at: tuple[int, int, Scope] | None, block: str) -> Saw:
        snapshot = self.corrected.records.source.snapshot.sha256
        if at is None:
            return Saw(value, None, "", "", 0, 0, 0, block, snapshot)
        start, end, scope = at
        place = describe(self.text, start, end, scope=scope)
        return Saw(value, **asdict(place), block_sha256=block, snapshot=snapshot)


def _check_record(wish: Wish, corrected: Corrected) -> None:
    # What was decided about an initiative that is gone can still be taken back.
    gone = wish.action is Action.RETRACT and (wish.record, wish.path) in corrected.heads
    if not corrected.knows(wish.record) and not gone:
        known = [*corrected.entries.of, *corrected.names.of]
        close = _named_like(wish.record, corrected) or difflib.get_close_matches(wish.record, known, n=1)
        shown = "`lhextract identity list SOURCE` shows those of initiatives, `corrections export` shows all"
        hint = f"did you mean {' or '.join(close)}?" if close else shown
        raise DecisionError("record", wish.record, "the id of an initiative, institution or person of the page", hint)


def _named_like(given: str, corrected: Corrected) -> list[str]:
    """The first records of the page that have these words in their name, initiatives before all others."""
    records, sought = corrected.records, fold(given).casefold()
    initiatives, institutions, people = records.initiatives, records.institutions, records.people
    every = [(one.id, one.name) for group in (initiatives, institutions, people) for one in group]
    return [f"{ident} ({name})" for ident, name in every if sought and sought in fold(name).casefold()][:NAMED]


def _check_contact(wish: Wish, corrected: Corrected) -> None:
    """What is in a contact is corrected while the contact is there; else the two decisions would contradict."""
    whole = ".".join(wish.path.split(".")[:2])
    if whole == wish.path or not whole.startswith("contacts.") or wish.action is Action.RETRACT:
        return
    ruling = ruling_of(corrected, wish.record, whole)
    if ruling is not None and ruling.value is None and ruling.state is not State.ORPHANED:
        hint = f"take that back first: `lhextract correct retract … {wish.record} {whole}`"
        raise DecisionError("path", wish.path, f"what is in a contact that is there; {whole} was taken out", hint)


def _heads(decision: Decision, corrected: Corrected) -> tuple[str, ...]:
    """The decisions that stand about an entry; who takes out a contact has those in view that are about its parts."""
    own = corrected.heads.get((decision.record, decision.path), ())
    if list_of(decision.path) != "contacts" or decision.action is not Action.REMOVE:
        return own
    inside = f"{decision.path}."
    inner = (
        head
        for (record, path), heads in corrected.heads.items()
        if record == decision.record and path.startswith(inside)
        for head in heads
    )
    return tuple(sorted({*own, *inner}))


def _set(wish: Wish, desk: _Desk) -> Decision:
    path, given = _entry_path(wish)
    entry = desk.entry(wish.record, path)
    ruling = ruling_of(desk.corrected, wish.record, path)
    if entry is None:
        whole, _, key = path.rpartition(".")
        added = ruling_of(desk.corrected, wish.record, whole)
        if list_of(whole) == "contacts" and added is not None and added.value is not None:
            return _change_added(wish, whole, {key: given}, added, desk)
        return _change_added(wish, path, given, ruling, desk)
    now = in_force(desk.corrected, entry)
    value = read_value(path, given, known=known_values(desk.corrected.records), before=now or entry.value)
    same = same_value(entry.kind, value, entry.value)
    return desk.decision(wish, path, Action.CONFIRM if same else Action.SET, value, desk.saw(entry))


def _change_added(wish: Wish, path: str, given: Value, ruling: Ruling | None, desk: _Desk) -> Decision:
    """Another value for an item that a steward has added: added anew, in place of the earlier decision."""
    if ruling is None or not _is_added(ruling):
        raise _unknown_path(wish, path, desk)
    value = read_value(path, given, known=known_values(desk.corrected.records), before=ruling.value)
    return desk.decision(wish, path, Action.ADD, value, _saw_of_added(wish.record, ruling, desk))


def _is_added(ruling: Ruling) -> bool:
    """Whether an item that the machine does not have is there, or is what stewards disagree about."""
    return ruling.value is not None or ruling.state is State.CONFLICTING


def _saw_of_added(record: str, ruling: Ruling, desk: _Desk) -> Saw:
    scope = desk.corrected.entries.of[record]["name"].scope
    place = (ruling.start, ruling.end) if ruling.end > ruling.start else None
    return desk.saw_text(place, scope)


def _entry_path(wish: Wish) -> tuple[str, Value]:
    """The path of the entry, and the value for it: a key below an item is the item with this key changed."""
    parts = wish.path.split(".")
    depth = 4 if parts[0] == "contacts" else 2  # the items of a contact are its numbers
    if parts[0] in KINDS and len(parts) == depth + 1:
        return ".".join(parts[:depth]), {parts[-1]: wish.value}
    return wish.path, wish.value


def _add(wish: Wish, desk: _Desk) -> Decision:
    parent, name = _list_path(wish, desk)
    scope = desk.corrected.entries.of[wish.record]["name"].scope
    place = _without_blanks(wish.place, desk.text) if wish.place is not None else None
    if place is not None and not scope[0] <= place[0] < place[1] <= scope[1]:
        raise DecisionError("selection", f"[{place[0]}, {place[1]})", f"a place inside the initiative: {scope}")
    if name == "mentions" and place is None:
        raise DecisionError("selection", None, "the words of the page that are the mention; give --quote")
    quote = " ".join(desk.text[slice(*place)].split()) if place is not None else None
    value = read_value(
        f"{parent}.new", _with_quote(name, wish.value, quote), known=known_values(desk.corrected.records)
    )
    if not isinstance(value, Mapping):
        raise TypeError(value)
    existing = _existing(wish, name, value, desk, parent)
    if existing is not None and in_force(desk.corrected, existing) is not None:
        allowed, hint = "an item that is not there yet", f"{existing.path} is; set or confirm it"
        raise DecisionError(f"{wish.record} {parent}", value, allowed, hint)
    if existing is not None:  # taken out before, and now wanted again
        return desk.decision(wish, existing.path, Action.SET, value, desk.saw(existing))
    path = f"{parent}.{_new_item_id(wish, name, value, desk, parent)}"
    return desk.decision(wish, path, Action.ADD, value, desk.saw_text(place, scope))


def _without_blanks(place: Scope, text: str) -> Scope:
    """What was selected, without the blanks and line ends that a mouse takes along."""
    chosen = text[slice(*place)]
    start = place[0] + len(chosen) - len(chosen.lstrip())
    return start, max(start, place[0] + len(chosen.rstrip()))


def _with_quote(name: str, given: Value, quote: str | None) -> Value:
    """What was selected is how the page writes the item, and its value where no other was given."""
    if quote is None:
        return given
    written = {"phones": "raw", "years": "text", "mentions": "text"}
    value = dict(given) if isinstance(given, Mapping) else {PLAIN[name]: given} if given else {}
    if name in written:
        value.setdefault(written[name], quote)
    elif PLAIN[name] not in value:
        value[PLAIN[name]] = quote
    if name == "years":
        value.setdefault("value", quote)
    return value


def _existing(wish: Wish, name: str, value: Value, desk: _Desk, parent: str) -> Entry | None:
    """The machine's item that says what is added, one in force first; mentions are told apart by their place."""
    if name == "mentions":
        return None
    alike = [
        entry
        for entry in desk.corrected.entries.items(wish.record, parent)
        if is_alike(name, in_force(desk.corrected, entry) or entry.value, value)
    ]
    return max(alike, key=lambda entry: in_force(desk.corrected, entry) is not None, default=None)


def _new_item_id(wish: Wish, name: str, value: Mapping[str, Value], desk: _Desk, parent: str) -> str:
    taken = {entry.path.rpartition(".")[2] for entry in desk.corrected.entries.items(wish.record, parent)}
    if name in {"partners", "host_units"}:
        return KINDS[name].id_of_value(value)
    if name == "contacts":
        return mint("ct", wish.record, *(str(value.get(key)) for key in ("person", "unit", "role")), "added")
    if name == "mentions":
        return mint("mn", str(value["type"]), str(value["text"]), str(wish.place))
    return KINDS[name].id_of_value(value, taken)


def _list_path(wish: Wish, desk: _Desk) -> tuple[str, str]:
    parts = wish.path.split(".")
    lists = [*LISTS, "mentions"]
    if len(parts) == 3 and parts[0] == "contacts" and parts[2] == "phones":
        if desk.entry(wish.record, ".".join(parts[:2])) is None:
            raise _unknown_path(wish, wish.path, desk)
        return wish.path, "phones"
    if wish.path not in lists or wish.record not in desk.corrected.entries.of:
        allowed = f"a list: {', '.join(lists)}, contacts.<id>.phones"
        raise DecisionError("path", wish.path, allowed, "to change what is there use set")
    return wish.path, wish.path


def _remove(wish: Wish, desk: _Desk) -> Decision:
    entry = desk.entry(wish.record, wish.path)
    if entry is None:
        ruling = ruling_of(desk.corrected, wish.record, wish.path)
        if ruling is None or not _is_added(ruling):
            raise _unknown_path(wish, wish.path, desk)
        saw = _saw_of_added(wish.record, ruling, desk)
        return desk.decision(wish, wish.path, Action.REMOVE, None, saw)
    if entry.kind is None and not wish.path.startswith("contacts."):
        empty = read_value(wish.path, None, known=known_values(desk.corrected.records))  # raises where it is never so
        if empty is not None:  # an empty list, an empty text
            return _set(replace(wish, value=empty), desk)
    return desk.decision(wish, wish.path, Action.REMOVE, None, desk.saw(entry))


def _confirm(wish: Wish, desk: _Desk) -> Decision:
    entry = desk.entry(wish.record, wish.path)
    if entry is None:
        ruling = ruling_of(desk.corrected, wish.record, wish.path)
        return _change_added(wish, wish.path, ruling.value if ruling is not None else None, ruling, desk)
    value = in_force(desk.corrected, entry)
    action = Action.CONFIRM if same_value(entry.kind, value, entry.value) else Action.SET
    if value is None and entry.kind is not None:
        action = Action.REMOVE
    return desk.decision(wish, wish.path, action, value, desk.saw(entry))


def _merge(wish: Wish, desk: _Desk) -> Decision:
    records, other = desk.corrected.records, str(wish.value)
    if not are_neighbours(records, wish.record, other):
        near = ", ".join(one.id for one in records.initiatives if are_neighbours(records, wish.record, one.id))
        raise DecisionError("other", other, f"an initiative that stands next to {wish.record}: {near or 'none does'}")
    scope = desk.corrected.entries.of[wish.record]["name"].scope
    return desk.decision(wish, f"{MERGE}.{other}", Action.MERGE, other, desk.saw_text(None, scope))


def _split(wish: Wish, desk: _Desk) -> Decision:
    whole = next((one for one in desk.corrected.records.initiatives if one.id == wish.record), None)
    if whole is None or wish.place is None or not can_be_split(whole, wish.place[0], desk.text):
        raise DecisionError("place", wish.place, "words in the block, after its first line; give --quote")
    begin = desk.text.rfind("\n", 0, wish.place[0]) + 1
    end = desk.text.find("\n", begin)
    first = (begin, end if end >= 0 else len(desk.text))
    if not wish.value and first[1] - first[0] > LONGEST_NAME:
        raise DecisionError("name", None, "a name, because the second part does not begin with a title", "give --name")
    name = line(str(wish.value) if wish.value else desk.text[slice(*first)])
    ident = mint("lh", wish.record, desk.text[slice(*first)], desk.stamp.ident)
    saw = desk.saw_text(first, (whole.start, whole.end))
    return desk.decision(wish, f"{SPLIT}.{ident}", Action.SPLIT, name, saw)


def _retract(wish: Wish, desk: _Desk) -> Decision:
    """Take back all that stands about an entry."""
    heads = desk.corrected.heads.get((wish.record, wish.path), ())
    if not heads:
        raise DecisionError("path", wish.path, "an entry that somebody has decided about")
    ruling = ruling_of(desk.corrected, wish.record, wish.path)
    entry = desk.entry(wish.record, wish.path)
    scope = desk.corrected.entries.of.get(wish.record, {}).get("name")
    saw = desk.saw(entry) if entry is not None else desk.saw_text(None, scope.scope if scope else (0, 0))
    decision = desk.decision(wish, wish.path, Action.RETRACT, None, saw)
    if ruling is not None:
        decision = replace(decision, saw=replace(saw, value=ruling.value))
    return replace(decision, supersedes=heads)


def _unknown_path(wish: Wish, path: str, desk: _Desk) -> DecisionError:
    known = [*desk.corrected.entries.of.get(wish.record, {}), *desk.corrected.names.of.get(wish.record, {})]
    close = difflib.get_close_matches(path, known, n=1)
    fields = dict.fromkeys(each if each.count(".") != 1 else f"{each.partition('.')[0]}.<id>" for each in known)
    short = [each for each in fields if not each.startswith("contacts.ct")]
    hint = f"did you mean {close[0]}?" if close else f"`lhextract correct show … {wish.record}` lists them all"
    return DecisionError("path", path, ", ".join((*short, "contacts.<id>.<field>")), hint)


_BY_ACTION = {
    Action.SET: _set,
    Action.ADD: _add,
    Action.REMOVE: _remove,
    Action.CONFIRM: _confirm,
    Action.MERGE: _merge,
    Action.SPLIT: _split,
    Action.RETRACT: _retract,
}


def confirm_all(record: str, corrected: Corrected) -> Sequence[Wish]:
    """Wishes that confirm all of a record that says something and that nobody has confirmed yet."""
    decided = {(one.record, one.path) for one in corrected.rulings}
    entries = {**corrected.entries.of, **corrected.names.of}.get(record, {})
    return [
        Wish(Action.CONFIRM, record, path)
        for path, entry in entries.items()
        if entry.value not in (None, "", ()) and (record, path) not in decided and not _is_whole(path)
    ]


def _is_whole(path: str) -> bool:
    """Contacts are confirmed by their parts; mentions and the text are not part of the form."""
    return list_of(path) in {"contacts", "mentions"} or path == "text"
