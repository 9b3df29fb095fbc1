"""Finds the formats of this folder."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from lhextract import formats
from lhextract.formats.form import Format


@cache
def load_formats() -> Mapping[str, Format]:
    """The `FORMAT` of every module that has one, by its name, in the order of the modules; no name may stand twice."""
    modules = [
        import_module(f"{formats.__name__}.{name}") for name in sorted(m.name for m in iter_modules(formats.__path__))
    ]
    return by_name([module.FORMAT for module in modules if hasattr(module, "FORMAT")])


def by_name(found: list[Format]) -> Mapping[str, Format]:
    """The formats by their names; two of the same name raise `AssertionError`."""
    named = {each.name: each for each in found}
    if len(named) != len(found):
        raise AssertionError(f"two formats have the same name: {[each.name for each in found]}")
    return named
