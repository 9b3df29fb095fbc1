"""Reads gold fixtures; formats in docs/gold-fixtures.md. Needs the extra `gold` (PyYAML) for records."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lhextract.errors import GoldError, MissingExtraError
from lhextract.gold_form import misfit
from lhextract.model.mention import Label
from lhextract.model.outline import LineRole
from lhextract.model.span import Span

MARK = re.compile(r"\[\[(PERSON|INST|PHONE|YEAR|PROG)\|(.*?)\]\]")
LABELS = {
    "PERSON": Label.PERSON,
    "INST": Label.INSTITUTION,
    "PHONE": Label.PHONE,
    "YEAR": Label.YEAR,
    "PROG": Label.PROGRAM,
}


@dataclass(frozen=True, slots=True)
class GoldLine:
    """A row of `lines.tsv`: the role, and the initiative that owns the line (None: no initiative)."""

    role: LineRole
    owner: int | None


@dataclass(frozen=True, slots=True)
class GoldInstitution:
    """A row of `institutions.tsv`: what a written form names on the page.

    `initiatives` are those in which it does (empty: wherever it stands); `parent` is a canonical name; `ror` is None
    where the institution has no id in the register, and unsettled ids are "?".
    """

    surface: str
    canonical: str
    kind: str
    parent: str | None
    ror: str | None
    initiatives: frozenset[int]


@dataclass(frozen=True, slots=True)
class Gold:
    """What a careful reader found on a page; a part that a fixture does not have is None.

    `source` is the text that offsets and line numbers refer to: the page itself, or the lines that a reader sees
    of an HTML page.
    """

    case: str
    source: str
    mentions: frozenset[tuple[Span, Label]] | None
    lines: tuple[GoldLine, ...] | None
    records: tuple[dict[str, Any], ...] | None
    institutions: tuple[GoldInstitution, ...] | None = None


def find_cases(folder: Path) -> list[Path]:
    """The golden cases in a folder: the folder itself if it holds `gold/`, else its sub-folders that do."""
    if (folder / "gold").is_dir():
        return [folder]
    return sorted(path for path in folder.iterdir() if (path / "gold").is_dir()) if folder.is_dir() else []


def list_cases(folder: Path) -> list[Path]:
    """The golden cases in a folder; a folder without any is a `GoldError`."""
    cases = find_cases(folder)
    if not cases:
        raise GoldError(f"{folder}: no golden case here; a case is a folder with source.txt and gold/")
    return cases


def source_path(case: Path) -> Path:
    """The page of a case."""
    for name in ("source.txt", "source.html"):
        if (case / name).is_file():
            return case / name
    raise GoldError(f"{case}: no source.txt and no source.html; a golden case needs its page")


def gold_text_path(case: Path) -> Path:
    """The text that the gold of a case refers to: a text page itself, else the lines that a reader sees."""
    path = source_path(case)
    if path.suffix != ".html":
        return path
    flattened = case / "gold" / "flattened.txt"
    if not flattened.is_file():
        raise GoldError(f"{flattened}: missing; gold of an HTML page refers to the lines that a reader sees of it")
    return flattened


def read_gold(case: Path) -> Gold:
    """Read one case; a fixture that does not agree with its own page is a `GoldError`."""
    gold = case / "gold"
    path = gold_text_path(case)
    source = _text(path)
    inline, lines, records = gold / "inline.txt", gold / "lines.tsv", gold / "records.yaml"
    institutions = gold / "institutions.tsv"
    if not gold.is_dir():
        raise GoldError(f"{case}: no folder gold/ beside {path.name}; docs/gold-fixtures.md shows the formats")
    return Gold(
        case=case.resolve().name,
        source=source,
        mentions=_read_inline(inline, source) if inline.is_file() else None,
        lines=_read_lines(lines, source) if lines.is_file() else None,
        records=_read_records(records) if records.is_file() else None,
        institutions=_read_institutions(institutions) if institutions.is_file() else None,
    )


def _read_inline(path: Path, source: str) -> frozenset[tuple[Span, Label]]:
    marked = _text(path)
    mentions, removed, plain, position = [], 0, [], 0
    for match in MARK.finditer(marked):
        if not match.group(2):
            raise GoldError(f"{path}: found {match.group()}, allowed is a mention with words")
        plain += [marked[position : match.start()], match.group(2)]
        start = match.start() - removed
        mentions.append((Span(start, start + len(match.group(2))), LABELS[match.group(1)]))
        removed += len(match.group()) - len(match.group(2))
        position = match.end()
    if "".join([*plain, marked[position:]]) != source:
        raise GoldError(f"{path}: without its markup it is not the text of the page")
    return frozenset(mentions)


def _read_lines(path: Path, source: str) -> tuple[GoldLine, ...]:
    rows = [row.split("\t") for row in _text(path).splitlines()]
    if len(rows) != len(source.split("\n")):
        raise GoldError(f"{path}: {len(rows)} rows, the page has {len(source.split(chr(10)))} lines")
    try:
        return tuple(GoldLine(LineRole(role), int(owner) or None) for _, role, owner in rows)
    except ValueError as error:
        raise GoldError(f"{path}: {error}; a row is line number, role, initiative (0: none), tab-separated") from error


RECORDS = "a list with one record per initiative"


def _read_records(path: Path) -> tuple[dict[str, Any], ...]:
    try:
        import yaml
    except ModuleNotFoundError as error:
        raise MissingExtraError(str(path), extra="gold", error=error) from error

    class Plain(yaml.SafeLoader):
        """Without aliases: one of another of another makes something of any size of a small file."""

        def compose_node(self, parent: Any, index: Any) -> Any:  # noqa: ANN401 - of the library
            if self.check_event(yaml.AliasEvent):
                raise yaml.YAMLError("an alias (*name); write out what it stands for")
            return super().compose_node(parent, index)

    try:
        records = yaml.load(_text(path), Plain)  # noqa: S506 - a safe loader that can do less
    # A tag that does not fit its value ends in any of these.
    except (yaml.YAMLError, ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        said = " ".join(str(error).split())
        raise GoldError(f"{path}: found no YAML ({type(error).__name__}: {said:.200}), allowed is {RECORDS}") from error
    if not isinstance(records, list):
        raise GoldError(f"{path}: found {type(records).__name__}, allowed is {RECORDS}")
    for number, record in enumerate(records, start=1):
        if wrong := misfit(record):
            raise GoldError(f"{path}: record {number}: {wrong}; docs/gold-fixtures.md shows the format")
    return tuple(records)


def _text(path: Path) -> str:
    """A file as it is, line ends too."""
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise GoldError(f"{path}: found bytes that are no UTF-8 (byte {error.start}), allowed is UTF-8") from error


COLUMNS = ("surface", "canonical", "kind", "parent", "ror", "initiatives")
NONE, UNSETTLED = "-", "?"


def _read_institutions(path: Path) -> tuple[GoldInstitution, ...]:
    header, *rows = [row.split("\t") for row in _text(path).splitlines()] or [[]]
    if tuple(header) not in {COLUMNS, COLUMNS[:-1]}:
        raise GoldError(f"{path}: found the header {header}, allowed is {list(COLUMNS)}, tab-separated")
    found = []
    for number, row in enumerate(rows, start=2):
        cells = dict(zip(COLUMNS, row, strict=False))
        if not len(COLUMNS) - 1 <= len(row) <= len(COLUMNS) or not all(row[:5]):
            raise GoldError(f"{path}: row {number} has {len(row)} cells, allowed are 5 or 6, the first 5 not empty")
        found.append(
            GoldInstitution(
                cells["surface"],
                cells["canonical"],
                cells["kind"],
                None if cells["parent"] == NONE else cells["parent"],
                None if cells["ror"] == NONE else cells["ror"],
                _numbers(cells.get("initiatives") or "", where=f"{path}: row {number}"),
            )
        )
    return tuple(found)


def _numbers(cell: str, *, where: str) -> frozenset[int]:
    try:
        return frozenset(int(order) for order in cell.split(",") if order.strip())
    except ValueError as error:
        raise GoldError(f"{where}: initiatives: found {cell!r:.80}, allowed are numbers with commas") from error
