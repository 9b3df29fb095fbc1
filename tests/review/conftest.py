"""A steward with a workspace of the test's own."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.review.opened import open_office
from tests.review.steward import Steward


@pytest.fixture
def steward(tmp_path: Path) -> Steward:
    """Somebody signed in, before a copy of this workspace in which decisions and extractions can be written."""
    root = tmp_path / "workspace"
    shutil.copytree(ROOT / "raw", root / "raw")
    return Steward.of(open_office(root))
