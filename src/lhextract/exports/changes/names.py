"""What the ids of changes are called, so that a sentence names people and initiatives, not ids."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from lhextract.model.change import Change
from lhextract.model.record import JOINT
from lhextract.model.release import Release, ReleasedContact


@dataclass(frozen=True, slots=True)
class Names:
    """Names by id: contacts, initiatives, and categories by their path; `homes` are the paths of initiatives."""

    contacts: Mapping[str, str] = field(default_factory=dict)
    initiatives: Mapping[str, str] = field(default_factory=dict)
    categories: Mapping[str, str] = field(default_factory=dict)
    homes: Mapping[str, str] = field(default_factory=dict)


def names_of(changes: Iterable[Change], *releases: Release) -> Names:
    """Return the names that releases and the changes themselves give; the last release has the last word.

    What a change says of one that came or went is known without any release; who has the phone that changed is not.
    """
    contacts: dict[str, str] = {}
    initiatives: dict[str, str] = {}
    categories: dict[str, str] = {}
    homes: dict[str, str] = {}
    for change in changes:
        if change.initiative is not None:
            initiatives[change.initiative] = change.name
        if change.category is not None:
            categories[change.category] = change.name
        for whole in _wholes(change):
            ident, path = str(whole.get("id")), whole.get("category")
            if isinstance(path, list | tuple) and path:
                homes[ident] = JOINT.join(map(str, path))
            if "phones" in whole and (said := whole.get("person") or whole.get("role") or whole.get("unit")):
                contacts[ident] = str(said)
    for release in releases:
        categories |= {category.id: JOINT.join(category.path) for category in release.categories}
        for initiative in release.initiatives:
            initiatives[initiative.id] = initiative.name
            homes[initiative.id] = JOINT.join(initiative.category)
            contacts |= {contact.id: said for contact in initiative.contacts if (said := called(contact))}
    return Names(contacts, initiatives, categories, homes)


def called(contact: ReleasedContact) -> str | None:
    """A contact by its person, else by what it does or where it belongs."""
    return contact.person or contact.role or contact.unit


def _wholes(change: Change) -> Iterator[Mapping[str, object]]:
    yield from (value for value in (change.old, change.new) if isinstance(value, Mapping) and "id" in value)
