"""The tables of `pipeline/lookups/`: names that no rule can know, and what is known about them."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from lhextract.errors import LookupFileError
from lhextract.model.record import InstitutionKind

KINDS: tuple[InstitutionKind, ...] = get_args(InstitutionKind)
INSTITUTION_COLUMNS = ("name", "aliases", "kind", "country", "ror", "parent", "reason")
PROGRAM_COLUMNS = ("name", "aliases", "reason")


@dataclass(frozen=True, slots=True)
class KnownInstitution:
    """A row of `institutions.csv`; an empty cell is None. `aliases` are other written forms."""

    name: str
    aliases: tuple[str, ...]
    kind: InstitutionKind
    country: str | None
    ror: str | None
    parent: str | None


@dataclass(frozen=True, slots=True)
class KnownProgram:
    """A row of `programs.csv`."""

    name: str
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lookups:
    """All tables; empty where a workspace has none."""

    institutions: tuple[KnownInstitution, ...] = ()
    programs: tuple[KnownProgram, ...] = ()


def read_lookups(folder: Path) -> Lookups:
    """Read the tables of a folder; a missing table is empty, a wrong column or cell a `LookupFileError`."""
    institutions = []
    for path, number, row in _rows(folder / "institutions.csv", INSTITUTION_COLUMNS):
        kind = row["kind"] or "unknown"
        if kind not in KINDS:
            raise LookupFileError(path, key=f"row {number}, kind", found=kind, allowed=", ".join(KINDS))
        institutions.append(
            KnownInstitution(
                name=row["name"],
                aliases=_split(row["aliases"]),
                kind=kind,
                country=row["country"] or None,
                ror=row["ror"] or None,
                parent=row["parent"] or None,
            )
        )
    programs = [
        KnownProgram(name=row["name"], aliases=_split(row["aliases"]))
        for _, _, row in _rows(folder / "programs.csv", PROGRAM_COLUMNS)
    ]
    return Lookups(institutions=tuple(institutions), programs=tuple(programs))


def _rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[Path, int, dict[str, str]]]:
    if not path.is_file():
        return
    with path.open(encoding="utf-8", newline="") as handle:
        reader = csv.DictReader(handle, strict=True)
        if tuple(reader.fieldnames or ()) != columns:
            raise LookupFileError(
                path, key="header", found=",".join(reader.fieldnames or ()), allowed=",".join(columns)
            )
        for number, row in enumerate(reader, start=2):
            if None in row or None in row.values():
                raise LookupFileError(
                    path, key=f"row {number}", found=f"{len(row)} cells", allowed=f"{len(columns)} cells"
                )
            if not row["name"].strip():
                raise LookupFileError(path, key=f"row {number}, name", found=row["name"], allowed="a name")
            yield path, number, {key: value.strip() for key, value in row.items()}


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())
