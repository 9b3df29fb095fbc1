"""A release and the changes since it to the next release."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from lhextract.changes.compare import Path, by_category
from lhextract.changes.contacts import JOINED
from lhextract.changes.order import put_in_place
from lhextract.changes.release import in_order
from lhextract.model.change import Change, Kind
from lhextract.model.record import JOINT
from lhextract.model.release import (
    Release,
    ReleasedCategory,
    ReleasedContact,
    ReleasedInitiative,
    ReleasedLink,
    ReleasedParty,
    ReleasedYear,
)

T = TypeVar("T")
ARRIVED = frozenset({Kind.INITIATIVE_ADDED, Kind.INITIATIVE_RETURNED})
PLACED = ARRIVED | {Kind.INITIATIVE_MOVED, Kind.INITIATIVE_REORDERED}
# The list that a kind of change is about, its field in `ReleasedInitiative`, and what its JSON becomes.
LISTS: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "partner": ("partners", lambda value: ReleasedParty(**value)),
    "host-unit": ("host_units", lambda value: ReleasedParty(**value)),
    "program": ("programs", str),
    "year": ("years", lambda value: ReleasedYear(**value)),
    "link": ("links", lambda value: ReleasedLink(**value)),
    "caption": ("captions", str),
}
ORDER: dict[str, Callable[[Any], Any]] = {
    "partners": lambda party: party.institution,
    "host_units": lambda party: party.institution,
    "programs": str,
    "years": lambda year: (year.value, year.role),
    "links": lambda link: (link.text or "", link.url or ""),
    "captions": str,
}
CONTACT_FIELDS = {
    Kind.PERSON_CHANGED: "person",
    Kind.TITLE_CHANGED: "titles",
    Kind.ROLE_CHANGED: "role",
    Kind.UNIT_CHANGED: "unit",
    Kind.PHONE_CHANGED: "phones",
    Kind.EMAIL_CHANGED: "email",
}


def apply_changes(old: Release, changes: Sequence[Change]) -> Release:
    """Return the release that `old` becomes; `apply_changes(old, compare(old, new)) == new`."""
    categories = _categories(old.categories, [change for change in changes if change.category is not None])
    paths = _renamed(old.categories, categories)
    initiatives = {i.id: replace(i, category=paths.get(i.category, i.category)) for i in old.initiatives}
    order = [change for change in changes if change.kind in PLACED]
    for change in changes:
        if change.initiative is not None:
            _change(initiatives, change, paths_by_text={JOINT.join(c.path): c.path for c in categories})
    return Release(categories, in_order(categories, _placed(list(initiatives.values()), order)))


def _renamed(old: Iterable[ReleasedCategory], new: Iterable[ReleasedCategory]) -> dict[Path, Path]:
    paths = {category.id: category.path for category in new}
    return {category.path: paths[category.id] for category in reversed(list(old)) if category.id in paths}


def _categories(old: Sequence[ReleasedCategory], changes: Sequence[Change]) -> tuple[ReleasedCategory, ...]:
    categories = {category.id: category for category in old}
    placed: list[tuple[str, str]] = []
    for change in changes:
        ident = str(change.category)
        match change.kind:
            case Kind.CATEGORY_ADDED:
                categories[ident] = _category(change.new)
            case Kind.CATEGORY_REMOVED:
                del categories[ident]
            case Kind.CATEGORY_RENAMED:
                categories[ident] = replace(categories[ident], path=tuple(str(change.new).split(JOINT)))
            case Kind.CATEGORY_REWORDED:
                categories[ident] = replace(categories[ident], description=str(change.new))
            case _:
                pass
        if change.place is not None:
            placed.append((ident, change.place))
    put = {ident for ident, _ in placed}
    return tuple(categories[i] for i in put_in_place([i for i in categories if i not in put], placed))


def _change(initiatives: dict[str, ReleasedInitiative], change: Change, *, paths_by_text: Mapping[str, Path]) -> None:
    ident = str(change.initiative)
    if change.kind in ARRIVED:
        initiatives[ident] = _initiative(change.new)
    elif change.kind is Kind.INITIATIVE_RETIRED:
        del initiatives[ident]
    elif change.kind is Kind.INITIATIVE_RENAMED:
        initiatives[ident] = replace(initiatives[ident], name=str(change.new))
    elif change.kind is Kind.INITIATIVE_MOVED:
        text = str(change.new)
        path = paths_by_text.get(text, tuple(text.split(JOINT)) if text else ())
        initiatives[ident] = replace(initiatives[ident], category=path)
    elif change.kind is Kind.BODY_REWORDED:
        initiatives[ident] = replace(initiatives[ident], text=str(change.new))
    elif change.contact is not None:
        initiatives[ident] = replace(initiatives[ident], contacts=_contacts(initiatives[ident].contacts, change))
    else:
        what = change.kind.value.rpartition("-")[0]
        if what in LISTS:
            field, read = LISTS[what]
            values = _list(getattr(initiatives[ident], field), change, read)
            fields: dict[str, Any] = {field: tuple(sorted(values, key=ORDER[field]))}
            initiatives[ident] = replace(initiatives[ident], **fields)


def _list(values: Iterable[T], change: Change, read: Callable[[Any], T]) -> list[T]:
    kept = list(values)
    if change.old is not None:
        kept.remove(read(change.old))
    return [*kept, read(change.new)] if change.new is not None else kept


def _contacts(contacts: Iterable[ReleasedContact], change: Change) -> tuple[ReleasedContact, ...]:
    known = {contact.id: contact for contact in contacts}
    if change.kind in CONTACT_FIELDS:
        value: Any = change.new
        if change.kind is Kind.PHONE_CHANGED:
            value = tuple(str(value).split(JOINED)) if value else ()
        fields: dict[str, Any] = {CONTACT_FIELDS[change.kind]: value}
        known[str(change.contact)] = replace(known[str(change.contact)], **fields)
    else:
        if isinstance(change.old, Mapping):
            del known[str(change.old["id"])]
        if isinstance(change.new, Mapping):
            known[str(change.contact)] = _contact(change.new)
    return tuple(sorted(known.values(), key=lambda contact: contact.id))


def _placed(initiatives: Sequence[ReleasedInitiative], changes: Sequence[Change]) -> list[ReleasedInitiative]:
    """Initiatives in the order that their places say, category by category."""
    known = {initiative.id: initiative for initiative in initiatives}
    where = {str(change.initiative): str(change.place) for change in changes}
    ordered: list[str] = []
    for order in by_category(initiatives).values():
        moved = [(str(c.initiative), where[str(c.initiative)]) for c in changes if c.initiative in order]
        ordered += put_in_place([ident for ident in order if ident not in where], moved)
    return [known[ident] for ident in ordered]


def _category(value: Any) -> ReleasedCategory:  # noqa: ANN401 - a value of JSON
    return ReleasedCategory(value["id"], tuple(value["path"]), value["description"])


def _contact(value: Any) -> ReleasedContact:  # noqa: ANN401 - a value of JSON
    return ReleasedContact(**{**value, "phones": tuple(value["phones"])})


def _initiative(value: Any) -> ReleasedInitiative:  # noqa: ANN401 - a value of JSON
    lists = {field: tuple(read(item) for item in value[field]) for field, read in LISTS.values()}
    contacts = tuple(map(_contact, value["contacts"]))
    return ReleasedInitiative(
        value["id"], value["name"], tuple(value["category"]), value["text"], contacts=contacts, **lists
    )
