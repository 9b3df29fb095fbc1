"""Rows of lookups and keys of profiles that would make corrections unnecessary."""

from __future__ import annotations

import csv
import io
import json
import shlex
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from lhextract.corrections.renames import FIELDS
from lhextract.guards import neutralised
from lhextract.learning.repeats import KIND, Fix, Pattern, Repeat
from lhextract.lookups import KnownInstitution, KnownProgram, Lookups
from lhextract.model.correction import Rename
from lhextract.model.record import Institution, Records
from lhextract.profile import Profile
from lhextract.registry.keys import name_key


@dataclass(frozen=True, slots=True)
class NotName:
    """A row of `not_names.csv`."""

    name: str


@dataclass(frozen=True, slots=True)
class ProfileKey:
    """A key of one source's profile: `[phone] region` or `[host] names`, to which a name is added."""

    source: str
    table: str
    key: str
    value: str


Remedy = Rename | KnownInstitution | KnownProgram | NotName | ProfileKey
# Who takes one of these out says that it is no name at all.
NAMES = frozenset({"programs", "mentions", "contacts.person"})
PARTIES = frozenset({"partners", "host_units"})


def remedies_of(repeat: Repeat, *, lookups: Lookups, records: Sequence[Records]) -> tuple[Remedy, ...]:
    """Return what might make the fixes unnecessary, what is nearest first; what there is already is left out.

    `records` are those in force, of all sources.
    """
    found = dict.fromkeys(_BY_PATTERN[repeat.pattern](repeat, lookups, records))
    return tuple(one for one in found if not _is_there(one, lookups))


def _for_equal(repeat: Repeat, lookups: Lookups, records: Sequence[Records]) -> Iterator[Remedy]:
    first = repeat.fixes[0]
    if repeat.field == KIND:
        for fix in repeat.fixes:
            yield from _for_links(replace(repeat, fixes=(fix,)), lookups, records)
    if first.becomes is None and first.written and repeat.field in NAMES:
        yield NotName(first.written)
    yield from _renames(repeat.fixes)
    for source in dict.fromkeys(fix.source for fix in repeat.fixes):
        own = {fix.record for fix in repeat.fixes if fix.source == source}
        if first.becomes is None and first.written and repeat.field in PARTIES and len(own) > 1:
            yield ProfileKey(source, "host", "names", first.written)  # taken out again and again: the host itself?


def _for_added(repeat: Repeat, lookups: Lookups, _: Sequence[Records]) -> Iterator[Remedy]:
    first = repeat.fixes[0]
    is_program = first.field == "programs" or '"PROGRAM"' in json.dumps(first.value)
    if is_program:
        yield KnownProgram(repeat.what, ())
    elif '"PERSON"' not in json.dumps(first.value):
        yield _merged(KnownInstitution(repeat.what, (), "unknown", None, None, None), lookups)


def _for_cut(repeat: Repeat, lookups: Lookups, _: Sequence[Records]) -> Iterator[Remedy]:
    right = [fix.becomes for fix in repeat.fixes if fix.becomes]
    if repeat.field in PARTIES:
        yield from (_merged(KnownInstitution(name, (), "unknown", None, None, None), lookups) for name in right)
    elif repeat.field == "programs":
        yield from (KnownProgram(name, ()) for name in right)
    yield from _renames(repeat.fixes)


def _for_links(repeat: Repeat, lookups: Lookups, records: Sequence[Records]) -> Iterator[Remedy]:
    """One row for all: the name in force of the first, the forms of all of them."""
    wanted = {fix.record for fix in repeat.fixes}
    named = {one.id: one.name for each in records for one in each.institutions}
    institutions = [one for each in records for one in each.institutions if one.id in wanted]
    if institutions:
        first = institutions[0]
        known = KnownInstitution(
            name=first.name,
            aliases=_forms(first, institutions, repeat.fixes),
            kind=next((one.kind for one in institutions if one.kind != "unknown"), "unknown"),
            country=next((one.country for one in institutions if one.country), None),
            ror=next((one.ror for one in institutions if one.ror), None),
            parent=next((named.get(one.parent) for one in institutions if one.parent), None),
        )
        yield _merged(known, lookups)


def _forms(first: Institution, every: Iterable[Institution], fixes: Iterable[Fix]) -> tuple[str, ...]:
    """The other written forms, each key once: the names before, and the aliases that were decided."""
    decided = {fix.record for fix in fixes if fix.path == "aliases"}
    names = [fix.name for fix in fixes]
    for one in every:
        names += [one.name, *(one.aliases if one.id in decided else ())]
    by_key = {name_key(name): name for name in reversed(names)}
    by_key.pop(name_key(first.name), None)
    return tuple(reversed(by_key.values()))


def _for_region(repeat: Repeat, _: Lookups, __: Sequence[Records]) -> Iterator[Remedy]:
    yield ProfileKey(repeat.fixes[0].source, "phone", "region", repeat.what)


_BY_PATTERN = {
    Pattern.EQUAL: _for_equal,
    Pattern.ADDED: _for_added,
    Pattern.CUT: _for_cut,
    Pattern.LINKS: _for_links,
    Pattern.REGION: _for_region,
}


