"""What is asked for, and what came of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from lhextract.errors import UsageError
from lhextract.model.identity import Withdrawn
from lhextract.model.record import Records

LANGUAGE = re.compile(r"[a-z]{2,3}")
# By reason, which is the option ("min-confidence"), and by kind ("initiatives", "phones"): how many were left out.
LeftOut = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Selection:
    """What of the records is wanted; without anything, all of them.

    `only_confirmed`: values that a steward confirmed or set. `min_confidence`, 0 to 1: nothing that is less sure.
    `categories`: an id, a heading, or headings joined by " › ". `contacts` False: nobody's name or number.
    `since`: the older extraction, as A of `lhextract diff`. `languages`: codes of ISO 639.
    """

    only_confirmed: bool = False
    min_confidence: float | None = None
    categories: tuple[str, ...] = ()
    contacts: bool = True
    since: str | None = None
    languages: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Raise `UsageError` for what would leave out everything by mistake."""
        if self.min_confidence is not None and not 0 <= self.min_confidence <= 1:
            raise UsageError(f"--min-confidence: found {self.min_confidence}, allowed is 0 to 1, such as 0.8")
        for code in self.languages:
            if not LANGUAGE.fullmatch(code):
                raise UsageError(f"--language: found {code!r}, allowed is a code of ISO 639 such as en or de")


@dataclass(frozen=True, slots=True)
class Selected:
    """The records that are left, and their text: the same, or of the same length with masks in it.

    `withdrawn` are the ids, with what had them before each, that readers of these records have to forget.
    """

    records: Records
    text: str
    left_out: LeftOut = field(default_factory=dict)
    withdrawn: Withdrawn = ()

    @property
    def is_left_out(self) -> bool:
        """Whether the source is not wanted at all."""
        return "language" in self.left_out
