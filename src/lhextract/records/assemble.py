"""Everything that was found on a page, put together as records."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from lhextract.language.cues import Cues
from lhextract.lookups import Lookups
from lhextract.minting import mint_all
from lhextract.model.mention import Label, Mentions
from lhextract.model.outline import LineRole, Outline
from lhextract.model.page import PageText, Snapshot
from lhextract.model.record import (
    SCHEMA_VERSION,
    Acronym,
    Contact,
    Corrections,
    Initiative,
    Involved,
    Phone,
    Program,
    Provenance,
    RecordCategory,
    RecordLine,
    RecordMention,
    Records,
    SnapshotInfo,
    Source,
)
from lhextract.phones.joined import read_numbers
from lhextract.records.block_view import BlockView, distinct, view_blocks
from lhextract.records.contacts import Draft, Number, build_drafts
from lhextract.records.host import HostTest, infer_host
from lhextract.records.institutions.link import link_institutions
from lhextract.records.links import build_captions, build_links
from lhextract.records.naming import Naming, name_initiative, own_names
from lhextract.records.parties.candidates import find_candidates, survey
from lhextract.records.parties.choose import choose_parties
from lhextract.records.parties.evidence import PartyContext, owners_of
from lhextract.records.people import link_people
from lhextract.records.stated import find_stated
from lhextract.records.years import build_years


@dataclass(frozen=True, slots=True)
class Settings:
    """What profile and page decide for the records: language, phone region, host names, the page's address."""

    language: str
    region: str | None
    host_names: tuple[str, ...]
    url: str | None = None


@dataclass(frozen=True, slots=True)
class _Named:
    """A block with its name, id and contact drafts: what the links between records need first."""

    view: BlockView
    naming: Naming
    id: str
    drafts: tuple[Draft, ...]


@dataclass(frozen=True, slots=True)
class _Links:
    """Which institution or person the mention at an offset names, and which names are the host's."""

    parties: PartyContext
    institution_of: Mapping[int, str]
    person_of: Mapping[int, str]


def build_records(
    page: PageText,
    outline: Outline,
    mentions: Mentions,
    *,
    snapshot: Snapshot,
    settings: Settings,
    lookups: Lookups,
    cues: Cues,
) -> Records:
    """Return the records of a page, without findings."""
    hosts = settings.host_names or infer_host(page, outline, mentions)
    views = view_blocks(page, outline, mentions)
    linked = link_institutions(page, mentions, lookups, hosts=hosts, views=views)
    institution_of = linked.of
    whole = survey(views, mentions.mentions, institution_of)
    kinds = {ident: row.kind for ident, row in linked.known.items()}
    is_host = HostTest(hosts)
    owned = owners_of(linked, is_host)
    context = PartyContext(is_host, whole, kinds, owned, cues)
    namings = [name_initiative(v, page, context=context, institution_of=institution_of) for v in views]
    ids = mint_all("lh", [(snapshot.source, naming.name) for naming in namings])
    named = [_Named(v, n, i, tuple(build_drafts(v, cues))) for v, n, i in zip(views, namings, ids, strict=True)]
    owners = [None if order is None else ids[order - 1] for order in outline.owners]
    person_of, people = link_people(
        mentions, source=snapshot.source, titles=_titles(named), owners=_owners(page, mentions, owners)
    )
    links = _Links(context, institution_of, person_of)
    return Records(
        schema_version=SCHEMA_VERSION,
        source=_source(page, snapshot, settings),
        stated=find_stated(page, outline, cues),
        lines=_lines(page, outline.roles, owners),
        categories=_categories(outline, snapshot.source),
        initiatives=tuple(_initiative(item, page, links, settings, cues) for item in named),
        institutions=linked.institutions,
        people=people,
        mentions=_mentions(page, mentions, owners, links),
        findings=(),
        corrections=Corrections(),
    )


def _source(page: PageText, snapshot: Snapshot, settings: Settings) -> Source:
    return Source(
        id=snapshot.source,
        url=snapshot.url or settings.url,
        language=settings.language,
        region=settings.region,
        snapshot=SnapshotInfo(sha256=snapshot.sha256, retrieved=snapshot.retrieved, media_type=snapshot.media_type),
        text_sha256=hashlib.sha256(page.text.encode("utf-8")).hexdigest(),
    )


def _lines(page: PageText, roles: Sequence[LineRole], owners: Sequence[str | None]) -> tuple[RecordLine, ...]:
    return tuple(
        RecordLine(line.number, line.start, line.end, role, owner)
        for line, role, owner in zip(page.lines, roles, owners, strict=True)
    )


