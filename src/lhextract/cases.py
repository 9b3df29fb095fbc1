"""Golden cases through the pipeline: extracted, and scored."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from lhextract.acquire.decode import media_type_of
from lhextract.errors import GoldError, UsageError
from lhextract.evaluate import Evaluation, evaluate_page
from lhextract.gold import list_cases, read_gold, source_path
from lhextract.jobs import read_all_lookups
from lhextract.lookups import Lookups
from lhextract.model.page import Snapshot
from lhextract.profile import Profile
from lhextract.run import Extraction, extract
from lhextract.workspace import find_workspace

Tell = Callable[[str], None]


def case_snapshot(case: Path, *, source: str | None = None) -> Snapshot:
    """The page of a golden case as a snapshot that nobody fetched; `source` is its id, else the name of the case."""
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
    lookups = read_all_lookups(workspace) if workspace is not None and profile else Lookups()
    snapshot = case_snapshot(case, source=profile)
    tell(case.name)
    return extract(snapshot, profile=settings, lookups=lookups, use_model=use_model)


def evaluate_cases(
    gold: Path, *, profile: str | None, start: Path, tell: Tell, use_model: bool = True
) -> dict[str, Evaluation]:
    """Score every case of a folder; the result is by case, in sorted order."""
    evaluations = {}
    for case in list_cases(gold):
        extraction = extract_case(case, profile=profile, start=start, tell=tell, use_model=use_model)
        if extraction.records is not None:
            evaluations[case.resolve().name] = evaluate_page(extraction.records, read_gold(case), extraction.page.text)
    return evaluations
