"""Every mention of an institution to the institution that it names, and their units under their owners."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lhextract.lookups import KnownInstitution, Lookups
from lhextract.minting import mint
from lhextract.model.mention import Label, Mention, Mentions
from lhextract.model.page import PageText
from lhextract.model.record import Institution
from lhextract.records.block_view import BlockView
from lhextract.records.host import HostTest
from lhextract.records.institutions.groups import Groups, canonical_form, group_forms
from lhextract.records.institutions.kinds import kind_of
from lhextract.records.institutions.known import Known
from lhextract.records.institutions.ties import Tie, find_ties, may_be_unit, rank_of
from lhextract.records.name_forms import is_unit, is_university

DEEPEST = 6  # owners above a unit; more than any university has


@dataclass(frozen=True, slots=True)
class Linked:
    """`of` gives the id of the institution that the mention at an offset names; `known` those that a table has.

    `assumed` are ids of what a contact of the page names without an owner: most likely units of the host. As a
    parent it is published only where the name has the form of a unit.
    """

    of: Mapping[int, str]
    institutions: tuple[Institution, ...]
    known: Mapping[str, KnownInstitution]
    assumed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Body:
    """An institution before it has an id: its forms, and the one body that owns it where units of the same name
    belong to several.
    """

    forms: str
    owner: str | None = None


def link_institutions(
    page: PageText, mentions: Mentions, lookups: Lookups, *, hosts: Sequence[str], views: Sequence[BlockView]
) -> Linked:
    """Link all institutions of a page.

    Mentions are one institution if their names are equal (case, inflection, diacritics and legal form aside), if the
    page pairs a long and a short form, or if the lookups give both forms. Units of one name with different owners are
    different. Where several known organisations bear a name, the mention is linked to none of them.
    """
    found = [m for m in mentions.mentions if m.label is Label.INSTITUTION]
    forms = list(dict.fromkeys(m.text for m in found))
    groups = group_forms(page, forms, mentions.acronyms, hosts)
    known = Known(lookups)
    rows = _join_known(groups, known)
    ties = _Owners(found, groups, [*find_ties(views), *_in_contacts_of(views, hosts, found)])
    bodies = {m.span.start: ties.body_of(m) for m in found}
    shorts = {page.slice(pair.short): page.slice(pair.long) for pair in mentions.acronyms}
    return _Builder(groups, rows, hosts, shorts, ties).build(found, bodies)


def _join_known(groups: Groups, known: Known) -> dict[str, KnownInstitution]:
    """Join forms that are one organisation by the lookups; the organisations by the set's first form."""
    by_name: dict[str, str] = {}
    rows: dict[str, KnownInstitution] = {}
    for first, forms in groups.sets().items():
        row = known.find(forms)
        if row is not None:
            rows[row.name] = row
            groups.join(by_name.setdefault(row.name, first), first)
    return {groups.find(first): rows[name] for name, first in by_name.items()}


def _in_contacts_of(views: Sequence[BlockView], hosts: Sequence[str], found: Sequence[Mention]) -> list[Tie]:
    """Units that a contact names without an owner belong to the host, unless its block's contacts name another."""
    is_host = HostTest(hosts)
    host = next((m for m in found if is_host(m.text)), None)
    if host is None:
        return []
    ties = []
    for view in views:
        named = [m for line in view.lines if line.role.is_contact for m in line.of(Label.INSTITUTION)]
        if any(is_university(m.text) and not is_host(m.text) for m in named):
            continue
        ties += [Tie(m.span.start, host.span.start, assumed=True) for m in named if may_be_unit(m.text)]
    return ties


