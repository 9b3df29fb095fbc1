"""What a purge would do, worked out in whole before anything is written."""

from __future__ import annotations

import difflib
import gzip
import hashlib
import json
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from lhextract.acquire.decode import HTML
from lhextract.acquire.store import META, Meta, Stored, stored_in
from lhextract.errors import SourceError, UsageError
from lhextract.forgetting.decisions import Known, scrub_decisions
from lhextract.forgetting.details_of import personal_details
from lhextract.forgetting.extracted import Extracted, read_extracted, without_person
from lhextract.forgetting.hiding import Hidden, Hiding, merge, of_outline, of_records
from lhextract.forgetting.identities import changed_blocks, scrub_identities
from lhextract.forgetting.keys import SALT_BYTES, Forgotten, NamedKeys, keys_of_name
from lhextract.forgetting.masking import mask_page
from lhextract.forgetting.masks import masked_runs
from lhextract.forgetting.outputs import people_of
from lhextract.forgetting.places import find_hidden
from lhextract.forgetting.scrub import Scrub, quotes_of
from lhextract.forgetting.snapshots import encode_like, mask_source
from lhextract.forgetting.store import read_forgotten, write_forgotten
from lhextract.forgetting.tables import scrub_table
from lhextract.identity.store import read_identities, write_identities
from lhextract.model.identity import Identities
from lhextract.model.page import PageText, Snapshot
from lhextract.workspace import Workspace

LAST_FETCH = "last-fetch.json"
NOT_SEARCHED = frozenset({".sqlite"})  # the register of organisations, which is public


@dataclass(frozen=True, slots=True)
class Place:
    """A part of a page that is hidden: its line, from 1, and the words of the page there."""

    file: str
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Edit:
    """What becomes of a file: its new content, None if it is removed; `before` is what it was, None if it is new."""

    path: Path
    before: bytes | None
    after: bytes | None
    hits: int


@dataclass(frozen=True, slots=True)
class NewSnapshot:
    """A redacted snapshot and the one that it replaces; `more` are other files beside the page."""

    old: Stored
    meta: Meta
    body: bytes
    more: Mapping[str, bytes]
    hits: int


@dataclass(frozen=True, slots=True)
class SourcePlan:
    """What becomes of one source: `output` is the folder of the extraction by file name, None if it stays."""

    source: str
    folder: Path
    before: Mapping[str, bytes]
    output: Mapping[str, bytes] | None
    edits: tuple[Edit, ...]
    snapshots: tuple[NewSnapshot, ...]
    raw: Path


