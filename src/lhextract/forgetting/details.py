"""The number, address and role of a person's contact, where they stand on the page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lhextract.addresses import EMAIL
from lhextract.forgetting.hiding import Hidden, Surroundings
from lhextract.forgetting.masks import Mask
from lhextract.model.outline import LineRole
from lhextract.model.page import Line, PageText
from lhextract.model.record import Contact
from lhextract.model.span import Span
from lhextract.phones.numbers import find_numbers

NATIONAL = 9  # digits by which two writings of a number are compared: one may lack the country code
MOST_LINES = 8  # of a contact that nothing linked


def national_digits(text: str) -> str:
    """The last digits of a number, by which two writings of it are compared."""
    return re.sub(r"\D", "", text)[-NATIONAL:]


def ways_to(contact: Contact) -> Iterator[str]:
    """By what a link leads to a contact: its address in small letters, the last digits of its numbers."""
    if contact.email is not None:
        yield contact.email.casefold()
    yield from filter(None, (national_digits(phone.e164 or phone.raw) for phone in contact.phones))


def own_details(page: PageText, contact: Contact, *, others: Sequence[Contact]) -> Iterator[Hidden]:
    """What is hidden of a contact; a number that another contact has at the same place stays, for it is theirs too."""
    shared = {(phone.start, phone.end) for other in others for phone in other.phones}
    for phone in contact.phones:
        if (phone.start, phone.end) not in shared:
            yield Hidden(Span(phone.start, phone.end), Mask.PHONE)
    scope = Span(contact.start, contact.end)
    theirs = [Span(other.start, other.end) for other in others]
    for hidden in _addresses_and_numbers(page, scope):
        # A fax number is in no record, and the line of another contact is theirs.
        if not any(span.start <= hidden.span.start < span.end for span in theirs):
            yield hidden
    if contact.email is not None:
        for match in EMAIL.finditer(page.text, scope.start, scope.end):
            mails = {other.email for other in others}
            if contact.email not in mails and _same_mail(match.group(), contact.email):
                yield Hidden(Span(match.start(), match.end()), Mask.ADDRESS)
    titles = (contact.titles_before, contact.titles_after)
    for text, mask in ((contact.role, Mask.ROLE), *((title, Mask.NAME) for title in titles)):
        if text and not (text == contact.role and _is_role_of(text, scope, others)):
            start = page.text.find(text, scope.start, scope.end)
            if start >= 0:
                yield Hidden(Span(start, start + len(text)), mask)


def _is_role_of(role: str, scope: Span, others: Sequence[Contact]) -> bool:
    """Whether a role is written once for several contacts."""
    return any(other.role == role and other.start < scope.end and scope.start < other.end for other in others)


def _same_mail(written: str, mail: str) -> bool:
    return written.partition("@")[0].casefold() in mail.casefold() or written.casefold() == mail.casefold()


def on_its_lines(page: PageText, name: Span, around: Surroundings) -> Iterator[Hidden]:
    """What stands with a name in a contact that nothing linked to it: up to the next person, or its end."""
    first = page.line_at(name.start)
    if not around.roles[first.number - 1].is_contact:
        return
    theirs = [Span(contact.start, contact.end) for contact in around.contacts]
    for line in _lines_of_contact(page, first, around.roles):
        if any(span.start <= line.start < span.end for span in theirs):
            return
        yield from _addresses_and_numbers(page, Span(line.start, line.end))
        if around.roles[line.number - 1] is LineRole.CONTACT_ROLE and line is not first:
            yield Hidden(Span(line.start, line.end), Mask.ROLE)


def _lines_of_contact(page: PageText, first: Line, roles: Sequence[LineRole]) -> Iterator[Line]:
    yield first
    for line in page.lines[first.number : first.number + MOST_LINES]:
        role = roles[line.number - 1]
        if role is LineRole.CONTACT_PERSON or not role.is_contact:
            return
        yield line


def _addresses_and_numbers(page: PageText, scope: Span) -> Iterator[Hidden]:
    for match in EMAIL.finditer(page.text, scope.start, scope.end):
        yield Hidden(Span(match.start(), match.end()), Mask.ADDRESS)
    for line in page.lines[page.line_at(scope.start).number - 1 :]:
        if line.start >= scope.end:
            return
        for number in find_numbers(page.line_text(line), region=None):
            start, end = line.start + number.start, line.start + number.end
            if not number.short and scope.start <= start and end <= scope.end:
                yield Hidden(Span(start, end), Mask.PHONE)
