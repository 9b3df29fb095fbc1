"""Places that are URLs of fsspec: object stores, archives, memory. The one place that knows fsspec."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, BinaryIO, cast

from lhextract.addresses import without_user
from lhextract.errors import MissingExtraError, SourceError, UsageError

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

URL = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*::)*[A-Za-z][A-Za-z0-9+.-]*://")
WEB = re.compile(r"(?:^|::)https?(?:://|::|$)", re.IGNORECASE)
MAGIC = re.compile(r"[*?[]")
# What wraps others without a path of its own, the first URL with one, and where that lies in.
CHAIN = re.compile(r"((?:[\w+.-]+::)*)([\w+.-]+)://(.*?)((?:::.*)?)", re.DOTALL)
# Also one that nobody escaped, with "/" or "@" in it; digits before a "/" are a port.
PASSWORD = re.compile(r"://[^/?#:@\[]{0,200}:(?!:|\d{0,5}(?:[/?#]|$))(?:(?!::).){0,300}@", re.DOTALL)


def is_url(text: str) -> bool:
    """Whether a place is for fsspec: `s3://bucket/a.html`, `zip://*.html::s3://bucket/a.zip`."""
    return URL.match(text) is not None


def refuse_url(url: str, *, name: str) -> None:
    """Raise `UsageError` for URLs that a batch does not read; `name` says where it was given."""
    shown = without_user(name)
    if WEB.search(url):
        raise UsageError(
            f"{shown}: found a web address, allowed are files, folders, lists, archives and other URLs of fsspec; "
            "`lhextract fetch` gets a page and obeys robots.txt; or give what a crawler wrote, as WARC"
        )
    if PASSWORD.search(url):
        raise UsageError(f"{shown}: found a password, allowed is none; fsspec reads it from its own configuration")


def path_in(url: str) -> PurePosixPath:
    """The path in a URL, without what wraps it and what it lies in: `a/b.html` of `zip://a/b.html::s3://bucket/c.zip`."""
    match = CHAIN.fullmatch(url)
    return PurePosixPath(match[3] if match is not None else url)


def beside(url: str, relative: str) -> str:
    """The URL of a file by its path from the folder of another one."""
    around, first, path, chain = cast("re.Match[str]", CHAIN.fullmatch(url)).groups()
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(path), relative))
    return f"{around}{first}://{joined}{chain}"


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file, and its path below the folder that was asked for, or below the fixed beginning of the glob."""

    url: str
    below: PurePosixPath


def find_remote(url: str) -> Iterator[RemoteFile]:
    """What a URL means, sorted: the file itself, what a glob hits, what is below a folder; hidden files are left out.

    Raises `UsageError` where the place cannot be looked at.
    """
    with _asking(url, UsageError):
        system, path = _system(url)
        if system.isfile(path):
            found, base = [path], posixpath.dirname(path)
        elif magic := MAGIC.search(path):
            found = [one for one, about in system.glob(path, detail=True).items() if about["type"] == "file"]
            base = posixpath.dirname(path[: magic.start()])
        else:
            found, base = list(system.find(path)), path
        below = {one: PurePosixPath(posixpath.relpath(one, base or system.root_marker or ".")) for one in found}
        files = [RemoteFile(url if one == path else _url(one, url, system), below[one]) for one in found]
    shown = (one for one in files if len(files) == 1 or not any(part.startswith(".") for part in one.below.parts))
    yield from sorted(shown, key=lambda one: one.below.parts)


@contextmanager
def open_remote(url: str) -> Iterator[BinaryIO]:
    """Open a file to read and seek in; raises `SourceError` where it cannot be."""
    with _asking(url, SourceError):
        system, path = _system(url)
        handle = cast(BinaryIO, system.open(path, "rb"))
    with handle:
        yield handle


def read_remote(url: str, *, most: int) -> tuple[bytes, int]:
    """The bytes of a file and its size; no bytes where that is more than `most`. Raises `SourceError`."""
    with _asking(url, SourceError):
        system, path = _system(url)
        size = system.size(path) or 0
        if size > most:
            return b"", size
        with system.open(path, "rb") as handle:
            body = handle.read(most + 1)
    return body, max(size, len(body))


def _system(url: str) -> tuple[AbstractFileSystem, str]:
    try:
        from fsspec.core import url_to_fs
    except ImportError as error:
        raise MissingExtraError(url, extra="remote", error=error, otherwise="copy the pages here") from error
    return cast("tuple[AbstractFileSystem, str]", url_to_fs(url))


@contextmanager
def _asking(url: str, kind: type[SourceError] | type[UsageError]) -> Iterator[None]:
    """Every kind of store has errors of its own."""
    try:
        yield
    except (UsageError, SourceError):
        raise
    except FileNotFoundError as error:
        raise kind(f"{url}: no such file; check the URL") from error
    except ImportError as error:
        raise UsageError(f"{url}: fsspec needs another library for it: {error}") from error
    except Exception as error:
        reason = str(error).partition("\n")[0] or type(error).__name__
        raise kind(f"{url}: cannot be read: {reason}; check the URL and its permissions") from error


def _url(path: str, asked: str, system: AbstractFileSystem) -> str:
    """The path of a file as a URL in the words of the one that was asked for, such as `simplecache::s3://bucket/a`."""
    around, first, _, chain = cast("re.Match[str]", CHAIN.fullmatch(asked)).groups()
    bare = str(system.unstrip_protocol(path)).partition("://")[2]
    return f"{around}{first}://{bare.lstrip('/') if chain else bare}{chain}"
