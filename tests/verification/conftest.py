"""What verification is tried on: an extraction, and what follows from its inputs, derived once."""

from __future__ import annotations

from pathlib import Path

import pytest

from lhextract.verification import verify as verifying
from lhextract.verification.derive import Derived
from lhextract.verification.derive import derive as really_derive


@pytest.fixture(scope="session")
def derived(finished_workspace: Path) -> Derived:
    """What follows from the inputs of the finished workspace."""
    asked = verifying.Asked(finished_workspace)
    return really_derive(verifying.job_of("lighthouses", asked), (), b"", since=None, tell=lambda _: None)


@pytest.fixture
def derived_before(derived: Derived, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is derived a second time, nor compared with itself: for tests that alter no input."""
    monkeypatch.setattr(verifying, "derive", lambda *_, **__: derived)
    monkeypatch.setattr(verifying, "contradictions", lambda _: ())
