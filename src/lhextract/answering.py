"""Which initiative is which: the matches of a page with their evidence, and what a person says of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from lhextract.errors import UsageError
from lhextract.files import lock_folder, replace_file
from lhextract.identity.identify import Identified, answer_doubt
from lhextract.identity.store import read_identities, write_identities
from lhextract.jobs import Job
from lhextract.model.identity import KnownInitiative, Match
from lhextract.updating import extract_job

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer that was stored: the initiative of the page, and the known one that it is (None: a new one)."""

    source: str
    match: Match
    initiative: str | None


def identify_job(job: Job, *, tell: Tell) -> Identified:
    """Match the page of a job to what is known; nothing is written."""
    _, identified = extract_job(job, until="identity", tell=tell).finished()
    return identified


def answer(job: Job, number: int, initiative: str | None, *, write: bool, tell: Tell) -> Answered:
    """Store that initiative `number` of the page is a known one, or a new one if None; the next run keeps to it.

    Raises `UsageError` for a number or an id that is not there, and where the ids have been written meanwhile.
    """
    path = job.identity
    if path is None:
        raise UsageError("--out: missing, and no workspace here; ids are kept where the extraction is")
    known = read_identities(job.identity_to_read)
    identified = identify_job(job, tell=tell)
    match = next((match for match in identified.matches if match.order == number), None)
    if match is None:
        raise UsageError(f"NUMBER: found {number}, allowed is 1 to {len(identified.matches)}, as on the page")
    if initiative is not None and initiative not in {one.id for one in known.initiatives}:
        listed = ", ".join(map(_named, known.initiatives)) or "none yet"
        raise UsageError(f"ID: found {initiative!r}, allowed is the id of a known initiative: {listed}")
    if write:
        with lock_folder(path.parent):
            if read_identities(job.identity_to_read) != known:
                raise UsageError(f"{path}: somebody has written it meanwhile; look at `lhextract identity list` again")
            replace_file(path, write_identities(answer_doubt(known, match.block_sha256, initiative)).encode("utf-8"))
    return Answered(job.source, match, initiative)


def _named(known: KnownInitiative) -> str:
    return f"{known.id} ({known.names[0]})"
