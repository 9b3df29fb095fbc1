"""Which parts of the records a person has decided about, and which blocks are decided as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lhextract.corrections.apply import Corrected
from lhextract.corrections.decide import confirm_all
from lhextract.items import same_value
from lhextract.model.correction import Ruling, State, Value

# The states in which what a steward said is what the records say, and nobody is asked for another look.
SETTLED = frozenset({State.APPLIED, State.REDUNDANT})


@dataclass(frozen=True, slots=True)
class Settled:
    """`confirmed` are the initiatives of which every field is decided; `of` has the settled rulings by record."""

    confirmed: frozenset[str]
    of: Mapping[str, tuple[Ruling, ...]]

    def has_field(self, record: str, path: str) -> bool:
        """Whether a field was decided: by itself, or with the contact that a steward added."""
        container = path.rpartition(".")[0]
        return any(
            one.path == path or (one.path == container and one.value is not None) for one in self.of.get(record, ())
        )

    def has_value(self, record: str, path: str, value: Value) -> bool:
        """Whether a field was decided to be this value, by itself or with the contact that a steward added."""
        container, _, key = path.rpartition(".")
        for one in self.of.get(record, ()):
            whole = one.value if one.path == container and isinstance(one.value, Mapping) else {}
            if same_value(None, one.value if one.path == path else whole.get(key), value):
                return True
        return False

    def has_item(self, record: str, parent: str, kind: str, value: Value) -> bool:
        """Whether an item of the list at `parent` was decided; its id may be another since it was."""
        for one in self.of.get(record, ()):
            if one.path.rpartition(".")[0] == parent and same_value(kind, one.value, value):
                return True
            if kind == "phones" and f"{one.path}.phones" == parent and isinstance(one.value, Mapping):
                return True  # the whole contact was added
        return False


def settled(corrected: Corrected, *, only: Iterable[str] = ()) -> Settled:
    """What is settled on a page; with `only`, no other initiative counts as confirmed."""
    of: dict[str, list[Ruling]] = {}
    for ruling in corrected.rulings:
        if ruling.state in SETTLED:
            of.setdefault(ruling.record, []).append(ruling)
    chosen = set(only) or {one.id for one in corrected.records.initiatives}
    confirmed = frozenset(
        one.id
        for one in corrected.records.initiatives
        if one.id in chosen and one.id in of and not left_of(one.id, corrected)
    )
    return Settled(confirmed, {record: tuple(rulings) for record, rulings in of.items()})


def left_of(record: str, corrected: Corrected) -> tuple[str, ...]:
    """The paths of an initiative that somebody has still to look at: not decided, re-opened or in conflict."""
    own = [one for one in corrected.rulings if one.record == record]
    gone = tuple(f"{one.path}." for one in own if one.state in SETTLED and one.value is None)
    undecided = [wish.path for wish in confirm_all(record, corrected)]
    doubtful = [one.path for one in own if one.state in {State.REOPENED, State.CONFLICTING}]
    return tuple(path for path in (*undecided, *doubtful) if not path.startswith(gone))
