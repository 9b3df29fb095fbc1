"""Which decisions stand: those that no other one has superseded, retractions followed back to what was before.

Nothing here depends on the order in which decisions are read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from lhextract.model.correction import Action, Decision

Effect = Decision | None  # None: no decision, so what the machine says


@dataclass(frozen=True, slots=True)
class Standing:
    """A head, a decision that nobody has superseded, and one of the effects that it has today."""

    head: Decision
    effect: Effect


class History:
    """All decisions on a source, and how they follow each other."""

    def __init__(self, decisions: Iterable[Decision]) -> None:
        self._by_id: Mapping[str, Decision] = {one.id: one for one in sorted(decisions, key=lambda one: one.id)}

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """The decisions in the order of time."""
        return tuple(self._by_id.values())

    def get(self, ident: str) -> Decision | None:
        """A decision by its id; one that is referred to and not there is None."""
        return self._by_id.get(ident)

    def need(self, ident: str) -> Decision:
        """A decision that is known to be there."""
        return self._by_id[ident]

    @cached_property
    def heads(self) -> tuple[Decision, ...]:
        """The decisions that no other one supersedes, in the order of time."""
        superseded = {ident for one in self.decisions for ident in one.supersedes}
        return tuple(one for one in self.decisions if one.id not in superseded)

    def standing(self) -> tuple[Standing, ...]:
        """What every head comes to; a retraction may bring several decisions back, or none."""
        return tuple(Standing(head, effect) for head in self.heads for effect in self.effects(head))

    def effects(self, decision: Decision) -> tuple[Effect, ...]:
        """The decision itself; for a retraction, what was in force before what it takes back."""
        found = self._effects(decision, frozenset())
        return tuple(self._by_id[ident] if ident else None for ident in sorted(found))

    def _effects(self, decision: Decision, passed: frozenset[str]) -> frozenset[str]:
        """The ids of the effects, "" for none."""
        if decision.action is not Action.RETRACT:
            return frozenset({decision.id})
        passed = passed | {decision.id}  # a file that was edited by hand may point in a circle
        found = (
            self._before(taken_back, passed)
            for ident in decision.supersedes
            if (taken_back := self.get(ident)) is not None and ident not in passed
        )
        return frozenset().union(*found) or frozenset({""})

    def _before(self, decision: Decision, passed: frozenset[str]) -> frozenset[str]:
        found = (
            self._effects(earlier, passed)
            for ident in decision.supersedes
            if (earlier := self.get(ident)) is not None and ident not in passed
        )
        return frozenset().union(*found) or frozenset({""})

    def first_taken_back(self, head: Decision) -> Decision | None:
        """The decision that a retraction is about in the end, through retractions of retractions; else None."""
        seen: set[str] = set()
        decision: Decision | None = head
        while decision is not None and decision.action is Action.RETRACT and decision.id not in seen:
            seen.add(decision.id)
            decision = next((found for ident in decision.supersedes if (found := self.get(ident))), None)
        return decision if decision is not None and decision.action is not Action.RETRACT else None

    def last_agreed(self, heads: Iterable[Decision]) -> Effect:
        """What was in force before the heads parted: the newest decision that all of them follow, or None."""
        lines = [self._ancestors(head) for head in heads]
        common = frozenset[str].intersection(*lines) if lines else frozenset()
        for ident in sorted(common, reverse=True):
            effects = self.effects(self._by_id[ident])
            if len(effects) == 1:
                return effects[0]
        return None

    def _ancestors(self, decision: Decision) -> frozenset[str]:
        found: set[str] = set()
        todo = list(decision.supersedes)
        while todo:
            earlier = self.get(todo.pop())
            if earlier is not None and earlier.id not in found:
                found.add(earlier.id)
                todo += earlier.supersedes
        return frozenset(found)
