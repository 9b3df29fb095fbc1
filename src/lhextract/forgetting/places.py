"""What of a page has to be hidden: a person's names, and the number, address and role of their contacts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from urllib.parse import unquote

from lhextract.addresses import EMAIL, is_address
from lhextract.forgetting.details import on_its_lines, own_details, ways_to
from lhextract.forgetting.hiding import Hidden, Hiding, Surroundings, merge
from lhextract.forgetting.keys import Keys
from lhextract.forgetting.masks import Mask
from lhextract.forgetting.matching import Named, find_families, find_mailboxes, find_names
from lhextract.model.page import PageText
from lhextract.model.record import Contact
from lhextract.model.span import Span
from lhextract.people.writings import Writing, fits, read_writings

ADDRESS = re.compile(r"@|://|^www\.|[(\[{](?:at|ät)[)\]}]", re.IGNORECASE)


def find_hidden(page: PageText, keys: Keys, around: Surroundings) -> Hiding:
    """What of a page has to be hidden.

    Besides the names: a family name alone inside the block where the whole name stands; mailboxes called after it
    there; of the contacts of the person numbers, addresses and role, unless they are those of another contact too. A
    name in a contact that was not linked takes what stands on its lines along.
    """
    full = [*find_names(page.text, keys), *_in_links(page, keys)]
    parts = [Hidden(one.span, _mask_of(page, one.span)) for one in full]
    named = list(full)
    for scope, inside in _scopes(page, full, around):
        alone = list(find_families(page.text, inside, scope=scope, is_other=_names_another(inside, around)))
        named += alone
        parts += [Hidden(one.span, _mask_of(page, one.span)) for one in alone]
        parts += [Hidden(span, Mask.ADDRESS) for span in find_mailboxes(page.text, inside, scope=scope)]
    own = [contact for contact in around.contacts if _is_of(contact, named)]
    for contact in own:
        parts += own_details(page, contact, others=[other for other in around.contacts if other not in own])
    for one in named:
        if not any(contact.start <= one.span.start < contact.end for contact in own):
            parts += on_its_lines(page, one.span, around)
    others = [contact for contact in around.contacts if contact not in own]
    reached = {way for contact in own for way in ways_to(contact)} - {way for one in others for way in ways_to(one)}
    contacts = frozenset(contact.id for contact in own)
    return Hiding(merge(parts, page.text), contacts, tuple(dict.fromkeys(named)), frozenset(reached))


def _mask_of(page: PageText, span: Span) -> Mask:
    return Mask.ADDRESS if ADDRESS.search(page.slice(span)) else Mask.NAME


def _in_links(page: PageText, keys: Keys) -> Iterator[Named]:
    """Written addresses whose link alone has the name: "office@…" over "mailto:eva.roth@…"."""
    for anchor in page.layout.anchors if page.layout is not None else ():
        if is_address(anchor.href) and EMAIL.search(page.slice(anchor.span)):
            for one in find_names(unquote(anchor.href), keys)[:1]:
                yield Named(anchor.span, one.writings, one.form)


def _scopes(page: PageText, full: Iterable[Named], around: Surroundings) -> list[tuple[Span, list[Named]]]:
    """The blocks in which somebody is named, and who; a line that is in no block is one by itself."""
    by_scope: dict[Span, list[Named]] = {}
    for one in full:
        line = page.line_at(one.span.start)
        block = next((b for b in around.blocks if b.start <= one.span.start < b.end), Span(line.start, line.end))
        by_scope.setdefault(block, []).append(one)
    return list(by_scope.items())


def _names_another(named: Sequence[Named], around: Surroundings) -> Callable[[Span], bool | None]:
    """Whether a family name stands in the name of somebody else, as far as the mentions know."""
    known = [writing for one in named for writing in one.writings]

    def names_another(span: Span) -> bool | None:
        mention = next((text for at, text in around.people if at.start <= span.start and span.end <= at.end), None)
        if mention is None:
            return None
        return not any(_may_be(writing, known) for writing in read_writings(mention))

    return names_another


def _may_be(writing: Writing, known: Iterable[Writing]) -> bool:
    return not writing.given or any(writing.words == one.words or fits(writing, one) for one in known)


def _is_of(contact: Contact, named: Sequence[Named]) -> bool:
    """Whether a contact is the person's: by name, or by the family name alone where that is the person's."""
    if contact.person is None:
        return False
    writings = read_writings(contact.person)
    inside = [one for one in named if contact.start <= one.span.start < contact.end]
    return any(_may_be(writing, one.writings) and _share_family(writing, one) for one in inside for writing in writings)


def _share_family(writing: Writing, one: Named) -> bool:
    return any(writing.family == known.family or writing.words == known.words for known in one.writings)
