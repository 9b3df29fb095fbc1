"""The inputs of a batch: files, folders, globs, lists, web archives and URLs, as tasks in an order of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from lhextract.batch.inputs.found import Found, LeftOut
from lhextract.batch.inputs.kinds import look_at
from lhextract.batch.inputs.register import Register
from lhextract.batch.task import Task
from lhextract.errors import UsageError


def tasks_of(inputs: Sequence[str], *, start: Path, tell: Callable[[LeftOut], None] = lambda _: None) -> Iterator[Task]:
    """The pages of all inputs, numbered from 0; the order depends on the inputs and on nothing else.

    Relative paths are meant from `start`. `tell` is told what each archive holds, once it is passed through. Raises
    `UsageError` for an input, or a row of a list, that cannot be meant; a page that is missing or cannot be read is a
    task like any other. Pages are looked for as tasks are taken: nothing is held in memory but ids and places.
    """
    found = [look_at(given, start=start, tell=tell) for given in inputs]
    return _numbered(found, inputs, start=start)


def _numbered(found: list[Iterator[Found]], inputs: Sequence[str], *, start: Path) -> Iterator[Task]:
    register = Register(start)
    number = 0
    for pages in found:
        for page in pages:
            task = register.task(page)
            if task is not None:
                number += 1
                yield task
    if not number:
        raise UsageError(f"{', '.join(inputs)}: found no page in it; look what the list or archive holds")
