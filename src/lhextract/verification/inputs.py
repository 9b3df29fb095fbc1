"""What a manifest says of its inputs, beside what is there: pages, tables, decisions, ids, program, versions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from lhextract.acquire.store import find_snapshot, stored_in
from lhextract.errors import SourceError
from lhextract.inforce import InForce
from lhextract.inputs import PAGE, Difference
from lhextract.jobs import Job
from lhextract.updating import reasons_to_run
from lhextract.verification.mismatch import Kind, Mismatch, as_text

NAMED = re.compile(r".+-([0-9a-f]{12})")  # folders of raw/<source>/ as `fetch` makes them


def damaged_pages(raw: Path | None, source: str) -> list[Mismatch]:
    """The snapshots of a source that are not what their `meta.json` or the name of their folder says."""
    return list(_damaged(raw / source)) if raw is not None else []


def _damaged(folder: Path) -> Iterator[Mismatch]:
    try:
        stored = stored_in(folder)
    except SourceError as error:
        yield Mismatch(Kind.LOST, PAGE, origin=str(error))
        return
    for one in stored:
        name = one.path.parent.name
        said = NAMED.fullmatch(name)
        if said is not None and not one.meta.sha256.startswith(said.group(1)):
            origin = f"{folder.name}/{name}: the name of the folder and its meta.json name different bytes"
            yield Mismatch(Kind.LOST, PAGE, "", as_text(said.group(1)), as_text(one.meta.sha256), origin)
        try:
            one.snapshot(folder.name)
        except SourceError as error:
            yield Mismatch(Kind.LOST, PAGE, origin=str(error))


def on_its_page(job: Job, in_force: InForce) -> tuple[Job, list[Mismatch]]:
    """The job on the page that the manifest names, even if `raw/` has a newer one; that, or its loss, is told."""
    named, newest = in_force.snapshot, job.snapshot.sha256
    if named == newest:
        return job, []
    try:
        page = find_snapshot(job.raw, job.source, named)
    except SourceError:  # told by `damaged_pages`
        page = None
    if page is None:
        origin = "raw/ has no page with the digest that the manifest names; compared with the newest page instead"
        return job, [Mismatch(Kind.LOST, PAGE, "/inputs/snapshot", as_text(named), as_text(newest), origin)]
    origin = "a newer page was fetched since; compared with the page that the manifest names"
    newer = Mismatch(Kind.STALE, PAGE, "/inputs/snapshot", as_text(named), as_text(newest), origin)
    return replace(job, snapshot=page), [newer]


def changed_inputs(job: Job, in_force: InForce) -> list[Mismatch]:
    """Every other input, and every version, that is another than the manifest names."""
    return [_stale(one) for one in reasons_to_run(job, in_force) if one.name != PAGE]


def _stale(difference: Difference) -> Mismatch:
    before, now = (None if digest is None else as_text(digest) for digest in (difference.before, difference.now))
    return Mismatch(Kind.STALE, difference.name, "", before, now, "what the manifest names, and what is there now")
