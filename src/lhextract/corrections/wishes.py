"""What a steward wants, as it comes from a command, a form or a table, and why it may not be decided."""

from __future__ import annotations

from dataclasses import dataclass

from lhextract.corrections.entries import Scope
from lhextract.errors import UsageError
from lhextract.model.correction import Action, Ruling, Value


class DecisionError(UsageError):
    """What a steward wants cannot be decided; `key` is the part of the wish that is at fault."""

    def __init__(self, key: str, found: object, allowed: str, hint: str | None = None) -> None:
        self.key, self.found, self.allowed = key, found, allowed
        message = f"{key}: found {found!r}, allowed is {allowed}"
        super().__init__(f"{message}; {hint}" if hint else message)


class StaleError(UsageError):
    """Somebody has decided meanwhile what the author has not seen; `now` is what stands, nothing was written."""

    exit_code = 4

    def __init__(self, record: str, path: str, now: Ruling | None, heads: tuple[str, ...]) -> None:
        self.record, self.path, self.now, self.heads = record, path, now, heads
        by = ", ".join(dict.fromkeys(opinion.author for opinion in now.opinions)) if now else "somebody"
        super().__init__(
            f"{record} {path}: {by} has decided about this meanwhile, so nothing was written; "
            "look at it and decide again"
        )


@dataclass(frozen=True, slots=True)
class Wish:
    """What a steward wants: `path` may lead into an item (`years.yr-1.role`), or name a list for `add`.

    `place` is what was selected of the page's text, `[start, end)`. `seen` are the decisions that the author has had
    in view, None for those that stand at this moment.
    """

    action: Action
    record: str
    path: str = ""
    value: Value = None
    reason: str | None = None
    place: Scope | None = None
    seen: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who decides, when (ISO 8601, UTC), and the id that the decision gets."""

    ident: str
    at: str
    author: str
