"""What goes wrong with pages, done to golden ones: blocks lost, doubled, merged, cut; numbers mistyped; other pages.

Gold roles and owners say where the blocks are. Every fault is a pure function of a page and a source of chance.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from lhextract.gold import read_gold
from lhextract.model.mention import Label
from lhextract.model.outline import LineRole
from lhextract.outline.categories import nest_headings
from lhextract.text.canonical import canonicalise

TAIL = 5  # last digits of a number, which no prefix tells


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a page with its gold: role, the number of its initiative (0: none), category, and its phones."""

    text: str
    role: LineRole
    owner: int
    category: tuple[str, ...]
    phones: tuple[tuple[int, int], ...] = ()  # columns


@dataclass(frozen=True, slots=True)
class Fault:
    """A page with a fault; `places` are the numbers of the lines at and beside it, from 1 (none: it is everywhere)."""

    text: str
    places: frozenset[int]


Page = tuple[Row, ...]
Injection = Callable[[Page, random.Random], Fault | None]  # None: the page has nothing of the kind


def read_page(case: Path) -> Page:
    """The lines of a golden text page with their gold."""
    gold = read_gold(case)
    page = canonicalise(gold.source)
    assert gold.lines is not None
    roles = [line.role for line in gold.lines]
    rows, offset = [], 0
    phones = sorted(span for span, label in gold.mentions or () if label is Label.PHONE)
    for text, line, path in zip(gold.source.split("\n"), gold.lines, nest_headings(page, roles), strict=True):
        end = offset + len(text)
        columns = tuple((p.start - offset, p.end - offset) for p in phones if offset <= p.start and p.end <= end)
        rows.append(Row(text, line.role, line.owner or 0, path, columns))
        offset = end + 1
    return tuple(rows)


def text_of(page: Page) -> str:
    """The page as text."""
    return "\n".join(row.text for row in page)


def blocks_of(page: Page) -> dict[int, tuple[int, int]]:
    """The first line and the line after the last one of every initiative, counted from 0."""
    blocks: dict[int, tuple[int, int]] = {}
    for index, row in enumerate(page):
        if row.owner and row.text.strip():
            blocks[row.owner] = (blocks.get(row.owner, (index, 0))[0], index + 1)
    return blocks


def _fault(page: Page, *owners: int) -> Fault:
    """A fault of some initiatives; the blocks beside them may show it too."""
    near = {owner + step for owner in owners for step in (-1, 0, 1)}
    return Fault(text_of(page), frozenset(n for n, row in enumerate(page, 1) if row.owner in near))


def _same_category(page: Page, one: int, other: int) -> bool:
    blocks = blocks_of(page)
    return page[blocks[one][0]].category == page[blocks[other][0]].category


def drop_block(page: Page, chance: random.Random) -> Fault | None:
    """One initiative is gone."""
    blocks = blocks_of(page)
    owner = chance.choice(sorted(blocks))
    start, end = blocks[owner]
    return _fault(page[:start] + page[end:], owner)


def double_block(page: Page, chance: random.Random) -> Fault | None:
    """One initiative stands there twice."""
    blocks = blocks_of(page)
    owner = chance.choice(sorted(blocks))
    start, end = blocks[owner]
    return _fault(page[:end] + page[start:end] + page[end:], owner)


def merge_blocks(page: Page, chance: random.Random) -> Fault | None:
    """What stands between the texts of two neighbours is gone: contacts, links, title."""
    blocks = blocks_of(page)
    pairs = [n for n in blocks if n + 1 in blocks and _same_category(page, n, n + 1)]
    chance.shuffle(pairs)
    for owner in sorted(pairs, key=pairs.index):
        bodies = [i for i, row in enumerate(page) if row.owner in {owner, owner + 1} and row.role is LineRole.BODY]
        before = [i for i in bodies if page[i].owner == owner]
        after = [i for i in bodies if page[i].owner == owner + 1]
        if before and after and after[0] > before[-1] + 1:
            return _fault(page[: before[-1] + 1] + page[after[0] :], owner, owner + 1)
    return None


