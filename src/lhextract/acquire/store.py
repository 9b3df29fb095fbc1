"""`raw/` on disk: pages as fetched, written once, read back with their digest verified."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from email.message import Message
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from lhextract.acquire.decode import media_type_of
from lhextract.errors import SourceError, shown
from lhextract.files import lock_folder, new_folder
from lhextract.model.page import Snapshot

META = "meta.json"
FIELDS = "url, retrieved, status, media_type, headers, file, sha256"


class Meta(BaseModel):
    """`meta.json` beside the bytes of a page; `retrieved` (ISO 8601, UTC) and `status` are null if unknown.

    `final_url` is where redirects led, `robots` the verdict of robots.txt; both null where there was none.
    `redacted`: the bytes are not as fetched, since somebody asked to be forgotten (docs/privacy.md).
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    url: str | None
    retrieved: Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")] | None
    status: int | None
    media_type: Literal["text/plain", "text/html"]
    headers: dict[str, str]
    file: str
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    final_url: str | None = None
    robots: str | None = None
    redacted: bool = False

    def snapshot(self, source: str, body: bytes, *, path: str | None) -> Snapshot:
        """The page with these bytes."""
        return Snapshot(
            source=source,
            url=self.url,
            media_type=self.media_type,
            retrieved=self.retrieved,
            sha256=self.sha256,
            body=body,
            path=path,
            charset=charset_of(self.headers.get("content-type", "")),
            status=self.status,
        )


def charset_of(content_type: str) -> str | None:
    """The charset that a Content-Type header names."""
    message = Message()
    message["content-type"] = content_type
    charset = message.get_param("charset")
    return charset if isinstance(charset, str) and charset else None


@dataclass(frozen=True, slots=True)
class Stored:
    """A snapshot on disk: its `meta.json`, and what that says."""

    path: Path
    meta: Meta

    def snapshot(self, source: str) -> Snapshot:
        """The page, its bytes verified; a `SourceError` where they are not what was written."""
        body_path = self.path.parent / self.meta.file
        try:
            body = body_path.read_bytes() if Path(self.meta.file).name == self.meta.file else None
        except (OSError, ValueError):  # none there, no file, or a name that no file can have
            body = None
        if body is None:
            raise SourceError(
                f"{self.path}: file: found {shown(self.meta.file)}, allowed is the name of a file beside it"
            )
        digest = hashlib.sha256(body).hexdigest()
        if digest != self.meta.sha256:
            raise SourceError(
                f"{body_path}: its sha256 is {digest}, {META} says {self.meta.sha256}; "
                "raw/ is written once: restore the file, or make a new folder for a new page"
            )
        return self.meta.snapshot(source, body, path=str(body_path))


def stored_in(folder: Path) -> list[Stored]:
    """The snapshots of `raw/<source>/`; what begins with a dot is not finished."""
    paths = [path for path in sorted(folder.glob(f"*/{META}")) if not path.parent.name.startswith(".")]
    return [Stored(path, _read_meta(path)) for path in paths]


def newest_of(folder: Path) -> Stored | None:
    """The newest snapshot of `raw/<source>/`: by the time it was fetched, unknown times first."""
    return max(stored_in(folder), key=lambda one: (one.meta.retrieved or "", one.path.as_posix()), default=None)


def read_newest(raw: Path, source: str) -> Snapshot:
    """Return the newest snapshot of a source; none at all is a `SourceError`."""
    newest = newest_of(raw / source)
    if newest is None:
        raise SourceError(
            f"{raw / source}: no snapshot of {source!r}; `lhextract fetch {source}` gets one, or put the page into a "
            f"folder of its own there with a {META} ({FIELDS}; docs/profiles.md, Snapshots)"
        )
    return newest.snapshot(source)


def find_snapshot(raw: Path | None, source: str, sha256: str | None) -> Snapshot | None:
    """The snapshot of a source with these bytes; None where `raw/` has none."""
    if raw is None or sha256 is None:
        return None
    return next((one.snapshot(source) for one in stored_in(raw / source) if one.meta.sha256 == sha256), None)


def write_snapshot(folder: Path, meta: Meta, body: bytes, *, more: Mapping[str, bytes]) -> Path:
    """Write a snapshot into a folder of its own, whole or not at all; return the path of the page."""
    name, files = snapshot_files(meta, body)
    with lock_folder(folder):
        new_folder(folder / name, {**files, **more})
    return folder / name / meta.file


def snapshot_files(meta: Meta, body: bytes) -> tuple[str, dict[str, bytes]]:
    """The name of a snapshot's folder below `raw/<source>/`, and the files in it: the page and what is known of it."""
    stamp = (meta.retrieved or "unknown").replace("-", "").replace(":", "")
    return f"{stamp}-{meta.sha256[:12]}", {meta.file: body, META: _write_meta(meta)}


def replace_snapshot(old: Stored, meta: Meta, body: bytes, *, more: Mapping[str, bytes]) -> Path:
    """Write a redacted snapshot in the place of the one as fetched, which is removed; return its folder.

    The new one is there before the old one goes, and the caller holds the lock on the folder of the source.
    """
    folder = old.path.parent
    target = folder.parent / f"{folder.name.rpartition('-')[0] or folder.name}-{meta.sha256[:12]}"
    if not (target / META).is_file():
        new_folder(target, {meta.file: body, META: _write_meta(meta), **more})
    shutil.rmtree(folder)
    return target


def _write_meta(meta: Meta) -> bytes:
    document = meta.model_dump(exclude=None if meta.redacted else {"redacted"})
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _read_meta(path: Path) -> Meta:
    try:
        return Meta.model_validate(json.loads(path.read_text(encoding="utf-8")))
    except (ValidationError, ValueError, RecursionError) as error:
        if isinstance(error, ValidationError):
            problem = error.errors()[0]
            where = ".".join(str(part) for part in problem["loc"]) or "file"
            raise SourceError(
                f"{path}: {where}: {problem['msg'].lower()}; allowed is a JSON object with {FIELDS}"
            ) from error
        raise SourceError(f"{path}: no JSON ({error}); allowed is a JSON object with {FIELDS}") from error


def read_file(path: Path, *, source: str) -> Snapshot:
    """Return a page file as a snapshot that nobody fetched."""
    if path.is_dir():
        raise SourceError(
            f"{path}: found a directory, allowed is a page file; give the file in it, "
            "or the name of the profile (`diff`, `export` and `correct` take the folder of an extraction)"
        )
    if path.exists() and not path.is_file():
        raise SourceError(f"{path}: found no regular file, allowed is a page file; save the page and give that file")
    if not path.exists():
        raise SourceError(f"{path}: no such file; check the path, or give the name of a profile")
    try:
        body = path.read_bytes()
    except OSError as error:
        raise SourceError(f"{path}: cannot be read: {error.strerror}; check its permissions") from error
    digest = hashlib.sha256(body).hexdigest()
    return Snapshot(
        source=source,
        url=None,
        media_type=media_type_of(path.name, body),
        retrieved=None,
        sha256=digest,
        body=body,
        path=str(path),
    )
