"""Every pattern that the program compiles and how it is used, seen while it runs: patterns of cue words included."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, fields, is_dataclass
from inspect import signature
from pathlib import Path
from re import _compiler as compiler  # type: ignore[attr-defined]
from types import FrameType
from typing import Any

import lhextract
from lhextract.language.cues import Cues

PACKAGE = str(Path(lhextract.__file__).parent)
Key = tuple[str | bytes, int]


@dataclass(slots=True)
class Seen:
    """What was compiled in files of the package: pattern and flags to its places, and the methods that were called."""

    places: dict[Key, set[str]] = field(default_factory=dict)
    uses: dict[Key, set[str]] = field(default_factory=dict)


@contextmanager
def watched(*, uses: bool = False) -> Iterator[Seen]:
    """Note what is compiled meanwhile. `uses`: what is done with it, too, which takes a multiple of the time."""
    seen = Seen()
    original = compiler.compile

    def compiling(pattern: Any, flags: int = 0) -> re.Pattern[Any]:
        made: re.Pattern[Any] = original(pattern, flags)
        place = _place(sys._getframe(1))
        if place is not None:
            seen.places.setdefault((made.pattern, made.flags), set()).add(place)
        return made

    def calling(_: FrameType, event: str, called: Any) -> None:
        if event == "c_call" and isinstance(getattr(called, "__self__", None), re.Pattern):
            made = called.__self__
            seen.uses.setdefault((made.pattern, made.flags), set()).add(called.__name__)

    re.purge()
    compiler.compile = compiling
    if uses:
        sys.setprofile(calling)
    try:
        yield seen
    finally:
        sys.setprofile(None)
        compiler.compile = original


def import_all() -> None:
    """Import every module of the package, so that what modules compile is compiled."""
    for module in pkgutil.walk_packages(lhextract.__path__, "lhextract."):
        if not module.name.endswith("__main__"):
            with suppress(ImportError):  # of an extra that is not installed
                importlib.import_module(module.name)


def standing(cues: Cues) -> Iterator[tuple[Key, str]]:
    """Each pattern that modules keep, and that their functions make of the cue words: pattern and flags, the module."""
    import_all()
    for name, module in sorted(sys.modules.items()):
        if name.startswith("lhextract."):
            for value in list(vars(module).values()):
                is_maker = hasattr(value, "cache_info") and value.__module__ == name
                takes = [str(one.annotation) for one in signature(value).parameters.values()] if is_maker else []
                for pattern in _patterns_in(value(cues) if takes == ["Cues"] else value):
                    yield (pattern.pattern, pattern.flags), name


def _patterns_in(value: object) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, tuple | list | frozenset):
        for one in value:
            yield from _patterns_in(one)
    elif isinstance(value, dict):
        yield from _patterns_in(list(value.values()))
    elif is_dataclass(value) and not isinstance(value, type):
        yield from _patterns_in([getattr(value, one.name) for one in fields(value)])


def inline() -> Iterator[tuple[Key, str, str]]:
    """Each pattern that stands in a call such as `re.sub("...")`: pattern and flags, the method, the place."""
    for path in sorted(Path(PACKAGE).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                is_ours = isinstance(node.func.value, ast.Name) and node.func.value.id == "re" and node.args
                pattern = node.args[0].value if is_ours and isinstance(node.args[0], ast.Constant) else None
                if isinstance(pattern, str | bytes) and node.func.attr not in {"compile", "escape"}:
                    flags = sum(
                        getattr(re, one.attr).value
                        for argument in [*node.args[1:], *(keyword.value for keyword in node.keywords)]
                        for one in ast.walk(argument)
                        if isinstance(one, ast.Attribute) and isinstance(getattr(re, one.attr, None), re.RegexFlag)
                    )
                    made = re.compile(pattern, flags)
                    yield (made.pattern, made.flags), node.func.attr, f"{path.relative_to(PACKAGE)}:{node.lineno}"


def named_uses() -> dict[str, set[str]]:
    """The place where a pattern gets its name ("a/b.py:12"), to the methods called on what has this name anywhere."""
    places: dict[str, str] = {}
    methods: dict[str, set[str]] = {}
    for path in sorted(Path(PACKAGE).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call) and len(node.targets) == 1:
                places |= {f"{path.relative_to(PACKAGE)}:{node.value.lineno}": ast.unparse(node.targets[0])}
            elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name | ast.Attribute):
                name = node.value.id if isinstance(node.value, ast.Name) else node.value.attr
                methods.setdefault(name, set()).add(node.attr)
    return {place: methods[name] for place, name in places.items() if name in methods}


def _place(frame: FrameType | None) -> str | None:
    """The line of the package that asked for a pattern, None if another library did."""
    while frame is not None and Path(frame.f_code.co_filename).parent.name == "re":
        frame = frame.f_back
    if frame is None or not frame.f_code.co_filename.startswith(PACKAGE):
        return None
    return f"{frame.f_code.co_filename.removeprefix(PACKAGE)[1:]}:{frame.f_lineno}"
