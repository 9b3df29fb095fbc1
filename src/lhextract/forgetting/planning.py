"""Works out what it takes to forget somebody, in whole, before anything is written."""

from __future__ import annotations

import difflib
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from lhextract.errors import UsageError
from lhextract.forgetting.decisions import Known, scrub_decisions
from lhextract.forgetting.details_of import personal_details
from lhextract.forgetting.extracted import Extracted, read_extracted, without_person
from lhextract.forgetting.identities import changed_blocks, scrub_identities
from lhextract.forgetting.keys import SALT_BYTES, Forgotten, NamedKeys, keys_of_name
from lhextract.forgetting.listing import places_of
from lhextract.forgetting.outputs import people_of
from lhextract.forgetting.plan import Edit, Place, Plan, SourcePlan
from lhextract.forgetting.redacting import reading_of_masked, redacted_snapshots
from lhextract.forgetting.remaining import remaining_names
from lhextract.forgetting.scrub import Scrub, quotes_of
from lhextract.forgetting.store import read_forgotten, write_forgotten
from lhextract.forgetting.tables import scrub_table
from lhextract.identity.store import read_identities, write_identities
from lhextract.inforce import TEXT
from lhextract.model.identity import Identities
from lhextract.workspace import Workspace

LAST_FETCH = "last-fetch.json"


@dataclass(slots=True)
class _Reader:
    """Reads a workspace once, and works out what becomes of it."""

    workspace: Workspace
    keys: NamedKeys
    sources: tuple[str, ...]
    extracted: dict[str, Extracted] = field(default_factory=dict)
    known: dict[str, Identities] = field(default_factory=dict)

    def read(self) -> Scrub:
        """Read extractions and ids; return what to take out."""
        for source in self.sources:
            extracted = read_extracted(self.workspace.extracted / source, self.keys)
            if extracted is not None:
                self.extracted[source] = extracted
            self.known[source] = read_identities(self.identity_of(source))
        details = personal_details(self.extracted.values(), self.known.values(), self.keys)
        quotes = {quote for one in self.extracted.values() for quote in quotes_of(one.page, one.hiding)}
        return Scrub(self.keys, details, tuple(sorted(quotes)))

    def identity_of(self, source: str) -> Path:
        return self.workspace.identity / f"{source}.json"


def all_sources(workspace: Workspace) -> tuple[str, ...]:
    """Everything that is a source by a profile, or has an extraction, ids, decisions or snapshots."""
    corrections = workspace.root / "pipeline" / "corrections"
    folders = [path for below in (workspace.raw, workspace.extracted, corrections) for path in below.glob("*/")]
    names = {
        *workspace.sources(),
        *(path.name for path in folders),
        *(p.stem for p in workspace.identity.glob("*.json")),
    }
    return tuple(sorted(name for name in names if not name.startswith(".")))


def plan_purge(workspace: Workspace, person: str, *, source: str | None, snapshots: bool) -> Plan:
    """Return what it takes to forget somebody; nothing is written.

    Raises `UsageError` for a name that is nowhere, with the names that are like it.
    """
    keys = keys_of_name(person)
    everything = all_sources(workspace)
    if source is not None and source not in everything:
        raise UsageError(f"SOURCE: found {source!r}, allowed is one of {', '.join(everything) or 'none yet'}")
    reader = _Reader(workspace, keys, everything if source is None else (source,))
    scrub = reader.read()
    sources = tuple(_plan_source(reader, name, scrub, snapshots=snapshots) for name in reader.sources)
    tables = tuple(_tables(workspace, scrub))
    plan = Plan(
        person=person,
        root=workspace.root,
        forgotten=_list(workspace, keys),
        sources=sources,
        tables=tables,
        places=tuple(place for one in reader.extracted.values() for place in _places(one, workspace.root)),
        remaining=(),
    )
    plan = replace(plan, remaining=tuple(remaining_names(workspace, plan, scrub)))
    listed = plan.forgotten.before == plan.forgotten.after
    if plan.is_empty() and (listed or not plan.remaining):
        raise UsageError(_not_found(person, reader, plan, listed=listed))
    return plan


def _list(workspace: Workspace, keys: NamedKeys) -> Edit:
    before = workspace.forgotten.read_bytes() if workspace.forgotten.is_file() else None
    forgotten = read_forgotten(workspace.forgotten)
    if all(forgotten.knows(key) for key in keys.keys):
        return Edit(workspace.forgotten, before, before, 0)
    longer = (forgotten or Forgotten(secrets.token_bytes(SALT_BYTES))).with_keys(keys.keys)
    return Edit(workspace.forgotten, before, write_forgotten(longer).encode("utf-8"), 0)


