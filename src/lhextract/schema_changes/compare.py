"""Two schemas to their differences, each with its level: what an importer who knows the old one meets in the new."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lhextract.model.version import Level
from lhextract.schema_changes.difference import Difference, difference
from lhextract.schema_changes.forms import Form, Schema, forms_of, resolve
from lhextract.schema_changes.keywords import compare_keywords, shown
from lhextract.schema_changes.pairing import pair_forms

WORDS = ("title", "description", "examples", "default", "deprecated")
SENSE = "x-sense"
NOTHING: Mapping[str, Any] = {}


def compare_schemas(old: Schema, new: Schema) -> tuple[Difference, ...]:
    """Return what differs, in the order of the old schema; nothing where both allow the same in the same words."""
    roots = tuple(root if isinstance(root, Mapping) else NOTHING for root in (old, new))
    return tuple(_Comparison(*roots).compare("", old, new, frozenset()))


@dataclass(frozen=True, slots=True)
class _Comparison:
    """Both files, in which references are looked up."""

    old: Mapping[str, Any]
    new: Mapping[str, Any]

    def compare(self, path: str, old: Schema, new: Schema, above: frozenset[tuple[int, int]]) -> Iterator[Difference]:
        """The differences at a path; `above` are the pairs of schemas that it lies in, so that circles end."""
        pair = (id(old), id(new))
        if pair in above:
            return
        yield from _words(path, resolve(old, self.old), resolve(new, self.new))
        paired = pair_forms(path, forms_of(old, self.old), forms_of(new, self.new))
        yield from paired.differences
        for one, other in paired.pairs:
            yield from compare_keywords(path, one, other)
            yield from self._keys(path, one, other, above | {pair})
            yield from self._items(path, one, other, above | {pair})

    def _keys(self, path: str, old: Form, new: Form, above: frozenset[tuple[int, int]]) -> Iterator[Difference]:
        ours, theirs = (form.keywords.get("properties", NOTHING) for form in (old, new))
        rest, other_rest = (form.keywords.get("additionalProperties", True) for form in (old, new))
        must, must_now = (frozenset(form.keywords.get("required", ())) for form in (old, new))
        for name in dict.fromkeys((*ours, *theirs)):
            where = f"{path}.{name}".lstrip(".")
            if name not in theirs:
                yield difference(
                    where, "the key is gone", Level.MODEL, "whoever reads it finds nothing, or nothing promised"
                )
            elif name not in ours and isinstance(rest, Mapping):
                yield from self.compare(where, rest, theirs[name], above)
            elif name not in ours:
                yield difference(where, "a new key", Level.ADDITION, "who does not look for it misses nothing")
            else:
                yield from self.compare(where, ours[name], theirs[name], above)
                yield from _presence(where, name in must, name in must_now)
        for name in sorted((must ^ must_now) - {*ours, *theirs}):
            yield from _presence(f"{path}.{name}".lstrip("."), name in must, name in must_now)
        yield from self._other_keys(path, rest, other_rest, above)

    def _other_keys(self, path: str, old: Schema, new: Schema, above: frozenset[tuple[int, int]]) -> Iterator[Difference]:
        """What is promised of keys that have no name in the schema: a map's values, or that there are none."""
        allowed = [bool(forms_of(one, root)) for one, root in ((old, self.old), (new, self.new))]
        if allowed == [False, True]:
            yield difference(path, "other keys may come", Level.REVISION, "a strict reader refuses keys without a name")
        elif allowed == [True, False]:
            yield difference(path, "no other keys may come", Level.REVISION, "documents that have some are no longer valid")
        elif allowed == [True, True]:
            yield from self.compare(f"{path}.*".lstrip("."), old, new, above)

    def _items(self, path: str, old: Form, new: Form, above: frozenset[tuple[int, int]]) -> Iterator[Difference]:
        ours, theirs = (form.keywords.get("items", True) for form in (old, new))
        if ours is not True or theirs is not True:
            yield from self.compare(f"{path}[]", ours, theirs, above)


def _presence(where: str, before: bool, now: bool) -> Iterator[Difference]:
    if before and not now:
        yield difference(where, "the key may be missing", Level.REVISION, "readers that rely on it fail where it is")
    elif now and not before:
        yield difference(where, "the key is never missing", Level.REVISION, "older documents without it are not valid")


def _words(path: str, old: Schema, new: Schema) -> Iterator[Difference]:
    ours, theirs = (one if isinstance(one, Mapping) else NOTHING for one in (old, new))
    if ours.get(SENSE, 1) != theirs.get(SENSE, 1):
        yield difference(path, "the meaning is another", Level.MODEL, "values are read as what they are not")
    for word in WORDS:
        if ours.get(word) != theirs.get(word):
            what = f"{word}: {shown(ours.get(word))} became {shown(theirs.get(word))}"
            yield difference(path, what, Level.NONE, "words for people; where they mean something else, raise `sense`")


