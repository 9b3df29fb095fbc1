"""What every worker of a batch is told once: where the workspace is, how to read pages, how much a page may take."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from lhextract.batch.task import Task
from lhextract.errors import UsageError
from lhextract.exports.versions import library_versions
from lhextract.inputs import file_digests
from lhextract.jobs import decision_files, learned_digests
from lhextract.program import program_digest
from lhextract.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Limits:
    """What one page may take: seconds by the clock, megabytes of memory beyond what a worker has after its start, and
    bytes of input.
    """

    seconds: float = 120.0
    megabytes: int | None = 2_000
    bytes: int = 20_000_000


@dataclass(frozen=True, slots=True)
class Setup:
    """How a batch reads its pages. `start` is the folder that relative places are meant from, `workspace` the root of
    the workspace whose profiles, lookups and decisions count, None where there is none.

    `inputs` are the digests of what every page of the batch depends on: program, libraries, network, tables, options.
    """

    start: str
    workspace: str | None
    use_model: bool
    accept: bool
    limits: Limits
    inputs: Mapping[str, str]

    def to_json(self) -> str:
        """For a worker that is another process."""
        return json.dumps(asdict(self))

    @classmethod
    def of_json(cls, text: str) -> Setup:
        """Read it back."""
        document: dict[str, Any] = json.loads(text)
        return cls(**{**document, "limits": Limits(**document["limits"])})

    def of_workspace(self) -> Workspace | None:
        """The workspace, where there is one."""
        return Workspace(Path(self.workspace)) if self.workspace is not None else None


def make_setup(*, start: Path, workspace: Workspace | None, use_model: bool, accept: bool, limits: Limits) -> Setup:
    """Look at everything that all pages depend on."""
    return Setup(
        start=str(start),
        workspace=str(workspace.root) if workspace is not None else None,
        use_model=use_model,
        accept=accept,
        limits=limits,
        inputs={
            **program_inputs(use_model=use_model),
            **(_tables(workspace) if workspace is not None else {}),
            "accept": str(accept),
        },
    )


def program_inputs(*, use_model: bool) -> dict[str, str]:
    """The digests and versions of what is installed."""
    return {
        "program": program_digest(beside=("batch/",)),
        **library_versions(),
        **(learned_digests() if use_model else {}),
    }


def _tables(workspace: Workspace) -> dict[str, str]:
    paths = [*sorted(workspace.lookups.glob("*.csv")), workspace.forgotten, workspace.ror_index]
    return file_digests([path for path in paths if path.is_file()], below=workspace.root / "pipeline")


def refuse_other_program(setup: Setup) -> None:
    """Raise `UsageError` where a worker on another machine runs another lhextract than the one that leads."""
    here = program_inputs(use_model=setup.use_model)
    other = sorted(name for name, digest in here.items() if setup.inputs.get(name) != digest)
    if other:
        raise UsageError(
            f"worker: found another {', '.join(other)} than where the batch was started, allowed is the same; install "
            "the same version of lhextract and its libraries on every machine"
        )


def key_of(task: Task, setup: Setup) -> str:
    """The digest of all but its bytes that the result of a page depends on: 64 hexadecimal digits."""
    own: dict[str, Any] = {"page": task.id, "url": task.url, "language": task.language, "region": task.region}
    workspace = setup.of_workspace()
    if workspace is not None:
        paths = decision_files(workspace.corrections / task.id)
        if task.profile is not None:
            paths.append(workspace.profiles / f"{task.profile}.toml")
        if (identity := identity_file(task, workspace)) is not None:
            paths.append(identity)
        own |= file_digests([path for path in paths if path.is_file()], below=workspace.root / "pipeline")
    document = {"inputs": dict(setup.inputs), "profile": task.profile, "own": own}
    return hashlib.sha256(json.dumps(document, sort_keys=True).encode()).hexdigest()


def identity_file(task: Task, workspace: Workspace | None) -> Path | None:
    """The file of the ids that the workspace knows of a page, None where there is none."""
    path = workspace.identity / f"{task.id}.json" if workspace is not None else None
    return path if path is not None and path.is_file() else None
