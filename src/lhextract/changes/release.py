"""`records.json` to what it tells those who import it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from lhextract.model.release import (
    Release,
    ReleasedCategory,
    ReleasedContact,
    ReleasedInitiative,
    ReleasedLink,
    ReleasedParty,
    ReleasedYear,
)
from lhextract.wording import fold

Json = Mapping[str, Any]


def release_of(document: Json) -> Release:
    """Return the release that a parsed `records.json` is; lists are sorted, texts folded.

    Initiatives stand in the order of their categories, and within one in that of the page.
    """
    categories = tuple(
        ReleasedCategory(row["id"], _folded(row["path"]), fold(row["description"])) for row in document["categories"]
    )
    rors = {row["id"]: row["ror"] for row in document["institutions"]}
    initiatives = [_initiative(row, rors) for row in document["initiatives"]]
    return Release(categories, in_order(categories, initiatives))


def in_order(
    categories: Iterable[ReleasedCategory], initiatives: Iterable[ReleasedInitiative]
) -> tuple[ReleasedInitiative, ...]:
    """Initiatives by the place of their category, those without one first, by its name; otherwise as they stand."""
    places: dict[tuple[str, ...], int] = {}
    for place, category in enumerate(categories):
        places.setdefault(category.path, place)

    def rank(initiative: ReleasedInitiative) -> tuple[int, tuple[str, ...]]:
        place = places.get(initiative.category, -1)
        return place, initiative.category if place < 0 else ()

    return tuple(sorted(initiatives, key=rank))


def _initiative(row: Json, rors: Mapping[str, str | None]) -> ReleasedInitiative:
    return ReleasedInitiative(
        id=row["id"],
        name=fold(row["name"]),
        category=_folded(row["category"]),
        text=fold(row["text"]),
        partners=_parties(row["partners"], rors),
        host_units=_parties(row["host_units"], rors),
        contacts=tuple(sorted(map(_contact, row["contacts"]), key=lambda contact: contact.id)),
        years=tuple(sorted((_year(year) for year in row["years"]), key=lambda year: (year.value, year.role))),
        programs=tuple(sorted(fold(program["name"]) for program in row["programs"])),
        links=tuple(sorted(map(_link, row["links"]), key=lambda link: (link.text or "", link.url or ""))),
        captions=tuple(sorted(fold(caption["text"]) for caption in row["captions"])),
    )


def _contact(row: Json) -> ReleasedContact:
    return ReleasedContact(
        id=row["id"],
        person=_maybe(row["person"]),
        titles=", ".join(fold(title) for title in (row["titles_before"], row["titles_after"]) if title) or None,
        role=_maybe(row["role"]),
        unit=_maybe(row["unit"]),
        phones=tuple(sorted(map(_phone, row["phones"]))),
        email=row["email"],
    )


def _phone(row: Json) -> str:
    number = row["e164"] or fold(row["raw"]).replace(",", "")  # changes join numbers by commas
    return f"{number} ext. {row['ext']}" if row["ext"] else str(number)


def _parties(rows: Iterable[Json], rors: Mapping[str, str | None]) -> tuple[ReleasedParty, ...]:
    parties = {row["institution"]: row for row in reversed(list(rows))}
    return tuple(ReleasedParty(ident, fold(row["name"]), rors.get(ident)) for ident, row in sorted(parties.items()))


def _year(row: Json) -> ReleasedYear:
    return ReleasedYear(row["value"] or fold(row["text"]), row["role"])


def _link(row: Json) -> ReleasedLink:
    return ReleasedLink(_maybe(row["text"]), row["url"])


def _folded(path: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(fold, path))


def _maybe(text: str | None) -> str | None:
    return None if text is None else fold(text)
