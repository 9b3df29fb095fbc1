"""Finds the checks of this folder and runs them in a fixed order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from lhextract import checks
from lhextract.checks.phone_uses import Use, places_of, uses_of
from lhextract.language.cues import Cues
from lhextract.model.correction import Ruling, Unread
from lhextract.model.finding import Finding, Severity, TextSpan
from lhextract.model.mention import Label
from lhextract.model.record import RecordLine, Records
from lhextract.phones.plan import Exchange, learn_plan


@dataclass(frozen=True, slots=True)
class Expectations:
    """What a profile says a good extraction has; None or nothing where it says nothing.

    `minimum` maps what is counted ("contacts") to the least number of it, `per_category` a category (its label, or
    its path joined by " › ") to its number of initiatives; `required` names what every initiative has.
    """

    initiatives: int | None = None
    categories: int | None = None
    minimum: Mapping[str, int] = field(default_factory=dict)
    per_category: Mapping[str, int] = field(default_factory=dict)
    required: tuple[str, ...] = ()
    phone_prefixes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Subject:
    """What is checked: finished records, the canonical text that their offsets refer to, and what was expected.

    `rulings` say how stewards' decisions stand, `unread` which of their files could not be read.
    """

    records: Records
    text: str
    cues: Cues
    expectations: Expectations = field(default_factory=Expectations)
    rulings: tuple[Ruling, ...] = ()
    unread: tuple[Unread, ...] = ()

    @cached_property
    def uses(self) -> tuple[Use, ...]:
        """The numbers of the page in page order; one that stands once for two contacts comes twice."""
        return tuple(uses_of(self.records))

    @cached_property
    def places(self) -> tuple[Use, ...]:
        """The numbers of the page, each place in the text once."""
        return tuple(places_of(self.uses))

    @cached_property
    def plan(self) -> tuple[Exchange, ...]:
        """The numbering of the page."""
        return learn_plan((use.phone.raw, use.phone.e164, use.phone.region) for use in self.uses)

    @cached_property
    def person_ids(self) -> Mapping[tuple[str, str], str]:
        """(initiative, name) to the id of the person so named there: one person may be named in several ways."""
        return {
            (mention.initiative, mention.text): mention.person
            for mention in self.records.mentions
            if mention.type is Label.PERSON and mention.initiative and mention.person
        }

    def line_text(self, line: RecordLine) -> str:
        """The text of a line."""
        return self.text[line.start : line.end]

    def owned_lines(self) -> dict[str, list[RecordLine]]:
        """The lines of each initiative that are not blank, by its id."""
        owned: dict[str, list[RecordLine]] = {initiative.id: [] for initiative in self.records.initiatives}
        for line in self.records.lines:
            if line.initiative is not None and line.end > line.start:
                owned[line.initiative].append(line)
        return owned


@dataclass(frozen=True, slots=True)
class Code:
    """A kind of finding: how much it matters, what it means, an example, and what to do about it.

    docs/findings.md is made from these.
    """

    name: str
    severity: Severity
    meaning: str
    example: str
    remedy: str

    def at(
        self,
        message: str,
        *spans: tuple[int, int],
        initiative: str | None = None,
        field: str | None = None,
    ) -> Finding:
        """A finding of this kind at some places of the page."""
        return Finding(
            self.name, self.severity, message, initiative, field, tuple(TextSpan(start, end) for start, end in spans)
        )


Check = Callable[[Subject], Iterable[Finding]]
WORST_FIRST = (Severity.ERROR, Severity.WARNING, Severity.NOTE)


@cache
def load_modules() -> tuple[ModuleType, ...]:
    """Every module of this folder that has a function `check`, by name."""
    names = sorted(module.name for module in iter_modules(checks.__path__))
    modules = (import_module(f"{checks.__name__}.{name}") for name in names)
    return tuple(module for module in modules if hasattr(module, "check"))


def load_checks() -> tuple[Check, ...]:
    """The checks, in the order in which they run."""
    return tuple(module.check for module in load_modules())


def known_codes() -> dict[str, Code]:
    """Every kind of finding by its name: the `CODES` of the modules with a check."""
    return {code.name: code for module in load_modules() for code in module.CODES}


# What a slow check read the last time, by its module, and what it found: its `reads` says what it depends on.
Memo = dict[str, tuple[tuple[object, ...], tuple[Finding, ...]]]


def run_checks(subject: Subject, *, memo: Memo | None = None) -> tuple[Finding, ...]:
    """Return all findings, the worst first, then in page order.

    With a `memo`, the slow checks are not run again while what they read is the same.
    """
    return tuple(sorted(_findings(subject, memo if memo is not None else {}), key=_rank))


def _findings(subject: Subject, memo: Memo) -> Iterator[Finding]:
    for module in load_modules():
        if not hasattr(module, "reads"):
            yield from module.check(subject)
            continue
        read = (subject.text, *module.reads(subject))
        if module.__name__ not in memo or memo[module.__name__][0] != read:
            memo[module.__name__] = read, tuple(module.check(subject))
        yield from memo[module.__name__][1]


def _rank(finding: Finding) -> tuple[int, int, str, str]:
    start = finding.spans[0].start if finding.spans else -1
    return WORST_FIRST.index(finding.severity), start, finding.code, finding.message