def _categories(outline: Outline, source: str) -> tuple[RecordCategory, ...]:
    ids = mint_all("cat", [(source, *category.path) for category in outline.categories])
    return tuple(
        RecordCategory(ident, c.label, c.path, c.description, c.span.start, c.span.end)
        for ident, c in zip(ids, outline.categories, strict=True)
    )


def _titles(named: Sequence[_Named]) -> dict[int, list[str]]:
    return {
        draft.person.span.start: [title for title in (draft.before, draft.after) if title]
        for item in named
        for draft in item.drafts
        if draft.person
    }


def _owners(page: PageText, mentions: Mentions, owners: Sequence[str | None]) -> dict[int, str | None]:
    return {m.span.start: owners[page.line_at(m.span.start).number - 1] for m in mentions.mentions}


def _initiative(item: _Named, page: PageText, links: _Links, settings: Settings, cues: Cues) -> Initiative:
    view, block = item.view, item.view.block
    context = replace(links.parties, own_names=own_names(item.naming, view, page))
    parties = choose_parties(find_candidates(view, page, links.institution_of), view, context)
    partners, host_units = (
        tuple(Involved(m.text, links.institution_of[m.span.start], m.span.start, m.span.end) for m in group)
        for group in (parties.partners, parties.host_units)
    )
    programs = distinct([m for m in view.mentions if m.label is Label.PROGRAM])
    return Initiative(
        id=item.id,
        order=block.order,
        name=item.naming.name,
        name_derived=item.naming.derived,
        category=block.category,
        start=block.span.start,
        end=block.span.end,
        text="\n".join(line.text for line in view.with_role(LineRole.BODY)),
        partners=partners,
        host_units=host_units,
        contacts=_contacts(item, settings.region),
        years=build_years(view, cues=cues, region=settings.region),
        programs=tuple(Program(m.text, m.span.start, m.span.end) for m in programs),
        links=build_links(view, cues, is_html=page.layout is not None),
        captions=build_captions(view),
        acronyms=_acronyms(view, page),
        provenance=_provenance(item),
    )


def _contacts(item: _Named, region: str | None) -> tuple[Contact, ...]:
    keys = [(item.id, draft.person.text if draft.person else draft.unit or draft.role or "") for draft in item.drafts]
    contacts = []
    for ident, draft in zip(mint_all("ct", keys), item.drafts, strict=True):
        phones = [phone for number in draft.phones for phone in _phones(number, region)]
        contacts.append(
            Contact(
                id=ident,
                person=draft.person.text if draft.person else None,
                titles_before=draft.before,
                titles_after=draft.after,
                role=draft.role,
                unit=draft.unit,
                phones=tuple(phones),
                email=draft.email,
                start=min(span.start for span in draft.spans),
                end=max(span.end for span in draft.spans),
            )
        )
    return tuple(contacts)


def _phones(number: Number, region: str | None) -> Iterator[Phone]:
    """The numbers of one writing ("463-33013/14" is two), each as written at its own place."""
    parts = read_numbers(number.raw, region=region)
    for part in parts:
        value = part.value
        # A number behind a link has the place of the link's words.
        own = len(parts) > 1 and len(number.raw) == number.span.end - number.span.start
        start, end = (part.start, part.end) if own else (0, number.span.end - number.span.start)
        yield Phone(
            number.raw[part.start : part.end],
            value.e164,
            value.national,
            value.extension,
            value.region,
            number.span.start + start,
            number.span.start + end,
        )


def _acronyms(view: BlockView, page: PageText) -> tuple[Acronym, ...]:
    return tuple(
        Acronym(page.slice(long), page.slice(short), min(long.start, short.start), max(long.end, short.end))
        for long, short in view.pairs
    )


def _provenance(item: _Named) -> Mapping[str, Provenance]:
    """Where the fields that are chosen rather than copied come from; mentions carry their own rule."""
    return {"name": Provenance(by="rule", name=item.naming.rule, confidence=item.naming.confidence)}


def _mentions(
    page: PageText, mentions: Mentions, owners: Sequence[str | None], links: _Links
) -> tuple[RecordMention, ...]:
    rows = []
    ids = mint_all("mn", [(mention.label.value, mention.text) for mention in mentions.mentions])
    for ident, mention in zip(ids, mentions.mentions, strict=True):
        line = page.line_at(mention.span.start).number
        rows.append(
            RecordMention(
                id=ident,
                type=mention.label,
                text=mention.text,
                start=mention.span.start,
                end=mention.span.end,
                line=line,
                initiative=owners[line - 1],
                institution=links.institution_of.get(mention.span.start)
                if mention.label is Label.INSTITUTION
                else None,
                person=links.person_of.get(mention.span.start) if mention.label is Label.PERSON else None,
                rule=mention.rule,
                confidence=mention.confidence,
            )
        )
    return tuple(rows)
