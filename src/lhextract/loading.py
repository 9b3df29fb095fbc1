"""`lhextract.load`: the tables of an extraction as typed pandas DataFrames."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from lhextract.errors import UsageError
from lhextract.exports.records_json import read_records
from lhextract.exports.tables.csv_files import file_name
from lhextract.exports.tables.layout import BY_NAME
from lhextract.exports.tables.package import withdrawn_in
from lhextract.exports.tables.rows import tables_of
from lhextract.formats.frames import frames_of
from lhextract.formats.storing import storable_tables
from lhextract.inforce import RECORDS
from lhextract.model.identity import Withdrawn
from lhextract.model.record import Records

if TYPE_CHECKING:
    import pandas as pd

TOMBSTONES = file_name("tombstones")


@dataclass(frozen=True, slots=True, eq=False)
class Loaded(Mapping[str, "pd.DataFrame"]):
    """The tables by name, `loaded.phones` or `loaded["phones"]`, and the records that they were made from.

    docs/dictionary.md says what each column means. A missing text is NaN, a missing date NaT, anything else `<NA>`.
    """

    records: Records
    sources: pd.DataFrame
    categories: pd.DataFrame
    category_levels: pd.DataFrame
    initiatives: pd.DataFrame
    institutions: pd.DataFrame
    institution_aliases: pd.DataFrame
    initiative_institutions: pd.DataFrame
    people: pd.DataFrame
    person_titles: pd.DataFrame
    initiative_people: pd.DataFrame
    contacts: pd.DataFrame
    phones: pd.DataFrame
    years: pd.DataFrame
    programs: pd.DataFrame
    links: pd.DataFrame
    captions: pd.DataFrame
    acronyms: pd.DataFrame
    mentions: pd.DataFrame
    provenance: pd.DataFrame
    findings: pd.DataFrame
    finding_spans: pd.DataFrame
    corrections: pd.DataFrame
    lines: pd.DataFrame
    tombstones: pd.DataFrame

    def __getitem__(self, table: str) -> pd.DataFrame:
        """The table of a name; `KeyError` names what there is."""
        if table not in BY_NAME:
            raise KeyError(f"found {table!r}, allowed is one of {', '.join(BY_NAME)}")
        frame: pd.DataFrame = getattr(self, table)
        return frame

    def __iter__(self) -> Iterator[str]:
        return iter(BY_NAME)

    def __len__(self) -> int:
        return len(BY_NAME)

    def __repr__(self) -> str:
        rows = ", ".join(f"{name} {len(frame)}" for name, frame in self.items())
        return f"<Loaded {self.records.source.id}: {rows}>"


def load(folder: str | Path) -> Loaded:
    """Read an extraction, such as `load("extracted/lighthouses")`.

    The values are those of `records.json`, without the apostrophes that keep spreadsheets from mistakes in the CSV.
    Raises `lhextract.errors.UsageError` for a folder that is no extraction, or one of another version of the schema.
    """
    folder = Path(folder)
    try:
        records = read_records(folder / RECORDS)
        withdrawn = _withdrawn(folder / TOMBSTONES)
    except OSError as error:
        raise UsageError(
            f"{error.filename}: cannot be read ({error.strerror}); give the folder of an extraction, such as "
            "extracted/lighthouses; one that lacks only this file was made by an earlier version: run `lhextract run`"
        ) from error
    tables = tables_of(records, withdrawn)
    try:
        frames = frames_of(storable_tables(tables).tables)
    except OverflowError as error:
        raise UsageError(
            f"{folder / RECORDS}: found a number that no table can hold ({error}), allowed is what lhextract wrote; "
            "restore it, or make it anew with `lhextract run --force`"
        ) from error
    return Loaded(records, **frames)


def _withdrawn(path: Path) -> Withdrawn:
    """The ids that are no longer in use; the records do not have them."""
    try:
        return withdrawn_in({TOMBSTONES: path.read_bytes()})
    except ValueError as error:
        raise UsageError(f"{path}: found no table of id and kind; run `lhextract run` again") from error
