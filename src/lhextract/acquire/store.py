"""`raw/` on disk: pages as fetched, written once, read back with their digest verified."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from lhextract.acquire.decode import media_type_of
from lhextract.errors import SourceError
from lhextract.model.page import Snapshot

META = "meta.json"
FIELDS = "url, retrieved, status, media_type, headers, file, sha256"


class Meta(BaseModel):
    """`meta.json` beside the bytes of a page; `retrieved` (ISO 8601, UTC) and `status` are null if unknown."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    url: str | None
    retrieved: Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")] | None
    status: int | None
    media_type: Literal["text/plain", "text/html"]
    headers: dict[str, str]
    file: str
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


def read_newest(raw: Path, source: str) -> Snapshot:
    """Return the newest snapshot of a source: by the time it was fetched, unknown times first."""
    folder = raw / source
    metas = [(path, _read_meta(path)) for path in sorted(folder.glob(f"*/{META}"))] if folder.is_dir() else []
    if not metas:
        raise SourceError(
            f"{folder}: no snapshot of {source!r}; put the page into a folder of its own "
            f"there with a {META} ({FIELDS}; docs/profiles.md, Snapshots)"
        )
    path, meta = max(metas, key=lambda pair: (pair[1].retrieved or "", pair[0].as_posix()))
    return _read_body(path, meta, source)


def find_snapshot(raw: Path | None, source: str, sha256: str | None) -> Snapshot | None:
    """The snapshot of a source with these bytes; None where `raw/` has none."""
    if raw is None or sha256 is None:
        return None
    metas = ((path, _read_meta(path)) for path in sorted((raw / source).glob(f"*/{META}")))
    return next((_read_body(path, meta, source) for path, meta in metas if meta.sha256 == sha256), None)


def _read_body(path: Path, meta: Meta, source: str) -> Snapshot:
    body_path = path.parent / meta.file
    if Path(meta.file).name != meta.file or not body_path.is_file():
        raise SourceError(f"{path}: file: found {meta.file!r}, allowed is the name of a file beside it")
    body = body_path.read_bytes()
    digest = hashlib.sha256(body).hexdigest()
    if digest != meta.sha256:
        raise SourceError(
            f"{body_path}: its sha256 is {digest}, {META} says {meta.sha256}; "
            "raw/ is written once: restore the file, or make a new folder for a new page"
        )
    return Snapshot(
        source=source,
        url=meta.url,
        media_type=meta.media_type,
        retrieved=meta.retrieved,
        sha256=digest,
        body=body,
        path=str(body_path),
    )


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
        raise SourceError(f"{path}: found a directory, allowed is a page file; give the file in it")
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
