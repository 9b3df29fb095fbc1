"""A page with parts of it hidden: page in, page out, of the same length, line by line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set
from dataclasses import replace
from urllib.parse import unquote

from lhextract.addresses import find_email, is_address, mail_of, number_of
from lhextract.forgetting.details import national_digits
from lhextract.forgetting.hiding import Hidden, Hiding
from lhextract.forgetting.keys import Keys
from lhextract.forgetting.masks import Mask, has_mask, masked_runs, stand_in
from lhextract.forgetting.matching import find_names
from lhextract.model.finding import TextSpan
from lhextract.model.layout import Anchor, LeftOut
from lhextract.model.mention import Label, Mention, Mentions
from lhextract.model.outline import Outline
from lhextract.model.page import PageText
from lhextract.model.record import Contact, Initiative, Records
from lhextract.model.span import Span


def names_somebody(page: PageText, keys: Keys) -> bool:
    """Whether a page names somebody who is forgotten: in its text, in a link, or in what was left out."""
    if find_names(page.text, keys):
        return True
    if page.layout is None:
        return False
    beside = [*(unquote(anchor.href) for anchor in page.layout.anchors), *(part.text for part in page.layout.left_out)]
    return any(find_names(text, keys) for text in dict.fromkeys(beside))


def mask_page(page: PageText, keys: Keys, hiding: Hiding) -> PageText:
    """The page with masks in its text; links to the person are gone, and so is the name in what was left out."""
    text = mask_text(page.text, hiding.parts)
    if page.layout is None:
        return replace(page, text=text)
    anchors = tuple(a for a in page.layout.anchors if not _is_personal(a, page, keys, hiding))
    left_out = tuple(_left_out(part, keys) for part in page.layout.left_out)
    return replace(page, text=text, layout=replace(page.layout, anchors=anchors, left_out=left_out))


def mask_text(text: str, parts: Iterable[Hidden]) -> str:
    """A text of the same length; line ends stay, so that lines do."""
    pieces, position = [], 0
    for part in parts:
        hidden = re.sub(r"[^\n]", part.mask.value, text[part.span.start : part.span.end])
        pieces += [text[position : part.span.start], hidden]
        position = part.span.end
    return "".join([*pieces, text[position:]])


def _is_personal(anchor: Anchor, page: PageText, keys: Keys, hiding: Hiding) -> bool:
    """Whether a link leads to the person: by name, or as an address or a number that is hidden."""
    hidden = [page.slice(part.span) for part in hiding.parts]
    mail, number = mail_of(anchor.href), number_of(anchor.href)
    ways = {*hiding.reached, *((find_email(text) or "").casefold() for text in hidden), *map(national_digits, hidden)}
    if (mail is not None and mail.casefold() in ways) or (
        number is not None and national_digits(number) in ways - {""}
    ):
        return True
    inside = is_address(anchor.href) and hiding.hides(anchor.span.start, anchor.span.end)
    return inside or bool(find_names(unquote(anchor.href), keys))


def _left_out(part: LeftOut, keys: Keys) -> LeftOut:
    named = [Hidden(one.span, Mask.NAME) for one in find_names(part.text, keys)]
    return replace(part, text=mask_text(part.text, named))


def without_masked_links(page: PageText) -> PageText:
    """A page without the links that a masked snapshot has no address for any more."""
    if page.layout is None or not any(has_mask(anchor.href) for anchor in page.layout.anchors):
        return page
    anchors = tuple(anchor for anchor in page.layout.anchors if not has_mask(anchor.href))
    return replace(page, layout=replace(page.layout, anchors=anchors))


def legible(page: PageText) -> PageText:
    """The page as the outline reads it: something of the same form in the place of every mask.

    A line of block characters looks like nothing, and a contact that looks like nothing would run into the next block.
    """
    runs = masked_runs(page.text)
    if not runs:
        return page
    pieces, position = [], 0
    for span, mask in runs:
        pieces += [page.text[position : span.start], stand_in(mask, span.end - span.start)]
        position = span.end
    return replace(page, text="".join([*pieces, page.text[position:]]))


def illegible(outline: Outline, page: PageText) -> Outline:
    """The outline of a legible page, with the masks of the page again where categories quote it."""
    pairs = {(stand_in(mask, span.end - span.start), page.slice(span)) for span, mask in masked_runs(page.text)}
    if not pairs:
        return outline

    def masked(text: str) -> str:
        for shown, mask in sorted(pairs, key=lambda pair: (-len(pair[0]), pair)):
            text = text.replace(shown, mask)
        return text

    categories = [
        replace(one, label=masked(one.label), path=tuple(map(masked, one.path)), description=masked(one.description))
        for one in outline.categories
    ]
    blocks = [replace(block, category=tuple(map(masked, block.category))) for block in outline.blocks]
    return replace(outline, categories=tuple(categories), blocks=tuple(blocks))


def with_masked_people(mentions: Mentions, text: str) -> Mentions:
    """Mentions of which none is hidden in part; a hidden name counts as a person until the contacts are made.

    Without that, unit and role of somebody who is hidden would go to whoever stands beside them.
    """
    runs = masked_runs(text)
    if not runs:
        return mentions
    hidden = [span for span, _ in runs]
    people = [_masked_person(span, text) for span, mask in runs if mask is Mask.NAME]
    kept = [one for one in mentions.mentions if not _touches(one.span, hidden)]
    return Mentions(
        mentions=tuple(sorted([*kept, *people], key=lambda one: one.span)),
        acronyms=tuple(p for p in mentions.acronyms if not _touches(p.long, hidden) and not _touches(p.short, hidden)),
    )


def _masked_person(span: Span, text: str) -> Mention:
    return Mention(span, Label.PERSON, text[span.start : span.end], "forgotten", 1.0)


def without_masked_people(records: Records) -> Records:
    """Records without anybody who is hidden: their contacts with all that was linked to them, their mentions."""
    gone = {contact.id for one in records.initiatives for contact in one.contacts if has_mask(contact.person or "")}
    return replace(
        records,
        initiatives=tuple(_without_contacts(one, gone) for one in records.initiatives),
        people=tuple(person for person in records.people if not has_mask(person.name)),
        mentions=tuple(mention for mention in records.mentions if not has_mask(mention.text)),
    )


def _without_contacts(initiative: Initiative, gone: Set[str]) -> Initiative:
    kept = (contact for contact in initiative.contacts if contact.id not in gone)
    provenance = {path: by for path, by in initiative.provenance.items() if gone.isdisjoint(path.split("."))}
    return replace(initiative, contacts=tuple(map(_without_masks, kept)), provenance=provenance)


def _without_masks(contact: Contact) -> Contact:
    """A contact that took over what stood beside it: a role that is hidden is none."""
    role = None if has_mask(contact.role or "") else contact.role
    return replace(contact, role=role, email=None if has_mask(contact.email or "") else contact.email)


def without_masked_findings(records: Records, text: str) -> Records:
    """Records without findings about what is hidden: nobody can do anything about them."""
    hidden = [span for span, _ in masked_runs(text)]
    if not hidden:
        return records
    kept = [one for one in records.findings if not any(_touches(span, hidden) for span in one.spans)]
    return replace(records, findings=tuple(kept))


def _touches(span: Span | TextSpan, others: Sequence[Span]) -> bool:
    return any(other.start < span.end and span.start < other.end for other in others)
