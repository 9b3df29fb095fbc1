"""What becomes of pages on their way: cut, emptied, translated, broken letters, other pages in their place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from lhextract.model.outline import LineRole
from tests.faults.injection import Page, blocks_of, text_of
from tests.holding.pages import Fetched, as_main, as_site, site, text_page
from tests.holding.sent import paragraphs

TAGGED = frozenset({LineRole.PAGE_TITLE, LineRole.HEADING, LineRole.TITLE})
Make = Callable[[Page, Page], Fetched | None]  # of a page and another one; None: the page cannot have this damage


@dataclass(frozen=True, slots=True)
class Damage:
    """A kind of damage: the codes of which one has to be told, and whether a first run can tell."""

    make: Make
    codes: tuple[str, ...]
    first: bool = True


def alone(make: Callable[[Page], Fetched | None]) -> Make:
    """A damage for which the other page is of no use."""
    return lambda page, _: make(page)


def _accented(page: Page) -> bool:
    """Whether a page has letters that can break."""
    return sum(not char.isascii() and char.isalpha() for char in text_of(page)) >= 30


def headings_only(page: Page) -> Fetched:
    """Only the title and the headings of categories."""
    kept = tuple(row for row in page if row.role in {LineRole.PAGE_TITLE, LineRole.HEADING})
    return as_site(kept or page[:1])


def titles_only(page: Page) -> Fetched | None:
    """Only what is a heading: the parts under them are loaded later."""
    kept = tuple(row for row in page if row.role in TAGGED)
    return as_site(kept) if len(kept) > 3 else None


def teasers(page: Page) -> Fetched | None:
    """The first words of each initiative, as a list that leads to pages of their own."""
    rows, seen = [], set()
    for row in page:
        if row.owner in seen and row.role is not LineRole.TITLE:
            continue
        if row.role is LineRole.BODY:
            seen.add(row.owner)
            row = replace(row, text=" ".join(row.text.split()[:12]) + " …")
        rows.append(row)
    has_contacts = sum(row.role is LineRole.CONTACT_PERSON for row in page) >= 4
    return as_site(tuple(rows)) if has_contacts else None


def html_cut(page: Page) -> Fetched:
    """The source up to two thirds of its content."""
    body = as_site(page).body
    return Fetched(body[: body.index(b"<main>") + (len(body) - body.index(b"<main>")) * 2 // 3])


def html_cut_late(page: Page) -> Fetched:
    """The source without its last characters."""
    body = as_site(page).body
    return Fetched(body[: body.rindex(b"</main>") - 40])


def html_cut_in_tag(page: Page) -> Fetched:
    """The source up to the name of a tag."""
    body = as_site(page).body
    return Fetched(body[: body.rindex(b"<p", 0, body.rindex(b"</main>")) + 1])


def text_cut(page: Page) -> Fetched | None:
    """Flattened text up to a blank in the middle of a sentence."""
    text = text_of(page)
    at = text.find(" ", len(text) * 3 // 4)
    return text_page(text[:at]) if at > 0 and text[at - 1] not in ".!?" and "\n" not in text[at - 30 : at + 2] else None


def text_cut_in_word(page: Page) -> Fetched:
    """Flattened text up to a letter."""
    text = text_of(page)
    at = next(i for i in range(len(text) * 9 // 10, len(text)) if text[i - 3 : i + 3].isalpha())
    return text_page(text[:at])


def translated(page: Page, other: Page) -> Fetched | None:
    """Names, phones and addresses as before, all prose in the language of the other page."""
    prose = [row.text for row in other if row.role is LineRole.BODY]
    rows = [
        replace(row, text=prose[i % len(prose)])
        if row.role in {LineRole.BODY, LineRole.INTRO, LineRole.DESCRIPTION}
        else row
        for i, row in enumerate(page)
    ]
    return text_page(text_of(tuple(rows)))


def machine_translated(page: Page) -> Fetched:
    """A notice above the content."""
    return site("Page", paragraphs("This page was translated automatically.") + as_main(page))


def half_gone(page: Page) -> Fetched | None:
    """Two thirds of the initiatives are gone."""
    blocks = blocks_of(page)
    if len(blocks) < 5:
        return None
    gone = {owner for owner in blocks if owner > len(blocks) / 3}
    return text_page(text_of(tuple(row for row in page if row.owner not in gone)))


def most_gone(page: Page) -> Fetched | None:
    """All initiatives but the first are gone."""
    blocks = blocks_of(page)
    gone = {owner for owner in blocks if owner > 1}
    return as_site(tuple(row for row in page if row.owner not in gone)) if len(blocks) > 2 else None


def contacts_gone(page: Page) -> Fetched | None:
    """All contacts are gone."""
    has = sum(row.role is LineRole.CONTACT_PERSON for row in page) >= 4
    return as_site(tuple(row for row in page if not row.role.is_contact)) if has else None


def one_line(page: Page) -> Fetched:
    """All lines in one."""
    return text_page(" ".join(row.text for row in page))


def doubled(page: Page) -> Fetched | None:
    """The whole content twice."""
    return text_page(f"{text_of(page)}\n{text_of(page)}") if len(blocks_of(page)) > 3 else None


def without_headings(page: Page) -> Fetched | None:
    """The headings of the categories are gone."""
    headings = sum(row.role is LineRole.HEADING for row in page)
    return text_page(text_of(tuple(r for r in page if r.role is not LineRole.HEADING))) if headings > 1 else None


def another_list(_: Page, other: Page) -> Fetched:
    """A page of the same kind in its place."""
    return text_page(text_of(other))


def filler(page: Page) -> Fetched:
    """Filler text in place of all prose."""
    lorem = "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore."
    return text_page(text_of(tuple(replace(r, text=lorem) if r.role is LineRole.BODY else r for r in page)))


def mojibake(page: Page) -> Fetched | None:
    """UTF-8 read as windows-1252."""
    return text_page(text_of(page).encode().decode("cp1252", "replace")) if _accented(page) else None


def mojibake_twice(page: Page) -> Fetched | None:
    """UTF-8 read as latin-1."""
    return text_page(text_of(page).encode().decode("latin-1")) if _accented(page) else None


def replaced(page: Page) -> Fetched | None:
    """U+FFFD in place of letters that are not ASCII."""
    text = "".join(c if c.isascii() else "\ufffd" for c in text_of(page))
    return text_page(text) if _accented(page) else None


def questioned(page: Page) -> Fetched | None:
    """Question marks in place of them."""
    text = "".join(c if c.isascii() else "?" for c in text_of(page))
    return text_page(text) if _accented(page) else None


def entities(page: Page) -> Fetched | None:
    """Entities in place of them."""
    names = {"ä": "&auml;", "ö": "&ouml;", "ü": "&uuml;", "ß": "&szlig;", "é": "&eacute;"}
    text = "".join(names.get(c, c) for c in text_of(page))
    return text_page(text) if _accented(page) and text.count("&") - text_of(page).count("&") >= 20 else None


def accents_gone(page: Page) -> Fetched | None:
    """Nothing in place of them."""
    return text_page("".join(c for c in text_of(page) if c.isascii())) if _accented(page) else None


def comparison(page: Page) -> Fetched:
    """A comparison of versions, which has all the text."""
    return site("Wiki", "<h1>Difference between revisions</h1>" + as_main(page))


def old_version(page: Page) -> Fetched:
    """An old version, which has nearly all of it."""
    return text_page("Sie sehen eine archivierte Version dieser Seite.\n" + text_of(page))


def source_code(page: Page) -> Fetched:
    """HTML as text."""
    return text_page(as_main(page))


def error_status(page: Page) -> Fetched:
    """The page with the status of an error."""
    return replace(as_site(page), status=503)


DAMAGED: dict[str, Damage] = {
    "headings only": Damage(alone(headings_only), ("page-empty", "no-initiative")),
    "titles only": Damage(alone(titles_only), ("text-collapsed", "page-empty", "initiatives-collapsed"), first=False),
    "teasers only": Damage(alone(teasers), ("contacts-collapsed",), first=False),
    "HTML cut at two thirds": Damage(alone(html_cut), ("cut-off",)),
    "HTML cut near its end": Damage(alone(html_cut_late), ("cut-off",)),
    "HTML cut inside of a tag": Damage(alone(html_cut_in_tag), ("cut-off",)),
    "text cut in a sentence": Damage(alone(text_cut), ("end-missing",), first=False),
    "text cut in a word": Damage(alone(text_cut_in_word), ("end-missing",), first=False),
    "translated": Damage(translated, ("language-changed", "other-language"), first=False),
    "notice of machine translation": Damage(alone(machine_translated), ("not-translated",)),
    "two thirds gone": Damage(alone(half_gone), ("initiatives-collapsed",), first=False),
    "all but one gone": Damage(alone(most_gone), ("initiatives-collapsed",), first=False),
    "contacts gone": Damage(alone(contacts_gone), ("contacts-collapsed",), first=False),
    "all in one line": Damage(alone(one_line), ("no-initiative", "structure-lost", "one-block"), first=False),
    "twice in a row": Damage(alone(doubled), ("structure-split",), first=False),
    "headings gone": Damage(alone(without_headings), ("categories-gone",), first=False),
    "another list": Damage(another_list, ("another-page",), first=False),
    "filler text": Damage(alone(filler), ("placeholder",)),
    "UTF-8 read as windows-1252": Damage(alone(mojibake), ("broken-letters",)),
    "UTF-8 read as latin-1": Damage(alone(mojibake_twice), ("broken-letters",)),
    "replacement characters": Damage(alone(replaced), ("broken-letters",)),
    "question marks": Damage(alone(questioned), ("broken-letters",)),
    "entities shown": Damage(alone(entities), ("broken-letters",)),
    "accents dropped": Damage(alone(accents_gone), ("accents-gone",), first=False),
    "comparison of versions": Damage(alone(comparison), ("page-history",)),
    "old version, German": Damage(alone(old_version), ("page-history",)),
    "HTML shown as text": Damage(alone(source_code), ("not-a-page",)),
    "error status": Damage(alone(error_status), ("http-status",)),
}
