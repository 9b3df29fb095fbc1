"""Mentions of the same institution or person, linked over the whole page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lhextract.minting import mint
from lhextract.model.mention import Label, Mentions
from lhextract.model.record import Person

# Words that belong to the family name after them, in any case ("Kerstin Le Merdy").
PARTICLES = frozenset(
    {"von", "van", "de", "der", "den", "zu", "zur", "da", "dos", "di", "du", "la", "le", "af", "ten", "ter"}
    | {"bin", "binti", "al", "el"}
)


def link_people(
    mentions: Mentions, *, source: str, titles: Mapping[int, Sequence[str]], owners: Mapping[int, str | None]
) -> tuple[dict[int, str], tuple[Person, ...]]:
    """Return which person the mention at an offset names, and the people of the page.

    People are one if their names are equal; a family name alone is the one person who bears it. `titles` are
    those of the mention at an offset, `owners` the initiative of any mention.
    """
    found = [m for m in mentions.mentions if m.label is Label.PERSON]
    full = {m.text for m in found if " " in m.text}
    by_family: dict[str, set[str]] = {}
    for name in full:
        by_family.setdefault(split_name(name)[1] or name, set()).add(name)
    resolved: dict[int, str] = {}
    for mention in found:
        bearers = by_family.get(mention.text, set()) if " " not in mention.text else set()
        resolved[mention.span.start] = next(iter(bearers)) if len(bearers) == 1 else mention.text
    names = list(dict.fromkeys(resolved[m.span.start] for m in found))
    people = []
    for name in names:
        own = [m for m in found if resolved[m.span.start] == name]
        given, family = split_name(name)
        written = [title for m in own for title in titles.get(m.span.start, ())]
        inside = [owner for m in own if (owner := owners.get(m.span.start))]
        people.append(
            Person(
                mint("ps", source, name),
                name,
                given,
                family,
                tuple(dict.fromkeys(written)),
                tuple(dict.fromkeys(inside)),
            )
        )
    ids = {name: person.id for name, person in zip(names, people, strict=True)}
    return {start: ids[name] for start, name in resolved.items()}, tuple(people)


def split_name(name: str) -> tuple[str | None, str | None]:
    """Given and family name: the family name is the last word with the particles before it.

    One word alone is a family name ("Prof. Mailach").
    """
    words = name.split()
    if len(words) == 1:
        return None, name
    cut = len(words) - 1
    while cut > 1 and words[cut - 1].lower() in PARTICLES:
        cut -= 1
    return " ".join(words[:cut]), " ".join(words[cut:])
