"""Finds the formats of this folder."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from lhextract import formats
from lhextract.formats.form import Format


@cache
def all_formats() -> Mapping[str, Format]:
    """The formats by name: the `FORMAT` of each module here, in the order of the modules' names.

    Two of one name are an error of ours. What a format needs is imported when it writes, so that this is quick.
    """
    found: dict[str, Format] = {}
    for info in iter_modules(formats.__path__):
        form = getattr(import_module(f"{formats.__name__}.{info.name}"), "FORMAT", None)
        if form is None:
            continue
        if form.name in found:
            raise AssertionError(f"two formats are called {form.name}")
        found[form.name] = form
    return found
