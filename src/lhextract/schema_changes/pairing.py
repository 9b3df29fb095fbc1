"""Which form of the old schema is which of the new one, and what it means that one has no partner."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from lhextract.model.version import Level
from lhextract.schema_changes.difference import Difference, difference
from lhextract.schema_changes.forms import ANY, Form

NULL = "null"
Judge = Callable[[Form, Form], Level]


@dataclass(frozen=True, slots=True)
class Paired:
    """Forms that are each other's, and what is said of those that have changed their type, come or gone."""

    pairs: tuple[tuple[Form, Form], ...]
    differences: tuple[Difference, ...]


def pair_forms(path: str, old: Sequence[Form], new: Sequence[Form], *, judge: Judge) -> Paired:
    """Pair the forms of a path: by type, where a type has several by how little differs (`judge`)."""
    types = {form.type for form in old}
    ours, theirs = list(old), list(new)
    pairs = list(_of_a_type(ours, theirs, judge))
    narrowed = list(_narrowed(ours, theirs))
    said = [
        difference(
            path,
            f"only {_named(form)} may come, where {_named(wider)} might",
            Level.REVISION,
            "older documents may have values of another type",
        )
        for wider, form in narrowed
    ]
    pairs += narrowed
    kept = any(form.type != NULL for _, form in pairs)
    said += [*_come(path, theirs, types), *_gone(path, ours, kept=kept)]
    return Paired(tuple(pairs), tuple(said))


def _of_a_type(ours: list[Form], theirs: list[Form], judge: Judge) -> Iterator[tuple[Form, Form]]:
    """Take the pairs out of both lists: the only two of a type, or the closest, unless they have nothing in common."""
    for type_ in dict.fromkeys(form.type for form in ours):
        mine, yours = ([form for form in forms if form.type == type_] for forms in (ours, theirs))
        if len(mine) == len(yours) == 1:
            found = [(mine[0], yours[0])]
        else:
            judged = sorted(
                ((judge(one, other), i, j) for i, one in enumerate(mine) for j, other in enumerate(yours)),
            )
            found = list(_closest(judged, mine, yours))
        for one, other in found:
            ours.remove(one)
            theirs.remove(other)
        yield from found


def _closest(
    judged: Sequence[tuple[Level, int, int]], mine: Sequence[Form], yours: Sequence[Form]
) -> Iterator[tuple[Form, Form]]:
    taken: tuple[set[int], set[int]] = set(), set()
    for level, i, j in judged:
        if level < Level.MODEL and i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
            yield mine[i], yours[j]


def _narrowed(ours: list[Form], theirs: list[Form]) -> Iterator[tuple[Form, Form]]:
    """A type that the old one holds: a number that is whole now, or one type where any was allowed."""
    used = []
    for form in tuple(theirs):
        wider = next((one for one in ours if _holds(one.type, form.type)), None)
        if wider is not None:
            theirs.remove(form)
            used.append(wider)
            yield wider, form
    for wider in used:
        if wider in ours:
            ours.remove(wider)


def _holds(wider: str, narrower: str) -> bool:
    return (wider, narrower) == ("number", "integer") or (wider == ANY and narrower != ANY)


def _come(path: str, theirs: Sequence[Form], types: set[str]) -> Iterator[Difference]:
    for form in theirs:
        what = f"{_named(form)} may come"
        if form.type == NULL:
            yield difference(path, what, Level.REVISION, "readers that rely on a value fail where there is none")
        elif any(form.type == one or _holds(one, form.type) for one in types):
            yield difference(path, what, Level.REVISION, "values may come in a form that no reader has met")
        else:
            yield difference(path, what, Level.MODEL, "values come in a type that no reader expects")


def _gone(path: str, ours: Sequence[Form], *, kept: bool) -> Iterator[Difference]:
    """Where nothing but null is left of the old forms, no reader knows what comes now."""
    for form in ours:
        if kept or form.type == NULL:
            why = "older documents may have it"
            yield difference(path, f"{_named(form)} no longer comes", Level.REVISION, why)
        else:
            why = "no value that readers know comes any more"
            yield difference(path, f"{_named(form)} no longer comes", Level.MODEL, why)


def _named(form: Form) -> str:
    return {NULL: "null", ANY: "anything"}.get(form.type, f"a value of type {form.type}")
