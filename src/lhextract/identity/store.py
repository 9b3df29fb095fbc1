"""`pipeline/identity/<source>.json`: every id that was ever given out for a source."""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from lhextract.errors import ConfigurationError
from lhextract.model.identity import Identities

VERSION = 1
ALLOWED = f"a file that lhextract wrote (version {VERSION})"
HINT = "take it from version control, or remove it: ids are then minted anew from the page"


class IdentityError(ConfigurationError):
    """A file in `pipeline/identity/` cannot be used; ids that cannot be read are never replaced by new ones."""


@cache
def _adapter() -> TypeAdapter[Identities]:
    return TypeAdapter(Identities)


def read_identities(path: Path | None) -> Identities:
    """Read what is known of a source; a file that is not there means nothing. Raises `IdentityError`."""
    if path is None:
        return Identities()
    try:
        return identities_of(path.read_text(encoding="utf-8"), path=path)
    except FileNotFoundError:
        return Identities()
    except UnicodeDecodeError as error:
        raise IdentityError(path, key="file", found=str(error), allowed=ALLOWED, hint=HINT) from error


def identities_of(text: str, *, path: Path) -> Identities:
    """Read the text of such a file; `path` is for messages. Raises `IdentityError`."""
    try:
        document: Any = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise IdentityError(path, key="file", found=str(error), allowed=ALLOWED, hint=HINT) from error
    if not isinstance(document, dict) or document.get("version") != VERSION:
        found = document.get("version") if isinstance(document, dict) else type(document).__name__
        raise IdentityError(path, key="version", found=found, allowed=ALLOWED, hint=HINT)
    try:
        identities = _adapter().validate_python({key: value for key, value in document.items() if key != "version"})
    except ValidationError as error:
        problem = error.errors()[0]
        key = ".".join(map(str, problem["loc"]))
        raise IdentityError(path, key=key, found=problem["input"], allowed=problem["msg"], hint=HINT) from error
    _refuse_nameless(identities, path)
    if json.loads(write_identities(identities)) != document:  # pydantic passes over keys that it does not know
        raise IdentityError(path, key="file", found="a key that is not known", allowed=ALLOWED, hint=HINT)
    return identities


def _refuse_nameless(identities: Identities, path: Path) -> None:
    """Everything that has an id has had a name; matching goes by the newest."""
    for key in ("initiatives", "categories", "institutions", "people"):
        for number, one in enumerate(getattr(identities, key)):
            if not one.names:
                raise IdentityError(path, key=f"{key}.{number}.names", found=[], allowed="a name or more", hint=HINT)


def write_identities(identities: Identities) -> str:
    """Return the text of the file: one object, what is on the page in page order, then tombstones by id."""
    return json.dumps({"version": VERSION, **asdict(identities)}, ensure_ascii=False, indent=1) + "\n"
