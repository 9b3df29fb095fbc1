"""What editors do to pages, by which no run may be held."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from lhextract.model.outline import LineRole
from tests.faults.injection import Page, Row, blocks_of, text_of
from tests.holding.pages import Fetched, as_main, as_site, site, text_page, title_of

Revise = Callable[[Page, Page, random.Random], Fetched | None]  # of the page and others of its language in a row
WORDS = ("harbour", "lantern", "garden", "window", "river", "meadow", "copper", "violin", "pepper", "ladder", "saddle")


def alone(revise: Callable[[Page], Fetched | None]) -> Revise:
    """A revision that needs neither other pages nor chance."""
    return lambda page, _, __: revise(page)


def with_others(revise: Callable[[Page, Page], Fetched | None]) -> Revise:
    """A revision that needs no chance."""
    return lambda page, other, _: revise(page, other)


def by_chance(revise: Callable[[Page, random.Random], Fetched | None]) -> Revise:
    """A revision that needs no other pages."""
    return lambda page, _, chance: revise(page, chance)


def _without(page: Page, share: float, chance: random.Random) -> Page:
    owners = sorted(blocks_of(page))
    gone = set(chance.sample(owners, max(1, round(share * len(owners)))))
    return tuple(row for row in page if row.owner not in gone)


def lose_one(page: Page, chance: random.Random) -> Fetched | None:
    """One initiative is gone."""
    return text_page(text_of(_without(page, 0, chance)))


def lose_some(page: Page, chance: random.Random) -> Fetched | None:
    """As many as three of 22."""
    return text_page(text_of(_without(page, 3 / 22, chance)))


def lose_a_quarter(page: Page, chance: random.Random) -> Fetched | None:
    """A quarter of a longer list is gone."""
    return text_page(text_of(_without(page, 1 / 4, chance))) if len(blocks_of(page)) >= 6 else None


def lose_the_last(page: Page) -> Fetched | None:
    """The last one is gone: what is left is a beginning of the old text."""
    last = max(blocks_of(page))
    return text_page(text_of(tuple(row for row in page if row.owner != last)))


def _shifted(page: Page, by: int) -> Page:
    return tuple(replace(row, owner=row.owner + by if row.owner else 0) for row in page)


def new_category(page: Page, other: Page) -> Fetched | None:
    """A heading with three initiatives at the end."""
    rows = tuple(row for row in other if row.owner in {1, 2, 3})
    return text_page(text_of((*page, Row("Further partnerships", LineRole.HEADING, 0, ()), *_shifted(rows, 100))))


def new_initiatives(page: Page, other: Page, chance: random.Random) -> Fetched | None:
    """A third of them is replaced by others."""
    kept = _without(page, 1 / 3, chance)
    return text_page(text_of((*kept, *(row for row in other if 0 < row.owner <= len(blocks_of(page)) // 3))))


def grow_threefold(page: Page, other: Page) -> Fetched | None:
    """Initiatives of other pages with their headings."""
    more: list[Row] = []
    for row in other:
        if len(more) > 2 * len(page) and not row.owner:
            break
        if row.owner or row.role in {LineRole.HEADING, LineRole.DESCRIPTION}:
            more.append(row)
    return text_page(text_of((*page, *more)))


def _words(row: Row, chance: random.Random, share: float) -> Row:
    return replace(row, text=" ".join(chance.choice(WORDS) if chance.random() < share else w for w in row.text.split()))


def reword_half(page: Page, chance: random.Random) -> Fetched | None:
    """Every second sentence is another one, but for its names and numbers."""
    rows = []
    for row in page:
        if row.role in {LineRole.BODY, LineRole.INTRO, LineRole.DESCRIPTION}:
            sentences = row.text.split(". ")
            row = replace(
                row,
                text=". ".join(
                    " ".join(w if not (w.isalpha() and w.islower()) else chance.choice(WORDS) for w in s.split())
                    if chance.random() < 0.5
                    else s
                    for s in sentences
                ),
            )
        rows.append(row)
    return text_page(text_of(tuple(rows)))


def shorten(page: Page) -> Fetched | None:
    """Every text to the first half of its sentences."""
    rows = []
    for row in page:
        if row.role is LineRole.BODY:
            sentences = row.text.split(". ")
            row = replace(row, text=". ".join(sentences[: (len(sentences) + 1) // 2]).rstrip(".") + ".")
        rows.append(row)
    return text_page(text_of(tuple(rows)))


def shorten_hard(page: Page) -> Fetched | None:
    """Every initiative to the first sentence of each paragraph."""
    rows = [replace(r, text=r.text.split(". ")[0].rstrip(".") + ".") if r.role is LineRole.BODY else r for r in page]
    return text_page(text_of(tuple(rows)))


def cookie_line(page: Page) -> Fetched | None:
    """Lines of a consent banner above and below."""
    line = "This website uses cookies. Accept all cookies"
    return text_page(f"{line}\n{text_of(page)}\nCookie settings")


def login_line(page: Page) -> Fetched | None:
    """Lines of navigation above."""
    return text_page(f"Log in\nSign in\nSearch\n{text_of(page)}")


def maintenance_line(page: Page) -> Fetched | None:
    """News above."""
    return text_page(f"Scheduled maintenance\nThe mail server is down on Saturday.\n{text_of(page)}")


def _with_block(page: Page, *lines: tuple[LineRole, str]) -> Page:
    first = blocks_of(page)[1][0]
    rows = tuple(Row(text, role, 999, ()) for role, text in lines)
    return (*page[:first], *rows, *page[first:])


def about_login(page: Page) -> Fetched | None:
    """An initiative on logging in."""
    block = (
        (LineRole.TITLE, "Single sign-on for Europe"),
        (LineRole.BODY, "Single sign-on is what twelve universities have built together with the University of Oslo. "
         "Please log in once, says its motto, and every password is forgotten."),
    )  # fmt: skip
    return text_page(text_of(_with_block(page, *block)))


def about_denial(page: Page) -> Fetched | None:
    """An initiative by the name of an error."""
    block = (
        (LineRole.TITLE, "Access denied"),
        (LineRole.BODY, "Access denied is a network of eleven law schools on the rights of refugees, founded in 2019. "
         "Page not found is the name of its exhibition on lost archives."),
    )  # fmt: skip
    return text_page(text_of(_with_block(page, *block)))


def about_robots(page: Page) -> Fetched | None:
    """An initiative by the name of a robot check."""
    block = (
        (LineRole.TITLE, "Are you a robot?"),
        (LineRole.BODY, "Are you a robot? This question is what a captcha asks, and three laboratories ask why. The "
         "project is under construction since 2021."),
    )  # fmt: skip
    return text_page(text_of(_with_block(page, *block)))


def redesign(page: Page) -> Fetched | None:
    """The same lines in HTML."""
    return as_site(page)


def site_with_forms(page: Page) -> Fetched | None:
    """A login form in its head, a robot check for its contact form, a word on scripts."""
    return as_site(
        page,
        head="<script src='https://www.google.com/recaptcha/api.js'></script>",
        beside="<noscript>Please enable JavaScript.</noscript><form>Username<input>Password<input type=password></form>"
        "<div class='cookie-banner'><p>We use cookies.</p><button>Accept all cookies</button></div>",
    )


def site_without_ends(page: Page) -> Fetched | None:
    """HTML may leave out the ends of body and page."""
    return Fetched(f"<!doctype html><title>{title_of(page)}</title><body>{as_main(page)}".encode())


def site_in_cards(page: Page) -> Fetched | None:
    """The same lines in HTML, each initiative in an element of its own."""
    blocks, rows = blocks_of(page), []
    starts = {start for start, _ in blocks.values()}
    ends = {end - 1 for _, end in blocks.values()}
    for index, row in enumerate(page):
        rows.append("<article>" if index in starts else "")
        rows.append(as_main((row,)))
        rows.append("</article>" if index in ends else "")
    return site(title_of(page), "".join(rows))


def reorder(page: Page, chance: random.Random) -> Fetched | None:
    """Within each run of initiatives without a heading between them."""
    runs: list[list[Page]] = [[]]
    out: list[Row] = []
    last = 0
    for row in page:
        if row.owner:
            if row.owner != last:
                runs[-1].append(())
            runs[-1][-1] = (*runs[-1][-1], row)
            last = row.owner
        elif row.text.strip():
            chance.shuffle(runs[-1])
            out += [r for block in runs[-1] for r in block]
            out.append(row)
            runs, last = [[]], 0
    chance.shuffle(runs[-1])
    return text_page(text_of((*out, *(r for block in runs[-1] for r in block))))


def new_people(page: Page, chance: random.Random) -> Fetched | None:
    """Every contact that stands on a line of its own is another person."""
    names = ("Dr. Ada Lenz", "Prof. Jan Berg", "Eva Roth", "Ole Wolf", "Ida Kahn")
    rows = tuple(
        replace(row, text=chance.choice(names))
        if row.role is LineRole.CONTACT_PERSON and not re.search(r"[\d@]", row.text)
        else row
        for row in page
    )
    return text_page(text_of(rows))


def new_intro(page: Page, chance: random.Random) -> Fetched | None:
    """New words before the list."""
    rows = tuple(_words(r, chance, 0.8) if r.role in {LineRole.INTRO, LineRole.DESCRIPTION} else r for r in page)
    return text_page(text_of(rows))


def new_headings(page: Page) -> Fetched | None:
    """New headings."""
    rows = tuple(
        replace(r, text=f"{r.text} 2026") if r.role in {LineRole.HEADING, LineRole.PAGE_TITLE} else r for r in page
    )
    return text_page(text_of(rows))


def typography(page: Page) -> Fetched | None:
    """Other dashes, quotes, blanks and line ends."""
    text = text_of(page).replace(" - ", " – ").replace('"', "”").replace("'", "’").replace("\n", "\r\n")
    return text_page(text.replace(", ", ",\u00a0"))


def no_blank_lines(page: Page) -> Fetched | None:
    """Without blank lines."""
    return text_page(text_of(tuple(row for row in page if row.text.strip())))


def new_footer(page: Page) -> Fetched | None:
    """Another end of the page."""
    last = max(end for _, end in blocks_of(page).values())
    return text_page(text_of(page[:last]) + "\nImprint\nPrivacy\nLast modified: 3 March 2026")


def same(page: Page) -> Fetched | None:
    """Nothing has changed."""
    return text_page(text_of(page))


REVISIONS: Mapping[str, Revise] = {
    "nothing": alone(same),
    "one initiative gone": by_chance(lose_one),
    "as many as 3 of 22 gone": by_chance(lose_some),
    "a quarter gone": by_chance(lose_a_quarter),
    "the last one gone": alone(lose_the_last),
    "a new category": with_others(new_category),
    "a third replaced": new_initiatives,
    "grown threefold": with_others(grow_threefold),
    "every second sentence reworded": by_chance(reword_half),
    "texts halved": alone(shorten),
    "texts cut to first sentences": alone(shorten_hard),
    "a cookie line": alone(cookie_line),
    "lines to log in": alone(login_line),
    "a line on maintenance": alone(maintenance_line),
    "an initiative on logging in": alone(about_login),
    "an initiative named Access denied": alone(about_denial),
    "an initiative on robots": alone(about_robots),
    "redesigned": alone(redesign),
    "redesigned, with forms and banners": alone(site_with_forms),
    "redesigned, without end tags": alone(site_without_ends),
    "redesigned, in cards": alone(site_in_cards),
    "reordered": by_chance(reorder),
    "new people": by_chance(new_people),
    "new introduction": by_chance(new_intro),
    "new headings": alone(new_headings),
    "typography": alone(typography),
    "blank lines gone": alone(no_blank_lines),
    "new footer": alone(new_footer),
}
