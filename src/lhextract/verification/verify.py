"""`lhextract verify`: every file of an extraction beside what follows from its inputs; nothing of it is trusted."""

from __future__ import annotations

import hashlib
import shlex
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from lhextract.errors import SourceError, UsageError
from lhextract.exports.changes.jsonl import read_changes
from lhextract.inforce import CHANGES, MACHINE, MANIFEST, RECORDS, TEXT, InForce, read_in_force
from lhextract.jobs import Job, plan
from lhextract.model.change import Change
from lhextract.updating import KEPT
from lhextract.verification.beside import compare_files, nothing
from lhextract.verification.derive import IDS, Derived, derive
from lhextract.verification.inputs import changed_inputs, damaged_pages, on_its_page
from lhextract.verification.itself import contradictions
from lhextract.verification.mismatch import Kind, Mismatch, as_text
from lhextract.verification.origins import Origins
from lhextract.verification.written import told_apart
from lhextract.workspace import Workspace, find_workspace

Tell = Callable[[str], None]
EXPLAINED = frozenset({Kind.STALE, Kind.OUTDATED})  # by an input that changed: a run mends it
# Of the manifest: inputs and versions are told as stale, digests of outputs as such.
TOLD_ELSEWHERE = ("/inputs", "/outputs", "/libraries", "/lhextract")


@dataclass(frozen=True, slots=True)
class Verified:
    """What does not follow in the extraction of a source, in `folder`; `files` is how many were compared.

    `command` is what makes it anew; `alone` if it stands in a folder of its own, where its ids are too.
    """

    source: str
    folder: Path
    files: int
    mismatches: tuple[Mismatch, ...]
    command: str
    alone: bool

    @property
    def follows(self) -> bool:
        """Whether everything does."""
        return not self.mismatches

    @property
    def is_explained(self) -> bool:
        """Whether all that does not is explained by inputs that changed since, so that another run mends it."""
        return all(one.kind in EXPLAINED for one in self.mismatches)


@dataclass(frozen=True, slots=True)
class Asked:
    """Where and how to verify: `start` is the folder of the command, `out` and `profile` as for `lhextract run`."""

    start: Path
    out: Path | None = None
    profile: str | None = None
    use_model: bool = True


def names(sources: tuple[str, ...], *, asked: Asked) -> tuple[str, ...]:
    """The sources that are meant: those given, else every profile."""
    if sources:
        return tuple(dict.fromkeys(sources))
    workspace = find_workspace(asked.start)
    plan(None, out=asked.out, profile=asked.profile, start=asked.start)  # raises what is wrong with the command
    return tuple(workspace.sources()) if workspace is not None else ()


def unclaimed(*, asked: Asked) -> list[str]:
    """What stands in `extracted/` and belongs to no profile, so that it cannot be verified without its page's name.

    Names that begin with a dot are of what is being built, and of what other programs leave.
    """
    workspace = find_workspace(asked.start)
    if workspace is None or not workspace.extracted.is_dir():
        return []
    present = sorted(path.name for path in workspace.extracted.iterdir() if not path.name.startswith("."))
    return [name for name in present if name not in workspace.sources()]


def verify(source: str, *, asked: Asked, tell: Tell) -> Verified:
    """Derive the extraction of a source anew and compare; nothing is written, nothing is fetched.

    Raises `UsageError` where there is no extraction, or where an input cannot be used; `HeldError` for a page on which
    no initiative is found today.
    """
    workspace = find_workspace(asked.start)
    damaged = damaged_pages(workspace.raw, source) if workspace is not None else []
    try:
        job = job_of(source, asked)
    except SourceError:
        if not damaged or workspace is None:
            raise
        return _without_page(source, workspace, damaged, asked=asked)
    target = job.target
    if target is None or not target.is_dir():
        raise UsageError(f"{target or '--out'}: no extraction to verify; make one by `lhextract run {source}`")
    found = _verified(job, target, damaged, tell=tell)
    return Verified(job.source, target, *found, command=command(source, asked), alone=not job.owns_target)


def command(source: str, asked: Asked) -> str:
    """The run that makes an extraction which was asked for so, to be pasted into a shell."""
    words = ["lhextract", "run", source]
    words += ["--profile", asked.profile] if asked.profile is not None else []
    words += ["--out", str(asked.out)] if asked.out is not None else []
    return shlex.join(words if asked.use_model else [*words, "--no-model"])


def job_of(source: str, asked: Asked) -> Job:
    """The job of a source, on its newest page."""
    jobs = plan(source, out=asked.out, profile=asked.profile, start=asked.start, use_model=asked.use_model)
    return jobs[0]()


