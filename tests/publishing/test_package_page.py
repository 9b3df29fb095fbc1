"""What a package index shows: `PACKAGE.md`."""

from __future__ import annotations

import re
import tomllib

from tests.conftest import ROOT

# For those who work on lhextract in its repository.
OF_DEVELOPERS = {"bench", "docs", "fuzz", "test", "browser", "train", "dev"}


def test_every_extra_is_explained() -> None:
    """Who installs the wheel is told what each extra is for."""
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    table = re.findall(r"^\| `(\w+)` \|", (ROOT / "PACKAGE.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(table) == sorted(set(extras) - OF_DEVELOPERS)
