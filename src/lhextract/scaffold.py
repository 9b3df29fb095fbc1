"""A new workspace: its folders, a profile, empty lookup tables, and an example page that is invented throughout."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from lhextract.acquire.store import Meta, snapshot_files
from lhextract.errors import UsageError
from lhextract.files import lock_folder, new_folder, replace_file
from lhextract.lookups import INSTITUTION_COLUMNS, NOT_NAME_COLUMNS, PROGRAM_COLUMNS

EXAMPLE = Path(__file__).parent / "example"
NAME = "example"
# What the profile of the example says. The address stays a comment: nothing answers there.
LIVE = ("language", "region", "names", "initiatives", "categories", "min_contacts", "required", "phone_prefixes")


def create_workspace(folder: Path, *, bare: bool = False, write: bool) -> list[Path]:
    """Return the files of a new workspace, made unless `write` is False; an existing one is refused.

    `bare` leaves out the example page; its profile then says nothing, and shows all that it could say.
    """
    if (folder / "pipeline").exists():
        raise UsageError(f"{folder}: found a folder pipeline/, allowed is a folder without one; nothing was changed")
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder}: found a file, allowed is a folder; name another one")
    pipeline = {
        f"profiles/{NAME}.toml": _profile(live=() if bare else LIVE),
        "lookups/institutions.csv": _header(INSTITUTION_COLUMNS),
        "lookups/programs.csv": _header(PROGRAM_COLUMNS),
        "lookups/not_names.csv": _header(NOT_NAME_COLUMNS),
        "lookups/.gitignore": b"# Made by `lhextract lookups import-ror`.\nror.sqlite\n.ror.sqlite.*\n",
    }
    beside = {
        "raw/.gitignore": b"# What a server said last, and what is not finished.\n*/last-fetch.json\n*/.*\n",
        "extracted/.gitignore": b"# Folders that are built aside and swapped in.\n.*\n!.gitignore\n",
    }
    # The last one is that by which a workspace is known: one that was not finished is made again.
    whole = {**({} if bare else _snapshot()), "pipeline": pipeline}
    if write:
        with lock_folder(folder):
            for name, content in beside.items():
                replace_file(folder / name, content)
            for name, files in whole.items():
                if not (folder / name).exists():
                    new_folder(folder / name, files)
    paths = [f"{name}/{file}" for name, files in reversed(whole.items()) for file in files]
    return [folder / name for name in (*paths, *beside)]


def _profile(*, live: tuple[str, ...]) -> bytes:
    """Every key with its comment; those of `live` count, the others are comments themselves."""
    template = (EXAMPLE / "profile.toml").read_text(encoding="utf-8")
    return re.sub(rf"^# (?=(?:{'|'.join(live)}) = )", "", template, flags=re.M).encode() if live else template.encode()


def _header(columns: tuple[str, ...]) -> bytes:
    return f"{','.join(columns)}\n".encode()


def _snapshot() -> dict[str, dict[str, bytes]]:
    """The folder of the example page and its files, as a fetch would have left them; time and address are invented."""
    body = (EXAMPLE / "page.html").read_bytes()
    meta = Meta(
        url="https://www.aldermere.example/global/initiatives",
        retrieved="2026-01-15T08:30:00Z",
        status=200,
        media_type="text/html",
        headers={"content-type": "text/html; charset=utf-8"},
        file="page.html",
        sha256=hashlib.sha256(body).hexdigest(),
    )
    folder, files = snapshot_files(meta, body)
    return {f"raw/{NAME}/{folder}": files}
