"""Two schemas to their differences, each with its level: what an importer who knows the old one meets in the new."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lhextract.model.meaning import SENSE
from lhextract.model.version import Level
from lhextract.schema_changes.difference import Difference, difference, least_bump
from lhextract.schema_changes.forms import Form, Schema, forms_of, resolve
from lhextract.schema_changes.keywords import compare_keywords, shown
from lhextract.schema_changes.pairing import pair_forms

WORDS = ("title", "description", "examples", "default", "deprecated")
NOTHING: Mapping[str, Any] = {}


def compare_schemas(old: Schema, new: Schema) -> tuple[Difference, ...]:
    """Return what differs, in the order of the old schema; nothing where both allow the same in the same words."""
    roots = tuple(root if isinstance(root, Mapping) else NOTHING for root in (old, new))
    return tuple(_Comparison(*roots).compare("", old, new, frozenset()))


Above = frozenset[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class _Comparison:
    """Both files, in which references are looked up."""

    old: Mapping[str, Any]
    new: Mapping[str, Any]

    def compare(self, path: str, old: Schema, new: Schema, above: Above) -> Iterator[Difference]:
        """The differences at a path; `above` are the pairs of schemas that it lies in, so that circles end."""
        pair = (id(old), id(new))
        if pair in above:
            return
        inside = above | {pair}
        yield from _words(path, resolve(old, self.old), resolve(new, self.new))
        forms = forms_of(old, self.old), forms_of(new, self.new)
        paired = pair_forms(path, *forms, judge=lambda a, b: least_bump(self._within(path, a, b, inside)))
        yield from paired.differences
        for one, other in paired.pairs:
            yield from self._within(path, one, other, inside)

    def _within(self, path: str, old: Form, new: Form, above: Above) -> Iterator[Difference]:
        yield from compare_keywords(path, old, new)
        yield from self._keys(path, old, new, above)
        yield from self._items(path, old, new, above)

    def _keys(self, path: str, old: Form, new: Form, above: Above) -> Iterator[Difference]:
        ours, theirs = (form.keywords.get("properties", NOTHING) for form in (old, new))
        rest, rest_now = (form.keywords.get("additionalProperties", True) for form in (old, new))
        must, must_now = (frozenset(form.keywords.get("required", ())) for form in (old, new))
        settled: set[str] = set()  # keys of which no more is to be said
        for name in dict.fromkeys((*ours, *theirs)):
            where = _joined(path, name)
            if name not in theirs:
                settled.add(name)
                yield difference(where, "the key is gone", Level.MODEL, "readers find nothing, or nothing promised")
            elif name in ours or isinstance(rest, Mapping):
                yield from self.compare(where, ours.get(name, rest), theirs[name], above)
            else:
                settled |= {name} - must
                yield difference(where, "a new key", Level.ADDITION, "who does not look for it misses nothing")
        for name in sorted((must ^ must_now) - settled):
            yield _presence(_joined(path, name), now=name in must_now)
        yield from self._other_keys(path, rest, rest_now, above)

    def _other_keys(self, path: str, old: Schema, new: Schema, above: Above) -> Iterator[Difference]:
        """What is promised of keys that have no name in the schema: a map's values, or that there are none."""
        if old is True and new is True:
            return
        before, now = bool(forms_of(old, self.old)), bool(forms_of(new, self.new))
        if before and now:
            yield from self.compare(_joined(path, "*"), old, new, above)
        elif now:
            yield difference(path, "other keys may come", Level.REVISION, "a strict reader refuses keys without a name")
        elif before:
            why = "documents that have some are not valid any more"
            yield difference(path, "no other keys may come", Level.REVISION, why)

    def _items(self, path: str, old: Form, new: Form, above: Above) -> Iterator[Difference]:
        ours, theirs = (form.keywords.get("items", True) for form in (old, new))
        if ours is not True or theirs is not True:
            yield from self.compare(f"{path}[]", ours, theirs, above)


def _joined(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _presence(where: str, *, now: bool) -> Difference:
    if now:
        return difference(where, "the key is never missing", Level.REVISION, "older documents without it are not valid")
    return difference(where, "the key may be missing", Level.REVISION, "readers that rely on it fail where it is")


def _words(path: str, old: Schema, new: Schema) -> Iterator[Difference]:
    ours, theirs = (one if isinstance(one, Mapping) else NOTHING for one in (old, new))
    if ours.get(SENSE, 1) != theirs.get(SENSE, 1):
        yield difference(path, "the meaning is another", Level.MODEL, "values are read as what they are not")
    for word in WORDS:
        if ours.get(word) != theirs.get(word):
            what = f"{word}: {shown(ours.get(word))} became {shown(theirs.get(word))}"
            yield difference(path, what, Level.NONE, "words for people; where they mean something else, raise `sense`")
