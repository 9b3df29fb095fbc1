"""What a steward may say of every kind of entry: another value, as it is typed."""

from __future__ import annotations

from lhextract.corrections.entries import Entry
from lhextract.model.correction import Value
from lhextract.model.record import Records


def kind_of(path: str) -> str:
    """What kind of entry a path leads to, without ids: "contacts.phones", "contacts.email", "name"."""
    return ".".join(path.split(".")[::2])


def another(entry: Entry, records: Records, number: int = 0) -> Value:
    """Another value for an entry, the same for the same number."""
    word = f"Invented{'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[number % 26]} Thing"
    phone = f"+49 351 463-{33000 + number}"
    year = str(1950 + number)
    kind = kind_of(entry.path)
    said = entry.value if isinstance(entry.value, dict) else {}
    others = [one.path for one in records.categories if one.path != entry.value]
    given: dict[str, Value] = {
        "category": others[number % len(others)] if others else None,
        "contacts": {"person": word, "phones": (phone,)},
        "contacts.email": f"invented{number}@university.example",
        "contacts.phones": phone,
        "years": {"value": year},
        "links": {"url": f"https://www.university.example/{number}"},
        "acronyms": {"short": f"INV{number}"},
        "mentions": {"type": "YEAR" if said.get("type") == "PROGRAM" else "PROGRAM"},
        "kind": ("company", "network", "funder")[number % 3],
        "country": ("DE", "IT", "AU", "CZ")[number % 4],
        "ror": ("https://ror.org/042aqky30", "https://ror.org/05trd4x28", "https://ror.org/02s376052")[number % 3],
        "parent": next((one.id for one in records.institutions if one.id != entry.record), None),
        "aliases": (word, "Other"),
        "titles": ("Prof.", word),
    }
    return given.get(kind, word)
