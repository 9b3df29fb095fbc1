"""All shared fixtures, in one place."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from lhextract.cases import extract_case
from lhextract.cli import main
from lhextract.desk import Desk, open_desk
from lhextract.evaluate import Evaluation, evaluate_page
from lhextract.gold import read_gold
from lhextract.language.cues import Cues, load_cues
from lhextract.model.record import Records
from lhextract.run import Extraction

ROOT = Path(__file__).parents[1]
GOLDEN = ROOT / "tests" / "golden"
# No timing: a slow machine is no failure. The same examples every time, so that a change is judged by what it
# changes; HYPOTHESIS_PROFILE=thorough looks for new ones.
settings.register_profile(
    "laws", deadline=None, max_examples=30, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("thorough", settings.get_profile("laws"), max_examples=1000, derandomize=False)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "laws"))

# (case, profile or None) to the extraction; every page is extracted once per session.
Extract = Callable[[str, str | None], Extraction]


@pytest.fixture(scope="session", autouse=True)
def terminal() -> Iterator[None]:
    """What is printed has one width, whoever runs the tests: a worker of pytest-xdist has another terminal."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLUMNS", "100")
        yield


@pytest.fixture(scope="session")
def cues() -> Cues:
    """The cue words of all languages."""
    return load_cues()


@pytest.fixture(scope="session")
def extract_golden() -> Extract:
    """Extracts the page of a golden case by a profile and the lookups of this workspace, or by none."""

    @cache
    def extracted(case: str, profile: str | None) -> Extraction:
        return extract_case(GOLDEN / case, profile=profile, start=ROOT, tell=lambda _: None)

    return extracted


@pytest.fixture(scope="session")
def lighthouses(extract_golden: Extract) -> Extraction:
    """The lighthouse page, extracted by its profile and the lookups of this workspace."""
    return extract_golden("lighthouses", "lighthouses")


@pytest.fixture(scope="session")
def records(lighthouses: Extraction) -> Records:
    """The records of the lighthouse page."""
    assert lighthouses.records is not None
    return lighthouses.records


@pytest.fixture(scope="session")
def evaluate_golden(extract_golden: Extract) -> Callable[[str, str | None], Evaluation]:
    """Scores a golden case."""

    @cache
    def evaluated(case: str, profile: str | None) -> Evaluation:
        extraction = extract_golden(case, profile)
        assert extraction.records is not None
        return evaluate_page(extraction.records, read_gold(GOLDEN / case), extraction.page.text)

    return evaluated


@pytest.fixture(scope="session")
def finished_workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of this workspace in which `lhextract run lighthouses` has run; tests copy it and leave it alone."""
    root = tmp_path_factory.mktemp("finished") / "workspace"
    for name in ("pipeline", "raw"):
        shutil.copytree(ROOT / name, root / name)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        with pytest.raises(SystemExit) as ended:
            main(["run", "lighthouses", "--fail-on", "never"])
    assert ended.value.code == 0
    return root


@pytest.fixture
def workspace(finished_workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace of the test's own, with an earlier extraction; the test runs inside it."""
    root = tmp_path / "workspace"
    shutil.copytree(finished_workspace, root)
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def extracted_workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace of the test's own with the committed extraction, for what runs no stage; the test runs inside it."""
    root = tmp_path / "workspace"
    for name in ("pipeline", "extracted"):
        shutil.copytree(ROOT / name, root / name)
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def desk(extracted_workspace: Path) -> Desk:
    """The lighthouse page on a steward's desk."""
    return open_desk("lighthouses", start=extracted_workspace)


@pytest.fixture
def lhextract(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Runs the command line in this process; returns exit code, stdout and stderr."""

    def run(*args: object) -> tuple[int, str, str]:
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main([str(arg) for arg in args])
        out, err = capsys.readouterr()
        assert isinstance(ended.value.code, int)
        return ended.value.code, out, err

    return run
