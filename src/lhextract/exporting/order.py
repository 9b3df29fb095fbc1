"""What is wanted, of which extractions; and what there is of each, selected."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from lhextract.desk import Desk, extracted_sources, open_desk
from lhextract.errors import UsageError
from lhextract.exporting.database import to_database
from lhextract.exporting.files import STDOUT, to_files
from lhextract.exporting.outcome import Outcome, Taken
from lhextract.exports.records_json import read_records
from lhextract.exports.tables.csv_files import file_name
from lhextract.exports.tables.package import DESCRIPTOR, licence_of, withdrawn_in
from lhextract.exports.tables.rows import tables_of
from lhextract.formats.form import Export, Format
from lhextract.formats.registry import load_formats
from lhextract.formats.sql.address import is_database_url
from lhextract.inforce import RECORDS, TEXT
from lhextract.selecting import Place, select_from
from lhextract.selection.wanted import Selection

Tell = Callable[[str], Any]
ALL = Selection()
# In what was meant as the URL of a database.
_PASSWORD = re.compile(r":(?!//)[^:]*@")


@dataclass(frozen=True, slots=True)
class Order:
    """What is wanted: a format, or the URL of a database; of what, where to, and whether anything is written.

    `out` is a file or folder, `-` for stdout, None for the folder one is in. `forget`: what a database
    has retired is deleted there.
    """

    to: Format | str
    selection: Selection = ALL
    out: Path | None = None
    forget: bool = False
    write: bool = True


def read_target(name: str) -> Format | str:
    """A format by its name, or the URL of a database as it is; else a `UsageError` that names what there is."""
    known = load_formats()
    if name in known:
        return known[name]
    if is_database_url(name):
        return name
    close = difflib.get_close_matches(name, known, n=1)
    hint = f"; did you mean {close[0]}?" if close else ""
    raise UsageError(
        f"--to: found {_PASSWORD.sub(':***@', name)!r}, allowed is {', '.join(known)}, or the URL of a database "
        f"such as sqlite:///records.db{hint}"
    )


def plan(source: str | None, order: Order, *, start: Path, tell: Tell) -> list[Callable[[], Outcome]]:
    """Return how to export each extraction that is meant: that of a source or folder, or those of all profiles."""
    names = extracted_sources(start) if source is None else [source]
    if isinstance(order.to, str) and order.out is not None:
        raise UsageError(f"--out: found {order.out}, allowed is nothing: --to names the database")
    if order.forget and not isinstance(order.to, str):
        raise UsageError(f"--forget: found --to {order.to.name}, allowed is a database: a file is written anew anyhow")
    one_file = isinstance(order.to, Format) and order.to.suffix
    if order.out == Path(STDOUT) and (len(names) > 1 or not one_file):
        raise UsageError("--out: found -, allowed is a file or folder; only the one file of one source goes to stdout")
    return [partial(_export, name, order, alone=source is not None, start=start, tell=tell) for name in names]


def _export(name: str, order: Order, *, alone: bool, start: Path, tell: Tell) -> Outcome:
    desk = open_desk(name, start=start)  # here, so that one that is broken does not keep the others back
    tell(f"{desk.source}: reading")
    taken = take(desk, order.selection, Place(name, start))
    if taken.is_left_out:
        return Outcome(taken, target=None)
    tell(f"{desk.source}: writing")
    if isinstance(order.to, str):
        return to_database(order.to, taken, forget=order.forget, write=order.write, tell=tell)
    return to_files(order.to, taken, out=order.out, alone=alone, write=order.write)


def take(desk: Desk, selection: Selection, place: Place) -> Taken:
    """What of an extraction is wanted, as a format is given it, and what is left out.

    `UsageError` for one of which a file was altered: its parts would not fit together.
    """
    in_force = desk.in_force
    for name in (RECORDS, TEXT):
        in_force.published(name)
    records = read_records(in_force.folder / RECORDS)
    names = (DESCRIPTOR, file_name("tombstones"))
    files = {name: in_force.published(name) for name in names if name in in_force.manifest["outputs"]}
    withdrawn = withdrawn_in(files)
    selected = select_from(place, records, selection, text=desk.text, withdrawn=withdrawn)
    export = Export(
        source=desk.source,
        records=selected.records,
        text=selected.text,
        tables=tables_of(selected.records, selected.withdrawn),
        licence=licence_of(files),
    )
    # Without contacts every initiative is there, so that a database has to lose the contacts that it has.
    is_complete = selection == replace(ALL, languages=selection.languages, contacts=selection.contacts)
    return Taken(
        export=export,
        whole=export.tables if is_complete else tables_of(records, withdrawn),
        snapshot=in_force.snapshot,
        selection=_asked(selection),
        left_out=selected.left_out,
        is_left_out=selected.is_left_out,
        is_complete=is_complete,
    )


def _asked(selection: Selection) -> dict[str, Any]:
    """The selection by the names of its options, what was not asked for left out."""
    asked = {
        "only": "confirmed" if selection.only_confirmed else None,
        "min-confidence": selection.min_confidence,
        "category": list(selection.categories) or None,
        "no-contacts": None if selection.contacts else True,
        "since": selection.since,
        "language": list(selection.languages) or None,
    }
    return {name: value for name, value in asked.items() if value is not None}
