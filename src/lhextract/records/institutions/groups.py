"""Which forms of a page name the same institution: equal names, long and short form, inflection, the host's names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from lhextract.model.mention import AcronymPair
from lhextract.model.page import PageText
from lhextract.records.institutions.forms import ground_forms
from lhextract.records.name_forms import is_university
from lhextract.registry.keys import name_key


class Groups:
    """Sets of forms, joined two at a time."""

    def __init__(self, forms: Iterable[str]) -> None:
        self._above = {form: form for form in forms}

    def __contains__(self, form: str) -> bool:
        return form in self._above

    def find(self, form: str) -> str:
        """The form that stands for the whole set."""
        while self._above[form] != form:
            self._above[form] = self._above[self._above[form]]
            form = self._above[form]
        return form

    def join(self, one: str, other: str) -> None:
        """Make two sets one; the form that came first stands for both."""
        self._above[self.find(other)] = self.find(one)

    def sets(self) -> dict[str, list[str]]:
        """Every set by the form that stands for it, in the order of first mention."""
        found: dict[str, list[str]] = {}
        for form in self._above:
            found.setdefault(self.find(form), []).append(form)
        return found


def group_forms(page: PageText, forms: Sequence[str], pairs: Sequence[AcronymPair], hosts: Sequence[str]) -> Groups:
    """Group the distinct forms of a page, given in the order of their first mention.

    A short form belongs to the long form that the page pairs it with; one that is paired with several different
    names stays alone. A word that begins the name of exactly one university of the page is that university.
    """
    groups = Groups(forms)
    _join_equal(groups, forms)
    _join_pairs(groups, page, pairs)
    named = [form for form in forms if form.casefold() in {host.casefold() for host in hosts}]
    for form in named[1:]:
        groups.join(named[0], form)
    _join_first_words(groups, forms)
    return groups


def _join_equal(groups: Groups, forms: Sequence[str]) -> None:
    """Forms of one key, and inflected forms of a form that the page has as well."""
    by_key: dict[str, str] = {}
    for form in forms:
        first = by_key.setdefault(name_key(form), form)
        if first != form:
            groups.join(first, form)
    for form in forms:
        for ground in ground_forms(form):
            other = by_key.get(name_key(ground))
            if other is not None and groups.find(other) != groups.find(form):
                groups.join(other, form)


def _join_pairs(groups: Groups, page: PageText, pairs: Sequence[AcronymPair]) -> None:
    longs: dict[str, dict[str, None]] = {}
    for pair in pairs:
        long, short = page.slice(pair.long), page.slice(pair.short)
        if long in groups and short in groups:
            longs.setdefault(short, {})[groups.find(long)] = None
    for short, names in longs.items():
        if len(names) == 1:
            groups.join(next(iter(names)), short)


def _join_first_words(groups: Groups, forms: Sequence[str]) -> None:
    """Join "Chalmers" to "Chalmers University of Technology", where no other university begins so."""
    whole: dict[str, dict[str, None]] = {}
    for form in forms:
        if " " in form and is_university(form):
            whole.setdefault(form.split()[0], {})[groups.find(form)] = None
    for form in forms:
        universities = whole.get(form, {})
        if " " not in form and form[0].isupper() and not form.isupper() and len(universities) == 1:
            groups.join(next(iter(universities)), form)


def canonical_form(forms: Sequence[str], shorts: Mapping[str, str], hosts: Sequence[str]) -> str:
    """The form to show: the host's full name, else the first that is neither short form nor inflected."""
    known = {host.casefold() for host in hosts}
    if any(form.casefold() in known for form in forms):
        return hosts[0]
    long = [form for form in forms if form not in shorts] or list(forms)
    keys = {name_key(form): form for form in reversed(long)}
    for form in long:
        if all(keys.get(name_key(ground), form) == form for ground in ground_forms(form)):
            return form
    return long[0]
