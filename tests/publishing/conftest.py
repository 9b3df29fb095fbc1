"""The wheel as it would be published, and an environment that has it and nothing but what it declares to need.

What needs a program from outside Python packages or an extra (shells, linters) is skipped where it is missing; where
LHEXTRACT_PUBLISHING=required is set, as in continuous integration, that is a failure.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.conftest import ROOT


def needed(program: str) -> str:
    """The path of a program; without it the test is skipped, or fails where it is required."""
    beside = Path(sys.executable).parent
    found = shutil.which(program, path=f"{beside}{os.pathsep}{os.environ.get('PATH', os.defpath)}")
    if found is None and os.environ.get("LHEXTRACT_PUBLISHING") == "required":
        pytest.fail(f"{program} is not installed, and LHEXTRACT_PUBLISHING=required")
    if found is None:
        pytest.skip(f"{program} is not installed")
    return found


@dataclass(frozen=True, slots=True)
class Built:
    """Wheel and sdist, and what the build printed."""

    wheel: Path
    sdist: Path
    said: str


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Both, by the command that the documentation gives, without the network."""
    out = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(out), str(ROOT)]
    said = subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True).stdout
    (wheel,), (sdist,) = out.glob("*.whl"), out.glob("*.tar.gz")
    return Built(wheel, sdist, said)


@pytest.fixture(scope="session")
def installed(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `bin` of a new environment with the wheel in it, whose libraries are links to those that are here."""
    root = tmp_path_factory.mktemp("env") / "venv"
    subprocess.run([sys.executable, "-m", "venv", str(root)], check=True)
    pip = [str(root / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "--no-index", "--no-deps", str(built.wheel)], check=True)
    (site,) = root.glob("lib/python*/site-packages")
    (own,) = Distribution.discover(name="lhextract", path=[str(site)])
    for library in _libraries(own):
        for path in _top_level(library):
            if not (site / path.name).exists():
                (site / path.name).symlink_to(path)
    return root / "bin"


def _libraries(own: Distribution) -> Iterator[Distribution]:
    """What a distribution needs without extras, and what that needs in turn, each once."""
    seen: set[tuple[str, str]] = set()
    waiting = list(_needs(own, extra=""))
    while waiting:
        name, extra = waiting.pop()
        if (name, extra) in seen:
            continue
        seen.add((name, extra))
        library = distribution(name)
        yield library
        waiting += _needs(library, extra=extra)


def _needs(library: Distribution, *, extra: str) -> Iterator[tuple[str, str]]:
    """The names that a distribution declares, with the extras of them; the empty extra is the library itself."""
    for requirement in map(Requirement, library.requires or ()):
        if requirement.marker is None or requirement.marker.evaluate({"extra": extra}):
            yield from ((requirement.name, wanted) for wanted in ("", *requirement.extras))


def _top_level(library: Distribution) -> set[Path]:
    """The files and folders in site-packages that belong to a distribution."""
    names = {file.parts[0] for file in library.files or ()} - {"..", "__pycache__"}
    return {Path(str(library.locate_file(name))) for name in names}
