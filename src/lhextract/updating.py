"""Brings an extraction up to date: left alone if nothing changed, held if the page looks broken, else made anew."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from lhextract import __version__
from lhextract.acquire.store import find_snapshot
from lhextract.errors import UsageError
from lhextract.exports.versions import library_versions
from lhextract.files import lock_folder, needs_recovery, recover_folder, replace_file, replace_folder
from lhextract.inforce import MANIFEST, RECORDS, InForce, read_in_force
from lhextract.inputs import PAGE, Difference, differing_inputs
from lhextract.jobs import IDENTITY, Job, input_digests
from lhextract.model.finding import Severity

if TYPE_CHECKING:
    from lhextract.comparing import ChangeSet
    from lhextract.explain import Explanation
    from lhextract.exports.tables.fault import Fault
    from lhextract.model.identity import Identities
    from lhextract.model.record import Records
    from lhextract.run import Extraction

Tell = Callable[[str], None]
log = logging.getLogger(__name__)
# What stays in a folder that is written whole: a page's history, and what people decided.
KEPT = ("raw", "corrections")


@dataclass(frozen=True, slots=True)
class Options:
    """How to bring up to date: `write`; `accept` what would be held; `force` an extraction though nothing changed."""

    write: bool = True
    accept: bool = False
    force: bool = False


@dataclass(frozen=True, slots=True)
class Unchanged:
    """A job with nothing to do: the extraction in force is what a run would make. `note` says what was passed over."""

    job: Job
    in_force: InForce
    note: str = ""


@dataclass(frozen=True, slots=True)
class Done:
    """A finished job: the extraction, the files that it has, or would have, written, and why it ran.

    `changed` is what differs from the extraction that was in force.
    """

    job: Job
    extraction: Extraction
    files: dict[str, bytes]
    written: bool
    changed: ChangeSet
    because: tuple[Difference, ...] = ()


def reasons_to_run(job: Job, in_force: InForce) -> list[Difference]:
    """The inputs that are another than those of the extraction in force."""
    versions = {"lhextract": __version__, **library_versions()}
    return differing_inputs(in_force, inputs=input_digests(job), versions=versions)


def update(job: Job, *, options: Options, tell: Tell) -> Done | Unchanged:
    """Bring one source up to date.

    Raises `HeldError` where what was fetched does not look like the page, or where a person must say which initiative
    is which; then, and after any other error, what was there is untouched.
    """
    if options.write:
        if job.target is None:
            raise UsageError("--out: missing, and no workspace here to write into; give --out DIR")
        _refuse_foreign_folder(job.target, owned=job.owns_target)
        if needs_recovery(job.target):
            with lock_folder(job.target.resolve().parent):
                recover_folder(job.target)
    return _update(job, options=options, tell=tell)


def _update(job: Job, *, options: Options, tell: Tell) -> Done | Unchanged:
    in_force = read_in_force(job.target)
    if in_force is not None and not options.force and (problem := in_force.other_model()) is not None:
        raise UsageError(problem)
    because = reasons_to_run(job, in_force) if in_force is not None else []
    spoilt = in_force.spoilt() if in_force is not None and not options.force else ()
    if in_force is not None and not options.force and not spoilt:
        if not because:
            return Unchanged(job, in_force)
        if [difference.name for difference in because] == [PAGE]:
            # Imported here, because a run with nothing to do is over before it needs a stage.
            from lhextract.run import reading_of

            if reading_of(job.snapshot) == in_force.reading:
                return Unchanged(job, in_force, "the page's bytes changed, its text and links did not")
        if all(difference.comes_after_the_stages for difference in because) and not job.forgotten():
            return _correct_again(job, in_force, because, options=options, tell=tell)
    was_there = [path for path in spoilt if path.exists()]
    done = _extract_anew(job, in_force, because, options=options, tell=tell)
    # Said afterwards: where the files cannot be compared with, the run has been refused, and that alone is said.
    for path in spoilt:
        log.warning("%s: %s; the extraction is made anew", path, "altered" if path in was_there else "missing")
    return done


def _extract_anew(
    job: Job, in_force: InForce | None, because: Sequence[Difference], *, options: Options, tell: Tell
) -> Done:
    from lhextract.gate import Former, refuse_broken, refuse_doubtful, refuse_without_initiatives
    from lhextract.identity.store import read_identities
    from lhextract.run import begin, finish, leave_out

    inputs = input_digests(job)  # before they are read: what is decided meanwhile is for the next run
    before = in_force if in_force is not None and in_force.can_be_compared() else None
    old_page = find_snapshot(job.raw, job.source, before.snapshot) if before is not None else None
    former = Former(before, old_page.body if old_page is not None else None) if before is not None else None
    known = read_identities(job.identity_to_read)
    begun = begin(job.snapshot, on_stage=lambda stage: tell(f"{job.source}: {stage}"))
    refuse_without_initiatives(begun, former)
    begun = leave_out(begun, job.forgotten(), profile=job.profile, lookups=job.lookups(), use_model=job.use_model)
    extraction = finish(
        begun,
        profile=job.profile,
        lookups=job.lookups(),
        known=known,
        decided=job.decisions(),
        use_model=job.use_model,
        on_stage=lambda stage: tell(f"{job.source}: {stage}"),
    )
    if not options.accept:
        refuse_broken(extraction, former)
        refuse_doubtful(extraction)
    return _finish(job, extraction, in_force, because, inputs=inputs, known=known, options=options)


def _correct_again(job: Job, in_force: InForce, because: Sequence[Difference], *, options: Options, tell: Tell) -> Done:
    """Only decisions of stewards are others: what the machine found is read from the extraction in force."""
    from lhextract.exports.schema import validate
    from lhextract.identity.identify import Identified
    from lhextract.identity.store import read_identities
    from lhextract.run import Stage, begin, finish_corrected

    inputs = input_digests(job)  # as above
    machine = validate(in_force.machine())
    known = read_identities(job.identity_to_read)
    extraction = finish_corrected(
        begin(job.snapshot, until=Stage.TEXT),
        Identified(machine, known, (), ()),
        profile=job.profile,
        lookups=job.lookups(),
        decided=job.decisions(),
        on_stage=lambda stage: tell(f"{job.source}: {stage}"),
    )
    return _finish(job, extraction, in_force, because, inputs=inputs, known=known, options=options)


def _finish(
    job: Job,
    extraction: Extraction,
    in_force: InForce | None,
    because: Sequence[Difference],
    *,
    inputs: Mapping[str, str],
    known: Identities,
    options: Options,
) -> Done:
    """Compare with what is in force, and write."""
    from lhextract.comparing import changes_since
    from lhextract.identity.store import write_identities
    from lhextract.output import output_files

    before = in_force if in_force is not None and in_force.can_be_compared() else None
    changed = changes_since(extraction, before, because, job=job, known=known)
    _, identified = extraction.finished()
    identities = write_identities(identified.identities).encode("utf-8")
    inputs = {**inputs, IDENTITY: hashlib.sha256(identities).hexdigest()}
    files = output_files(extraction, inputs=inputs, changed=changed, licence=job.profile.source.license)
    if not job.owns_target:
        files["identity.json"] = identities
    if options.write and job.target is not None:
        _write(job, job.target, files, identities, in_force, known)
    return Done(job, extraction, files, options.write, changed, tuple(because))


def _write(
    job: Job, target: Path, files: dict[str, bytes], identities: bytes, in_force: InForce | None, known: Identities
) -> None:
    """Ids first: a run that is killed in between finds every initiative known, and gives it the same id again."""
    try:
        with lock_folder(target.resolve().parent):
            if read_in_force(target) != in_force:
                raise UsageError(f"{target}: another run has written it meanwhile; run again")
            if job.owns_target and job.identity is not None:
                _write_identities(job, job.identity, identities, known)
            replace_folder(target, files, keep=KEPT)
    except OSError as error:
        raise UsageError(
            f"{target}: cannot be written ({error.strerror}), the old output is untouched; give another --out"
        ) from error


def _write_identities(job: Job, path: Path, identities: bytes, known: Identities) -> None:
    """What a person has said meanwhile (`lhextract identity`, `purge`) is not written over."""
    from lhextract.identity.store import read_identities

    with lock_folder(path.parent):
        if read_identities(job.identity_to_read) != known:
            raise UsageError(f"{path}: somebody has written it meanwhile; run again")
        replace_file(path, identities)


@dataclass(frozen=True, slots=True)
class Checked:
    """The records that a run would write, the canonical text, and the files on disk that are others than it would.

    `can_be_run` is False where a run would refuse to replace what is there, because it cannot compare with it.
    """

    job: Job
    records: Records
    text: str
    stale: tuple[str, ...] = ()
    can_be_run: bool = True


def check_job(job: Job, *, tell: Tell) -> Checked:
    """Compare what is on disk with what a run would write; nothing is written.

    The same inputs give the same bytes, so where all of them are what they were and no file was altered since, what is
    on disk is taken for it; else every stage is run.
    """
    in_force = read_in_force(job.target)
    if in_force is not None and not reasons_to_run(job, in_force) and in_force.is_unaltered():
        # Imported here, because every other run has it from a stage.
        from lhextract.exports.schema import validate

        return Checked(job, validate(in_force.published(RECORDS).decode("utf-8")), in_force.text())
    done = _make_anew(job, in_force, tell=tell)
    records, _ = done.extraction.finished()
    return Checked(job, records, done.extraction.page.text, tuple(_differing_files(done)), _can_be_run(job, in_force))


def _can_be_run(job: Job, in_force: InForce | None) -> bool:
    """Whether a run would replace what is there; records and changes that it cannot read have been refused before."""
    try:
        if job.target is not None:
            _refuse_foreign_folder(job.target, owned=job.owns_target)
        if in_force is not None and in_force.can_be_compared():
            in_force.text()
    except UsageError:
        return False
    return True


def _make_anew(job: Job, in_force: InForce | None, *, tell: Tell) -> Done:
    """What a run would write if nothing were there but the ids; nothing is written, and nothing held for its looks."""
    because = reasons_to_run(job, in_force) if in_force is not None else []
    return _extract_anew(job, in_force, because, options=Options(write=False, accept=True), tell=tell)


def _refuse_foreign_folder(target: Path, *, owned: bool) -> None:
    """An output folder is replaced whole, so it must be empty or an earlier extraction; `owned` if in `extracted/`."""
    if target.is_dir() and not {path.name for path in target.iterdir()} <= {*KEPT} and read_in_force(target) is None:
        advice = f"restore {MANIFEST} by version control, or remove the folder and run (ids stay)"
        raise UsageError(
            f"{target}: found files that are no extraction (no {MANIFEST} of lhextract), allowed is a new folder, "
            f"an empty one or an earlier extraction; {advice if owned else 'give another --out'}"
        )


def _differing_files(done: Done) -> list[str]:
    """The names of output files that are missing, extra or not what the run made."""
    target = done.job.target
    if target is None:
        return []
    present = {path.relative_to(target).as_posix() for path in target.rglob("*") if path.is_file()}
    present = {name for name in present if name.partition("/")[0] not in KEPT}
    changed = {
        name for name, content in done.files.items() if name in present and (target / name).read_bytes() != content
    }
    return sorted((set(done.files) ^ present) | changed)


def table_faults(checked: Checked) -> tuple[Fault, ...]:
    """What is wrong with the tables on disk, which somebody may have edited; () where there are none yet."""
    from lhextract.exports.tables.csv_files import FOLDER
    from lhextract.exports.tables.faults import faults_of

    target = checked.job.target
    paths = sorted((target / FOLDER).glob("*.csv")) if target is not None else []
    files = {f"{FOLDER}/{path.name}": path.read_bytes() for path in paths}
    return faults_of(files, text=checked.text) if files else ()


def has_findings(result: Done | Unchanged | Checked, fail_on: str) -> bool:
    """Whether a finding is at least as severe as `fail_on` ("never": none is)."""
    if fail_on == "never":
        return False
    ranks = [severity.value for severity in (Severity.NOTE, Severity.WARNING, Severity.ERROR)]
    if isinstance(result, Unchanged):
        found = list(result.in_force.manifest["counts"]["findings"])
    else:
        found = [finding.severity.value for finding in _records_of(result).findings]
    return any(ranks.index(severity) >= ranks.index(fail_on) for severity in found)


def needs_a_person(result: Done | Unchanged | Checked) -> bool:
    """Whether a decision was re-opened, or stewards disagree."""
    if isinstance(result, Unchanged):
        counts = result.in_force.manifest["counts"].get("corrections", {})
        return any(counts.get(state) for state in ("reopened", "conflicting"))
    corrections = _records_of(result).corrections
    return bool(corrections.reopened or corrections.conflicting)


def _records_of(result: Done | Checked) -> Records:
    return result.records if isinstance(result, Checked) else result.extraction.finished()[0]


def extract_job(job: Job, *, until: str, tell: Tell) -> Extraction:
    """Run the stages of a job; nothing is written."""
    from lhextract.identity.store import read_identities
    from lhextract.run import Stage, extract

    return extract(
        job.snapshot,
        profile=job.profile,
        lookups=job.lookups(),
        known=read_identities(job.identity_to_read),
        decided=job.decisions(),
        until=Stage(until),
        use_model=job.use_model,
        forgotten=job.forgotten(),
        on_stage=lambda stage: tell(f"{job.source}: {stage}"),
    )


def explain_job(job: Job, what: str, *, tell: Tell) -> Explanation:
    """Answer a question about what a job extracts; nothing is written."""
    from lhextract.explain import explain
    from lhextract.run import explain_names

    extraction = extract_job(job, until="mentions", tell=tell)
    return explain(
        extraction,
        what,
        names=lambda: explain_names(extraction, profile=job.profile, lookups=job.lookups(), use_model=job.use_model),
    )
