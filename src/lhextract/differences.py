"""`lhextract diff`: what changed last, or what differs between two extractions."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lhextract.changes.compare import compare
from lhextract.changes.release import release_of
from lhextract.errors import UsageError
from lhextract.exports.changes.html import changes_page
from lhextract.exports.changes.jsonl import read_changes, write_changes
from lhextract.exports.changes.markdown import changes_markdown
from lhextract.exports.changes.text import changes_text
from lhextract.inforce import CHANGES, RECORDS, read_in_force
from lhextract.model.change import Change
from lhextract.workspace import Workspace, find_workspace


@dataclass(frozen=True, slots=True)
class Differences:
    """The changes of a source, under a title that says between what."""

    source: str
    title: str
    changes: tuple[Change, ...]

    def without_notes(self) -> Differences:
        """The same without what needs nobody's attention."""
        kept = tuple(change for change in self.changes if not change.kind.is_note)
        return Differences(self.source, self.title, kept)

    def show(self, form: str, *, width: int = 100) -> str:
        """The changes as text, json (the lines of `changes.jsonl`), md or html."""
        if form == "json":
            return write_changes(self.changes)
        if form == "md":
            return changes_markdown(self.changes, title=self.title)
        if form == "html":
            return changes_page(self.changes, title=self.title)
        return changes_text(self.changes, title=self.title, width=width)


def last_changes(folder: Path, *, source: str) -> Differences:
    """What the extraction of a folder says has changed last."""
    in_force = read_in_force(folder)
    if in_force is None:
        raise UsageError(f"{folder}: found no extraction, allowed is a folder that `lhextract run` has written")
    changes = read_changes(in_force.changes().decode("utf-8"), name=str(folder / CHANGES))
    return Differences(source, source, changes)


def between(old: str, new: str, *, source: str, start: Path) -> Differences:
    """What differs between two extractions, each a folder, a `records.json`, or a git revision of the workspace."""
    before, after = (_read(what, source=source, start=start) for what in (old, new))
    return Differences(source, f"{source}: {old} to {new}", compare(release_of(before), release_of(after)))


def sources_of(source: str | None, *, start: Path) -> list[tuple[str, Path]]:
    """The sources that are meant, with the folders of their extractions: a profile, a folder, or every profile."""
    workspace = find_workspace(start)
    if source is not None and (Path(source) / RECORDS).is_file():
        return [(Path(source).resolve().name, Path(source))]
    if workspace is None:
        raise UsageError(f"{start}: no workspace here (no pipeline/profiles/); give the folder of an extraction")
    names = workspace.sources() if source is None else [source]
    found = [(name, workspace.extracted / name) for name in names if source is None or _is_known(workspace, name)]
    return [(name, folder) for name, folder in found if source is not None or folder.is_dir()]


def _is_known(workspace: Workspace, name: str) -> bool:
    if not (workspace.extracted / name / RECORDS).is_file():
        workspace.profile(name)  # raises: unknown, with the list of what there is
    return True


def _read(what: str, *, source: str, start: Path) -> Mapping[str, Any]:
    path = Path(what)
    path = path / RECORDS if path.is_dir() else path
    name, text = str(path), path.read_text(encoding="utf-8") if path.is_file() else None
    if text is None:
        name, text = f"{what}:{RECORDS}", _from_git(what, source=source, start=start)
    try:
        document = json.loads(text)
    except ValueError as error:
        raise UsageError(f"{name}: found no JSON ({error}), allowed is a {RECORDS} that lhextract wrote") from error
    if not isinstance(document, dict) or not {"categories", "initiatives", "institutions"} <= document.keys():
        raise UsageError(f"{name}: found other JSON, allowed is a {RECORDS} that lhextract wrote")
    return document


def _from_git(revision: str, *, source: str, start: Path) -> str:
    workspace = find_workspace(start)
    advice = f"allowed is a folder with {RECORDS}, such a file, or a git revision of this workspace"
    if workspace is None or revision.startswith("-"):
        raise UsageError(f"{revision}: no such folder or file; {advice}")
    path = f"./extracted/{source}/{RECORDS}"
    command = ["git", "-C", str(workspace.root), "show", f"{revision}:{path}"]
    try:
        done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 - no shell; the path is ours
    except FileNotFoundError as error:
        raise UsageError(f"{revision}: no such folder or file, and git is not installed; {advice}") from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise UsageError(f"{revision}: no such folder or file, and git says {said[-1] if said else 'no'!r}; {advice}")
    return done.stdout.decode("utf-8", "replace")
