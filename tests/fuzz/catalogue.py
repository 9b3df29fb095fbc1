"""All targets: every module in `targets/` offers one as `TARGET`."""

from __future__ import annotations

import importlib
import pkgutil

from tests.fuzz import targets
from tests.fuzz.target import Target


def names() -> list[str]:
    """The names of all targets, without importing one."""
    return sorted(module.name for module in pkgutil.iter_modules(targets.__path__))


def load(name: str) -> Target:
    """The target of that name, which is the name of its module; with points in it, of a module elsewhere."""
    module = name if "." in name else f"{targets.__name__}.{name}"
    target: Target = importlib.import_module(module).TARGET
    if target.name != name:
        raise ValueError(f"{module}: found the name {target.name!r}, allowed is {name!r}")
    return target
