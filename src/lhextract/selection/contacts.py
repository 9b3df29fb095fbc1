"""Records without contacts, people, names and numbers of people; and the text with all of them hidden."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace
from typing import Any

from lhextract.model.finding import Finding
from lhextract.model.outline import LineRole
from lhextract.model.record import Caption, Initiative, Involved, RecordLine, Records
from lhextract.selection.agreeing import agreeing
from lhextract.selection.cover import PERSONAL, Cover
from lhextract.selection.personal import by_family, leads_to_somebody

PERSONS_KINDS = frozenset({"contact", "person"})  # whose ids are made from names


def without_contacts(records: Records, text: str) -> tuple[Records, str]:
    """The records and the text without anybody in them.

    Contacts, people, and mentions of names and numbers go. In texts, names, descriptions, captions and categories they
    are hidden by masks of the same length. What else stands on such words goes: a link that leads to somebody, a
    finding about a contact or with a name in its message. An institution or programme that is called after a person
    stays.
    """
    cover = Cover(records, text)
    owned: dict[str, list[RecordLine]] = {one.id: [] for one in records.initiatives}
    for line in records.lines:
        if line.initiative in owned and not line.role.is_contact:
            owned[line.initiative].append(line)
    people = by_family(records.people)
    bare = agreeing(
        replace(records, findings=tuple(one for one in records.findings if _is_about_nobody(one, cover))),
        initiatives=[_without_contacts(one, cover, owned[one.id], people) for one in records.initiatives],
        mentions=[m for m in records.mentions if m.type not in PERSONAL and not cover.touches(m.start, m.end)],
    )
    return _with_masks(bare, cover), cover.text


def _without_contacts(
    one: Initiative, cover: Cover, lines: Sequence[RecordLine], people: Mapping[str, Set[str]]
) -> Initiative:
    shown = cover.of_lines(lines)

    def free(items: Iterable[Any]) -> tuple[Any, ...]:
        return tuple(item for item in items if not cover.touches(item.start, item.end))

    def is_free(text: str | None, url: str | None) -> bool:
        return not (text and cover.names_somebody(text)) and not (url and leads_to_somebody(url, people))

    return replace(
        one,
        name=cover.in_text(one.name, shown),
        category=tuple(map(cover.in_text, one.category)),
        text=cover.in_text(one.text, shown),
        partners=tuple(_party(party, cover) for party in free(one.partners)),
        host_units=tuple(_party(party, cover) for party in free(one.host_units)),
        contacts=(),
        years=free(one.years),
        programs=free(one.programs),
        links=tuple(link for link in free(one.links) if is_free(link.text, link.url)),
        captions=tuple(_caption(caption, cover) for caption in one.captions),
        acronyms=free(one.acronyms),
        provenance={path: made for path, made in one.provenance.items() if not path.startswith("contacts.")},
    )


def _party(party: Involved, cover: Cover) -> Involved:
    return replace(party, name=cover.without_reachable(party.name))


def _caption(caption: Caption, cover: Cover) -> Caption:
    return replace(caption, text=cover.at(caption.start, caption.end, caption.text))


def _with_masks(records: Records, cover: Cover) -> Records:
    """What quotes the page, as the page is now; and nobody left."""
    descriptions = cover.of_lines(line for line in records.lines if line.role is LineRole.DESCRIPTION)
    source = records.source
    if cover.is_needed:
        source = replace(source, text_sha256=hashlib.sha256(cover.text.encode("utf-8")).hexdigest())
    return replace(
        records,
        source=source,
        categories=tuple(
            replace(
                one,
                label=cover.in_text(one.label),
                path=tuple(map(cover.in_text, one.path)),
                description=cover.in_text(one.description, descriptions),
            )
            for one in records.categories
        ),
        institutions=tuple(
            replace(
                one,
                name=cover.without_reachable(one.name),
                aliases=tuple(map(cover.without_reachable, one.aliases)),
            )
            for one in records.institutions
        ),
        people=(),
    )


def _is_about_nobody(finding: Finding, cover: Cover) -> bool:
    if (finding.field or "").split(".")[0] == "contacts" or cover.names_somebody(finding.message):
        return False
    return not any(cover.touches(span.start, span.end) for span in finding.spans)