class _Owners:
    """The unit graph of a page: who owns the institution that a mention names."""

    def __init__(self, found: Sequence[Mention], groups: Groups, ties: Sequence[Tie]) -> None:
        self._groups = groups
        set_of = {m.span.start: groups.find(m.text) for m in found}
        self._at: dict[int, str] = {}
        self._said: dict[str, Counter[str]] = {}
        self._assumed: dict[str, str] = {}
        for tie in ties:
            unit, owner = set_of[tie.unit], set_of[tie.owner]
            if unit == owner:
                continue
            if tie.assumed:
                self._assumed.setdefault(unit, owner)
            else:
                self._at.setdefault(tie.unit, owner)
                self._said.setdefault(unit, Counter())[owner] += 1

    def body_of(self, mention: Mention) -> _Body:
        """The body that a mention names: its forms, and the owner if the page has others of the same name."""
        forms = self._groups.find(mention.text)
        roots = {self._root(owner) for owner in self._said.get(forms, ())}
        if len(roots) < 2:
            return _Body(forms)
        said = self._at.get(mention.span.start)
        return _Body(forms, self._root(said) if said is not None else None)

    def owner_of(self, body: _Body) -> str | None:
        """The nearest owner that the page gives: the lowest in rank, then the one named most often."""
        said = [(owner, count) for owner, count in self._said.get(body.forms, Counter()).items()]
        if body.owner is not None:
            said = [(owner, count) for owner, count in said if self._root(owner) == body.owner]
        elif len({self._root(owner) for owner, _ in said}) > 1:
            return None
        if said:
            return min(said, key=lambda row: (rank_of(row[0]) or DEEPEST, -row[1]))[0]
        return self.assumed_owner(body) if is_unit(body.forms) else None

    def assumed_owner(self, body: _Body) -> str | None:
        """The host, where a contact names the body without an owner and nothing else gives it one."""
        if body.owner is not None or self._said.get(body.forms):
            return None
        return self._assumed.get(body.forms)

    def _root(self, forms: str) -> str:
        """The topmost owner, as far as the page has one for each."""
        for _ in range(DEEPEST):
            owners = self._said.get(forms)
            if not owners or len(owners) > 1:
                return forms
            forms = next(iter(owners))
        return forms


class _Builder:
    """Makes institutions of sets of forms."""

    def __init__(
        self,
        groups: Groups,
        rows: Mapping[str, KnownInstitution],
        hosts: Sequence[str],
        shorts: Mapping[str, str],
        owners: _Owners,
    ) -> None:
        self._groups, self._rows, self._owners = groups, rows, owners
        self._is_host = HostTest(hosts)
        self._sets = groups.sets()
        self._names = {
            first: rows[first].name if first in rows else canonical_form(forms, shorts, hosts)
            for first, forms in self._sets.items()
        }

    def build(self, found: Sequence[Mention], bodies: Mapping[int, _Body]) -> Linked:
        """Mint an id for every body and put its forms, kind and owner together."""
        forms: dict[_Body, dict[str, None]] = {}
        for mention in found:
            forms.setdefault(bodies[mention.span.start], {})[mention.text] = None
        ids = {body: self._id(body) for body in forms}
        by_forms = {body.forms: ident for body, ident in reversed(ids.items()) if body.owner is None}
        institutions = tuple(self._institution(body, ids[body], list(own), by_forms) for body, own in forms.items())
        known = {ids[body]: self._rows[body.forms] for body in forms if body.forms in self._rows}
        assumed = frozenset(ids[body] for body in forms if self._owners.assumed_owner(body) is not None)
        return Linked({start: ids[body] for start, body in bodies.items()}, institutions, known, assumed)

    def _id(self, body: _Body) -> str:
        name = self._names[body.forms]
        return mint("org", name) if body.owner is None else mint("org", name, self._names[body.owner])

    def _institution(self, body: _Body, ident: str, forms: Sequence[str], by_forms: Mapping[str, str]) -> Institution:
        name, row = self._names[body.forms], self._rows.get(body.forms)
        owner = self._owners.owner_of(body)
        parent = by_forms.get(owner) if owner is not None else None
        if row is not None and row.parent is not None:
            parent = next((by_forms.get(first) for first, n in self._names.items() if n == row.parent), parent)
        kind = row.kind if row is not None and row.kind != "unknown" else kind_of(name)
        if kind in {"unknown", "facility", "association"} and parent is not None and row is None:
            kind = "unit"
        return Institution(
            id=ident,
            name=name,
            aliases=tuple(form for form in forms if form != name),
            kind=kind,
            country=row.country if row else None,
            ror=row.ror if row else None,
            parent=parent if parent != ident else None,
            host=self._is_host(name) or any(map(self._is_host, forms)),
        )
