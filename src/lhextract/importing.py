"""What `lhextract lookups import-ror` does: a dump of ROR to the index of a workspace."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from lhextract.digests import file_digest
from lhextract.errors import UsageError
from lhextract.registry.dump import WHERE_TO_GET, Dump, open_dump, read_dump
from lhextract.registry.index import DuplicateError, build, is_index
from lhextract.registry.ror import STATUSES, Organisation
from lhextract.workspace import find_workspace

EVERY = 10_000  # organisations between two lines of progress


@dataclass(frozen=True, slots=True)
class Imported:
    """A dump that was read; `size` (bytes) and `sha256` of the index are None where nothing was written."""

    dump: Dump
    target: Path
    counts: dict[str, int]  # organisations by status
    size: int | None
    sha256: str | None

    def to_json(self) -> dict[str, object]:
        """The result for programs."""
        return {
            "file": str(self.dump.path),
            "member": self.dump.member,
            "schema": self.dump.schema,
            "organisations": sum(self.counts.values()),
            "statuses": self.counts,
            "index": str(self.target),
            "bytes": self.size,
            "sha256": self.sha256,
        }

    def __str__(self) -> str:
        statuses = ", ".join(f"{count:,} {status}" for status, count in self.counts.items())
        source = f"{self.dump.path} ({self.dump.member})" if self.dump.member else str(self.dump.path)
        written = f"written to {self.target}" if self.size is not None else f"not written to {self.target}"
        size = f", {self.size / 1e6:.1f} MB" if self.size is not None else ""
        return (
            f"{source}, schema {self.dump.schema}: {sum(self.counts.values()):,} organisations ({statuses})\n"
            f"{written}{size}"
        )


def import_ror(file: Path, *, out: Path | None, start: Path, write: bool, tell: Callable[[str], None]) -> Imported:
    """Make the index of a dump, in the workspace or at `out`; nothing but whole indexes is ever written.

    No dump, no place to write to, or a file there that is no index: `UsageError`.
    """
    target = _target(out, start)
    _refuse_foreign_file(target)
    dump = open_dump(file)
    counts: Counter[str] = Counter()

    def counted() -> Iterator[Organisation]:
        for organisation in read_dump(dump):
            counts[organisation.status] += 1
            if counts.total() % EVERY == 0:
                tell(f"{file.name}: {counts.total():,} organisations")
            yield organisation

    if write:
        try:
            build(target, counted())
        except DuplicateError as error:
            raise UsageError(f"{file}: id: found {error} twice, allowed is once; {WHERE_TO_GET}") from error
        except OSError as error:
            raise UsageError(f"{target}: cannot be written ({error.strerror}); give another --out") from error
    else:
        for _ in counted():
            pass
    return Imported(
        dump,
        target,
        {status: counts[status] for status in STATUSES},
        target.stat().st_size if write else None,
        file_digest(target) if write else None,
    )


def _target(out: Path | None, start: Path) -> Path:
    if out is not None:
        return out
    workspace = find_workspace(start)
    if workspace is None:
        raise UsageError("--out: missing, and no workspace here to write into; give --out FILE")
    return workspace.ror_index


def _refuse_foreign_file(target: Path) -> None:
    """An index is replaced whole, so what stands there must be one."""
    if target.is_dir() or (target.exists() and not is_index(target)):
        found = "a folder" if target.is_dir() else "a file that is no index of ROR"
        raise UsageError(f"{target}: found {found}, allowed is a new file or an older index; give another --out")
