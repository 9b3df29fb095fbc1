"""`pipeline/corrections/<source>/<id>.json`: one immutable file for each decision, so that git never merges one."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from lhextract.corrections.shapes import misfit
from lhextract.errors import UsageError
from lhextract.files import write_new_files
from lhextract.model.correction import Action, Decision, Decisions, Saw, Unread, Value

VERSION = 1
LETTERS = "abcdefghijklmnopqrstuvwxyz234567"
DIGEST = r"^[0-9a-f]{64}$"
IDENT = r"^co-[0-9]{8}t[0-9]{12}z-[a-z2-7]{8}$"


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class _Target(_Table):
    record: Annotated[str, Field(pattern=r"^(lh|org|ps)-[a-z0-9]+$")]
    path: Annotated[str, Field(pattern=r"^[a-z0-9_-]+(\.[a-z0-9_-]+){0,3}$")]


class _Saw(_Table):
    value: Any
    quote: str | None
    before: Annotated[str, Field(max_length=32)]
    after: Annotated[str, Field(max_length=32)]
    occurrence: Annotated[int, Field(ge=0)]
    of: Annotated[int, Field(ge=0)]
    rival: Annotated[int, Field(ge=0)]
    block_sha256: Annotated[str, Field(pattern=DIGEST)]
    snapshot: Annotated[str, Field(pattern=DIGEST)]


class _File(_Table):
    version: int
    id: Annotated[str, Field(pattern=IDENT)]
    at: Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$")]
    author: Annotated[str, Field(min_length=1, max_length=80)]
    action: Annotated[Action, Field(strict=False)]
    target: _Target
    saw: _Saw
    value: Any
    reason: str | None
    supersedes: Annotated[tuple[str, ...], Field(strict=False)]


def new_id(at: datetime) -> str:
    """An id that sorts by time, and that no two stewards draw: the time in UTC and forty random bits."""
    drawn = "".join(secrets.choice(LETTERS) for _ in range(8))
    return f"co-{at.astimezone(UTC).strftime('%Y%m%dt%H%M%S%f')}z-{drawn}"


def timestamp(at: datetime) -> str:
    """The time of a decision as it is written: UTC, ISO 8601."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def read_decisions(paths: Iterable[Path]) -> Decisions:
    """Read decisions, in the order of time; files that cannot be read as one are named, and do not stop the others."""
    decisions, unread = [], []
    for path in sorted(paths):
        try:
            decisions.append(read_decision(path.read_bytes(), name=path.name))
        except (OSError, ValueError, RecursionError) as error:
            unread.append(Unread(path.name, _first_line(error)))
    return Decisions(tuple(decisions), tuple(unread))


def read_decision(content: bytes, *, name: str) -> Decision:
    """Read the file of a decision; `ValueError` says what is wrong with it."""
    document = json.loads(content.decode("utf-8"))
    _refuse_halves(document)
    try:
        file = _File.model_validate(document)
    except ValidationError as error:
        problem = error.errors()[0]
        raise ValueError(f"{'.'.join(map(str, problem['loc']))}: {problem['msg']}") from error
    if file.version != VERSION:
        raise ValueError(f"version: found {file.version}, allowed is {VERSION}")
    if name != f"{file.id}.json":
        raise ValueError(f"id: found {file.id}, allowed is the name of the file")
    saw = Saw(**{**file.saw.model_dump(), "value": frozen(file.saw.value)})
    decision = Decision(
        id=file.id,
        at=file.at,
        author=file.author,
        action=file.action,
        record=file.target.record,
        path=file.target.path,
        value=frozen(file.value),
        saw=saw,
        reason=file.reason,
        supersedes=file.supersedes,
    )
    if wrong := misfit(decision):
        raise ValueError(wrong)
    return decision


def write_decision(decision: Decision) -> bytes:
    """Return the bytes of a decision's file."""
    document = {
        "version": VERSION,
        "id": decision.id,
        "at": decision.at,
        "author": decision.author,
        "action": decision.action.value,
        "target": {"record": decision.record, "path": decision.path},
        "saw": asdict(decision.saw),
        "value": decision.value,
        "reason": decision.reason,
        "supersedes": decision.supersedes,
    }
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def save_decisions(folder: Path, decisions: Sequence[Decision]) -> tuple[Path, ...]:
    """Write decisions, all or none; the caller holds the lock. Raises `UsageError` where the disk refuses."""
    files = {f"{one.id}.json": write_decision(one) for one in decisions}
    try:
        write_new_files(folder, files)
    except OSError as error:
        raise unwritable(folder, error) from error
    return tuple(folder / name for name in files)


def unwritable(folder: Path, error: OSError) -> UsageError:
    """What a steward is told where the disk refuses."""
    return UsageError(
        f"{folder}: a decision cannot be written ({error.strerror or error}), so none was; "
        "check permissions and the disk, and decide again"
    )


def frozen(value: Any) -> Value:  # noqa: ANN401 - what JSON can hold
    """A value as JSON has it, with tuples for lists; a number or a boolean is no value of any entry."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, list | tuple):
        return tuple(frozen(each) for each in value)
    if isinstance(value, dict):
        return {str(key): frozen(each) for key, each in value.items()}
    raise ValueError(f"value: found {value!r}, allowed is a text, a list, an object or null")


def _refuse_halves(document: object) -> None:
    """JSON can name half of a surrogate pair, which no file in UTF-8 can hold: it could be read, but not handed on."""
    try:
        json.dumps(document, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError as error:
        raise ValueError(f"text: found {error.object[error.start]!a}, allowed are whole characters") from error


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0] if str(error) else type(error).__name__
