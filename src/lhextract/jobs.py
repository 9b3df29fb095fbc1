"""What a command is about: which sources, from where, into which folder. Nothing here needs a stage."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from lhextract.acquire.store import read_file, read_newest
from lhextract.digests import file_digest
from lhextract.errors import UsageError
from lhextract.fetching import Fetching, Place, fetch_place, is_url, place_of_profile, place_of_url
from lhextract.forgetting.keys import Forgotten
from lhextract.forgetting.store import read_forgotten
from lhextract.inputs import PAGE, file_digests
from lhextract.lookups import Lookups, read_lookups
from lhextract.model.correction import Decisions
from lhextract.model.page import Snapshot
from lhextract.profile import Profile
from lhextract.program import FOLDER, program_digest
from lhextract.workspace import Workspace, find_workspace, source_id

IDENTITY = "identity"


@dataclass(frozen=True, slots=True)
class Job:
    """One source to extract: snapshot and profile are read and checked, nothing is written yet.

    `target` is the folder for the output, None where nothing says one; `has_profile` is False where a page is read
    from defaults; `use_model` whether the shipped network finds names. `fetched` says what fetching it came to.
    """

    snapshot: Snapshot
    profile: Profile
    has_profile: bool
    workspace: Workspace | None
    target: Path | None
    use_model: bool = True
    fetched: str | None = None

    @property
    def source(self) -> str:
        """The id of the source."""
        return self.snapshot.source

    @property
    def owns_target(self) -> bool:
        """Whether the output goes where the workspace has it, rather than into a folder of its own."""
        return self.workspace is not None and self.target == self.workspace.extracted / self.source

    @property
    def identity(self) -> Path | None:
        """The file of the ids: in the workspace, or beside an extraction that stands alone."""
        if self.workspace is not None and self.owns_target:
            return self.workspace.identity / f"{self.source}.json"
        return self.target / "identity.json" if self.target is not None else None

    @property
    def identity_to_read(self) -> Path | None:
        """The same; where a folder of its own has none yet, that of the workspace is where ids come from."""
        own = self.identity
        if self.workspace is None or (own is not None and own.is_file()):
            return own
        return self.workspace.identity / f"{self.source}.json"

    @property
    def raw(self) -> Path | None:
        """Where pages as fetched are: in the workspace, or beside an extraction that stands alone."""
        if self.workspace is not None:
            return self.workspace.raw
        return self.target / "raw" if self.target is not None else None

    @property
    def corrections(self) -> Path | None:
        """The folder of stewards' decisions: in the workspace, or beside an extraction that stands alone."""
        if self.workspace is not None:
            return self.workspace.corrections / self.source
        return self.target / "corrections" if self.target is not None else None

    def decisions(self) -> Decisions:
        """What stewards decided about the source."""
        # Imported here, because a run with nothing to do reads none.
        from lhextract.corrections.store import read_decisions

        return read_decisions(decision_files(self.corrections))

    def lookups(self) -> Lookups:
        """The tables of the workspace, and the register where one was imported."""
        return read_all_lookups(self.workspace) if self.workspace is not None else Lookups()

    def forgotten(self) -> Forgotten:
        """Those whom the workspace leaves out."""
        return read_forgotten(self.workspace.forgotten) if self.workspace is not None else Forgotten()


def plan(
    source: str | None,
    *,
    out: Path | None,
    profile: str | None,
    start: Path,
    use_model: bool = True,
    fetching: Fetching | None = None,
) -> list[Callable[[], Job]]:
    """Return how to read each job of a command; what is wrong with the command itself is raised at once.

    With `fetching`, the page of a profile is fetched first; a URL always is. What is wrong with one source is raised
    when its job is read, so that it does not stop the others.
    """
    workspace = find_workspace(start)
    if out is not None and out.exists() and not out.is_dir():
        raise UsageError(f"--out: found the file {out}, allowed is a folder; name another one")
    if source is None:
        if workspace is None:
            raise UsageError(
                f"{start}: no workspace here (no pipeline/profiles/); give a page file or a URL, "
                "or make one with `lhextract init DIR`"
            )
        names = workspace.sources()
        if not names:
            raise UsageError(f"{workspace.profiles}: no profile yet; add one, or give a page file or a URL")
        if out is not None and len(names) > 1:
            raise UsageError("--out: one folder for several sources; name the SOURCE that goes there")
        return [partial(_profile_job, workspace, name, out, use_model, fetching) for name in names]
    if is_url(source):
        place = place_of_url(source, workspace=workspace, out=out, profile=profile)
        return [partial(_url_job, place, workspace, use_model, fetching or Fetching())]
    if workspace is not None and source in workspace.sources():
        if profile is not None:
            raise UsageError(f"--profile: {source!r} is a profile itself; give --profile with a page file only")
        return [partial(_profile_job, workspace, source, out, use_model, fetching)]
    if fetching is not None:
        raise UsageError(f"--fetch: {source!r} is neither a profile nor a URL; a file is read as it is")
    return [partial(_file_job, source, workspace, out, profile, use_model)]