@dataclass(frozen=True, slots=True)
class Plan:
    """All of it: the list first, then sources, then tables; `remaining` files name the person afterwards."""

    person: str
    root: Path
    forgotten: Edit
    sources: tuple[SourcePlan, ...]
    tables: tuple[Edit, ...]
    places: tuple[Place, ...]
    remaining: tuple[tuple[str, int], ...]

    def files(self) -> Iterator[tuple[str, str, int]]:
        """Every file that is touched: its path below the workspace, what becomes of it, how often it had the name."""
        for edit in (*self.tables, *(edit for source in self.sources for edit in source.edits)):
            yield self._name(edit.path), "removed" if edit.after is None else "changed", edit.hits
        for source in self.sources:
            for name in sorted({*source.before}) if source.output is not None else ():
                after = (source.output or {}).get(name)
                if after != source.before[name]:
                    yield self._name(source.folder / name), "removed" if after is None else "changed", 0
            for new in source.snapshots:
                yield self._name(new.old.path.parent), "replaced", new.hits

    def _name(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix()


@dataclass(slots=True)
class _Reader:
    """Reads a workspace once, and works out what becomes of it."""

    workspace: Workspace
    keys: NamedKeys
    sources: tuple[str, ...]
    extracted: dict[str, Extracted] = field(default_factory=dict)
    known: dict[str, Identities] = field(default_factory=dict)
    pages: dict[str, PageText] = field(default_factory=dict)

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
    plan = replace(plan, remaining=tuple(_remaining(workspace, plan, scrub)))
    listed = plan.forgotten.before == plan.forgotten.after
    if not any(plan.files()) and (listed or not plan.remaining):
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
    redacted = tuple(_redacted(raw, source, extracted, scrub)) if snapshots else ()
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
    last = raw / LAST_FETCH
    if digests and last.is_file():
        before = last.read_bytes()
        after = before
        for old, new in digests.items():
            after = after.replace(old.encode(), new.encode())
        edits += [Edit(last, before, after, 0)] if after != before else []
    output = None
    if extracted is not None and (extracted.hiding or digests or _names_beside(extracted, scrub)):
        reading = _reading(raw, source, extracted, redacted, scrub)
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


def _known_contacts(known: Identities, scrub: Scrub) -> frozenset[str]:
    contacts = (contact for one in known.initiatives for contact in one.contacts)
    return frozenset(contact.id for contact in contacts if contact.person and scrub.names(contact.person))


def _names_beside(extracted: Extracted, scrub: Scrub) -> bool:
    """Whether another file than the text has the person: changes tell of people who are gone."""
    return any(scrub.count(content) for name, content in extracted.files.items())


def _decisions(workspace: Workspace, source: str, scrub: Scrub, known: Known) -> Iterator[Edit]:
    files = {path.name: path for path in workspace.corrections_of(source)}
    contents = {name: path.read_bytes() for name, path in files.items()}
    for name, after in scrub_decisions(contents, scrub, known).items():
        yield Edit(files[name], contents[name], after, scrub.count(contents[name]))


def _tables(workspace: Workspace, scrub: Scrub) -> Iterator[Edit]:
    for path in sorted(workspace.lookups.glob("*.csv")):
        before = path.read_bytes()
        after = scrub_table(before, scrub)
        if after is not None:
            yield Edit(path, before, after, scrub.count(before))


def _redacted(raw: Path, source: str, extracted: Extracted | None, scrub: Scrub) -> Iterator[NewSnapshot]:
    """The snapshots that name the person, with masks; a web archive that does is left out, for it cannot be masked."""
    for stored in stored_in(raw):
        snapshot = stored.snapshot(source)
        beside = {p.name: p for p in sorted(stored.path.parent.iterdir()) if p.name not in {META, stored.meta.file}}
        kept = {name: path.read_bytes() for name, path in beside.items() if not count_in(path, scrub)}
        page, parts = _hidden_in(snapshot, extracted, scrub)
        hits = scrub.count(snapshot.body)
        if not (parts or hits or len(kept) < len(beside)):
            continue
        body = _masked_body(snapshot, page, parts, scrub)
        meta = stored.meta.model_copy(
            update={
                "sha256": hashlib.sha256(body).hexdigest(),
                "redacted": stored.meta.redacted or body != snapshot.body,
            }
        )
        if body != snapshot.body or kept.keys() != beside.keys():
            yield NewSnapshot(stored, meta, body, kept, hits)


def _masked_body(snapshot: Snapshot, page: PageText | None, parts: tuple[Hidden, ...], scrub: Scrub) -> bytes:
    from lhextract.run import characters_of

    try:
        source = characters_of(snapshot)
    except SourceError:
        return snapshot.body
    masked = mask_source(source, page, parts, scrub, html=snapshot.media_type == HTML)
    return snapshot.body if masked == source else encode_like(masked, snapshot.body, snapshot.media_type)


def _hidden_in(
    snapshot: Snapshot, extracted: Extracted | None, scrub: Scrub
) -> tuple[PageText | None, tuple[Hidden, ...]]:
    """What of a snapshot's text is hidden: as in the extraction that was made from it, else by its outline alone."""
    # Imported here, because a purge without snapshots needs no parser.
    from lhextract.run import read_outline, read_page

    try:
        page = read_page(snapshot)
    except SourceError:
        return None, ()
    if extracted is not None and len(extracted.page.text) == len(page.text) and _is_same(page, extracted):
        hiding = find_hidden(page, scrub.keys, of_records(extracted.records))
        earlier = [Hidden(span, mask) for span, mask in masked_runs(extracted.page.text)]
        return page, merge([*extracted.hiding.parts, *hiding.parts, *earlier], page.text)
    hiding = find_hidden(page, scrub.keys, of_outline(read_outline(page)))
    return page, merge([*hiding.parts, *scrub.find(page.text)], page.text) if hiding else ()


def _is_same(page: PageText, extracted: Extracted) -> bool:
    """Whether a text is that of an extraction but for the masks of this one."""
    hidden = {i for span, _ in masked_runs(extracted.page.text) for i in range(span.start, span.end)}
    pairs = zip(page.text, extracted.page.text, strict=True)
    return all(one == other or index in hidden for index, (one, other) in enumerate(pairs))


def _reading(
    raw: Path, source: str, extracted: Extracted, redacted: tuple[NewSnapshot, ...], scrub: Scrub
) -> str | None:
    """The digest of what a run will read of the page that the extraction was made from."""
    from lhextract.run import Extraction, read_page, without_masked_links

    digest = extracted.manifest["inputs"].get("snapshot")
    for new in redacted:
        if new.old.meta.sha256 == digest:
            snapshot = new.meta.snapshot(source, new.body, path=None)
            return Extraction(snapshot, without_masked_links(read_page(snapshot))).reading
    stored = next((one for one in stored_in(raw) if one.meta.sha256 == digest), None)
    if stored is None:
        return None
    snapshot = stored.snapshot(source)
    page, parts = _hidden_in(snapshot, extracted, scrub)
    if page is None:
        return None
    return Extraction(snapshot, mask_page(page, scrub.keys, Hiding(parts))).reading


def _places(extracted: Extracted, root: Path) -> Iterator[Place]:
    name = (extracted.folder / "text.txt").relative_to(root).as_posix()
    for part in extracted.hiding.parts:
        page = extracted.page
        yield Place(name, page.line_at(part.span.start).number, page.slice(part.span))


def count_in(path: Path, scrub: Scrub) -> int:
    """How often a file names the person; a compressed one is looked into."""
    content = path.read_bytes()
    if path.suffix == ".gz":
        try:
            content = gzip.decompress(content)
        except (OSError, EOFError):
            return 0
    return scrub.count(content)


def _remaining(workspace: Workspace, plan: Plan, scrub: Scrub) -> Iterator[tuple[str, int]]:
    """The files of the workspace that name the person when all is done."""
    after: dict[Path, bytes | None] = {}
    for source in plan.sources:
        after |= {edit.path: edit.after for edit in source.edits}
        for name in source.before if source.output is not None else ():
            after[source.folder / name] = (source.output or {}).get(name)
        for new in source.snapshots:
            after |= dict.fromkeys(new.old.path.parent.iterdir())
            after |= {
                new.old.path.parent / name: content for name, content in ((new.meta.file, new.body), *new.more.items())
            }
            after[new.old.path] = json.dumps(new.meta.model_dump(), ensure_ascii=False).encode("utf-8")
    after |= {edit.path: edit.after for edit in plan.tables}
    for folder in (workspace.root / "pipeline", workspace.raw, workspace.extracted):
        for path in sorted(folder.rglob("*")):
            if not path.is_file() or path.suffix in NOT_SEARCHED:
                continue
            content = after.get(path, b"")
            hits = count_in(path, scrub) if path not in after else scrub.count(content or b"")
            if hits:
                yield path.relative_to(workspace.root).as_posix(), hits


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
