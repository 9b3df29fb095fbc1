"""A steward with a workspace of the test's own."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from lhextract.desk import open_desk
from lhextract.review.office import Office
from tests.conftest import ROOT
from tests.review.steward import SOURCE, Steward


@pytest.fixture
def steward(tmp_path: Path) -> Steward:
    """Somebody signed in, before a copy of this workspace in which decisions can be written."""
    root = tmp_path / "workspace"
    for name in ("pipeline", "raw", "extracted"):
        shutil.copytree(ROOT / name, root / name)
    return Steward.of(Office.of([open_desk(SOURCE, start=root)], start=root))
