"""The tables of `pipeline/lookups/`: names that no rule can know, and what is known about them."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, get_args

from lhextract.errors import LookupFileError
from lhextract.guards import plain
from lhextract.model.correction import Rename
from lhextract.model.record import InstitutionKind
from lhextract.registry.keys import name_key
from lhextract.registry.ror import ALLOWED as ROR_ID
from lhextract.registry.ror import read_ror_id

KINDS: tuple[InstitutionKind, ...] = get_args(InstitutionKind)
COUNTRY = re.compile(r"[A-Z]{2}")
INSTITUTION_COLUMNS = ("name", "aliases", "kind", "country", "ror", "parent", "reason")
PROGRAM_COLUMNS = ("name", "aliases", "reason")
NOT_NAME_COLUMNS = ("name", "reason")
RENAME_COLUMNS = ("field", "value", "replacement", "reason")


@dataclass(frozen=True, slots=True)
class KnownInstitution:
    """A row of `institutions.csv`; an empty cell is None. `aliases` are other written forms.

    No two rows have a form in common. `ror` is the full id ("https://ror.org/042aqky30").
    """

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


class Register(Protocol):
    """A register of organisations, looked up by the key of a name (`registry.keys.name_key`)."""

    def find(self, key: str) -> Sequence[KnownInstitution]:
        """The organisations that bear a name of this key."""
        ...


@dataclass(frozen=True, slots=True)
class Lookups:
    """All tables; empty where a workspace has none. `not_names` look like names and are none (`not_names.csv`).
    `renames` are the same fix for all equal values (`renames.csv`).

    `register` finds organisations by the key of a name in a register that is too large to be a table.
    """

    institutions: tuple[KnownInstitution, ...] = ()
    programs: tuple[KnownProgram, ...] = ()
    not_names: tuple[str, ...] = ()
    register: Register | None = None
    renames: tuple[Rename, ...] = ()


def read_lookups(folder: Path) -> Lookups:
    """Read the tables of a folder; a missing table is empty, a wrong column or cell a `LookupFileError`."""
    institutions = _institutions(folder / "institutions.csv")
    programs = [
        KnownProgram(name=row["name"], aliases=_split(row["aliases"]))
        for _, row in _rows(folder / "programs.csv", PROGRAM_COLUMNS)
    ]
    not_names = tuple(row["name"] for _, row in _rows(folder / "not_names.csv", NOT_NAME_COLUMNS))
    renames = tuple(
        Rename(row["field"], row["value"], row["replacement"] or None)
        for _, row in _rows(folder / "renames.csv", RENAME_COLUMNS, never_empty=("field", "value"))
    )
    return Lookups(institutions=institutions, programs=tuple(programs), not_names=not_names, renames=renames)


def _institutions(path: Path) -> tuple[KnownInstitution, ...]:
    institutions = []
    first: dict[str, tuple[int, str]] = {}  # which row has a name, by its key
    for number, row in _rows(path, INSTITUTION_COLUMNS):
        kind = row["kind"] or "unknown"
        if kind not in KINDS:
            raise LookupFileError(path, key=f"row {number}, kind", found=kind, allowed=", ".join(KINDS))
        if row["country"] and not COUNTRY.fullmatch(row["country"]):
            raise LookupFileError(
                path,
                key=f"row {number}, country",
                found=row["country"],
                allowed="a country code of ISO 3166-1 alpha-2 such as DE, or nothing",
            )
        ror = read_ror_id(row["ror"])
        if row["ror"] and ror is None:
            raise LookupFileError(path, key=f"row {number}, ror", found=row["ror"], allowed=ROR_ID)
        known = KnownInstitution(
            name=row["name"],
            aliases=_split(row["aliases"]),
            kind=kind,
            country=row["country"] or None,
            ror=ror,
            parent=row["parent"] or None,
        )
        for form in (known.name, *known.aliases):
            other, name = first.setdefault(name_key(form), (number, known.name))
            if other != number:
                raise LookupFileError(
                    path,
                    key=f"row {number}, {known.name}",
                    found=form,
                    allowed=f"a form that no other row has; row {other}, {name}, has it",
                    hint="case, accents, articles and legal forms do not tell names apart",
                )
        institutions.append(known)
    return tuple(institutions)


def _rows(
    path: Path, columns: tuple[str, ...], *, never_empty: tuple[str, ...] = ("name",)
) -> Iterator[tuple[int, dict[str, str]]]:
    if not path.is_file():
        return
    try:
        # Spreadsheets put a byte order mark before what they save as UTF-8.
        with path.open(encoding="utf-8-sig", newline="") as handle:
            header, *rows = list(csv.reader(handle, strict=True)) or [[]]
    except (UnicodeDecodeError, csv.Error) as error:
        raise LookupFileError(path, key="file", found=str(error), allowed="CSV in UTF-8") from error
    if tuple(header) != columns:
        raise LookupFileError(path, key="header", found=",".join(header), allowed=",".join(columns))
    for number, row in enumerate(rows, start=2):
        if not row:
            continue
        if len(row) != len(columns):
            raise LookupFileError(path, key=f"row {number}", found=f"{len(row)} cells", allowed=f"{len(columns)} cells")
        cells = {column: plain(cell.strip()) for column, cell in zip(columns, row, strict=True)}
        for column in never_empty:
            if not cells[column]:
                raise LookupFileError(path, key=f"row {number}, {column}", found="", allowed=f"a {column}")
        yield number, cells


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())
