"""The guards of the program, one file a threat: where each stands, how it is taken out, and which tests must notice.

A file `guards/<threat>.toml` begins with a comment that says what the threat is; its keys are those of `Guard`.
`test_guards.py` keeps the files true to the code, `python -m benchmarks.guards` takes each guard out in turn, and
SECURITY.md shows them all.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "lhextract"
FOLDER = Path(__file__).parent / "guards"


@dataclass(frozen=True, slots=True)
class Guard:
    """One guard: `find` is its code (once in `file`, below src/lhextract), `replace` the code without it.

    `tests` are the pytest node ids, without parameters, of which each must have a failing case then; `says` is what
    the guard keeps out.
    """

    threat: str
    name: str
    file: str
    find: str
    replace: str
    tests: tuple[str, ...]
    says: str

    def removed_from(self, code: str) -> str:
        """The code of the file without the guard; a `ValueError` where it does not stand there exactly once."""
        count = code.count(self.find)
        if count != 1:
            raise ValueError(f"{self.threat}.toml: {self.name}: find occurs {count} times in {self.file}, allowed is 1")
        return code.replace(self.find, self.replace)


@dataclass(frozen=True, slots=True)
class Threat:
    """A threat: its name, what it is in a sentence or more, and the guards against it."""

    name: str
    says: str
    guards: tuple[Guard, ...]


def read_threats(folder: Path = FOLDER) -> tuple[Threat, ...]:
    """All threats, by their names. An unknown or missing key of a guard is a `TypeError`."""
    return tuple(_read(path) for path in sorted(folder.glob("*.toml")))


def read_guards(folder: Path = FOLDER) -> tuple[Guard, ...]:
    """The guards of all threats."""
    return tuple(guard for threat in read_threats(folder) for guard in threat.guards)


def _read(path: Path) -> Threat:
    text = path.read_text(encoding="utf-8")
    comment = [line for line in text.partition("\n\n")[0].splitlines() if line.startswith("#")]
    rows = tomllib.loads(text)["guard"]
    guards = tuple(Guard(threat=path.stem, **{**row, "tests": tuple(row["tests"])}) for row in rows)
    return Threat(path.stem, " ".join(line.removeprefix("#").strip() for line in comment), guards)
