"""The schemas of `records.json` that are kept: the present one, and the last release of each MODEL with its digest.

`python -m lhextract.schemas` writes the present one anew; `python -m lhextract.schemas release` keeps it as released.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lhextract.digests import file_digest
from lhextract.errors import UsageError
from lhextract.exports.records_json import to_json
from lhextract.exports.schema import json_schema
from lhextract.exports.upgrades import CURRENT
from lhextract.inforce import RECORDS
from lhextract.model.version import SchemaVersion, read_version
from lhextract.schema_changes.compare import compare_schemas
from lhextract.schema_changes.difference import Difference
from lhextract.schema_changes.verdict import Verdict
from lhextract.shipped import unusable

FOLDER = Path(__file__).parent / "exports" / "schemas"
RELEASED = FOLDER / "released"
RELEASES = RELEASED / "releases.json"  # version and sha256 of the last release, by MODEL
NAMES = ("current", "released")
ALLOWED = f"allowed is {' or '.join(NAMES)}, a released version, a schema file, a records.json or the folder of one"
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Kept:
    """A schema under the name that it was asked for by; `version` is None where its `$id` does not tell."""

    name: str
    version: SchemaVersion | None
    schema: Json

    def __str__(self) -> str:
        """Name and version."""
        return self.name if self.version is None or self.name == str(self.version) else f"{self.name} ({self.version})"


@dataclass(frozen=True, slots=True)
class Compared:
    """What differs from one schema to another."""

    old: Kept
    new: Kept
    differences: tuple[Difference, ...]


def current_file() -> Path:
    """Where the present schema is committed, a copy of what `json_schema` makes."""
    return FOLDER / f"records-{CURRENT.model}.json"


def compare(a: str, b: str) -> Compared:
    """What differs from the schema called `a` to that called `b` (`ALLOWED` says how they may be called)."""
    old, new = find_schema(a), find_schema(b)
    try:
        return Compared(old, new, compare_schemas(old.schema, new.schema))
    except (AttributeError, KeyError, RecursionError, TypeError, ValueError) as error:
        raise UsageError(
            f"{a}, {b}: one is no JSON Schema that can be read ({type(error).__name__}: {error}), allowed is one "
            "that is valid by its own dialect; a validator such as check-jsonschema says where it is not"
        ) from error


def find_schema(what: str) -> Kept:
    """The schema that a name, a version or a file means; of a `records.json`, the one of its version."""
    if what in NAMES:
        return _current() if what == "current" else _released(what, max(released_versions()))
    version = read_version(what)
    if version is not None and version in _kept_versions():
        return _of_version(what, version)
    path = Path(what) / RECORDS if Path(what).is_dir() else Path(what)
    if not path.is_file():
        raise UsageError(f"{what}: found no such schema, {ALLOWED}; versions kept are {_listed_versions()}")
    document = _parsed(path)
    if "schema_version" not in document:
        return Kept(what, _version_of(document), document)
    version = read_version(document["schema_version"])
    if version is None or version not in _kept_versions():
        raise UsageError(
            f"{path}: schema_version: found {document['schema_version']!r}, allowed is one whose schema is kept "
            f"({_listed_versions()}); give the schema file of its release instead"
        )
    return _of_version(what, version)


def _current() -> Kept:
    return Kept("current", CURRENT, json_schema())


def _released(name: str, model: int) -> Kept:
    return Kept(name, released_versions()[model], released_schema(model))


def _of_version(name: str, version: SchemaVersion) -> Kept:
    """A released schema before the present one: between releases, both may have the same version."""
    if version in released_versions().values():
        return _released(name, version.model)
    return Kept(name, CURRENT, json_schema())


def _kept_versions() -> frozenset[SchemaVersion]:
    return frozenset({CURRENT, *released_versions().values()})


def _listed_versions() -> str:
    return ", ".join(map(str, sorted(_kept_versions())))


def _parsed(path: Path) -> Json:
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{path}: found no JSON ({error}), {ALLOWED}") from error
    if not isinstance(document, dict) or not {"schema_version", "$schema", "properties", "$ref"} & document.keys():
        raise UsageError(f"{path}: found JSON that is neither a schema nor a {RECORDS}, {ALLOWED}")
    return document


def _version_of(schema: Mapping[str, Any]) -> SchemaVersion | None:
    return read_version(str(schema.get("$id", "")).rpartition(":")[2])


def released_versions() -> dict[int, SchemaVersion]:
    """The last released version of each MODEL."""
    return {int(model): version for model, (version, _) in _releases().items()}


def _releases() -> dict[str, tuple[SchemaVersion, str]]:
    listed = _kept_json(RELEASES)
    try:
        return {
            model: (SchemaVersion(*map(int, row["version"].split("."))), row["sha256"]) for model, row in listed.items()
        }
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise unusable(RELEASES, f"no versions with digests ({type(error).__name__}: {error})") from error


def released_schema(model: int) -> Json:
    """The schema of the last release of a MODEL."""
    return _kept_json(_released_file(model))


def _kept_json(path: Path) -> Json:
    """A file of the package; `ModelError` where it is missing or damaged (what was altered, `problems` says)."""
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise unusable(path, f"no JSON that can be read ({error})") from error
    if not isinstance(document, dict) or not document:
        raise unusable(path, "no JSON object with anything in it")
    return document


def _released_file(model: int) -> Path:
    return RELEASED / f"records-{model}.json"


def verdict() -> Verdict:
    """The present schema against the last release."""
    released = find_schema("released")
    return Verdict(released.version or CURRENT, CURRENT, compare_schemas(released.schema, json_schema()))


def problems() -> list[str]:
    """What is wrong with the schemas, each with what to do: drift, an altered release, a version that is not right."""
    found = []
    here = current_file()
    if not here.is_file() or here.read_text(encoding="utf-8") != to_json(json_schema()):
        found.append(f"{here}: found another schema than the program's; run `python -m lhextract.schemas`, commit it")
    for model, (version, digest) in _releases().items():
        path = _released_file(int(model))
        if not path.is_file() or file_digest(path) != digest:
            found.append(
                f"{path}: found another file than was released as {version}; a release is never altered: restore it"
            )
    said = verdict().problem()
    return [*found, *([said] if said else [])]


def write_current() -> Path:
    """Write the present schema to where it is committed."""
    path = current_file()
    path.write_text(to_json(json_schema()), encoding="utf-8")
    return path


def release() -> Path:
    """Keep the present schema as the last release of its MODEL; a wrong version is a `UsageError`."""
    said = verdict().problem()
    if said is not None:
        raise UsageError(said)
    write_current()
    path = _released_file(CURRENT.model)
    path.write_bytes(current_file().read_bytes())
    listed = json.loads(RELEASES.read_text(encoding="utf-8"))
    listed[str(CURRENT.model)] = {"version": str(CURRENT), "sha256": file_digest(path)}
    RELEASES.write_text(to_json(listed), encoding="utf-8")
    return path


def _main(args: list[str]) -> None:
    works = {(): write_current, ("release",): release}
    try:
        if tuple(args) not in works:
            raise UsageError(f"found {' '.join(args)!r}, allowed is nothing or release")
        sys.stdout.write(f"{works[tuple(args)]()}\n")
    except UsageError as error:
        sys.exit(f"lhextract: {error}")


if __name__ == "__main__":
    _main(sys.argv[1:])
