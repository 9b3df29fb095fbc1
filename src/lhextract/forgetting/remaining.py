"""Where a name stays when a purge is done: what no part of it rewrites."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

from lhextract.forgetting.plan import Plan, SourcePlan
from lhextract.forgetting.scrub import Scrub
from lhextract.workspace import Workspace

NOT_SEARCHED = frozenset({".sqlite"})  # the register of organisations, which is public


def count_in(path: Path, scrub: Scrub) -> int:
    """How often a file names the person; a compressed one is looked into."""
    content = path.read_bytes()
    if path.suffix == ".gz":
        try:
            content = gzip.decompress(content)
        except (OSError, EOFError):
            return 0
    return scrub.count(content)


def remaining_names(workspace: Workspace, plan: Plan, scrub: Scrub) -> Iterator[tuple[str, int]]:
    """The files of the workspace that name the person when all is done."""
    after = {edit.path: edit.after for edit in plan.tables}
    for source in plan.sources:
        after |= _after(source)
    for folder in (workspace.root / "pipeline", workspace.raw, workspace.extracted):
        for path in sorted(folder.rglob("*")):
            if not path.is_file() or path.suffix in NOT_SEARCHED:
                continue
            content = after.get(path, b"")
            hits = count_in(path, scrub) if path not in after else scrub.count(content or b"")
            if hits:
                yield path.relative_to(workspace.root).as_posix(), hits


def _after(source: SourcePlan) -> dict[Path, bytes | None]:
    """What the files of a source become; a redacted snapshot by the names of the one that it replaces."""
    after = {edit.path: edit.after for edit in source.edits}
    for name in source.before if source.output is not None else ():
        after[source.folder / name] = (source.output or {}).get(name)
    for new in source.snapshots:
        folder = new.old.path.parent
        after |= dict.fromkeys(folder.iterdir())
        after |= {folder / name: content for name, content in {new.meta.file: new.body, **new.more}.items()}
        after[new.old.path] = json.dumps(new.meta.model_dump(), ensure_ascii=False).encode("utf-8")
    return after
