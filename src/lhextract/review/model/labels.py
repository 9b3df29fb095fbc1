"""What fields are called on the page, and how their values read."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lhextract.corrections.entries import list_of
from lhextract.corrections.renames import field_of
from lhextract.model.correction import State, Value
from lhextract.model.record import JOINT

LABELS = {
    "name": "Name",
    "category": "Category",
    "text": "Text",
    "partners": "Partner",
    "host_units": "Host unit",
    "contacts": "Contact",
    "contacts.person": "Person",
    "contacts.titles_before": "Titles before",
    "contacts.titles_after": "Titles after",
    "contacts.role": "Role",
    "contacts.unit": "Unit",
    "contacts.email": "E-mail",
    "contacts.phones": "Phone",
    "years": "Date",
    "programs": "Programme",
    "links": "Link",
    "captions": "Caption",
    "acronyms": "Acronym",
    "mentions": "Mention",
    "kind": "Kind",
    "country": "Country",
    "ror": "ROR id",
    "parent": "Belongs to",
    "aliases": "Other names",
    "given": "Given name",
    "family": "Family name",
    "titles": "Titles",
    "merge": "Joined with",
    "split": "Divided",
}
STATES = {
    State.APPLIED: "corrected",
    State.REDUNDANT: "confirmed",
    State.REOPENED: "re-opened",
    State.ORPHANED: "orphaned",
    State.CONFLICTING: "conflict",
}
NOTHING = "nothing"
# Messages of the library speak of the command line's options; on the page these are inputs.
OPTIONS = {"--quote": "words of the page", "--nth": "which of them", "--name": "name", "--everywhere": "field"}
OPTION = re.compile("|".join(map(re.escape, OPTIONS)))


def label_of(path: str) -> str:
    """The name of an entry's field."""
    field = field_of(path)
    return LABELS.get(field) or LABELS.get(field.partition(".")[0], field)


def called(facet: str, value: str) -> str:
    """What a value of a facet is called: fields and states have names for people."""
    if facet == "field":
        whole, _, part = value.rpartition(".")
        return f"{LABELS.get(value, part)} ({LABELS[whole].lower()})" if whole in LABELS else LABELS.get(value, value)
    return STATES[State(value)] if facet == "state" else value


def problem_of(error: Exception) -> str:
    """The message of an error in the words of the page."""
    return OPTION.sub(lambda found: OPTIONS[found[0]], str(error))


def shown(path: str, value: Value) -> str:
    """A value in words: an item by what it says, not by its ids."""
    if value is None or value in ("", ()):
        return NOTHING
    if isinstance(value, Mapping):
        return _item(list_of(path) or "", value)
    if isinstance(value, tuple):
        return (JOINT if path == "category" else " | ").join(map(str, value))
    return str(value)


def _item(kind: str, value: Mapping[str, Value]) -> str:
    if kind == "phones":
        number = str(value.get("e164") or value.get("raw"))
        return f"{number} ext. {value['ext']}" if value.get("ext") else number
    if kind == "years":
        return f"{value.get('value') or value.get('text')} ({value.get('role')})"
    if kind == "links":
        return " → ".join(str(part) for part in (value.get("text"), value.get("url")) if part)
    if kind == "acronyms":
        return f"{value.get('short')} = {value.get('long')}"
    if kind == "mentions":
        return f"{value.get('text')} ({value.get('type')})"
    if kind == "contacts":
        parts = [value.get(key) for key in ("person", "role", "unit", "email")]
        listed = value.get("phones")
        parts += [shown("contacts.x.phones.x", each) for each in listed] if isinstance(listed, tuple) else []
        return ", ".join(str(part) for part in parts if part)
    return str(value.get("name") or value.get("text") or "")
