"""What an extraction depends on, by digest, and which of it is another than before; file times never count."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lhextract.digests import file_digest
from lhextract.inforce import InForce
from lhextract.model.change import Cause

PAGE = "snapshot"
STEWARDS = ("corrections/", "identity", "forgotten.csv")  # what people decide, rather than rules


@dataclass(frozen=True, slots=True)
class Difference:
    """An input that is another than before; a digest is None where it is new or gone."""

    name: str
    before: str | None
    now: str | None

    @property
    def cause(self) -> Cause:
        """What a change that comes from it is put down to."""
        if self.name == PAGE:
            return Cause.PAGE
        if self.name.startswith("lookups/"):
            return Cause.LOOKUP
        return Cause.STEWARD if self.name.startswith(STEWARDS) else Cause.EXTRACTOR

    @property
    def comes_after_the_stages(self) -> bool:
        """Whether the input is needed only after the machine is done: a decision of a steward."""
        return self.name.startswith("corrections/") or self.name == "lookups/renames.csv"

    def __str__(self) -> str:
        """One line for `--explain`."""
        if self.before is None:
            return f"{self.name}: new"
        return f"{self.name}: gone" if self.now is None else f"{self.name}: {_short(self.before)} -> {_short(self.now)}"


def file_digests(paths: Iterable[Path], *, below: Path) -> dict[str, str]:
    """The sha256 of files by their path below a folder; large ones are not read whole."""
    return {path.relative_to(below).as_posix(): file_digest(path) for path in paths}


def differing_inputs(in_force: InForce, *, inputs: Mapping[str, str], versions: Mapping[str, str]) -> list[Difference]:
    """What is another than in the extraction in force: inputs by digest, then versions of program and libraries."""
    known: Mapping[str, Any] = in_force.manifest
    pairs = [
        *_pairs(known["inputs"], inputs),
        *_pairs({"lhextract": known["lhextract"], **known.get("libraries", {})}, versions),
    ]
    return [Difference(name, before, now) for name, before, now in pairs if before != now]


def _pairs(before: Mapping[str, str], now: Mapping[str, str]) -> list[tuple[str, str | None, str | None]]:
    names = dict.fromkeys((*now, *before))
    return [(name, before.get(name), now.get(name)) for name in names]


def _short(digest: str) -> str:
    return digest[:12]
