"""The entry that a decision is about, on the page of today: by record id first, then by the words it stood on.

The approach and its rules are those of design section 7; how words are found again is in `anchor`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from lhextract.corrections.anchor import Doubtful, Found, Gone, find_again, find_same
from lhextract.corrections.entries import Entries, Entry, Scope, digest, list_of
from lhextract.corrections.heirs import Heirs
from lhextract.corrections.succession import resembles
from lhextract.items import is_alike, same_value
from lhextract.model.correction import Action, Decision, Value
from lhextract.wording import fold


@dataclass(frozen=True, slots=True)
class Page:
    """What decisions are located on: the entries of the machine, the text, and the sha256 of the page's bytes.

    `heirs` says where the items of a record may be now that stewards joined or divided, or took that back;
    `referable` what fields can refer to, by `key_of_reference`: paths of categories, ids of institutions.
    """

    entries: Entries
    text: str
    snapshot: str
    heirs: Heirs
    referable: Mapping[Value, Value]


@dataclass(frozen=True, slots=True)
class Located:
    """Where a decision's entry is: `entry` is what the machine has there, None where it has nothing.

    `decision` has its value as the page writes it today, where that stands elsewhere on the page.

    `unchanged`: the text under it is what the steward saw. `gone`: there is no place for it any more; `why` says so
    for people. Not `possible`: its value refers to what the page does not have.
    """

    decision: Decision
    record: str
    path: str
    entry: Entry | None
    unchanged: bool
    gone: bool
    start: int
    end: int
    why: str
    possible: bool = True

    @property
    def key(self) -> tuple[str, str]:
        """The address of the entry today."""
        return self.record, self.path


def locate(decision: Decision, page: Page) -> Located:
    """Find the entry of a decision; the first of its record's heirs that has a place for it, or it is gone."""
    heirs = page.heirs.of_items(decision.record, decision.id)
    if list_of(decision.path) is None and not decision.path.startswith("contacts."):
        heirs = (page.heirs.of_fields(decision.record),)  # what was joined has no name of its own any more
    tried = [_locate_in(replace(decision, record=record), page) for record in heirs]
    best = _likeliest(tried, decision)
    if decision.value is None or not _refers(decision.path) or best.gone:
        return replace(best, decision=decision)
    today = page.referable.get(key_of_reference(decision.value))
    if today is None:
        return replace(best, decision=decision, possible=False, why="the page does not have what was decided any more")
    return replace(best, decision=replace(decision, value=today))


def _likeliest(tried: Sequence[Located], decision: Decision) -> Located:
    """The first heir in which the entry or its words stand; else the first that has a place for it; else it is gone.

    On the page that was seen, a record without the words has a place for them too, where it begins: only the reading of
    the page may be another. But what stewards joined for a while stands in one of several records of the same page.
    """
    open_to_it = [one for one in tried if not one.gone]
    standing = (one for one in open_to_it if one.entry is not None or one.end > one.start)
    if decision.saw.quote is not None and (found := next(standing, None)) is not None:
        return found
    return open_to_it[0] if open_to_it else tried[0]


def key_of_reference(value: Value) -> Value:
    """By what a path of categories or an id is known; typography and blanks are no difference."""
    return tuple(fold(str(part)) for part in value) if isinstance(value, tuple) else value


def _refers(path: str) -> bool:
    """Whether the value of a field is something that stands elsewhere on the page."""
    return path in {"category", "parent"}


def _locate_in(decision: Decision, page: Page) -> Located:
    if decision.record not in page.entries.of:
        return _gone(decision, "its record is not on the page any more")
    kind = list_of(decision.path)
    if kind is None:
        return _locate_field(decision, page)
    parent = decision.path.rpartition(".")[0]
    scope = _scope_of(decision.record, parent, page.entries)
    if scope is None:
        return _gone(decision, "its contact is not on the page any more")
    if kind == "contacts" and decision.action is not Action.ADD:
        return _locate_contact(decision, scope, page)
    return _locate_item(decision, kind, page.entries.items(decision.record, parent), scope, page)


def _locate_field(decision: Decision, page: Page) -> Located:
    """A field, or a contact as a whole: the path alone says which; its words say whether the text has changed."""
    entry, saw = page.entries.get(decision.record, decision.path), decision.saw
    if entry is None:
        return _gone(decision, "its contact is not on the page any more")
    unchanged = saw.snapshot == page.snapshot or digest(entry.basis) == saw.block_sha256
    return _at(decision, entry, unchanged=unchanged or _stands_where_it_stood(decision, entry, page))


def _locate_contact(decision: Decision, scope: Scope, page: Page) -> Located:
    """A contact as a whole: where the machine does not know its id any more, its lines say where it is."""
    if page.entries.get(decision.record, decision.path) is not None:
        return _locate_field(decision, page)
    found = _look(decision, page, scope)
    if not isinstance(found, Found):
        return _gone(decision, "its contact is not on the page any more")
    contacts = page.entries.items(decision.record, "contacts")
    there = [entry for entry in contacts if entry.start < found.end and found.start < entry.end]
    if len(there) == 1:
        return _at(decision, there[0], unchanged=True)
    return _new(decision, found.start, found.end)


def _stands_where_it_stood(decision: Decision, entry: Entry, page: Page) -> bool:
    """Whether the words of a field are where they were: what was a title may be part of one, or in the text, by now."""
    found = _look(decision, page, entry.scope)
    return isinstance(found, Found) and _is_surrounded(decision, page, found, entry.scope)


