"""What stewards decide: a decision never changes a machine value in place, it stands beside it.

An **entry** is the smallest thing that is decided about: a field of a record, or an item of one of its lists. It is
addressed by the id of the record and a path: `name`, `contacts.ct-r2ewafb4la.email`, `years.yr-k3v9x2m7aq`. List items
go by their own id, never by their position.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

# The value of an entry: a text, nothing, a list (a category's path, a contact's phones), or an item by its keys.
Value = str | None | tuple["Value", ...] | Mapping[str, "Value"]


class Action(StrEnum):
    """What is decided.

    `set` gives an entry another value, `add` puts an item into a list, `remove` takes one out, `confirm` says that
    the value is right. `merge` joins initiatives into one, `split` makes two of one. `retract` takes a decision back.
    """

    SET = "set"
    ADD = "add"
    REMOVE = "remove"
    CONFIRM = "confirm"
    MERGE = "merge"
    SPLIT = "split"
    RETRACT = "retract"


class State(StrEnum):
    """How a decision stands to the page of today; the keys of `corrections` in `records.json`.

    `applied`: the steward's value is in force. `redundant`: the machine says the same by itself. `reopened`: text and
    machine value are both others than the steward saw; the steward's value stays in force, flagged. `orphaned`: what
    it was about is gone. `conflicting`: stewards disagree, and neither has seen the other's decision.
    """

    APPLIED = "applied"
    REDUNDANT = "redundant"
    REOPENED = "reopened"
    ORPHANED = "orphaned"
    CONFLICTING = "conflicting"


@dataclass(frozen=True, slots=True)
class Saw:
    """What the steward had in view: the machine value, and where it stood.

    `quote` is the exact text that the value was read from, None where it stands on no characters of its own (a
    category, an empty field). `before` and `after` are up to 32 characters around it, `occurrence` says which of the
    `of` places with this text in the scope (the block, or the contact's lines) it was, from 1; `rival` is how well the
    surroundings of the best of the others fitted (`corrections/anchor.py`). `block_sha256` is the digest of the text
    that the entry depends on (the block, the contact's lines; a category its headings) but for typography and blanks,
    `snapshot` that of the page's bytes.
    """

    value: Value
    quote: str | None
    before: str
    after: str
    occurrence: int
    of: int
    rival: int
    block_sha256: str
    snapshot: str


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision: `record` and `path` name the entry, `value` what is now right, `supersedes` what was in view.

    `at` is UTC in ISO 8601. `value` is None for `remove`, `confirm` repeats what was seen. For `merge`, `value` holds
    the ids that are joined into `record`; for `split`, the name and the id of the second initiative, which begins
    where `saw` has its quote. A `retract` takes back all that it supersedes.
    """

    id: str
    at: str
    author: str
    action: Action
    record: str
    path: str
    value: Value
    saw: Saw
    reason: str | None = None
    supersedes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one decision says of an entry: `value` is None also where it takes the entry away."""

    decision: str
    author: str
    at: str
    action: Action
    value: Value


@dataclass(frozen=True, slots=True)
class Ruling:
    """How the decisions about one entry stand today.

    `record` and `path` are the entry as it is called today. `opinions` are the decisions that stand, in the order of
    time: one, several that agree, or (`conflicting`) several that do not. `saw` is what their author saw, `machine`
    what the machine says now, `value` what is in force (None also where nothing is). `[start, end)` is where it
    stands now, `heads` are the decisions that a new one has to have seen, `why` one sentence for people.
    """

    record: str
    path: str
    state: State
    opinions: tuple[Opinion, ...]
    saw: Value
    machine: Value
    value: Value
    start: int
    end: int
    heads: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Rename:
    """The same fix for all equal values: every `value` of a field becomes `replacement`; None takes it away.

    `field` is a path without ids ("programs", "contacts.role").
    """

    field: str
    value: str
    replacement: str | None


@dataclass(frozen=True, slots=True)
class Unread:
    """A file among the decisions that is none: its name and what is wrong with it. The others are applied."""

    name: str
    problem: str


@dataclass(frozen=True, slots=True)
class Decisions:
    """Everything that stewards have decided about a source, and the files that could not be read."""

    decisions: tuple[Decision, ...] = ()
    unread: tuple[Unread, ...] = ()
