"""What is on disk, as the things that are written whole: each is the old one, the new one, or broken."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

VISIBLE = frozenset({".gitignore"})
# Folders that change places with their next version as a whole, by their place in the workspace (* is any name).
WHOLE = (("extracted", "*"), ("raw", "*", "*"), ("out",), ("proposed", "*"))
# What is written of the running itself, which differs each time.
TIMES = frozenset({"timings.jsonl", "last-fetch.json"})

Things = dict[str, str]


def things_in(root: Path) -> Things:
    """Each thing below a folder, with the digest of all that it holds; what is hidden is none, it is being made."""
    found: dict[str, hashlib._Hash] = {}
    for path in sorted(root.rglob("*")):
        parts = path.relative_to(root).parts
        if _is_hidden(parts) or path.name in TIMES or not (path.is_file() or path.is_symlink()):
            continue
        digest = found.setdefault("/".join(_thing(parts)), hashlib.sha256())
        digest.update("/".join(parts).encode() + b"\0")
        digest.update(path.read_bytes() if path.is_file() else b"dangling")
    return {name: digest.hexdigest() for name, digest in found.items()}


def leftovers_in(root: Path) -> tuple[str, ...]:
    """What is hidden: half of something, which nobody needs any more once the next run is done."""
    found = (path.relative_to(root) for path in sorted(root.rglob("*")))
    return tuple(path.as_posix() for path in found if _is_hidden((path.name,)) and not _is_hidden(path.parts[:-1]))


def state_of(now: Mapping[str, str], *, before: Mapping[str, str], after: Mapping[str, str]) -> str:
    """`old`, `new`, `between` (each thing is the old or the new one), or `other: NAME` of one that is neither."""
    if now == before:
        return "old"
    if now == after:
        return "new"
    for name in sorted({*now, *before, *after}):
        if now.get(name) not in (before.get(name), after.get(name)):
            return f"other: {name}"
    return "between"


def _is_hidden(parts: tuple[str, ...]) -> bool:
    return any(part.startswith(".") and part not in VISIBLE for part in parts)


def _thing(parts: tuple[str, ...]) -> tuple[str, ...]:
    for pattern in WHOLE:
        here = parts[: len(pattern)]
        if len(parts) > len(pattern) and all(one in ("*", other) for one, other in zip(pattern, here, strict=True)):
            return here
    return parts