def _plan_source(reader: _Reader, source: str, scrub: Scrub, *, snapshots: bool) -> SourcePlan:
    workspace, extracted, known = reader.workspace, reader.extracted.get(source), reader.known[source]
    raw = workspace.raw / source
    redacted = tuple(redacted_snapshots(raw, source, extracted, scrub)) if snapshots else ()
    digests = {one.old.meta.sha256: one.meta.sha256 for one in redacted}
    contacts = extracted.hiding.contacts if extracted is not None else frozenset()
    contacts |= _known_contacts(known, scrub)
    people = people_of(extracted.document, extracted.hiding, scrub) if extracted is not None else frozenset()
    identities = scrub_identities(known, scrub, contacts=contacts, people=people)
    edits = []
    path = reader.identity_of(source)
    if identities != known:
        before = path.read_bytes()
        edits.append(Edit(path, before, write_identities(identities).encode("utf-8"), scrub.count(before)))
    blocks = {**changed_blocks(known, identities), **digests}
    edits += _decisions(workspace, source, scrub, Known(contacts | people, blocks))
    edits += _last_fetch(raw / LAST_FETCH, digests)
    output = None
    if extracted is not None and (extracted.hiding or digests or _names_beside(extracted, scrub)):
        reading = reading_of_masked(raw, source, extracted, redacted, scrub)
        output = without_person(extracted, scrub, reading=reading, snapshots=digests)
    return SourcePlan(
        source=source,
        folder=workspace.extracted / source,
        before=extracted.files if extracted is not None else {},
        output=output if extracted is not None and output != dict(extracted.files) else None,
        edits=tuple(edits),
        snapshots=redacted,
        raw=raw,
    )


def _last_fetch(path: Path, digests: dict[str, str]) -> Iterator[Edit]:
    """The note of the last fetch names the snapshot by its digest."""
    before = after = path.read_bytes() if path.is_file() else b""
    for old, new in digests.items():
        after = after.replace(old.encode(), new.encode())
    if after != before:
        yield Edit(path, before, after, 0)


def _known_contacts(known: Identities, scrub: Scrub) -> frozenset[str]:
    contacts = (contact for one in known.initiatives for contact in one.contacts)
    return frozenset(contact.id for contact in contacts if contact.person and scrub.names(contact.person))


def _names_beside(extracted: Extracted, scrub: Scrub) -> bool:
    """Whether another file than the text has the person: changes tell of people who are gone."""
    return any(scrub.count(content) for name, content in extracted.files.items())


def _decisions(workspace: Workspace, source: str, scrub: Scrub, known: Known) -> Iterator[Edit]:
    files = {path.name: path for path in (workspace.corrections / source).glob("*.json")}
    contents = {name: path.read_bytes() for name, path in files.items()}
    for name, after in scrub_decisions(contents, scrub, known).items():
        yield Edit(files[name], contents[name], after, scrub.count(contents[name]))


def _tables(workspace: Workspace, scrub: Scrub) -> Iterator[Edit]:
    for path in sorted(workspace.lookups.glob("*.csv")):
        before = path.read_bytes()
        after = scrub_table(before, scrub)
        if after is not None:
            yield Edit(path, before, after, scrub.count(before))


def _places(extracted: Extracted, root: Path) -> Iterator[Place]:
    name = (extracted.folder / TEXT).relative_to(root).as_posix()
    return places_of(extracted.page, extracted.hiding, file=name)


def _not_found(person: str, reader: _Reader, plan: Plan, *, listed: bool) -> str:
    names = {one.name for extracted in reader.extracted.values() for one in extracted.records.people}
    names |= {name for known in reader.known.values() for one in known.people for name in one.names}
    near = difflib.get_close_matches(person, sorted(names), n=3, cutoff=0.6)
    family = person.split()[-1].casefold()
    near += [name for name in sorted(names) if family in name.casefold().split() and name not in near][:3]
    said = f"--person: {person!r} is in no file that purge rewrites"
    if listed:
        said += "; the name is on the list of the forgotten already"
    if plan.remaining:
        said += "; it stays in " + ", ".join(name for name, _ in plan.remaining) + " (--snapshots masks those of raw/)"
    return f"{said}; names like it: {', '.join(near)}" if near else said