def _is_surrounded(decision: Decision, page: Page, found: Found, scope: Scope) -> bool:
    """Whether the words next to a quote are those that were seen, or the scope begins or ends there as it did."""
    saw = decision.saw
    begins = bool(saw.before) or not page.text[scope[0] : found.start].strip()
    ends = bool(saw.after) or not page.text[found.end : scope[1]].strip()
    return begins and ends and resembles(saw, page.text, found.start, found.end)


def _locate_item(decision: Decision, kind: str, items: Sequence[Entry], scope: Scope, page: Page) -> Located:
    saw, own = decision.saw, page.entries.get(decision.record, decision.path)
    if decision.action is Action.ADD or (own is None and saw.value is None):
        return _locate_added(decision, kind, items, scope, page)
    same_page = saw.snapshot == page.snapshot
    if own is not None and (same_page or kind in {"partners", "host_units"}):
        # An institution has an id of its own, so it is the same however the page writes it today.
        return _at(decision, own, unchanged=same_page or not isinstance(_look(decision, page, scope), Gone))
    found = _look(decision, page, scope)
    if isinstance(found, Found):
        there = [entry for entry in items if entry.start < found.end and found.start < entry.end]
        entry = there[0] if there else own if kind != "mentions" else None
        if entry is None:
            return _new(decision, found.start, found.end)
        is_whole = found.start <= entry.start and entry.end <= found.end  # else more is read there: 2014 is 2014/15 now
        return _at(decision, entry, unchanged=same_page or is_whole or _is_surrounded(decision, page, found, scope))
    if isinstance(found, Doubtful):
        if own is not None and kind != "mentions":  # the list has it once, however often the block says it
            return _at(decision, own, unchanged=True)
        return _gone(decision, f"its words stand at {len(found.candidates)} places now, and nothing tells which it was")
    return _changed(decision, kind, items, own, page)


def _locate_added(decision: Decision, kind: str, items: Sequence[Entry], scope: Scope, page: Page) -> Located:
    """An item that a steward added, from words of the page or without any."""
    same = [entry for entry in items if entry.path == decision.path or same_value(kind, entry.value, decision.value)]
    if same:
        return _at(decision, same[0], unchanged=True)
    known = [entry for entry in items if kind == "contacts" and is_alike(kind, entry.value, decision.value)]
    if known:  # the page has found words for this person, perhaps others
        return _at(decision, known[0], unchanged=False)
    if decision.saw.quote is None:
        return _new(decision, scope[0], scope[0])
    found = _look(decision, page, scope)
    if isinstance(found, Found):
        return _new(decision, found.start, found.end)
    if isinstance(found, Doubtful) and kind != "mentions":  # whichever it was, the block says it
        return _new(decision, *found.candidates[0])
    if decision.saw.snapshot == page.snapshot:
        return _new(decision, scope[0], scope[0])
    return _gone(decision, "the text it stood on is gone")


def _look(decision: Decision, page: Page, scope: Scope) -> Found | Doubtful | Gone:
    saw = decision.saw
    if saw.quote is None:
        return Gone()
    same = find_same(saw, page.text, scope=scope) if saw.snapshot == page.snapshot else None
    return same or find_again(saw, page.text, scope=scope)


def _changed(decision: Decision, kind: str, items: Sequence[Entry], own: Entry | None, page: Page) -> Located:
    """The words are gone: the item of today that says the same, or stands in the same place, or nothing."""
    saw = decision.saw
    for value in (saw.value, decision.value):
        same = [entry for entry in items if value is not None and same_value(kind, entry.value, value)]
        if same:
            return _at(decision, same[0], unchanged=False)
    if saw.snapshot == page.snapshot:  # only the reading of the page is another
        start = page.entries.of[decision.record]["name"].scope[0]
        return _at(decision, own, unchanged=True) if own is not None else _new(decision, start, start)
    heirs = [entry for entry in items if resembles(saw, page.text, entry.start, entry.end)]
    if len(heirs) == 1 and kind != "mentions":
        return _at(decision, heirs[0], unchanged=False)
    return _gone(decision, "the text it stood on is gone")


def _scope_of(record: str, parent: str, entries: Entries) -> Scope | None:
    """Where the items of a list may stand: the block, or the lines of the contact and its numbers."""
    if not parent.startswith("contacts."):
        return entries.of[record]["name"].scope
    contact = entries.get(record, parent.removesuffix(".phones"))
    if contact is None:
        return None
    scopes = [contact.scope, *(entry.scope for entry in entries.items(record, parent))]
    return min(start for start, _ in scopes), max(end for _, end in scopes)


def _at(decision: Decision, entry: Entry, *, unchanged: bool) -> Located:
    why = "the text is what was seen" if unchanged else "the text is another than was seen"
    return Located(decision, entry.record, entry.path, entry, unchanged, False, entry.start, entry.end, why)


def _new(decision: Decision, start: int, end: int) -> Located:
    """A place for an item that the machine does not have."""
    why = "found by its words" if end > start else "without a place in the text"
    return Located(decision, decision.record, decision.path, None, True, False, start, end, why)


def _gone(decision: Decision, why: str) -> Located:
    return Located(decision, decision.record, decision.path, None, False, True, 0, 0, why)
