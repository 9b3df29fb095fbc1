"""The lighthouse page with its contacts in other markup: whatever a page makes of them, they are the same contacts."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from functools import cache
from html import escape
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag

from lhextract.lookups import Lookups
from lhextract.model.page import Snapshot
from lhextract.model.record import Records
from lhextract.profile import Profile
from lhextract.run import extract
from tests.conftest import GOLDEN, Extract

PAGE = GOLDEN / "lighthouses-html" / "source.html"

# label ("Contact:"), the lines of each person, level of the initiative's title -> HTML
Markup = Callable[[str, Sequence[Sequence[str]], int], str]


def _joined(before: str, lines: Sequence[str], after: str) -> str:
    return "\n".join(f"{before}{line}{after}" for line in lines)


def _flat(persons: Sequence[Sequence[str]]) -> list[str]:
    return [line for lines in persons for line in lines]


def paragraph(label: str, persons: Sequence[Sequence[str]], _: int) -> str:
    """One paragraph, lines broken by <br>."""
    return f"<p>{'<br>'.join([label, *_flat(persons)])}</p>"


def address(label: str, persons: Sequence[Sequence[str]], _: int) -> str:
    """An <address>, lines broken by <br>."""
    return f"<address>{'<br>'.join([label, *_flat(persons)])}</address>"


def definition_list(label: str, persons: Sequence[Sequence[str]], _: int) -> str:
    """The label as term, each line as a definition."""
    return f"<dl><dt>{label}</dt>{_joined('<dd>', _flat(persons), '</dd>')}</dl>"


def table_of_lines(label: str, persons: Sequence[Sequence[str]], _: int) -> str:
    """A table with one cell per row."""
    return f"<table><tr><th>{label}</th></tr>{_joined('<tr><td>', _flat(persons), '</td></tr>')}</table>"


def table_of_persons(label: str, persons: Sequence[Sequence[str]], _: int) -> str:
    """A table with one row per person."""
    rows = [_joined("<td>", lines, "</td>") for lines in persons]
    return f"<p>{label}</p><table>{_joined('<tr>', rows, '</tr>')}</table>"


def folded(label: str, persons: Sequence[Sequence[str]], _: int) -> str:
    """A part that opens by a click on the label."""
    return f"<details><summary>{label.rstrip(':')}</summary><p>{'<br>'.join(_flat(persons))}</p></details>"


def card_of_rows(label: str, persons: Sequence[Sequence[str]], _: int) -> str:
    """A card made of rows."""
    rows = _joined('<div class="row"><div class="col">', _flat(persons), "</div></div>")
    return f'<div class="card"><div class="row"><div class="col">{label}</div></div>{rows}</div>'


def rows_of_cards(label: str, persons: Sequence[Sequence[str]], _: int) -> str:
    """A row with a card for each person."""
    cards = [_joined('<div class="card__line">', lines, "</div>") for lines in persons]
    row = _joined('<div class="card">', cards, "</div>")
    return f"<p>{label}</p><div class='row'>{row}</div>"


def aside(label: str, persons: Sequence[Sequence[str]], level: int) -> str:
    """A list beside the text, under a heading of its own."""
    heading = f"h{level + 1}"
    items = _joined("<li>", _flat(persons), "</li>")
    return f"<aside><{heading}>{label.rstrip(':')}</{heading}><ul>{items}</ul></aside>"


MARKUPS: dict[str, Markup] = {
    "br": paragraph,
    "address": address,
    "dl": definition_list,
    "table-of-lines": table_of_lines,
    "table-of-persons": table_of_persons,
    "details": folded,
    "card-of-rows": card_of_rows,
    "row-of-cards": rows_of_cards,
    "aside": aside,
}


def _lines(element: Tag) -> list[str]:
    """The lines of a contact block, as a reader sees them."""
    for line_break in element.find_all("br"):
        line_break.replace_with("\n")
    return [line.strip() for line in element.get_text("\n").split("\n") if line.strip()]


def _persons(lines: Sequence[str], names: Sequence[str]) -> list[list[str]]:
    """The lines of each person; where a unit stands first, each person closes theirs ("CRTD / Prof. A / …")."""
    named = [any(name in line for name in names) for line in lines]
    groups: list[list[str]] = [[]]
    for position, line in enumerate(lines):
        if position and named[position if named[0] else position - 1]:
            groups.append([])
        groups[-1].append(line)
    return groups


def build_page(markup: Markup, names: Sequence[str]) -> str:
    """The lighthouse page with every contact block in a markup."""
    soup = BeautifulSoup(PAGE.read_bytes().decode("utf-8"), "lxml")
    replaced = 0
    for content in soup.select("div.collapsible__content"):
        parts = [
            part
            for part in content.find_all(["p", "div", "address"], recursive=False)
            if "contact" in " ".join(part.get("class") or []) or part.get_text().startswith("Contact:")
        ]
        if not parts:
            continue
        label, *lines = [escape(line, quote=False) for part in parts for line in _lines(part)]
        title = content.find_previous(["h3", "h4"])
        assert isinstance(title, Tag)
        assert label in {"Contact:", "Contact person:"}
        block = markup(label, _persons(lines, names), int(title.name[1]))
        parts[0].insert_before(BeautifulSoup(block, "html.parser"))
        for part in parts:
            part.decompose()
        replaced += 1
    assert replaced == 20
    return str(soup)


@pytest.fixture(scope="module")
def expected(extract_golden: Extract) -> Records:
    """The records of the lighthouse page as it is."""
    records = extract_golden("lighthouses-html", None).records
    assert records is not None
    return records


@pytest.fixture(scope="module")
def read(expected: Records) -> Callable[[str], Records]:
    """The records of the lighthouse page in a contact markup."""
    names = [contact.person or "" for initiative in expected.initiatives for contact in initiative.contacts]

    @cache
    def records(markup: str) -> Records:
        body = build_page(MARKUPS[markup], names).encode("utf-8")
        snapshot = Snapshot("lighthouses-html", None, "text/html", None, hashlib.sha256(body).hexdigest(), body)
        found = extract(snapshot, profile=Profile(), lookups=Lookups()).records
        assert found is not None
        return found

    return records


def contacts_of(records: Records) -> list[tuple[Any, ...]]:
    """The contacts with the order of their initiative."""
    return [
        (
            initiative.order,
            contact.person,
            contact.titles_before,
            contact.titles_after,
            contact.role,
            contact.unit,
            [phone.e164 for phone in contact.phones],
        )
        for initiative in records.initiatives
        for contact in initiative.contacts
    ]


def test_every_person_is_read(expected: Records) -> None:
    """The page as it is has 25 contacts, all of persons, so that what follows compares something."""
    contacts = contacts_of(expected)
    assert len(contacts) == 25
    assert all(contact[1] for contact in contacts)


@pytest.mark.parametrize("markup", MARKUPS)
def test_contacts(markup: str, read: Callable[[str], Records], expected: Records) -> None:
    """Persons, titles, roles, units and phones are the same in every markup."""
    assert contacts_of(read(markup)) == contacts_of(expected)


@pytest.mark.parametrize("markup", MARKUPS)
def test_initiatives(markup: str, read: Callable[[str], Records], expected: Records) -> None:
    """Names and categories of the 22 initiatives are the same in every markup."""
    records = read(markup)
    assert [(i.name, i.category) for i in records.initiatives] == [(i.name, i.category) for i in expected.initiatives]
    assert len(records.initiatives) == 22
    assert [category.path for category in records.categories] == [category.path for category in expected.categories]
    assert len(records.categories) == 5


@pytest.mark.parametrize("markup", MARKUPS)
def test_rest(markup: str, read: Callable[[str], Records], expected: Records) -> None:
    """Markup of contacts changes nothing about what stands beside them."""
    for ours, theirs in zip(read(markup).initiatives, expected.initiatives, strict=True):
        assert ours.text == theirs.text
        assert [link.text for link in ours.links] == [link.text for link in theirs.links]
        assert [caption.text for caption in ours.captions] == [caption.text for caption in theirs.captions]
        assert [partner.name for partner in ours.partners] == [partner.name for partner in theirs.partners]
        assert [unit.name for unit in ours.host_units] == [unit.name for unit in theirs.host_units]
