"""`lhextract diff`: what changed last, or what differs between two extractions."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import astuple, dataclass
from functools import partial
from pathlib import Path
from typing import Any

from lhextract.changes.compare import compare
from lhextract.changes.release import release_of
from lhextract.errors import UsageError
from lhextract.exports.changes.html import changes_html, page_of
from lhextract.exports.changes.jsonl import read_changes, write_changes
from lhextract.exports.changes.markdown import changes_markdown
from lhextract.exports.changes.names import Names, names_of
from lhextract.exports.changes.text import changes_text
from lhextract.exports.upgrades import upgrade
from lhextract.inforce import CHANGES, RECORDS, read_in_force
from lhextract.model.change import Change
from lhextract.model.release import Release
from lhextract.revisions import read_at
from lhextract.workspace import Workspace, find_workspace

ALLOWED = f"allowed is the folder of an extraction, a {RECORDS}, or a git revision of the workspace"


@dataclass(frozen=True, slots=True)
class Differences:
    """The changes of a source, under a title that says between what, with the names of what they are about."""

    source: str
    title: str
    changes: tuple[Change, ...]
    names: Names

    def has_changes(self) -> bool:
        """Whether anything changed beside notes."""
        return any(not change.kind.is_note for change in self.changes)


@dataclass(frozen=True, slots=True)
class Showing:
    """How to show differences: `form` is text, json, md or html; `several` if they may be of more than one source."""

    form: str
    notes: bool = True
    width: int = 100
    several: bool = False


def plan(source: str | None, a: str | None, b: str | None, *, start: Path) -> list[Callable[[], Differences]]:
    """Return how to find the differences of each source that is meant.

    Without `a`, what changed last: of a source, of a folder, or of every profile that has an extraction. With `a`, from
    it to the extraction in force; with `b`, from `a` to `b`. Two folders or files need no source: the first is `a`.
    What is wrong with one source is raised when it is read, so that it does not stop the others.
    """
    workspace = find_workspace(start)
    if source is None:
        return [partial(_last, folder, name) for name, folder in _every_source(workspace, start)]
    known = workspace is not None and (source in workspace.sources() or _is_extraction(workspace.extracted / source))
    if known and workspace is not None:
        folder = workspace.extracted / source
        if a is None:
            return [partial(_last, folder, source)]
        return [partial(_between, source, a, b, in_force=folder, workspace=workspace)]
    if a is None and _is_extraction(Path(source)):
        return [partial(_last, Path(source), Path(source).resolve().name)]
    if b is None and a is not None and Path(source).exists():
        name = Path(a).resolve().name
        return [partial(_between, name, source, a, in_force=None, workspace=None)]
    if workspace is not None:
        workspace.profile(source)  # raises: unknown, with the list of what there is
    raise UsageError(
        f"{source}: no extraction, and no workspace here (no pipeline/profiles/) that has such a source; "
        "give one folder of an extraction, or two to compare"
    )


def show(found: Sequence[Differences], showing: Showing) -> str:
    """Differences as text for a terminal, as the lines of `changes.jsonl`, as Markdown, or as one page.

    Where there may be several sources, each line says first which it is of.
    """
    if showing.form == "json":
        return "".join(
            _line(one, change, showing) for one in found for change in one.changes if _is_shown(change, showing)
        )
    if showing.form == "html":
        return page_of([(one.title, changes_html(one.changes, names=one.names, notes=showing.notes)) for one in found])
    if showing.form == "md":
        return "\n".join(
            changes_markdown(one.changes, title=one.title, names=one.names, notes=showing.notes) for one in found
        )
    return "\n".join(
        changes_text(one.changes, title=one.title, names=one.names, notes=showing.notes, width=showing.width)
        for one in found
    )


def _is_shown(change: Change, showing: Showing) -> bool:
    return showing.notes or not change.kind.is_note


def _line(one: Differences, change: Change, showing: Showing) -> str:
    line = write_changes([change])
    return f'{{"source": {json.dumps(one.source)}, {line[1:]}' if showing.several else line


def _every_source(workspace: Workspace | None, start: Path) -> list[tuple[str, Path]]:
    if workspace is None:
        raise UsageError(f"{start}: no workspace here (no pipeline/profiles/); give the folder of an extraction")
    found = [(name, workspace.extracted / name) for name in workspace.sources()]
    if not any(_is_extraction(folder) for _, folder in found):
        raise UsageError(f"{workspace.extracted}: no extraction of a profile yet; `lhextract run` makes them")
    return [(name, folder) for name, folder in found if _is_extraction(folder)]


def _is_extraction(folder: Path) -> bool:
    return (folder / RECORDS).is_file()


def _last(folder: Path, source: str) -> Differences:
    """What the extraction of a folder says has changed last."""
    in_force = read_in_force(folder)
    if in_force is None or not _is_extraction(folder):
        raise UsageError(f"{folder}: found no extraction, allowed is a folder that `lhextract run` has written; run it")
    changes = read_changes(_decoded(in_force.changes(), str(folder / CHANGES)), name=str(folder / CHANGES))
    return Differences(source, source, changes, names_of(changes, _release(folder / RECORDS)))


def _between(source: str, a: str, b: str | None, *, in_force: Path | None, workspace: Workspace | None) -> Differences:
    """What differs from `a` to `b`, or to the extraction in force."""
    old = _read(a, source=source, workspace=workspace)
    if b is None and in_force is not None:
        if not _is_extraction(in_force):
            raise UsageError(f"{in_force}: no extraction to compare with {a}; make one by `lhextract run {source}`")
        title, new = f"{source}: {a} to now", _release(in_force / RECORDS)
    else:
        title, new = f"{source}: {a} to {b}", _read(str(b), source=source, workspace=workspace)
    changes = compare(old, new)
    return Differences(source, title, changes, names_of(changes, old, new))


def _read(what: str, *, source: str, workspace: Workspace | None) -> Release:
    return release_of(read_document(what, source=source, workspace=workspace))


def read_document(what: str, *, source: str, workspace: Workspace | None) -> Mapping[str, Any]:
    """The `records.json` that `what` means: the folder of an extraction, the file, or a git revision of the workspace.

    Raises `UsageError` for what is none of these.
    """
    path = Path(what)
    if path.is_file() or _is_extraction(path):
        return _document(path if path.is_file() else path / RECORDS)
    if path.exists():
        raise UsageError(f"{path}: found a folder without {RECORDS}, {ALLOWED}")
    if workspace is None:
        raise UsageError(f"{what}: no such folder or file; {ALLOWED}, and a revision needs the SOURCE before it")
    inside = f"{workspace.extracted.name}/{source}/{RECORDS}"
    try:
        content = read_at(what, inside, root=workspace.root)
    except UsageError as error:
        raise UsageError(f"no folder or file {what!r}, and as a git revision: {error}; {ALLOWED}") from error
    return _parsed(content, f"{what}:{inside}")


def _release(path: Path) -> Release:
    return release_of(_document(path))


def _document(path: Path) -> Mapping[str, Any]:
    return _parsed(path.read_bytes(), str(path))


def _parsed(content: bytes, name: str) -> Mapping[str, Any]:
    """A `records.json` of which a release can be made; `name` is what messages call it."""
    advice = f"allowed is a {RECORDS} that lhextract wrote"
    try:
        document: Mapping[str, Any] = json.loads(_decoded(content, name))
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{name}: found no JSON ({error}), {advice}") from error
    try:
        document = upgrade(document, name=name)
        _refuse_odd(astuple(release_of(document)))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise UsageError(f"{name}: found other JSON ({type(error).__name__}: {error}), {advice}") from error
    return document


def _refuse_odd(value: object) -> None:
    """Raise `TypeError` where a release holds anything but texts: it could be read, but not compared."""
    if isinstance(value, tuple):
        for each in value:
            _refuse_odd(each)
    elif value is not None and not isinstance(value, str):
        raise TypeError(f"{value!r:.80} in the place of a text")


def _decoded(content: bytes, name: str) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UsageError(
            f"{name}: not UTF-8 at offset {error.start}, allowed is what lhextract wrote; restore the file"
        ) from error
