"""How many there are of each kind, so that what was left out can be told."""

from __future__ import annotations

from collections import Counter

from lhextract.items import CONTACT_FIELDS, LISTS
from lhextract.model.record import Records

ON_PAGE = ("categories", "initiatives", "institutions", "people", "mentions", "findings")


def counts_of(records: Records) -> Counter[str]:
    """The number of everything by kind; `contact fields` are those that say something, `titles` those of people."""
    found = Counter({kind: len(getattr(records, kind)) for kind in ON_PAGE})
    for one in records.initiatives:
        found.update({kind: len(getattr(one, kind)) for kind in LISTS})
        found["provenance"] += len(one.provenance)
        for contact in one.contacts:
            found["phones"] += len(contact.phones)
            found["contact fields"] += sum(getattr(contact, name) is not None for name in CONTACT_FIELDS)
    found["titles"] = sum(len(person.titles) for person in records.people)
    return found


def difference(before: Records, after: Records) -> dict[str, int]:
    """What the records before have more, by kind; only kinds of which something is gone."""
    return dict(counts_of(before) - counts_of(after))
