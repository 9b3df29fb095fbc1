"""The extraction that is in force: what a folder of `extracted/` says of itself, read without the stages."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lhextract.digests import file_digest
from lhextract.errors import UsageError
from lhextract.exports.upgrades import has_other_model, other_model, upgrade

RECORDS, MACHINE, TEXT, CHANGES, REPORT, MANIFEST = (
    "records.json",
    "machine.json",
    "text.txt",
    "changes.jsonl",
    "report.html",
    "manifest.json",
)

# What to do where a run cannot tell what changed, and so refuses to write. Ids are stored elsewhere in a workspace.
RESTORE = "restore it by version control, or remove the folder and run (ids stay)"
# What is told of an extraction that is left as it is.
COUNTED = frozenset({"initiatives", "categories", "contacts", "findings"})


@dataclass(frozen=True, slots=True)
class InForce:
    """A finished extraction: its folder and its manifest; other files are read when they are asked for."""

    folder: Path
    manifest: Mapping[str, Any]

    @property
    def snapshot(self) -> str | None:
        """The sha256 of the page that it was made from."""
        digest: str | None = self.manifest["inputs"].get("snapshot")
        return digest

    @property
    def reading(self) -> str | None:
        """The digest of what was read of that page (`text/reading.py`)."""
        return self.manifest.get("reading")

    def records(self) -> dict[str, Any]:
        """`records.json`, parsed, in the form of today; one of another MODEL or of no such form is a `UsageError`."""
        # Imported here, because a run with nothing to do reads no records.
        from lhextract.exports.schema import as_object, read_object

        path = self.folder / RECORDS
        try:
            return as_object(read_object(upgrade(self.written_records(), name=str(path))))
        except ValueError as error:
            raise UsageError(
                f"{path}: found JSON that has not the keys and types of records, allowed is what lhextract wrote; "
                f"{RESTORE}"
            ) from error

    def written_records(self) -> dict[str, Any]:
        """`records.json`, parsed, as it is; a file that is broken is a `UsageError`."""
        path = self.folder / RECORDS
        try:
            text = path.read_text(encoding="utf-8")
            document: dict[str, Any] = json.loads(text)
            if "\\ud" in text.lower():  # an escape may be half of a character, which no file in UTF-8 can hold
                json.dumps(document, ensure_ascii=False).encode("utf-8")
        except (ValueError, RecursionError) as error:
            raise UsageError(
                f"{path}: found no JSON in UTF-8 ({error}), allowed is what lhextract wrote; {RESTORE}"
            ) from error
        return document

    def machine(self) -> str:
        """`machine.json`, what the stages found, as text; one that is not what was written is a `UsageError`."""
        return self.published(MACHINE).decode("utf-8")

    def published(self, name: str) -> bytes:
        """A file as it was written; one that is missing or was altered since is a `UsageError`."""
        path = self.folder / name
        content = path.read_bytes() if path.is_file() else b""
        if hashlib.sha256(content).hexdigest() != self.manifest["outputs"].get(name):
            found = "another file than the manifest names" if path.is_file() else "no such file"
            raise UsageError(
                f"{path}: found {found}, allowed is what lhextract wrote; make it anew with `lhextract run --force`"
            )
        return content

    def other_model(self) -> str | None:
        """Why this program cannot read it at all: the message, or None where it can."""
        version = self.manifest["schema_version"]
        return other_model(str(self.folder), str(version)) if has_other_model(version) else None

    def can_be_compared(self) -> bool:
        """Whether records and text are there, in a form that this program reads."""
        return self.other_model() is None and (self.folder / RECORDS).is_file() and (self.folder / TEXT).is_file()

    def text(self) -> str:
        """The canonical text, to which offsets refer; one that is not what was written is a `UsageError`."""
        path = self.folder / TEXT
        if _digest(path) != self.manifest["outputs"].get(TEXT):
            raise UsageError(
                f"{path}: found another text than the manifest names, allowed is what lhextract wrote; {RESTORE}"
            )
        return path.read_bytes().decode("utf-8")

    def changes(self) -> bytes:
        """`changes.jsonl` as it is; empty where there is none."""
        path = self.folder / CHANGES
        return path.read_bytes() if path.is_file() else b""

    def spoilt(self) -> tuple[Path, ...]:
        """The files that the manifest names that are missing or not as written; and it, if it has no counts."""
        outputs: dict[str, str] = self.manifest["outputs"]
        other = [name for name, digest in outputs.items() if _digest(self.folder / name) != digest]
        counts = self.manifest.get("counts")
        counted = isinstance(counts, dict) and counts.keys() >= COUNTED
        return tuple(self.folder / name for name in (other if counted else [MANIFEST, *other]))

    def is_unaltered(self) -> bool:
        """Whether the files that the manifest names are there as they were written, and no others."""
        paths = {path.relative_to(self.folder).as_posix(): path for path in self.folder.rglob("*") if path.is_file()}
        paths.pop(MANIFEST, None)
        digests = {name: file_digest(path) for name, path in paths.items()}
        written: dict[str, str] = self.manifest["outputs"]
        return digests == written


def _digest(path: Path) -> str | None:
    try:
        return file_digest(path) if path.is_file() else None
    except OSError:  # it cannot be read, or a manifest that was altered has a name that no file can have
        return None


def read_in_force(folder: Path | None) -> InForce | None:
    """The extraction of a folder; None where there is none, or one that cannot be read."""
    if folder is None:
        return None
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    return InForce(folder, manifest) if is_manifest(manifest) else None


def is_manifest(manifest: object) -> bool:
    """Whether a parsed file is a manifest of lhextract, of any version; other programs have files of this name too."""
    return (
        isinstance(manifest, dict)
        and {"schema_version", "lhextract", "outputs"} <= manifest.keys()
        and isinstance(manifest.get("inputs"), dict)
        and isinstance(manifest["outputs"], dict)
        and isinstance(manifest.get("libraries", {}), dict)
    )
