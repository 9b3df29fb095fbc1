"""Brings the newest page of a source into `raw/`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from lhextract.errors import ProfileError, UsageError
from lhextract.inforce import read_in_force
from lhextract.model.page import Snapshot
from lhextract.profile import Profile
from lhextract.workspace import find_workspace, source_id_of_url

if TYPE_CHECKING:
    from lhextract.acquire.web.fetch import Fetched
    from lhextract.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Fetching:
    """What the person who fetches says: `allow_private` addresses, keep a `warc` too, `write` at all."""

    allow_private: bool = False
    warc: bool = False
    write: bool = True


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page comes from and goes to: its source, its URL, `raw/`, and the folder of its extraction."""

    source: str
    url: str
    raw: Path
    target: Path
    profile: Profile


def is_url(source: str) -> bool:
    """Whether a SOURCE is the address of a page."""
    return "://" in source


def place_of_profile(workspace: Workspace, name: str, *, out: Path | None = None) -> Place:
    """Where the page of a profile comes from; a profile without a URL is a `ProfileError`."""
    profile = workspace.profile(name)
    if profile.source.url is None:
        path = workspace.profiles / f"{name}.toml"
        raise ProfileError(path, key="source.url", found=None, allowed="the URL of the page", hint="add it to fetch")
    return Place(name, profile.source.url, workspace.raw, out or workspace.extracted / name, profile)


def place_of_url(url: str, *, workspace: Workspace | None, out: Path | None, profile: str | None) -> Place:
    """Where a page without a profile of its own goes: into the workspace, or with everything else into `out`.

    Raises `SourceError` for what is no URL of a page, before any name is made of it.
    """
    from lhextract.acquire.web.follow import check_url

    check_url(url, allow_http=True)
    if workspace is None:
        if profile is not None:
            raise UsageError(f"--profile: no workspace here that could hold {profile!r}; run inside one")
        if out is None:
            raise UsageError("--out: missing, and no workspace here to write into; give --out DIR")
        return Place(source_id_of_url(url), url, out / "raw", out, Profile())
    name = profile or workspace.source_of_url(url)
    if name is not None:
        return Place(name, url, workspace.raw, out or workspace.extracted / name, workspace.profile(name))
    name = source_id_of_url(url)
    if out is None and name in workspace.sources():
        raise UsageError(
            f"{url}: would replace {workspace.extracted / name}, which belongs to the profile {name!r}; "
            f"give --profile {name} to read the page by it, or --out DIR"
        )
    return Place(name, url, workspace.raw, out or workspace.extracted / name, Profile())


def plan(source: str | None, *, start: Path) -> list[Callable[[], Place]]:
    """Return how to find each place of a command; what is wrong with one profile does not stop the others."""
    workspace = find_workspace(start)
    if source is not None and is_url(source):
        return [partial(place_of_url, source, workspace=workspace, out=None, profile=None)]
    if workspace is None:
        raise UsageError(f"{start}: no workspace here (no pipeline/profiles/); make one with `lhextract init DIR`")
    names = workspace.sources() if source is None else [source]
    if not names:
        raise UsageError(f"{workspace.profiles}: no profile yet; add one, or give a URL")
    return [partial(place_of_profile, workspace, name) for name in names]


def fetch_place(place: Place, *, fetching: Fetching) -> Fetched:
    """Fetch the page of a place; what is in `raw/` already and reads the same is not kept twice."""
    # Imported here, because a run that fetches nothing needs no network library.
    from lhextract.acquire.web.answers import Limits
    from lhextract.acquire.web.fetch import FetchOptions, fetch_source

    said, usual = place.profile.fetch, Limits()
    largest = said.max_bytes or usual.bytes
    options = FetchOptions(
        contact=said.contact,
        limits=Limits(float(said.timeout_s or usual.seconds), min(largest, max(usual.wire_bytes, largest)), largest),
        allow_private=fetching.allow_private,
        warc=fetching.warc,
        write=fetching.write,
    )
    in_force = read_in_force(place.target)
    return fetch_source(
        place.url,
        source=place.source,
        raw=place.raw,
        processed=in_force.snapshot if in_force is not None else None,
        same_reading=_same_reading,
        options=options,
    )


def _same_reading(one: Snapshot, other: Snapshot) -> bool:
    """Whether two pages read the same; one that cannot be read is another page."""
    from lhextract.errors import SourceError
    from lhextract.run import reading_of

    if one.media_type != other.media_type:
        return False
    try:
        return reading_of(one) == reading_of(other)
    except SourceError:
        return False
