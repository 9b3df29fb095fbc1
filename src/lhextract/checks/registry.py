"""Finds the checks of this folder and runs them in a fixed order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from lhextract import checks
from lhextract.model.finding import Finding, Severity
from lhextract.model.record import Records


@dataclass(frozen=True, slots=True)
class Expectations:
    """What a profile says a good extraction has; None where it says nothing."""

    initiatives: int | None = None
    categories: int | None = None


Check = Callable[[Records, Expectations], Iterator[Finding]]
WORST_FIRST = (Severity.ERROR, Severity.WARNING, Severity.INFO)


@cache
def load_checks() -> tuple[Check, ...]:
    """Every module of this folder that has a function `check`, by name."""
    names = sorted(module.name for module in iter_modules(checks.__path__))
    modules = (import_module(f"{checks.__name__}.{name}") for name in names)
    return tuple(module.check for module in modules if hasattr(module, "check"))


def run_checks(records: Records, expectations: Expectations) -> tuple[Finding, ...]:
    """Return all findings, the worst first, then in page order."""
    found = [finding for check in load_checks() for finding in check(records, expectations)]
    return tuple(
        sorted(
            found,
            key=lambda f: (
                WORST_FIRST.index(f.severity),
                f.spans[0].start if f.spans else -1,
                f.code,
                f.message,
            ),
        )
    )