def _profile_job(workspace: Workspace, name: str, out: Path | None, use_model: bool, fetching: Fetching | None) -> Job:
    if fetching is not None:
        return _url_job(place_of_profile(workspace, name, out=out), workspace, use_model, fetching)
    profile, snapshot = workspace.profile(name), read_newest(workspace.raw, name)
    return Job(snapshot, profile, True, workspace, out or workspace.extracted / name, use_model)


def _url_job(place: Place, workspace: Workspace | None, use_model: bool, fetching: Fetching) -> Job:
    fetched = fetch_place(place, fetching=fetching)
    has_profile = workspace is not None and place.source in workspace.sources()
    return Job(fetched.snapshot, place.profile, has_profile, workspace, place.target, use_model, fetched.note)


def _file_job(
    source: str, workspace: Workspace | None, out: Path | None, profile_name: str | None, use_model: bool
) -> Job:
    path = Path(source)
    if not path.exists() and not path.suffix and len(path.parts) == 1:
        if workspace is not None:
            workspace.profile(source)  # raises: unknown, with the list of what there is
        raise UsageError(
            f"SOURCE: no profile and no file {source!r}, and no workspace here; "
            "give a page file or a URL, or make one with `lhextract init DIR`"
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
    return Job(snapshot, profile, profile_name is not None, workspace, target, use_model)


def read_all_lookups(workspace: Workspace) -> Lookups:
    """The tables of a workspace, and the register where one was imported."""
    lookups = read_lookups(workspace.lookups)
    if not workspace.ror_index.is_file():
        return lookups
    # Imported here, because most workspaces have no register.
    from lhextract.registry.register import RorRegister

    return replace(lookups, register=RorRegister(workspace.ror_index))


def decision_files(folder: Path | None) -> list[Path]:
    """The files of stewards' decisions in a folder, in the order of time."""
    return [folder / name for name in decision_names(folder)] if folder is not None else []


def decision_names(folder: Path) -> list[str]:
    """The names of these files; a folder that is not there has none."""
    try:
        # Not `Path.iterdir`: the review page asks for thousands of names at every click.
        names = os.listdir(folder)  # noqa: PTH208
    except (FileNotFoundError, NotADirectoryError):
        return []
    return sorted(name for name in names if name.endswith(".json") and not name.startswith("."))


def learned_digests() -> dict[str, str]:
    """The digest of the card of what was learned, which has those of its files."""
    card = FOLDER / "mentions" / "learned" / "card.json"
    return {"learned/card.json": file_digest(card)} if card.is_file() else {}


def input_digests(job: Job) -> dict[str, str]:
    """The sha256 of everything that an extraction depends on, by name: the files of `pipeline/`, page and program."""
    digests = {PAGE: job.snapshot.sha256, "program": program_digest()}
    learned = job.use_model and job.profile.recognisers.spacy_model is None
    digests |= learned_digests() if learned else {}
    if job.identity is not None and job.identity.is_file():
        digests[IDENTITY] = file_digest(job.identity)
    if job.workspace is None:
        folder = job.corrections
        return {**digests, **file_digests(decision_files(folder), below=folder.parent)} if folder else digests
    below = job.workspace.root / "pipeline"
    paths = [*sorted(job.workspace.lookups.glob("*.csv")), *decision_files(job.corrections)]
    if job.workspace.forgotten.is_file():
        paths.append(job.workspace.forgotten)
    if job.workspace.ror_index.is_file():
        paths.append(job.workspace.ror_index)
    if job.has_profile:
        paths.append(job.workspace.profiles / f"{job.source}.toml")
    return {**digests, **file_digests(paths, below=below)}
