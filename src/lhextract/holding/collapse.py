"""Is there far less of it than last time, or than the page itself says?"""

from __future__ import annotations

from collections.abc import Iterator

from lhextract.holding.code import Basis, Code
from lhextract.holding.subject import Before, Subject
from lhextract.model.hold import Hold

LOOK = "compare the page in a browser with the old extraction; accept it if so much was removed on purpose"
INITIATIVES = Code(
    "initiatives-collapsed",
    Basis.BEFORE,
    "far fewer initiatives than last time, and their text is gone too",
    "9 initiatives, 22 last time",
    LOOK,
)
CONTACTS = Code(
    "contacts-collapsed",
    Basis.BEFORE,
    "far fewer initiatives with a contact, phone number or e-mail address, among those that are left",
    "0 initiatives have a contact, 20 had one last time",
    LOOK,
)
TEXT = Code(
    "text-collapsed",
    Basis.BEFORE,
    "most of the old text is gone, and little new has come",
    "12 % of the old text is left",
    LOOK,
)
STATED = Code(
    "fewer-than-stated",
    Basis.PAGE,
    "far fewer initiatives than the page says it has",
    "8 initiatives, the page says 22",
    "look at the page in a browser: a part of it may be missing, or load later",
)
CODES = (INITIATIVES, CONTACTS, TEXT, STATED)
# Editors take away a few initiatives at a time; three of 22 leave 0.86. Half a page gone is more often a page that
# was cut or a part that did not load. Texts that were shortened to a third let up to 0.45 of a page's initiatives run
# into their neighbours.
FEWER = 0.5
# The share of the old text by which it is still there, so that the initiatives are not gone but not recognised.
STILL_THERE = 0.6
# Least initiatives lost, unless at most so many are left: on a page with four a small change may make two read as one.
LOST, LEFT = 3, 1
# Contacts follow the initiatives; beyond that, new people may hide up to 0.6 of them from the rules, a lost part of all
# blocks loses all.
FEWER_CONTACTS, LOST_CONTACTS, LOST_NUMBERS = 0.35, 3, 4
# Least share of initiatives with one, unless all are lost: where few have a contact, those may go with them by chance.
HABIT = 0.75
# Shares of triples: golden pages whose paragraphs were cut to their first sentences keep 0.27 and more.
GONE, KNOWN = 0.2, 0.5


def check(subject: Subject) -> Iterator[Hold]:
    """Holds `initiatives-collapsed`, `contacts-collapsed`, `text-collapsed` and `fewer-than-stated`."""
    before = subject.before
    yield from _stated(subject)
    if before is None or subject.overlap is None:
        return
    if lost_many(subject.initiatives, before) and subject.overlap.kept < STILL_THERE:
        yield INITIATIVES.because(f"{subject.initiatives} initiatives, {before.initiatives} last time")
    yield from _contacts(subject, before)
    if subject.overlap.kept < GONE and subject.overlap.known >= KNOWN:
        yield TEXT.because(f"{subject.overlap.kept:.0%} of the old text is left")


def _contacts(subject: Subject, before: Before) -> Iterator[Hold]:
    """Initiatives with a contact, a phone and an e-mail address, of as many as are left."""
    left = min(1.0, subject.initiatives / max(1, before.initiatives))
    counted = (
        ("a contact", [bool(of_one) for of_one in subject.contacts], before.contacts, LOST_CONTACTS),
        ("a phone", [any(one.phones for one in of_one) for of_one in subject.contacts], before.phones, LOST_NUMBERS),
        ("an e-mail", [any(one.email for one in of_one) for of_one in subject.contacts], before.emails, LOST_NUMBERS),
    )
    for what, has, then, least in counted:
        now = sum(has)
        habit = then >= HABIT * before.initiatives or not now
        if habit and then - now >= least and now < FEWER_CONTACTS * then * left:
            yield CONTACTS.because(f"{now} initiatives have {what}, {then} had one last time")
            return


def lost_many(initiatives: int, before: Before) -> bool:
    """Whether far fewer initiatives were found than last time."""
    lost = before.initiatives - initiatives
    few_left = initiatives <= LEFT and lost >= LEFT + 1
    return (lost >= LOST and initiatives < FEWER * before.initiatives) or few_left or (lost > 0 and not initiatives)


def _stated(subject: Subject) -> Iterator[Hold]:
    """A page that was in force with the same disagreement was accepted with it."""
    records, before = subject.candidate.records, subject.before
    stated = records.stated.initiatives if records is not None else None
    if stated is None or subject.initiatives >= FEWER * stated.value:
        return
    if before is None or subject.initiatives < before.initiatives:
        quote = subject.candidate.text[stated.start : stated.end]
        yield STATED.because(f"{subject.initiatives} initiatives, the page says {quote!r}", quote)
