"""The tables of a batch on disk: a folder for each, with a file for each part."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from lhextract.batch.outcome import TABLES, Row
from lhextract.batch.table_types import TYPES
from lhextract.digests import file_digest
from lhextract.files import replace_file
from lhextract.formats.nested import read_nested, write_nested

Form = Literal["jsonl", "parquet"]
FORMS: tuple[Form, ...] = ("jsonl", "parquet")


@dataclass(frozen=True, slots=True)
class Parts:
    """Where the parts are, and in which form. A part is there when its `status` is: that is written last.

    `digests` are those of the files as they were written, for parts that are read back.
    """

    folder: Path
    form: Form
    digests: Mapping[str, str] = field(default_factory=dict)

    def path(self, table: str, part: int) -> Path:
        """The file of a part of a table."""
        return self.folder / table / f"part-{part:05}.{self.form}"

    def is_sound(self, part: int) -> bool:
        """Whether the files of a part can be read and are as they were written."""
        try:
            paths = [self.path(table, part) for table in TABLES]
            found = {self._name(path): file_digest(path) for path in paths}
        except OSError:
            return False
        return all(self.digests.get(name) == digest for name, digest in found.items())

    def write(self, part: int, tables: Mapping[str, Iterable[Row]]) -> dict[str, str]:
        """Write a part, each file whole or not at all; returns their digests."""
        digests = {}
        for table in TABLES:
            path, content = self.path(table, part), self._bytes(table, tables[table])
            replace_file(path, content)
            digests[self._name(path)] = hashlib.sha256(content).hexdigest()
        return digests

    def take_over(self, part: int, other: Parts, its: int) -> dict[str, str]:
        """Have a part that is the same as a sound one elsewhere: a link where the disk can, else a copy."""
        digests = {}
        for table in TABLES:
            path = self.path(table, part)
            digests[self._name(path)] = other.digests[other._name(other.path(table, its))]
            path.parent.mkdir(parents=True, exist_ok=True)
            aside = path.with_name(f".{path.name}.new")
            aside.unlink(missing_ok=True)
            try:
                aside.hardlink_to(other.path(table, its))
            except OSError:
                aside.write_bytes(other.path(table, its).read_bytes())
            aside.replace(path)
        return digests

    def read(self, table: str, part: int) -> Iterator[Row]:
        """The rows of a part of a table."""
        path = self.path(table, part)
        if self.form == "parquet":
            yield from read_nested(path.read_bytes())
            return
        with path.open(encoding="utf-8") as handle:
            yield from map(json.loads, handle)

    def numbers(self) -> list[int]:
        """The parts that are there."""
        paths = (self.folder / "status").glob(f"part-*.{self.form}")
        return sorted(int(path.stem.removeprefix("part-")) for path in paths)

    def _name(self, path: Path) -> str:
        return path.relative_to(self.folder).as_posix()

    def _bytes(self, table: str, rows: Iterable[Row]) -> bytes:
        if self.form == "parquet":
            return write_nested(list(rows), TYPES[table])
        lines = (json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n" for row in rows)
        return "".join(lines).encode("utf-8", "backslashreplace")
