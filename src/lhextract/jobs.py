"""What the commands do: which sources, from where, into which folder."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from lhextract.acquire.decode import media_type_of
from lhextract.acquire.store import read_file, read_newest
from lhextract.errors import GoldError, UsageError
from lhextract.exports.folder import recover_folder, replace_folder
from lhextract.exports.manifest import is_manifest
from lhextract.lookups import Lookups, read_lookups
from lhextract.model.finding import Severity
from lhextract.model.page import Snapshot
from lhextract.profile import Profile
from lhextract.run import Extraction, Stage, explain_names, extract, learned_card, output_files
from lhextract.workspace import Workspace, find_workspace, source_id

if TYPE_CHECKING:
    from lhextract.evaluate import Evaluation
    from lhextract.explain import Explanation

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Job:
    """One source to extract: everything is read and checked, nothing is written yet.

    `target` is the folder for the output, None where nothing says one; `inputs` the configuration files by name;
    `has_profile` is False where a page is read from defaults; `use_model` whether the shipped network finds names.
    """

    snapshot: Snapshot
    profile: Profile
    has_profile: bool
    lookups: Lookups
    inputs: dict[str, bytes]
    target: Path | None
    use_model: bool = True


@dataclass(frozen=True, slots=True)
class Done:
    """A finished job: the extraction and the files that it has, or would have, written."""

    job: Job
    extraction: Extraction
    files: dict[str, bytes]
    written: bool


def plan(
    source: str | None, *, out: Path | None, profile: str | None, start: Path, use_model: bool = True
) -> list[Callable[[], Job]]:
    """Return how to read each job of a command; what is wrong with the command itself is raised at once.

    What is wrong with one source is raised when its job is read, so that it does not stop the others.
    """
    workspace = find_workspace(start)
    if out is not None and out.exists() and not out.is_dir():
        raise UsageError(f"--out: found the file {out}, allowed is a folder; name another one")
    if source is None:
        if workspace is None:
            raise UsageError(
                f"{start}: no workspace here (no pipeline/profiles/); give a page file, "
                "or make one with `lhextract init DIR`"
            )
        names = workspace.sources()
        if not names:
            raise UsageError(f"{workspace.profiles}: no profile yet; add one, or give a page file")
        if out is not None and len(names) > 1:
            raise UsageError("--out: one folder for several sources; name the SOURCE that goes there")
        return [partial(_profile_job, workspace, name, out, use_model) for name in names]
    if workspace is not None and source in workspace.sources():
        if profile is not None:
            raise UsageError(f"--profile: {source!r} is a profile itself; give --profile with a page file only")
        return [partial(_profile_job, workspace, source, out, use_model)]
    return [partial(_file_job, source, workspace, out, profile, use_model)]


def _profile_job(workspace: Workspace, name: str, out: Path | None, use_model: bool) -> Job:
    profile = workspace.profile(name)
    snapshot = read_newest(workspace.raw, name)
    return Job(
        snapshot,
        profile,
        True,
        _lookups(workspace),
        _inputs(workspace, name),
        out or workspace.extracted / name,
        use_model,
    )


def _file_job(
    source: str, workspace: Workspace | None, out: Path | None, profile_name: str | None, use_model: bool
) -> Job:
    if "://" in source:
        raise UsageError(
            f"SOURCE: found the URL {source}, allowed is the name of a profile or a page file for now; "
            "save the page and give the file"
        )
    path = Path(source)
    if not path.exists() and not path.suffix and len(path.parts) == 1:
        if workspace is not None:
            workspace.profile(source)  # raises: unknown, with the list of what there is
        raise UsageError(
            f"SOURCE: no profile and no file {source!r}, and no workspace here; "
            "give a page file, or make one with `lhextract init DIR`"
        )
    if profile_name is not None and workspace is None:
        raise UsageError(f"--profile: no workspace here that could hold {profile_name!r}; run inside one")
    name = profile_name or source_id(path)
    profile = workspace.profile(profile_name) if workspace is not None and profile_name else Profile()
    snapshot = read_file(path, source=name)
    if out is None and workspace is not None and profile_name is None and name in workspace.sources():
        raise UsageError(
            f"{path}: would replace {workspace.extracted / name}, which belongs to the profile {name!r}; "
            f"give --profile {name} to read the file by it, or --out DIR"
        )
    target = out if out is not None else workspace.extracted / name if workspace is not None else None
    lookups = _lookups(workspace) if workspace is not None else Lookups()
    inputs = _inputs(workspace, profile_name) if workspace is not None else {}
    return Job(snapshot, profile, profile_name is not None, lookups, inputs, target, use_model)


def _lookups(workspace: Workspace) -> Lookups:
    """The tables of a workspace, and the register where one was imported."""
    lookups = read_lookups(workspace.lookups)
    if not workspace.ror_index.is_file():
        return lookups
    # Imported here, because most workspaces have no register.
    from lhextract.registry.register import RorRegister

    return replace(lookups, register=RorRegister(workspace.ror_index))


def _inputs(workspace: Workspace, profile: str | None) -> dict[str, bytes]:
    """The configuration files that a run reads, by their path inside `pipeline/`."""
    paths = sorted(workspace.lookups.glob("*.csv"))
    if workspace.ror_index.is_file():
        paths.append(workspace.ror_index)
    if profile is not None:
        paths.append(workspace.profiles / f"{profile}.toml")
    return {path.relative_to(workspace.root / "pipeline").as_posix(): path.read_bytes() for path in paths}


def extract_job(job: Job, *, until: str, tell: Tell) -> Extraction:
    """Run the stages of a job; nothing is written."""
    return extract(
        job.snapshot,
        profile=job.profile,
        lookups=job.lookups,
        until=Stage(until),
        use_model=job.use_model,
        on_stage=lambda stage: tell(f"{job.snapshot.source}: {stage}"),
    )


def explain_job(job: Job, what: str, *, tell: Tell) -> Explanation:
    """Answer a question about what a job extracts; nothing is written."""
    from lhextract.explain import explain

    extraction = extract_job(job, until=Stage.MENTIONS, tell=tell)
    return explain(
        extraction,
        what,
        names=lambda: explain_names(extraction, profile=job.profile, lookups=job.lookups, use_model=job.use_model),
    )


def input_files(job: Job) -> dict[str, bytes]:
    """The files beside the snapshot that an extraction depends on, by name."""
    learned = job.use_model and job.profile.recognisers.spacy_model is None
    card = learned_card() if learned else None
    return {**job.inputs, **({"learned/card.json": card} if card is not None else {})}


def run_job(job: Job, *, write: bool, tell: Tell) -> Done:
    """Extract, and replace the output folder if `write`; an error before that leaves the old one as it is."""
    if write and job.target is None:
        raise UsageError("--out: missing, and no workspace here to write into; give --out DIR")
    if write and job.target is not None:
        recover_folder(job.target.resolve())
    extraction = extract_job(job, until=Stage.CHECKS, tell=tell)
    files = output_files(extraction, inputs=input_files(job))
    if write and job.target is not None:
        _refuse_foreign_folder(job.target)
        try:
            replace_folder(job.target, files)
        except OSError as error:
            raise UsageError(
                f"{job.target}: cannot be written ({error.strerror}), the old output is untouched; give another --out"
            ) from error
    return Done(job, extraction, files, written=write)


def _refuse_foreign_folder(target: Path) -> None:
    """An output folder is replaced whole, so it must be empty or an earlier extraction."""
    if target.is_dir() and any(target.iterdir()) and not is_manifest(target / "manifest.json"):
        raise UsageError(
            f"{target}: found files that are no extraction, allowed is a new folder, an empty one or an "
            "earlier extraction; give another --out"
        )


def differing_files(done: Done) -> list[str]:
    """The names of output files that are missing, extra or not what the run made."""
    target = done.job.target
    if target is None:
        return []
    present = (
        {path.relative_to(target).as_posix() for path in target.rglob("*") if path.is_file()}
        if target.is_dir()
        else set()
    )
    changed = {
        name for name, content in done.files.items() if name in present and (target / name).read_bytes() != content
    }
    return sorted((set(done.files) ^ present) | changed)


def has_findings(done: Done, fail_on: str) -> bool:
    """Whether a finding is at least as severe as `fail_on` ("never": none is)."""
    ranks = [Severity.NOTE, Severity.WARNING, Severity.ERROR]
    if fail_on == "never" or done.extraction.records is None:
        return False
    least = ranks.index(Severity(fail_on))
    return any(ranks.index(finding.severity) >= least for finding in done.extraction.records.findings)


def case_snapshot(case: Path, *, source: str | None = None) -> Snapshot:
    """The page of a golden case as a snapshot that nobody fetched; `source` is its id, else the name of the case."""
    from lhextract.gold import source_path

    path = source_path(case)
    body = path.read_bytes()
    return Snapshot(
        source=source or case.resolve().name,
        url=None,
        media_type=media_type_of(path.name, body),
        retrieved=None,
        sha256=hashlib.sha256(body).hexdigest(),
        body=body,
    )


def extract_case(case: Path, *, profile: str | None, start: Path, tell: Tell, use_model: bool = True) -> Extraction:
    """Extract the page of a golden case, by a profile and the lookups of the workspace, or by none."""
    workspace = find_workspace(start)
    if profile is not None and workspace is None:
        raise UsageError(f"--profile: no workspace here that could hold {profile!r}; run inside one")
    if not case.is_dir():
        raise GoldError(f"{case}: no such golden case; `lhextract golden list` names them")
    settings = workspace.profile(profile) if workspace is not None and profile else Profile()
    lookups = _lookups(workspace) if workspace is not None and profile else Lookups()
    snapshot = case_snapshot(case, source=profile)
    tell(case.name)
    return extract(snapshot, profile=settings, lookups=lookups, use_model=use_model)


def evaluate_cases(
    gold: Path, *, profile: str | None, start: Path, tell: Tell, use_model: bool = True
) -> dict[str, Evaluation]:
    """Score every case of a folder; the result is by case, in sorted order."""
    from lhextract.evaluate import evaluate_page
    from lhextract.gold import list_cases, read_gold

    evaluations = {}
    for case in list_cases(gold):
        extraction = extract_case(case, profile=profile, start=start, tell=tell, use_model=use_model)
        if extraction.records is not None:
            evaluations[case.resolve().name] = evaluate_page(extraction.records, read_gold(case), extraction.page.text)
    return evaluations
