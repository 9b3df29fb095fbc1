"""`changes.jsonl`: one change a line, all keys on every line, in the order of `model/change.py`."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from functools import cache

from pydantic import TypeAdapter, ValidationError

from lhextract.errors import UsageError
from lhextract.model.change import Change


@cache
def _adapter() -> TypeAdapter[Change]:
    return TypeAdapter(Change)


def write_changes(changes: Iterable[Change]) -> str:
    """Return the text of the file; no change is an empty one."""
    return "".join(json.dumps(asdict(change), ensure_ascii=False) + "\n" for change in changes)


def read_changes(text: str, *, name: str) -> tuple[Change, ...]:
    """Read the text back; `name` is what messages call the file. Raises `UsageError` for a line that is no change."""
    lines = text.removesuffix("\n").split("\n") if text else []  # not splitlines: texts may hold U+2028
    return tuple(_read(line, f"{name}, line {number}") for number, line in enumerate(lines, 1))


def _read(line: str, where: str) -> Change:
    advice = "allowed is a line that lhextract wrote; restore the file, or remove it"
    try:
        document = json.loads(line)
        change = _adapter().validate_python(document)
    except ValidationError as error:
        problem = error.errors()[0]
        key = ".".join(map(str, problem["loc"])) or "line"
        raise UsageError(f"{where}: {key}: found {problem['input']!r} ({problem['msg']}), {advice}") from error
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{where}: found no JSON ({error}), {advice}") from error
    if json.loads(write_changes([change])) != document:  # pydantic passes over keys that it does not know
        raise UsageError(f"{where}: found a key or a type that changes do not have, {advice}")
    return change
