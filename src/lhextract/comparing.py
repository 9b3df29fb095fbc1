"""What differs between a new extraction and the one in force, and whose doing that is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from lhextract.acquire.store import find_snapshot
from lhextract.changes.causes import attribute, unchanged_places
from lhextract.changes.compare import compare
from lhextract.changes.release import release_of
from lhextract.errors import UsageError
from lhextract.exports.changes.jsonl import read_changes, write_changes
from lhextract.exports.manifest import Since
from lhextract.exports.schema import as_object
from lhextract.inforce import CHANGES, MANIFEST, RESTORE, InForce
from lhextract.inputs import Difference
from lhextract.jobs import Job
from lhextract.model.change import Cause, Change
from lhextract.model.identity import Identities
from lhextract.run import Extraction, extract


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """The changes of `changes.jsonl`, its bytes, and what they are against.

    `is_new` if this run found them; `is_first` if there was nothing to compare with.
    """

    changes: tuple[Change, ...]
    content: bytes
    since: Since
    is_new: bool
    is_first: bool = False


def changes_since(
    extraction: Extraction,
    in_force: InForce | None,
    because: Sequence[Difference],
    *,
    job: Job,
    known: Identities,
) -> ChangeSet:
    """Return the changes against the extraction in force; where nothing differs, those that it has itself.

    So `changes.jsonl` tells of the last time that anything changed, however often the page was read since.
    """
    if in_force is None:
        return ChangeSet((), b"", Since(None, 0, 0), is_new=False, is_first=True)
    old, new = in_force.records(), _document(extraction)
    changes = compare(release_of(old), release_of(new), returned=_returned(extraction))
    if not changes:
        return _kept(in_force)
    causes = {difference.cause for difference in because} - {Cause.PAGE}
    page_changed = in_force.reading != extraction.reading
    elsewhere: tuple[Change, ...] = ()
    if page_changed and causes:
        elsewhere = _on_the_old_page(in_force, old, job=job, known=known)
    changes = attribute(
        changes,
        page=page_changed,
        others=causes,
        elsewhere=elsewhere,
        same=unchanged_places(old, in_force.text(), new, extraction.page.text),
    )
    notes = sum(change.kind.is_note for change in changes)
    since = Since(in_force.snapshot, len(changes) - notes, notes)
    return ChangeSet(changes, write_changes(changes).encode("utf-8"), since, is_new=True)


def _kept(in_force: InForce) -> ChangeSet:
    """The changes that the extraction in force tells of; what cannot be read of them is a `UsageError`."""
    path, kept = in_force.folder / CHANGES, in_force.changes()
    try:
        changes = read_changes(kept.decode("utf-8"), name=str(path))
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: found no UTF-8 ({error}), allowed is what lhextract wrote; {RESTORE}") from error
    try:
        since = Since(**in_force.manifest.get("since", asdict(Since(None, 0, 0))))
    except TypeError as error:
        path = in_force.folder / MANIFEST
        allowed = f"allowed is an object with {', '.join(asdict(Since(None, 0, 0)))}"
        raise UsageError(f"{path}: since: found other keys, {allowed}; {RESTORE}") from error
    return ChangeSet(changes, kept, since, is_new=False)


def _on_the_old_page(in_force: InForce, old: Mapping[str, Any], *, job: Job, known: Identities) -> tuple[Change, ...]:
    """What the old page alone has changed under the new inputs: page and program changed at once."""
    before = find_snapshot(job.raw, job.source, in_force.snapshot)
    if before is None:
        return ()
    again = extract(
        before,
        profile=job.profile,
        lookups=job.lookups(),
        known=known,
        decided=job.decisions(),
        use_model=job.use_model,
        forgotten=job.forgotten(),
    )
    return compare(release_of(old), release_of(_document(again)))


def _document(extraction: Extraction) -> dict[str, Any]:
    """The records as `records.json` has them."""
    records, _ = extraction.finished()
    return as_object(records)


def _returned(extraction: Extraction) -> frozenset[str]:
    _, identified = extraction.finished()
    return frozenset(one.id for one in identified.identities.initiatives if one.was_retired and not one.retired)
