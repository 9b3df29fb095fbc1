"""A record as a form: one row for each entry, with all that a steward needs to decide about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from lhextract.corrections.entries import list_of
from lhextract.desk import Desk
from lhextract.items import CONTACT_FIELDS
from lhextract.model.correction import Decision, Ruling, State, Value
from lhextract.model.finding import Severity
from lhextract.model.record import JOINT, InstitutionKind, Records, YearRole
from lhextract.pointing import sentence
from lhextract.review.model.labels import STATES, label_of, shown
from lhextract.review.model.queue import Item, Why
from lhextract.standing import Stand, history_of, stands_of

# The inputs of an item: the keys that can be changed one by one. Others are a single text.
KEYS = {
    "partners": ("name",),
    "host_units": ("name",),
    "phones": ("e164",),
    "years": ("value", "role"),
    "programs": ("name",),
    "links": ("text", "url"),
    "captions": ("text",),
    "acronyms": ("short", "long"),
    "mentions": ("type",),
    "contacts": (*CONTACT_FIELDS, "phones"),
}
KEY_LABELS = {
    "e164": "number",
    "value": "date",
    "url": "address",
    "short": "short form",
    "long": "long form",
    "titles_before": "titles before",
    "titles_after": "titles after",
    "email": "e-mail",
}


@dataclass(frozen=True, slots=True)
class Field:
    """One input: `name` in the form, what it is called, its text, and the choices where it has only these.

    `suggestions` names a list of values to choose from or not; `is_long` asks for several lines.
    """

    name: str
    label: str
    value: str
    choices: tuple[tuple[str, str], ...] = ()
    suggestions: str | None = None
    is_long: bool = False


@dataclass(frozen=True, slots=True)
class Evidence:
    """The sentence that a value stands in, cut in three around it; `line` is where it stands on the page."""

    before: str
    quote: str
    after: str


@dataclass(frozen=True, slots=True)
class Said:
    """A decision as its history shows it."""

    ident: str
    author: str
    at: str
    action: str
    value: str
    reason: str | None
    stands: bool


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why what a steward sent was not saved, and what was typed; `rival` is what somebody else decided meanwhile."""

    message: str
    typed: Mapping[str, str]
    rival: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """An entry: `machine` is what the machine says, None where that is in force; `chip` says its state.

    `then` is what the last steward saw. `findings` are severities and messages. `names` is the id of the institution
    or person that the value is.
    """

    path: str
    anchor: str
    label: str
    fields: tuple[Field, ...]
    value: str
    machine: str | None
    then: str | None
    chip: str
    state: str
    why: str
    evidence: Evidence | None
    history: tuple[Said, ...]
    opinions: tuple[Said, ...]
    findings: tuple[tuple[str, str], ...]
    heads: tuple[str, ...]
    can_be_removed: bool
    is_gone: bool
    is_added: bool
    names: str | None = None
    trouble: Trouble | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under one heading: a contact, a list, or the fields of the record itself.

    `heads` are the decisions in view of who takes out the contact.
    """

    title: str
    anchor: str
    rows: tuple[Row, ...]
    path: str = ""
    heads: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Adding:
    """A form that adds to a list: its path, what it adds, its inputs."""

    path: str
    anchor: str
    title: str
    fields: tuple[Field, ...]
    trouble: Trouble | None = None


LISTS = (
    ("partners", "Partners"),
    ("host_units", "Host units"),
    ("years", "Dates"),
    ("programs", "Programmes"),
    ("links", "Links"),
    ("captions", "Captions"),
    ("acronyms", "Acronyms"),
)
NEVER_EMPTY = frozenset({"name", "category", "text", "kind"})


def groups_of(
    desk: Desk, record: str, items: Mapping[str, Item], *, focus: str | None, trouble: tuple[str, Trouble] | None
) -> tuple[Group, ...]:
    """The form of a record.

    `trouble` belongs to the entry with this path; `focus` may be an entry that has no row unless it is looked at.
    """
    records = desk.checked()
    stands = {stand.path: stand for stand in stands_of(desk.corrected(), record)}
    maker = _Maker(desk, records, record, items, trouble)
    if record not in desk.corrected().entries.of:
        return (Group("Fields", "group-fields", tuple(maker.row(stand) for stand in stands.values())),)
    own = [stands[path] for path in ("name", "category") if path in stands]
    groups = [Group("Initiative", "group-initiative", tuple(map(maker.row, own)))]
    groups += maker.contacts(stands)
    for name, title in LISTS:
        rows = [maker.row(stand) for path, stand in stands.items() if path.startswith(f"{name}.")]
        if rows:
            groups.append(Group(title, f"group-{name}", tuple(rows), name))
    others = [
        stand
        for path, stand in stands.items()
        if path.partition(".")[0] in {"text", "mentions", "merge", "split"}
        and (stand.ruling is not None or path == focus)
    ]
    if others:
        groups.append(Group("Other decisions", "group-others", tuple(map(maker.row, others))))
    return tuple(groups)


def adding_forms(desk: Desk, record: str, *, trouble: tuple[str, Trouble] | None) -> tuple[Adding, ...]:
    """A form for each list of an initiative."""
    corrected = desk.corrected()
    if record not in corrected.entries.of:
        return ()
    initiative = next(one for one in corrected.records.initiatives if one.id == record)
    forms = [(name, title.removesuffix("s")) for name, title in LISTS]
    forms.insert(0, ("contacts", "Contact"))
    forms += [
        (f"contacts.{one.id}.phones", f"Phone of {one.person or one.unit or one.role or 'the contact'}")
        for one in initiative.contacts
        if corrected.entries.get(record, f"contacts.{one.id}") is not None
    ]
    return tuple(
        Adding(
            path,
            f"add-{_anchor(path)}",
            title,
            _fields(path.rpartition(".")[2], {}, trouble[1].typed if trouble and trouble[0] == path else {}),
            trouble[1] if trouble and trouble[0] == path else None,
        )
        for path, title in forms
    )


def evidence_at(desk: Desk, start: int, end: int) -> Evidence | None:
    """The sentence around a place of the page; None for a place without characters."""
    if end <= start:
        return None
    first, last = sentence(desk.text, (start, end))
    return Evidence(desk.text[first:start], desk.text[start:end], desk.text[end:last])


def _anchor(path: str) -> str:
    return path.replace(".", "-").replace("_", "-")


class _Maker:
    """Makes the rows of one record."""

    def __init__(
        self, desk: Desk, records: Records, record: str, items: Mapping[str, Item], trouble: tuple[str, Trouble] | None
    ) -> None:
        self._desk, self._records, self._record, self._items = desk, records, record, items
        self._trouble = trouble
        self._findings: dict[str, list[tuple[str, str]]] = {}
        for finding in records.findings:
            if finding.initiative == record and finding.field is not None:
                told = (finding.severity.value, finding.message)
                self._findings.setdefault(finding.field, []).append(told)
        self._placed: dict[tuple[int, int], list[tuple[str, str]]] = {}
        for finding in records.findings:
            if finding.severity is not Severity.NOTE:
                for span in finding.spans:
                    told = (finding.severity.value, finding.message)
                    self._placed.setdefault((span.start, span.end), []).append(told)

    def row(self, stand: Stand) -> Row:
        """The row of an entry."""
        path, ruling = stand.path, stand.ruling
        kind = list_of(path)
        trouble = self._trouble[1] if self._trouble is not None and self._trouble[0] == path else None
        same = ruling is None or shown(path, stand.machine) == shown(path, stand.value)
        history = history_of(self._desk, self._record, path) if stand.heads else ()
        item = self._items.get(path)
        return Row(
            path=path,
            anchor=f"row-{_anchor(path)}",
            label=label_of(path),
            fields=self._fields(path, kind, stand.value, trouble.typed if trouble else {}),
            value=shown(path, stand.value),
            machine=None if same else shown(path, stand.machine),
            then=shown(path, ruling.saw) if ruling is not None and ruling.state is State.REOPENED else None,
            chip=_chip(ruling, item),
            state=stand.state or (_class(item) if item else ""),
            why=ruling.why if ruling is not None else "",
            evidence=evidence_at(self._desk, stand.start, stand.end),
            history=tuple(map(_said, history, [one.id in stand.heads for one in history])),
            opinions=self._opinions(path, ruling),
            findings=tuple(self._told(stand)),
            heads=self._heads(stand),
            can_be_removed=stand.value not in (None, "", ()) and path not in NEVER_EMPTY,
            is_gone=stand.value is None and kind is not None,
            is_added=stand.machine is None and kind is not None and stand.value is not None,
            names=self._names(path, stand.value),
            trouble=trouble,
        )

    def _heads(self, stand: Stand) -> tuple[str, ...]:
        """What is in view of who decides: at a contact also what was decided about its parts."""
        return stand.heads if list_of(stand.path) != "contacts" else self._heads_of_contact(stand.path)

    def _heads_of_contact(self, path: str) -> tuple[str, ...]:
        heads = self._desk.corrected().heads
        about = (ident for record, ident in heads if record == self._record and f"{ident}.".startswith(f"{path}."))
        return tuple(sorted({head for ident in about for head in heads[self._record, ident]}))

    def _names(self, path: str, value: Value) -> str | None:
        if isinstance(value, Mapping):
            ident = value.get("institution")
            return str(ident) if any(one.id == ident for one in self._records.institutions) else None
        if path.startswith("contacts.") and path.endswith(".person"):
            return next((one.id for one in self._records.people if one.name == value), None)
        return None

    def contacts(self, stands: Mapping[str, Stand]) -> list[Group]:
        """A group for each contact, also for those that were added or taken out."""
        idents = dict.fromkeys(path.split(".")[1] for path in stands if path.startswith("contacts."))
        groups = []
        for ident in idents:
            whole = stands.get(f"contacts.{ident}")
            is_disputed = whole is not None and whole.state == State.CONFLICTING
            parts = [stand for path, stand in stands.items() if path.startswith(f"contacts.{ident}.")]
            if whole is not None and (whole.ruling is not None and (whole.value is None or whole.machine is None)):
                rows = [self.row(whole)]  # taken out, or added: decided about as a whole
                if whole.value is None and is_disputed:
                    rows += map(self.row, parts)
            else:
                rows = [self.row(stand) for stand in ([whole] if whole is not None and is_disputed else []) + parts]
            name = shown("contacts.x", whole.value or whole.machine) if whole is not None else ident
            title = f"Contact: {name.split(',')[0]}" if name else "Contact"
            path = f"contacts.{ident}"
            groups.append(Group(title, f"group-contact-{ident}", tuple(rows), path, self._heads_of_contact(path)))
        return groups

    def _fields(self, path: str, kind: str | None, value: Value, typed: Mapping[str, str]) -> tuple[Field, ...]:
        if kind is not None:
            return _fields(kind, value if isinstance(value, Mapping) else {}, typed)
        text = typed.get("value", "" if value is None else shown(path, value) if value != () else "")
        return (self._field(path, text),)

    def _field(self, path: str, text: str) -> Field:
        label, last = label_of(path), path.rpartition(".")[2]
        if path == "category":
            every = [JOINT.join(one.path) for one in self._records.categories]
            return Field("value", label, text, tuple((one, one) for one in dict.fromkeys([*every, text])))
        if path == "kind":
            return Field("value", label, text, tuple((one, one) for one in get_args(InstitutionKind)))
        if path == "parent":
            return Field("value", label, text, suggestions="institution-names")
        return Field("value", label, text, is_long=last == "text")

    def _told(self, stand: Stand) -> Iterable[tuple[str, str]]:
        told = [*self._findings.get(stand.path, ())]
        if stand.end > stand.start:
            told += self._placed.get((stand.start, stand.end), ())
        return dict.fromkeys(told)

    def _opinions(self, path: str, ruling: Ruling | None) -> tuple[Said, ...]:
        if ruling is None or ruling.state is not State.CONFLICTING:
            return ()
        reasons = {one.id: one.reason for one in self._desk.decisions().decisions}
        return tuple(
            Said(
                one.decision,
                one.author,
                _day(one.at),
                one.action.value,
                shown(path, one.value),
                reasons.get(one.decision),
                stands=True,
            )
            for one in ruling.opinions
        )


def _fields(kind: str, value: Mapping[str, Value], typed: Mapping[str, str]) -> tuple[Field, ...]:
    return tuple(_key_field(kind, key, value, typed) for key in KEYS[kind])


def _key_field(kind: str, key: str, value: Mapping[str, Value], typed: Mapping[str, str]) -> Field:
    name = f"key.{key}"
    found = value.get(key)
    if kind == "phones":
        found = value.get("e164") or value.get("raw")
    if isinstance(found, tuple):
        found = " | ".join(shown("contacts.x.phones.x", each) for each in found)
    text = typed.get(name, "" if found is None else str(found))
    choices: Sequence[str] = ()
    if (kind, key) == ("years", "role"):
        choices = get_args(YearRole)
    if (kind, key) == ("mentions", "type"):
        choices = ("PERSON", "INSTITUTION", "PHONE", "YEAR", "PROGRAM")
    suggestions = "institution-names" if kind in {"partners", "host_units"} else None
    return Field(name, KEY_LABELS.get(key, key), text, tuple((one, one) for one in choices), suggestions)


def _chip(ruling: Ruling | None, item: Item | None) -> str:
    if ruling is not None:
        return STATES[ruling.state]
    return item.why.value if item is not None and item.why is not Why.REST else ""


def _class(item: Item) -> str:
    return item.why.name.lower()


def _said(decision: Decision, stands: bool) -> Said:
    value = shown(decision.path, decision.value)
    return Said(decision.id, decision.author, _day(decision.at), decision.action.value, value, decision.reason, stands)


def _day(at: str) -> str:
    """A time in UTC to the minute."""
    return f"{at[:10]} {at[11:16]}"