def _cut(row: Row) -> Row:
    """The first half of a line, cut between two words."""
    middle = row.text.find(" ", len(row.text) // 2)
    return Row(row.text[: middle if middle > 0 else len(row.text) // 2], row.role, row.owner, row.category)


def _halves(page: Page, chance: random.Random) -> tuple[int, int, int] | None:
    """An initiative, the line of it in which a cut falls, and the line after its last one."""
    blocks = blocks_of(page)
    owner = chance.choice(sorted(blocks))
    start, end = blocks[owner]
    bodies = [i for i in range(start, end) if page[i].role is LineRole.BODY and len(page[i].text) > 40]
    return (owner, bodies[len(bodies) // 2], end) if bodies else None


def truncate_page(page: Page, chance: random.Random) -> Fault | None:
    """The page breaks off in the text of an initiative."""
    halves = _halves(page, chance)
    if halves is None:
        return None
    owner, line, _ = halves
    return _fault((*page[:line], _cut(page[line])), owner)


def cut_block(page: Page, chance: random.Random) -> Fault | None:
    """The second half of an initiative is gone, its contacts with it."""
    halves = _halves(page, chance)
    if halves is None:
        return None
    owner, line, end = halves
    return _fault((*page[:line], _cut(page[line]), *page[end:]), owner)


def swap_blocks(page: Page, chance: random.Random) -> Fault | None:
    """Two initiatives of different categories have changed places."""
    blocks = blocks_of(page)
    pairs = [(a, b) for a in blocks for b in blocks if a < b and not _same_category(page, a, b)]
    if not pairs:
        return None
    one, other = chance.choice(pairs)
    (start, end), (begin, stop) = blocks[one], blocks[other]
    return _fault(page[:start] + page[begin:stop] + page[end:begin] + page[start:end] + page[stop:], one, other)


def _phones(page: Page) -> list[tuple[int, tuple[int, int]]]:
    return [(i, span) for i, row in enumerate(page) if row.role.is_contact and row.owner for span in row.phones]


def _retyped(row: Row, span: tuple[int, int], number: str) -> Row:
    return Row(row.text[: span[0]] + number + row.text[span[1] :], row.role, row.owner, row.category)


def _at_line(page: Page, *indexes: int) -> Fault:
    return Fault(text_of(page), frozenset(index + 1 for index in indexes))


def _digit(page: Page, chance: random.Random, *, tail: bool) -> Fault | None:
    phones = _phones(page)
    if not phones:
        return None
    index, span = chance.choice(phones)
    number = page[index].text[span[0] : span[1]]
    digits = [i for i, char in enumerate(number) if char.isdigit()]
    place = chance.choice(digits[-TAIL:] if tail else digits[:-TAIL] or digits)
    other = chance.choice([d for d in "0123456789" if d != number[place]])
    row = _retyped(page[index], span, number[:place] + other + number[place + 1 :])
    return _at_line((*page[:index], row, *page[index + 1 :]), index)


def mistype_prefix(page: Page, chance: random.Random) -> Fault | None:
    """One digit of a phone is another one, before the last five."""
    return _digit(page, chance, tail=False)


def mistype_tail(page: Page, chance: random.Random) -> Fault | None:
    """One of the last five digits of a phone is another one."""
    return _digit(page, chance, tail=True)


def exchange_phones(page: Page, chance: random.Random) -> Fault | None:
    """Two contacts have each other's number."""
    phones = [entry for entry in _phones(page) if len(page[entry[0]].phones) == 1]
    pairs = [(a, b) for i, a in enumerate(phones) for b in phones[i + 1 :] if _number(page, a) != _number(page, b)]
    if not pairs:
        return None
    one, other = chance.choice(pairs)
    rows = list(page)
    rows[one[0]] = _retyped(page[one[0]], one[1], _number(page, other))
    rows[other[0]] = _retyped(page[other[0]], other[1], _number(page, one))
    return _at_line(tuple(rows), one[0], other[0])


def _number(page: Page, phone: tuple[int, tuple[int, int]]) -> str:
    return page[phone[0]].text[phone[1][0] : phone[1][1]]


ERROR_PAGES = (
    "Page not found\nThe page you requested does not exist any more.\nBack to the homepage\nContact",
    "Universität Beispiel\nSeite nicht gefunden\nDie angeforderte Seite wurde gelöscht.\nZur Startseite",
    "403 Forbidden\nYou don't have permission to access this resource.",
    "Service Unavailable\nThe server is temporarily unable to service your request due to maintenance downtime. Please "
    "try again later.",
    "Bitte melden Sie sich an\nDiese Seite ist nur für Angehörige der Universität zugänglich.\nBenutzername\nPasswort\n"
    "Anmelden\nBei Fragen hilft der Service Desk.\nTel.: +49 351 463-40000",
    "We use cookies\nThis website uses cookies so that it works. Accept all cookies or change your settings.\nAccept",
)


def error_page(page: Page, chance: random.Random) -> Fault | None:
    """The server has sent an error or login page in place of this one."""
    del page
    return Fault(chance.choice(ERROR_PAGES), frozenset())


def lose_contacts(page: Page, chance: random.Random) -> Fault | None:
    """All contacts of the page are gone."""
    del chance
    kept = tuple(row for row in page if not (row.owner and row.role.is_contact))
    return Fault(text_of(kept), frozenset()) if len(kept) < len(page) else None


def lose_contact(page: Page, chance: random.Random) -> Fault | None:
    """The contacts of one initiative are gone."""
    owners = sorted({row.owner for row in page if row.owner and row.role.is_contact})
    if not owners:
        return None
    owner = chance.choice(owners)
    return _fault(tuple(row for row in page if row.owner != owner or not row.role.is_contact), owner)


INJECTIONS: dict[str, Injection] = {
    "block dropped": drop_block,
    "block doubled": double_block,
    "two blocks merged": merge_blocks,
    "page truncated": truncate_page,
    "half a block cut off": cut_block,
    "error page": error_page,
    "all contacts lost": lose_contacts,
    "contacts of a block lost": lose_contact,
    "digit before the last five": mistype_prefix,
    "digit among the last five": mistype_tail,
    "two phones exchanged": exchange_phones,
    "two blocks swapped": swap_blocks,
}


def inject(page: Page, seed: str) -> Iterator[tuple[str, Fault]]:
    """One fault of every kind that the page can have; the same seed gives the same faults."""
    for name, injection in INJECTIONS.items():
        fault = injection(page, random.Random(f"{seed}/{name}"))  # noqa: S311 - no secret
        if fault is not None and fault.text != text_of(page):
            yield name, fault
