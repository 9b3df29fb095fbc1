"""What a run would write today from the inputs that an extraction names: every stage is run, nothing found is reused.

One file cannot be derived: `changes.jsonl` tells of an extraction that is no longer there. It is taken as it stands,
and what else tells of it (report, manifest) must agree.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from lhextract.comparing import ChangeSet
from lhextract.exports.manifest import Since
from lhextract.identity.store import write_identities
from lhextract.jobs import IDENTITY, Job, input_digests
from lhextract.model.change import Change
from lhextract.output import output_files
from lhextract.updating import extract_job

IDS = "identity.json"  # the file of the ids beside an extraction that stands alone: an input, as in a workspace


@dataclass(frozen=True, slots=True)
class Derived:
    """The files that follow, by name, and the file of the ids, which has a place of its own in a workspace."""

    files: Mapping[str, bytes]
    identities: bytes


def derive(
    job: Job, changes: tuple[Change, ...], content: bytes, *, since: object, tell: Callable[[str], None]
) -> Derived:
    """Run all stages on the page of a job. `changes` are those of `changes.jsonl`, `content` is the file itself.

    `since` is what the manifest says that they are against; of that, only the page before is taken.
    """
    extraction = extract_job(job, until="checks", tell=tell)
    _, identified = extraction.finished()
    identities = write_identities(identified.identities).encode("utf-8")
    changed = ChangeSet(changes, content, _since(changes, since), is_new=False)
    inputs = {**input_digests(job), IDENTITY: hashlib.sha256(identities).hexdigest()}
    files = output_files(extraction, inputs=inputs, changed=changed, licence=job.profile.source.license)
    if not job.owns_target:
        files[IDS] = identities
    return Derived(files, identities)


def _since(changes: tuple[Change, ...], since: Any) -> Since:  # noqa: ANN401 - whatever the manifest has
    """Against which page the changes are, by the manifest, and how many they are, by counting."""
    page = since.get("snapshot") if changes and isinstance(since, dict) else None
    notes = sum(change.kind.is_note for change in changes)
    return Since(page if isinstance(page, str) else None, len(changes) - notes, notes)
