"""Small whole pages for checks: every line with its initiative (0: none), its role and its marked text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lhextract.checks.registry import Expectations, Subject, run_checks
from lhextract.language.cues import load_cues
from lhextract.lookups import Lookups
from lhextract.mentions.acronyms import find_pairs
from lhextract.model.correction import Action, Opinion, Ruling, State, Unread
from lhextract.model.finding import Finding
from lhextract.model.mention import Mentions
from lhextract.model.outline import Block, Category, LineRole, Outline
from lhextract.model.page import Snapshot
from lhextract.model.span import Span
from lhextract.outline.categories import nest_headings
from lhextract.records.assemble import Settings, build_records
from tests.builders import read_marked

Row = tuple[int, str, str]

SUBJECTS = (
    "glaciers of the northern valleys, and how fast their ice goes back each summer",
    "songs that shepherds sing when they count their animals in the evening",
    "bridges made of paper, which carry a bicycle but not yet a bus with passengers",
    "old maps of harbours that have since become meadows, gardens or car parks",
    "the smell of libraries, which chemists measure with a nose made of silicon",
)


def block(number: int) -> list[Row]:
    """An initiative in which all is well."""
    return [
        (number, "title", f"Circle {'ABCDE'[number - 1]}"),
        (number, "body", f"This circle is about {SUBJECTS[number - 1]}."),
        (number, "contact-label", "Contact:"),
        (
            number,
            "contact-person",
            f"[[PERSON|{('Eva Roth', 'Jan Berg', 'Ida Kahn', 'Ole Wolf', 'Ada Lenz')[number - 1]}]]",
        ),
        (number, "contact-phone", f"Tel.: [[PHONE|+49 351 463-3{number}01{number}]]"),
        (number, "contact-email", f"E-mail: circle{number}@uni.example"),
    ]


def clean_page() -> list[Row]:
    """A page in which all is well: five initiatives in two categories."""
    return [
        (0, "page-title", "Circles of the house"),
        (0, "intro", "Here are presented five initiatives in two categories."),
        (0, "heading", "Nature"),
        *block(1),
        *block(2),
        *block(3),
        (0, "heading", "Books"),
        *block(4),
        *block(5),
    ]


def changed(rows: Sequence[Row], old: str, *new: Row | str) -> list[Row]:
    """The rows with the one whose text holds `old` replaced: by a text, by other rows, or by nothing."""
    (place,) = [index for index, row in enumerate(rows) if old in row[2]]
    owner, role, _ = rows[place]
    put = [(owner, role, row) if isinstance(row, str) else row for row in new]
    return [*rows[:place], *put, *rows[place + 1 :]]


def without(rows: Sequence[Row], owner: int, role: str) -> list[Row]:
    """The rows without those of one initiative whose role begins so."""
    return [row for row in rows if row[0] != owner or not row[1].startswith(role)]


def with_numbers(*raws: str) -> list[Row]:
    """The page in which all is well, with more numbers of its first contact."""
    rows = clean_page()
    place = next(index for index, row in enumerate(rows) if row[1] == "contact-phone") + 1
    return [*rows[:place], *((1, "contact-phone", f"Tel.: [[PHONE|{raw}]]") for raw in raws), *rows[place:]]


def with_units(rows: Sequence[Row]) -> list[Row]:
    """The rows with a unit for every person, each initiative's its own."""
    put = []
    for row in rows:
        put.append(row)
        if row[1] == "contact-person":
            put.append(
                (
                    row[0],
                    "contact-unit",
                    f"[[INST|Institute of {('Glaciers', 'Songs', 'Paper', 'Maps', 'Scents')[row[0] - 1]}]]",
                )
            )
    return put


def subject_of_page(
    rows: Sequence[Row], expectations: Expectations | None = None, *, language: str = "en", html: bool = False
) -> Subject:
    """The page as checks see it; its records are built from the rows as those of any page."""
    page, mentions = read_marked([marked for _, _, marked in rows])
    roles = [LineRole(role) for _, role, _ in rows]
    paths = nest_headings(page, roles)
    owned = {n: [i for i, row in enumerate(rows) if row[0] == n] for n in sorted({row[0] for row in rows} - {0})}
    blocks = tuple(
        Block(
            order,
            paths[lines[0]],
            lines[0] + 1,
            lines[-1] + 1,
            Span(page.lines[lines[0]].start, page.lines[lines[-1]].end),
        )
        for order, lines in enumerate(owned.values(), start=1)
    )
    orders = {owner: order for order, owner in enumerate(owned, start=1)}
    categories = tuple(
        Category(path[-1], path, "", next(block.span for block in blocks if block.category == path))
        for path in dict.fromkeys(block.category for block in blocks)
        if path
    )
    outline = Outline(tuple(roles), tuple(orders.get(row[0]) for row in rows), ((),) * len(rows), categories, blocks)
    records = build_records(
        page,
        outline,
        Mentions(tuple(mentions), find_pairs(page, mentions)),
        snapshot=Snapshot("made", None, "text/html" if html else "text/plain", None, "", b""),
        settings=Settings(language, "DE", ()),
        lookups=Lookups(),
        cues=load_cues(),
    )
    return Subject(records, page.text, load_cues(), expectations or Expectations())


def findings_of(
    rows: Sequence[Row],
    expectations: Expectations | None = None,
    *,
    language: str = "en",
    html: bool = False,
    rulings: tuple[Ruling, ...] = (),
    unread: tuple[Unread, ...] = (),
) -> tuple[Finding, ...]:
    """All findings of a page about which these decisions were made."""
    subject = subject_of_page(rows, expectations, language=language, html=html)
    return run_checks(replace(subject, rulings=rulings, unread=unread))


def ruling(state: State) -> Ruling:
    """A ruling about the name of an initiative."""
    said = tuple(
        Opinion(f"co-{number}", author, "2026-11-28T12:00:00.000000Z", Action.SET, f"Circle of {author}")
        for number, author in enumerate(("Ann", "Bo"), start=1)
    )
    return Ruling("lh-1", "name", state, said, "Circle", "Ring", "Circle of Ann", 3, 9, ("co-2",), "it is gone")


def messages(code: str, findings: Sequence[Finding]) -> list[str]:
    """The messages of the findings of one kind."""
    return [finding.message for finding in findings if finding.code == code]