def _renames(fixes: Iterable[Fix]) -> Iterator[Rename]:
    for fix in fixes:
        if fix.field in FIELDS and fix.written and fix.written.strip() and fix.becomes != fix.written:
            yield Rename(fix.field, fix.written, fix.becomes)


def _merged(row: KnownInstitution, lookups: Lookups) -> KnownInstitution:
    """The row with what the table knows of the same institution; what is new wins."""
    old = replaced_by(row, lookups)
    if old is None:
        return row
    forms = {name_key(form): form for form in reversed((old.name, *old.aliases, *row.aliases))}
    forms.pop(name_key(row.name), None)
    return KnownInstitution(
        name=row.name,
        aliases=tuple(reversed(forms.values())),
        kind=row.kind if row.kind != "unknown" else old.kind,
        country=row.country or old.country,
        ror=row.ror or old.ror,
        parent=row.parent or old.parent,
    )


def replaced_by(row: Remedy, lookups: Lookups) -> KnownInstitution | None:
    """The row of `institutions.csv` that a row takes the place of: no two may have a form in common."""
    if not isinstance(row, KnownInstitution):
        return None
    keys = _keys(row)
    return next((one for one in lookups.institutions if _keys(one) & keys), None)


def _keys(row: KnownInstitution) -> frozenset[str]:
    return frozenset(map(name_key, (row.name, *row.aliases)))


def _is_there(remedy: Remedy, lookups: Lookups) -> bool:
    match remedy:
        case Rename():
            return any((one.field, one.value) == (remedy.field, remedy.value) for one in lookups.renames)
        case KnownInstitution():
            return replaced_by(remedy, lookups) == remedy
        case KnownProgram():
            return any(remedy.name in (one.name, *one.aliases) for one in lookups.programs)
        case NotName():
            return remedy.name in lookups.not_names
        case ProfileKey():
            return False


def applied(remedy: Remedy, *, lookups: Lookups, profile: Profile, source: str) -> tuple[Lookups, Profile]:
    """The lookups and the profile of a source with a remedy."""
    match remedy:
        case Rename():
            return replace(lookups, renames=(*lookups.renames, remedy)), profile
        case KnownInstitution():
            old = replaced_by(remedy, lookups)
            kept = tuple(one for one in lookups.institutions if one is not old)
            return replace(lookups, institutions=(*kept, remedy)), profile
        case KnownProgram():
            return replace(lookups, programs=(*lookups.programs, remedy)), profile
        case NotName():
            return replace(lookups, not_names=(*lookups.not_names, remedy.name)), profile
        case ProfileKey() if remedy.source == source:
            return lookups, _with_key(profile, remedy)
        case ProfileKey():
            return lookups, profile


def _with_key(profile: Profile, remedy: ProfileKey) -> Profile:
    table = getattr(profile, remedy.table)
    value = (*table.names, remedy.value) if remedy.key == "names" else remedy.value
    return profile.model_copy(update={remedy.table: table.model_copy(update={remedy.key: value})})


def file_of(remedy: Remedy) -> str:
    """The file that a remedy goes into, below `pipeline/`."""
    match remedy:
        case Rename():
            return "lookups/renames.csv"
        case KnownInstitution():
            return "lookups/institutions.csv"
        case KnownProgram():
            return "lookups/programs.csv"
        case NotName():
            return "lookups/not_names.csv"
        case ProfileKey():
            return f"profiles/{remedy.source}.toml"


def row_of(remedy: Remedy, *, profile: Profile, reason: str) -> str:
    """What is to be written there: a row of the table, or a table with its key in TOML."""
    match remedy:
        case Rename():
            return _csv(remedy.field, remedy.value, remedy.replacement, reason)
        case KnownInstitution():
            return _csv(
                remedy.name, "|".join(remedy.aliases), remedy.kind, remedy.country, remedy.ror, remedy.parent, reason
            )
        case KnownProgram():
            return _csv(remedy.name, "|".join(remedy.aliases), reason)
        case NotName():
            return _csv(remedy.name, reason)
        case ProfileKey():
            value = getattr(getattr(_with_key(profile, remedy), remedy.table), remedy.key)
            return f"[{remedy.table}]\n{remedy.key} = {json.dumps(value, ensure_ascii=False)}"


def _csv(*cells: str | None) -> str:
    written = io.StringIO()
    csv.writer(written, lineterminator="").writerow([neutralised(cell or "") for cell in cells])
    return written.getvalue()


def command_of(remedy: Remedy, repeat: Repeat, *, reason: str) -> str | None:
    """The command that writes a row of `renames.csv`; other tables are edited by hand."""
    if not isinstance(remedy, Rename):
        return None
    fix = next(fix for fix in repeat.fixes if (fix.field, fix.written) == (remedy.field, remedy.value))
    options = f"--everywhere --yes --reason {shlex.quote(reason)}"
    what = " ".join(map(shlex.quote, (fix.source, fix.record, fix.path)))
    return f"lhextract correct set {options} {what} -- {shlex.quote(remedy.replacement or '')}"
