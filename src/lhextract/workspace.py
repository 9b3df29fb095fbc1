"""A workspace: the folder with `pipeline/`, `raw/` and `extracted/`."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urldefrag, urlsplit

from lhextract.errors import UsageError
from lhextract.profile import SOURCE_ID, Profile, read_profile

LONGEST = 100  # characters of an id, which is the name of folders
SAY_NOTHING = frozenset({"source", "page", "index"})  # names of files that say less than those of their folders
NAMELESS = "page"  # the id of what has no name to make one of


@dataclass(frozen=True, slots=True)
class Workspace:
    """Where things are, and nothing else: no file is opened before it is asked for."""

    root: Path

    @property
    def profiles(self) -> Path:
        """One TOML file per source."""
        return self.root / "pipeline" / "profiles"

    @property
    def lookups(self) -> Path:
        """The tables of names."""
        return self.root / "pipeline" / "lookups"

    @property
    def ror_index(self) -> Path:
        """The index of ROR, where one was imported."""
        return self.lookups / "ror.sqlite"

    @property
    def raw(self) -> Path:
        """Pages as fetched."""
        return self.root / "raw"

    @property
    def extracted(self) -> Path:
        """One folder per source."""
        return self.root / "extracted"

    @property
    def identity(self) -> Path:
        """One file of ids per source."""
        return self.root / "pipeline" / "identity"

    @property
    def corrections(self) -> Path:
        """The stewards' decisions: one folder per source, one file each."""
        return self.root / "pipeline" / "corrections"

    @property
    def forgotten(self) -> Path:
        """Those who asked to be forgotten, by salted digests."""
        return self.root / "pipeline" / "forgotten.csv"

    def sources(self) -> list[str]:
        """The ids of all profiles."""
        return sorted(path.stem for path in self.profiles.glob("*.toml") if SOURCE_ID.fullmatch(path.stem))

    def source_of_url(self, url: str) -> str | None:
        """The source whose profile has this URL; a slash at the end and a fragment make no difference."""
        for name in self.sources():
            known = self.profile(name).source.url
            if known is not None and _same_page(known) == _same_page(url):
                return name
        return None

    def profile(self, source: str) -> Profile:
        """Read the profile of a source; an unknown one is a `UsageError` that lists what there is."""
        path = self.profiles / f"{source}.toml"
        if path.is_file() and not SOURCE_ID.fullmatch(source):
            raise UsageError(
                f"{path}: its name is {source!r}, allowed are lower-case letters, digits and hyphens; rename it"
            )
        if not SOURCE_ID.fullmatch(source) or not path.is_file():
            known = ", ".join(self.sources()) or "none yet; `lhextract init` shows one"
            raise UsageError(f"{self.profiles}: no profile {source!r}; profiles are: {known}")
        return read_profile(path)


def _same_page(url: str) -> str:
    try:
        return urldefrag(url).url.rstrip("/")
    except ValueError:  # the URL of another profile, which says so when that page is fetched
        return url


def find_workspace(start: Path) -> Workspace | None:
    """The workspace that a folder lies in, or None."""
    for folder in (start, *start.parents):
        if (folder / "pipeline" / "profiles").is_dir():
            return Workspace(folder)
    return None


def source_id_of_url(url: str) -> str:
    """An id for a page that has no profile, from its address: the host, and what follows it."""
    parts = urlsplit(url)
    path = re.sub(r"\.x?html?$", "", parts.path.rstrip("/"))
    return _plain_id(f"{(parts.hostname or '').removeprefix('www.')} {path}") or NAMELESS


def source_id(path: Path) -> str:
    """An id for a page that has no profile: the name of its file, or of its folder where the file is `source.*`."""
    name = path.resolve().parent.name if path.stem in SAY_NOTHING else path.stem
    return _plain_id(name) or NAMELESS


def slug(name: str) -> str:
    """A name of any length in lower-case letters, digits and hyphens; empty where nothing of it can be written so."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii").lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _plain_id(name: str) -> str:
    return slug(name)[:LONGEST].rstrip("-")
