"""Whether a decision that was read from a file has a value that its entry can have; files are edited by hand too."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from lhextract.corrections.entries import INITIATIVE_FIELDS, INSTITUTION_FIELDS, PERSON_FIELDS, list_of
from lhextract.corrections.structure import MERGE, SPLIT
from lhextract.items import CONTACT_FIELDS, KINDS
from lhextract.model.correction import Action, Decision
from lhextract.model.mention import Label
from lhextract.model.record import InstitutionKind

FIELDS = {"lh": INITIATIVE_FIELDS, "org": INSTITUTION_FIELDS, "ps": PERSON_FIELDS}
NEVER_NULL: Mapping[str, Any] = {"name": str, "text": str, "kind": InstitutionKind}
LISTED = frozenset({"category", "aliases", "titles"})


def misfit(decision: Decision) -> str | None:
    """What is wrong with the path or the value of a decision; None where it can be applied."""
    if decision.action is Action.RETRACT:
        return None
    if decision.action in {Action.MERGE, Action.SPLIT}:
        return _misfit_of_structure(decision)
    shape = _shape_of(decision)
    if shape is None:
        return f"target.path: found {decision.path!r}, allowed is a field or an item of a record {decision.record}"
    taken_away = decision.action is Action.REMOVE
    if taken_away and (decision.value is not None or not _is_removable(decision.path)):
        return f"action: found remove of {decision.path!r}, allowed is that of an item, or of a field that can be empty"
    return None if taken_away else _problem(shape, decision)


def _misfit_of_structure(decision: Decision) -> str | None:
    first = MERGE if decision.action is Action.MERGE else SPLIT
    if not decision.path.startswith(f"{first}.lh-") or not decision.record.startswith("lh-"):
        return f"target.path: found {decision.path!r}, allowed is {first}.lh-…"
    if not isinstance(decision.value, str) or not decision.value.strip():
        return f"value: found {decision.value!r}, allowed is a text"
    return None


def _shape_of(decision: Decision) -> Any:  # noqa: ANN401 - a type, as pydantic reads it
    """The type of an entry's value, None for a path that leads nowhere."""
    kind, parts = list_of(decision.path), decision.path.split(".")
    prefix = decision.record.partition("-")[0]
    if kind == "phones" and len(parts) == 2:
        return None
    if kind is not None:
        return KINDS[kind].make if prefix == "lh" else None
    if len(parts) == 3 and parts[0] == "contacts" and parts[2] in CONTACT_FIELDS:
        return str | None if prefix == "lh" else None
    if decision.path not in FIELDS[prefix]:
        return None
    return tuple[str, ...] if decision.path in LISTED else NEVER_NULL.get(decision.path, str | None)


def _is_removable(path: str) -> bool:
    return path not in NEVER_NULL and path not in LISTED


@cache
def _adapter(shape: Any) -> TypeAdapter[Any]:  # noqa: ANN401
    return TypeAdapter(shape)


# What an item has beside what is decided of it.
PLACE = {"start": 0, "end": 0}
MENTION = {**PLACE, "line": 1, "initiative": None, "rule": "", "confidence": 1.0}


def _problem(shape: Any, decision: Decision) -> str | None:  # noqa: ANN401
    kind, value = list_of(decision.path), decision.value
    given: Any = value
    if kind is not None:
        if not isinstance(value, Mapping) or value.keys() != set(KINDS[kind].keys):
            return f"value: found {value!r}, allowed is an object with {', '.join(KINDS[kind].keys)}"
        given = {**value, **(MENTION if kind == "mentions" else PLACE)}
        if kind == "mentions" and value["type"] not in list(Label):
            return f"value.type: found {value['type']!r}, allowed is one of {', '.join(Label)}"
        if kind == "mentions":
            given |= {"id": "", "type": Label(str(value["type"]))}
        elif kind == "contacts":
            phones = value["phones"]
            given |= {"id": "", "phones": tuple(map(_placed, phones)) if isinstance(phones, tuple) else phones}
    try:
        _adapter(shape).validate_python(given)
    except ValidationError as error:
        problem = error.errors()[0]
        return f"{'.'.join(('value', *map(str, problem['loc'])))}: {problem['msg']}"
    return None


def _placed(value: object) -> object:
    return {**value, **PLACE} if isinstance(value, Mapping) else value
