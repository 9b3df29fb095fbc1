"""What stewards decided and what today's page has to say about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lhextract.checks.registry import Code, Subject
from lhextract.model.correction import Ruling, State, Value
from lhextract.model.finding import Finding, Severity
from lhextract.model.record import JOINT

CONFLICT = Code(
    "correction-conflict",
    Severity.ERROR,
    "Two stewards have decided differently about the same field, and neither has seen the other's decision. What was "
    "agreed last is in force.",
    "name: Ann Lee says 'Trento', Bo Chen says 'University of Trento'",
    "decide once more, on the review page or by `lhextract correct set`; the new decision follows both",
)
REOPENED = Code(
    "correction-reopened",
    Severity.WARNING,
    "A value was corrected, and since then the page says something new there. The steward's value is in force unless "
    "the profile says `follow`.",
    "name: was 'Trento', corrected to 'University of Trento', the page now says 'Università di Trento'",
    "look at the three values, and confirm one of them or set another",
)
ORPHANED = Code(
    "correction-orphaned",
    Severity.NOTE,
    "What a decision was about is not on the page any more, so it has no effect. It comes back if the page does.",
    "contacts.ct-r2ewafb4la.phones.tel-loja2o4yog: its contact is not on the page any more",
    "nothing, or take the decision back by `lhextract correct retract`",
)
UNREADABLE = Code(
    "correction-unreadable",
    Severity.ERROR,
    "A file among the decisions of stewards is none, so that what was decided there has no effect.",
    "co-20261128t140312123456z-k3v9x2m7.json: no JSON: Expecting value: line 1 column 1 (char 0)",
    "take the file from version control, or remove it",
)
CODES = (CONFLICT, REOPENED, ORPHANED, UNREADABLE)
LONGEST = 80  # characters of a value in a message


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for every decision that needs a person, and for every file that is none."""
    for unread in subject.unread:
        yield UNREADABLE.at(f"{unread.name}: {unread.problem}")
    present = frozenset(initiative.id for initiative in subject.records.initiatives)
    for ruling in subject.rulings:
        if ruling.state is State.CONFLICTING:
            said = ", ".join(f"{one.author} says {_shown(one.value)}" for one in ruling.opinions)
            yield _at(CONFLICT, ruling, said, present)
        elif ruling.state is State.REOPENED:
            decided = _shown(ruling.opinions[-1].value)
            values = f"was {_shown(ruling.saw)}, corrected to {decided}, the page now says {_shown(ruling.machine)}"
            yield _at(REOPENED, ruling, values, present)
        elif ruling.state is State.ORPHANED:
            yield _at(ORPHANED, ruling, ruling.why, present)


def _at(code: Code, ruling: Ruling, said: str, present: frozenset[str]) -> Finding:
    """The finding of a ruling; one about a person, an institution or what is gone names it, because it has no place."""
    spans = [(ruling.start, ruling.end)] if ruling.end > ruling.start else []
    if ruling.record in present:
        return code.at(f"{ruling.path}: {said}", *spans, initiative=ruling.record, field=ruling.path)
    return code.at(f"{ruling.record} {ruling.path}: {said}", *spans)


def _shown(value: Value) -> str:
    """A value for people: an item by what it says, not by its ids."""
    if value is None:
        return "nothing"
    if isinstance(value, Mapping):
        parts = (str(part) for key, part in value.items() if isinstance(part, str) and key != "institution")
        text = ", ".join(dict.fromkeys(parts))
    else:
        text = JOINT.join(map(str, value)) if isinstance(value, tuple) else str(value)
    return repr(text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…")
