"""What is wrong with published tables: every cell against its column, rows against each other, offsets, the text."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping

from lhextract.exports.tables.cells import INTEGER, misfit
from lhextract.exports.tables.csv_files import FOLDER, file_name
from lhextract.exports.tables.fault import MOST, Fault, bounded, quote
from lhextract.exports.tables.layout import TABLES
from lhextract.exports.tables.layout.parts import TABLES as TABLE_OF_KIND
from lhextract.exports.tables.sheet import Line, Sheet, read_sheet
from lhextract.guards import storable, unguarded
from lhextract.model.table import ForeignKey

Sheets = Mapping[str, Sheet]
Key = tuple[str, ...]


def faults_of(files: Mapping[str, bytes], *, text: str | None = None, most: int = MOST) -> tuple[Fault, ...]:
    """Return all faults of the tables in `files` (`tables/phones.csv`), table by table, row by row; () if none.

    `text` is that of `text.txt`, to which offsets refer; without it they are only compared with each other. Of one
    kind of fault in one column `most` are told, and then how many more there are.
    """
    sheets = {table.name: read_sheet(table, files.get(file_name(table.name))) for table in TABLES}
    faults: list[Fault] = []
    for sheet in sheets.values():
        found = [*sheet.broken, *_cells(sheet), *_same_keys(sheet), *_references(sheet, sheets), *_offsets(sheet, text)]
        faults += sorted(found, key=lambda fault: fault.row or 0)
    faults += [*_one_source(sheets["sources"], text), *_living(sheets)]
    if text is not None:
        faults += _words(sheets["mentions"], text)
    faults += [
        Fault(name, None, "", "", "no table of this name", "the tables of the layout") for name in _others(files)
    ]
    return tuple(bounded(faults, most=most))


def _others(files: Mapping[str, bytes]) -> list[str]:
    known = {file_name(table.name) for table in TABLES}
    return sorted(name for name in files if name.startswith(f"{FOLDER}/") and name not in known)


def _cells(sheet: Sheet) -> Iterator[Fault]:
    for line in sheet.lines:
        for column in sheet.table.columns if line.whole else ():
            cell = line.cells.get(column.name)
            if cell is not None and (allowed := misfit(cell, column)) is not None:
                yield sheet.fault(line, column.name, quote(cell) if cell else "an empty cell", allowed)


def _key(line: Line, columns: tuple[str, ...]) -> Key | None:
    """What the row has in these columns, None where one is missing or empty."""
    cells = tuple(line.cells.get(column, "") for column in columns)
    return cells if all(cells) else None


def _same_keys(sheet: Sheet) -> Iterator[Fault]:
    rows: dict[Key, int] = {}
    for line in sheet.lines:
        key = _key(line, sheet.table.key)
        if key is None:
            continue
        if key in rows:
            found = f"{quote(' '.join(key))}, as in row {rows[key]}"
            yield sheet.fault(line, ", ".join(sheet.table.key), found, "what no other row has")
        rows.setdefault(key, line.number)


def _references(sheet: Sheet, sheets: Sheets) -> Iterator[Fault]:
    for foreign in sheet.table.foreign_keys:
        yield from _dangling(sheet, foreign, sheets[foreign.table])


def _dangling(sheet: Sheet, foreign: ForeignKey, parent: Sheet) -> Iterator[Fault]:
    # Of a table that cannot be read to its end, nobody can say what is not in it.
    if not parent.complete:
        return
    there = {_key(line, foreign.references) for line in parent.lines}
    for line in sheet.lines:
        key = _key(line, foreign.columns) if line.whole else None
        if key is not None and key not in there:
            allowed = f"{' '.join(foreign.references)} of a row in {parent.file}"
            yield sheet.fault(line, ", ".join(foreign.columns), quote(" ".join(key)), allowed)


def _offsets(sheet: Sheet, text: str | None) -> Iterator[Fault]:
    """Spans that are none, or that reach beyond the text."""
    names = sheet.table.column_names()
    pairs = [(name, name.replace("_start", "_end")) for name in names if name.endswith("_start")]
    if "start_offset" in names:
        pairs.append(("start_offset", "end_offset"))
    length = len(text) if text is not None else None
    for line in sheet.lines:
        for pair in pairs if line.whole else ():
            span = _span(line, *pair)
            if span is None:
                continue
            start, end = span
            if not 0 <= start <= end or (length is not None and end > length):
                upper = "" if length is None else f" <= {length}, the length of the text"
                field = pair[0] if start < 0 or start > end else pair[1]
                yield sheet.fault(line, field, f"{start} to {end}", f"0 <= {pair[0]} <= {pair[1]}{upper}")


def _span(line: Line, start: str, end: str) -> tuple[int, int] | None:
    """The offsets, None where one is missing or no number, which is told elsewhere."""
    cells = line.cells.get(start, ""), line.cells.get(end, "")
    return (int(cells[0]), int(cells[1])) if all(INTEGER.fullmatch(cell) for cell in cells) else None


def _words(mentions: Sheet, text: str) -> Iterator[Fault]:
    """Mentions whose words are not those of the text between their offsets."""
    for line in mentions.lines:
        span, said = _span(line, "start_offset", "end_offset"), line.cells.get("text")
        if span is None or said is None or not line.whole or not 0 <= span[0] <= span[1] <= len(text):
            continue
        there = storable(text[slice(*span)])
        if unguarded(said) != there:
            found = f"{quote(said)} where the text has {quote(there)}"
            yield mentions.fault(line, "text", found, "the words of the text between the offsets")


def _one_source(sources: Sheet, text: str | None) -> Iterator[Fault]:
    """There is one page, and the text is its text."""
    if sources.complete and len(sources.lines) != 1:
        yield Fault(sources.file, None, "", "", f"{len(sources.lines)} rows", "one row, the page")
    if text is None:
        return
    digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
    for line in sources.lines:
        said = line.cells.get("text_sha256")
        if said is not None and said != digest and line.whole:
            yield sources.fault(line, "text_sha256", quote(said), f"{digest}, the digest of the text")


def _living(sheets: Sheets) -> Iterator[Fault]:
    """Ids that are said to be withdrawn and are in use."""
    tombstones = sheets["tombstones"]
    in_use = {
        (kind, line.cells.get("id")): f"{sheets[name].file} row {line.number}"
        for kind, name in TABLE_OF_KIND.items()
        for line in sheets[name].lines
    }
    for line in tombstones.lines:
        place = in_use.get((line.cells.get("kind", ""), line.cells.get("id")))
        if place is not None and line.whole:
            yield tombstones.fault(line, "id", f"an id that {place} has", "an id that is no longer in use")