def _without_page(source: str, workspace: Workspace, damaged: list[Mismatch], *, asked: Asked) -> Verified:
    """The page itself is lost: nothing can be derived, and what is there is compared with itself alone."""
    folder = workspace.extracted / source
    found = found_files(folder, owned=True)
    told = (*damaged, *_digests(found, read_in_force(folder)), *contradictions(found))
    return Verified(source, folder, len(found), told, command=command(source, asked), alone=False)


def _verified(job: Job, target: Path, told: list[Mismatch], *, tell: Tell) -> tuple[int, tuple[Mismatch, ...]]:
    in_force = read_in_force(target)
    if in_force is not None:
        job, pages = on_its_page(job, in_force)
        told = [*told, *pages, *changed_inputs(job, in_force)]
    found = found_files(target, owned=job.owns_target)
    changes, unread = _changes(found.get(CHANGES, b""))
    since = in_force.manifest.get("since") if in_force is not None else None
    derived = derive(job, changes, found.get(CHANGES, b""), since=since, tell=tell)
    tell(f"{job.source}: comparing {len(derived.files)} files")
    stale = any(one.kind is Kind.STALE for one in told)
    differing = [*unread, *_compared(found, derived, job), *_identities(job, derived)]
    if stale and in_force is not None:
        differing = told_apart(differing, found, derived.files, in_force.manifest["outputs"])
    # A file that is foreign or missing is told as that; its digest would say the same again.
    whole = {one.file for one in differing if one.kind in {Kind.FOREIGN, Kind.MISSING}}
    digests = [one for one in _digests(found, in_force) if one.file not in whole]
    mismatches = (*told, *digests, *differing, *contradictions(found))
    return len({*found, *derived.files}), tuple(dict.fromkeys(mismatches))


def found_files(folder: Path, *, owned: bool) -> dict[str, bytes]:
    """Every file of an extraction by name; one that stands alone has pages and decisions beside it (`owned` false)."""
    paths = sorted(path for path in folder.rglob("*") if not path.is_dir())
    named = {path.relative_to(folder).as_posix(): path for path in paths}
    ours = {name: path for name, path in named.items() if owned or name.partition("/")[0] not in KEPT}
    # What is neither file nor folder, such as a link to nothing, has nothing in it, and should not be there.
    return {name: path.read_bytes() if path.is_file() else b"" for name, path in ours.items()}


def _changes(content: bytes) -> tuple[tuple[Change, ...], list[Mismatch]]:
    """The changes that the extraction tells of; a file that cannot be read tells of none."""
    try:
        return read_changes(content.decode("utf-8"), name=CHANGES), []
    except (UsageError, UnicodeDecodeError) as error:
        return (), [Mismatch(Kind.ALTERED, CHANGES, origin=str(error))]


def _compared(found: Mapping[str, bytes], derived: Derived, job: Job) -> Iterator[Mismatch]:
    """Every file there beside the one that follows."""
    for name in found:
        if name not in derived.files:
            yield Mismatch(Kind.FOREIGN, name)
    for name, content in derived.files.items():
        if name not in found:
            yield Mismatch(Kind.MISSING, name)
            continue
        origin = nothing
        if name in {RECORDS, MACHINE} and found[name] != content:
            origin = Origins(content, derived.files[TEXT].decode("utf-8"), job.lookups()).of
        for one in compare_files(name, found[name], content, origin=origin):
            if name != MANIFEST or not one.place.startswith(TOLD_ELSEWHERE):
                yield one


def _identities(job: Job, derived: Derived) -> list[Mismatch]:
    """The stored ids beside those that a run would store."""
    if not job.owns_target or job.identity is None:
        return []
    name = f"pipeline/identity/{job.identity.name}"
    if not job.identity.is_file():
        return [Mismatch(Kind.MISSING, name, origin="the ids of the extraction are stored nowhere")]
    return compare_files(name, job.identity.read_bytes(), derived.identities)


def _digests(found: Mapping[str, bytes], in_force: InForce | None) -> Iterator[Mismatch]:
    """The files that are others than the manifest says."""
    if in_force is None:
        origin = "no manifest that can be read: what the extraction was made from is not known"
        yield Mismatch(Kind.DIGEST, MANIFEST, origin=origin)
        return
    said = in_force.manifest["outputs"]
    for name in sorted({*found, *said} - {MANIFEST, IDS}):
        there = hashlib.sha256(found[name]).hexdigest() if name in found else None
        if there != said.get(name):
            now, before = (None if one is None else as_text(one) for one in (there, said.get(name)))
            yield Mismatch(Kind.DIGEST, name, "", now, before, "what is there, and what the manifest names")
