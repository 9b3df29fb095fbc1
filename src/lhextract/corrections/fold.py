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
        self._effects: dict[str, frozenset[str]] = {}

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """The decisions in the order of time."""
        return tuple(self._by_id.values())

    def get(self, ident: str) -> Decision | None:
        """A decision by its id; one that is referred to and not there is None."""
        return self._by_id.get(ident)

    @cached_property
    def _follows(self) -> Mapping[str, tuple[str, ...]]:
        """The decisions here that each one has had in view.

        Files that were edited by hand may point in a circle. There none follows a later one: every decision of a circle
        would be superseded, and lost.
        """
        follows = {one.id: tuple(ident for ident in one.supersedes if ident in self._by_id) for one in self.decisions}
        followers: dict[str, list[str]] = {}
        for ident, earlier in follows.items():
            for one in earlier:
                followers.setdefault(one, []).append(ident)
        waiting = {ident: len(earlier) for ident, earlier in follows.items()}
        todo = [ident for ident, number in waiting.items() if not number]
        while todo:
            done = todo.pop()
            del waiting[done]
            for ident in followers.get(done, ()):
                waiting[ident] -= 1
                todo += [ident] if not waiting[ident] else []
        return follows | {
            ident: tuple(one for one in follows[ident] if one not in waiting or one < ident) for ident in waiting
        }

    @cached_property
    def heads(self) -> tuple[Decision, ...]:
        """The decisions that no other one supersedes, in the order of time."""
        superseded = {ident for earlier in self._follows.values() for ident in earlier}
        return tuple(one for one in self.decisions if one.id not in superseded)

    @cached_property
    def standing(self) -> tuple[Standing, ...]:
        """What every head comes to; a retraction may bring several decisions back, or none."""
        return tuple(Standing(head, effect) for head in self.heads for effect in self.effects(head))

    def effects(self, decision: Decision) -> tuple[Effect, ...]:
        """The decision itself; for a retraction, what was in force before what it takes back."""
        if decision.action is not Action.RETRACT:
            return (decision,)
        return tuple(self._by_id[ident] if ident else None for ident in sorted(self._effects_of(decision.id)))

    def _effects_of(self, asked: str) -> frozenset[str]:
        """The ids of the effects, "" for none; without recursion, because people may undo and redo a thousand times."""
        todo = [asked]
        while todo:
            ident = todo[-1]
            before = self._before_of(ident)
            missing = [one for one in before if one not in self._effects]
            if missing:
                todo += missing
                continue
            todo.pop()
            if self._by_id[ident].action is Action.RETRACT:
                self._effects[ident] = frozenset().union(*(self._effects[one] for one in before)) or frozenset({""})
            else:
                self._effects[ident] = frozenset({ident})
        return self._effects[asked]

    def _before_of(self, ident: str) -> tuple[str, ...]:
        """What a retraction brings back, in the words of its time: what its targets had superseded."""
        if self._by_id[ident].action is not Action.RETRACT:
            return ()
        taken_back = self._follows[ident]
        return tuple(dict.fromkeys(earlier for one in taken_back for earlier in self._follows[one]))

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
        # Who follows most is the newest, whatever the clocks said.
        for ident in sorted(common, key=lambda one: (len(self._ancestors(self._by_id[one])), one), reverse=True):
            effects = self.effects(self._by_id[ident])
            if len(effects) == 1:
                return effects[0]
        return None

    def _ancestors(self, decision: Decision) -> frozenset[str]:
        found: set[str] = set()
        todo = list(self._follows[decision.id])
        while todo:
            earlier = todo.pop()
            if earlier not in found:
                found.add(earlier)
                todo += self._follows[earlier]
        return frozenset(found)
