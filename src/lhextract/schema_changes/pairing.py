"""Which form of the old schema is which of the new one, and what the types that have no partner mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lhextract.model.version import Level
from lhextract.schema_changes.difference import Difference, difference
from lhextract.schema_changes.forms import ANY, Form

NULL = "null"


@dataclass(frozen=True, slots=True)
class Paired:
    """Forms of one type in both schemas, and what is said of the others."""

    pairs: tuple[tuple[Form, Form], ...]
    differences: tuple[Difference, ...]


def pair_forms(path: str, old: Sequence[Form], new: Sequence[Form]) -> Paired:
    """Pair the forms of a path: equal ones, then the last two of a type, then whole numbers with numbers."""
    ours, theirs = list(old), list(new)
    pairs = [(form, form) for form in ours if form in theirs]
    for form, _ in pairs:
        ours.remove(form)
        theirs.remove(form)
    for form in tuple(ours):
        same = [one for one in theirs if one.type == form.type]
        if len(same) == 1 and sum(one.type == form.type for one in ours) == 1:
            pairs.append((form, same[0]))
            ours.remove(form)
            theirs.remove(same[0])
    differences = list(_narrowed(path, ours, theirs, pairs))
    differences += _unpaired(path, ours, theirs, types={form.type for form in old}, kept=bool(pairs))
    return Paired(tuple(pairs), tuple(differences))


def _narrowed(
    path: str, ours: list[Form], theirs: list[Form], pairs: list[tuple[Form, Form]]
) -> Iterator[Difference]:
    """A type that the old one holds: a number that is whole now, or one type where any was allowed."""
    for form in tuple(theirs):
        wider = next((one for one in ours if _holds(one.type, form.type)), None)
        if wider is None:
            continue
        theirs.remove(form)
        if not any(one is wider for one, _ in pairs):
            pairs.append((wider, form))
        what = f"{_named(form)} only, where {_named(wider)} was allowed"
        yield difference(path, what, Level.REVISION, "older documents may have values of another type")
    for wider, _ in pairs:
        if wider in ours:
            ours.remove(wider)


def _holds(wider: str, narrower: str) -> bool:
    return (wider, narrower) == ("number", "integer") or (wider == ANY and narrower != ANY)


def _unpaired(
    path: str, ours: Sequence[Form], theirs: Sequence[Form], *, types: set[str], kept: bool
) -> Iterator[Difference]:
    """What is gone and what has come; where nothing but null is left of the old, readers know nothing of the new."""
    for form in theirs:
        what = f"{_named(form)} may come"
        if form.type == NULL:
            yield difference(path, what, Level.REVISION, "readers that rely on a value fail where there is none")
        elif form.type in types:
            yield difference(path, what, Level.REVISION, "values may come in a form that no reader has met")
        else:
            yield difference(path, what, Level.MODEL, "values come in a type that no reader expects")
    for form in ours:
        level = Level.REVISION if kept or form.type == NULL else Level.MODEL
        why = "older documents may have it" if level is Level.REVISION else "no value that readers know comes any more"
        yield difference(path, f"{_named(form)} no longer comes", level, why)


def _named(form: Form) -> str:
    return {NULL: "null", ANY: "anything"}.get(form.type, f"a value of type {form.type}")
