"""Finds the reasons of this folder and asks each of them whether the run is to be held."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from lhextract import holding
from lhextract.holding.code import Basis, Code
from lhextract.holding.subject import Before, Candidate, Subject, look_at
from lhextract.language.cues import Cues
from lhextract.model.hold import Hold

Check = Callable[[Subject], Iterable[Hold]]


@cache
def load_modules() -> tuple[ModuleType, ...]:
    """Every module of this folder that has a function `check`, by name."""
    names = sorted(module.name for module in iter_modules(holding.__path__))
    modules = (import_module(f"{holding.__name__}.{name}") for name in names)
    return tuple(module for module in modules if hasattr(module, "check"))


def load_checks() -> tuple[Check, ...]:
    """The reasons, in the order in which they are asked."""
    return tuple(module.check for module in load_modules())


def known_codes() -> dict[str, Code]:
    """Every kind of hold by its name: the `CODES` of the modules."""
    return {code.name: code for module in load_modules() for code in module.CODES}


def find_holds(candidate: Candidate, before: Before | None, *, cues: Cues, new_page: bool = True) -> tuple[Hold, ...]:
    """Return every reason to hold a run; none means that the page looks like the page.

    `before` is the extraction in force, None on a first run. Where not `new_page` the snapshot is the one in force,
    which a person has accepted or no reason held: then it is only compared with `before`. What the page says of
    itself comes first, then what comes of it, then what differs from the last time.
    """
    subject = look_at(candidate, before, cues)
    found = [hold for check in load_checks() for hold in check(subject)]
    codes = known_codes()
    if not new_page:
        found = [hold for hold in found if codes[hold.code].basis is Basis.BEFORE]
    return tuple(sorted(found, key=lambda hold: (codes[hold.code].basis is Basis.BEFORE, codes[hold.code].symptom)))
