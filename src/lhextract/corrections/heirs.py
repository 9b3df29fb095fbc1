"""Where the items of an initiative may be, now that stewards joined or divided initiatives, or took that back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Tie:
    """A decision by which items of one initiative, `record`, were seen as those of another one, `to`.

    `since` is the id of that decision: who decided before it saw every item in its own initiative. It is "" where `to`
    was made by the decision; then it has these items only while it is not there.
    """

    record: str
    to: str
    since: str


@dataclass(frozen=True, slots=True)
class Heirs:
    """`now` are the ids of today by the id that an initiative had; `successors` those of whole initiatives.

    `ties` lead back from what was joined or divided once and is not any more, so that what was decided about an item
    meanwhile finds it where it is.
    """

    now: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    successors: Mapping[str, str] = field(default_factory=dict)
    ties: tuple[Tie, ...] = ()

    def of_fields(self, record: str) -> str:
        """The initiative that is this one today."""
        return self.successors.get(record, record)

    def of_items(self, record: str, decision: str) -> tuple[str, ...]:
        """The initiatives that may have an item of this one, which was decided about by a decision; likeliest first."""
        found: dict[str, None] = {}
        todo, passed = [record], set[str]()
        while todo:
            one = todo.pop(0)
            if one in passed:
                continue
            passed.add(one)
            todo += [self.successors[one]] if one in self.successors else []
            found |= dict.fromkeys(self.now.get(one, (one,)))
            todo += [tie.record for tie in self.ties if tie.to == one and self._holds(tie, decision)]
        return tuple(found)

    def _holds(self, tie: Tie, decision: str) -> bool:
        return tie.since < decision if tie.since else tie.to not in self.now
