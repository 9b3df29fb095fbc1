from __future__ import annotations

import pytest

from lhextract.language.cues import Cues
from lhextract.outline.directory import Directory, find_directories
from lhextract.outline.form import describe_line

PAGE = (
    ("title", "European Particle Network (EPN)"),
    (
        "body",
        "A network of forty institutes that measure what nobody can see, founded in 2012 by five of them in Bern.",
    ),
    ("title", "Una Europa"),
    ("body", "Eleven universities share one campus, at least on paper, and since 2019 a number of degrees as well."),
    ("contact-label", "Network"),
    ("contact-person", "Contact person"),
    ("contact-label", "EPN"),
    ("contact-person", "Dr. Eva Roth"),
    ("contact-phone", "Tel.: 044 635 52 76"),
    ("contact-label", "Una Europa"),
    ("contact-person", "Prof. Jan Berg"),
    ("heading", "Programmes"),
)


def test_rows_of_a_contact_table_serve_the_initiative_they_name(cues: Cues) -> None:
    """Each row goes to the initiative that its first cell names, by title or by acronym; the heads to none."""
    forms = [describe_line(text, cues) for _, text in PAGE]
    states = [state for state, _ in PAGE]
    (table,) = find_directories(forms, states, {0: 1, 2: 2}, [None] * len(PAGE))
    assert (table.start, table.first, table.end) == (4, 6, 11)
    assert list(table.owners()) == [(6, 1), (7, 1), (8, 1), (9, 2), (10, 2)]


def test_a_contact_block_is_no_table(cues: Cues) -> None:
    """A block that names its own initiative once stays where it is."""
    page = [*PAGE[:4], ("contact-unit", "Una Europa"), ("contact-person", "Dr. Eva Roth")]
    forms = [describe_line(text, cues) for _, text in page]
    assert find_directories(forms, [state for state, _ in page], {0: 1, 2: 2}, [None] * len(page)) == []


TITLES = ("European Particle Network (EPN)", "Una Europa", "European Grid Network (EGN)")
ORDERS = {0: 1, 1: 2, 2: 3}


def tables(*cells: str, rows: list[tuple[int, int] | None] | None = None, cues: Cues) -> list[Directory]:
    """The contact tables of a page that shows three titles, then some cells (each a line, a heading behind them)."""
    texts = [*TITLES, *cells, "Programmes"]
    states = [*["title"] * len(TITLES), *["contact-person"] * len(cells), "heading"]
    around: list[tuple[int, int] | None] = [None] * len(TITLES)
    return find_directories(
        [describe_line(text, cues) for text in texts],
        states,
        ORDERS,
        [*around, *(rows if rows is not None else [None] * len(cells)), None],
    )


@pytest.mark.parametrize(
    ("cells", "served"),
    [
        pytest.param(["Una Europa", "Dr. Roth", "EPN", "Dr. Berg"], [2, 2, 1, 1], id="title-and-acronym"),
        pytest.param(["una europa", "Dr. Roth", "Grid Network", "Dr. Berg"], [2, 2, 3, 3], id="words-of-one-title"),
        pytest.param(["EPN", "Dr. Roth", "European", "Dr. Berg", "EGN", "Dr. Lund"], [1, 1, 1, 1, 3, 3],
                     id="one-word-is-no-name"),
        pytest.param(["EPN", "Dr. Roth", "Grid European", "Dr. Berg", "EGN", "Dr. Lund"], [1, 1, 1, 1, 3, 3],
                     id="another-order-is-no-name"),
        pytest.param(["EPN", "Dr. Roth", "***", "Dr. Berg", "EGN", "Dr. Lund"], [1, 1, 1, 1, 3, 3], id="no-word"),
    ],
)  # fmt: skip
def test_what_names_an_initiative(cells: list[str], served: list[int], cues: Cues) -> None:
    """A cell names an initiative by its title, or by words in a row of one title alone; one word must be an acronym."""
    (table,) = tables(*cells, cues=cues)
    assert [order for _, order in table.owners()] == served


@pytest.mark.parametrize(
    "cells",
    [
        pytest.param(["EPN", "Dr. Roth", "EPN", "Dr. Berg"], id="one-initiative"),
        pytest.param(["EPN", "Roth", "EGN", "Berg"], id="no-contact"),
        pytest.param(["Dr. Roth", "EPN", "EGN"], id="no-contact-in-its-rows"),
        pytest.param(["European", "Dr. Roth", "Network", "Dr. Berg"], id="no-names"),
    ],
)
def test_what_is_no_table(cells: list[str], cues: Cues) -> None:
    """A table has rows of two initiatives at least, and a contact in them."""
    assert tables(*cells, cues=cues) == []


@pytest.mark.parametrize(
    ("cells", "rows", "start"),
    [
        pytest.param(["Intro", "Ties", "Person", "EPN", "Dr. Roth", "EGN", "Dr. Berg"], None, 4, id="a-row-of-heads"),
        pytest.param(["Dr. Lund", "EPN", "Dr. Roth", "EGN", "Dr. Berg"], None, 4, id="a-value-is-no-head"),
        pytest.param(["Intro", "Ties", "Person", "EPN", "Dr. Roth", "EGN", "Dr. Berg"],
                     [None, (1, 1), (1, 1), (2, 2), (2, 2), (3, 3), (3, 3)], 4, id="heads-in-the-table"),
        pytest.param(["A", "B", "C", "EPN", "Dr. Roth", "EGN", "Dr. Berg"],
                     [(1, 1), (1, 1), (1, 1), (2, 2), (2, 2), (3, 3), (3, 3)], 3, id="all-heads-of-a-table"),
        pytest.param(["EPN", "Dr. Roth", "EGN", "Dr. Berg"], None, 3, id="none"),
    ],
)  # fmt: skip
def test_where_the_heads_of_the_columns_begin(
    cells: list[str], rows: list[tuple[int, int] | None] | None, start: int, cues: Cues
) -> None:
    """Heads are as many lines as a row has cells, or the cells that the table itself has above its first row."""
    (table,) = tables(*cells, rows=rows, cues=cues)
    assert (table.start, table.end) == (start, 3 + len(cells))


def test_prose_ends_a_table(cues: Cues) -> None:
    """What stands behind a paragraph is another table, or none."""
    prose = "Both of them have worked together for years, and both of them send each other ten people every year."
    assert tables("EPN", "Dr. Roth", prose, "EGN", "Dr. Berg", cues=cues) == []
    behind = tables(prose, "EPN", "Dr. Roth", "EGN", "Dr. Berg", prose, "EPN", "Dr. Lund", cues=cues)
    assert [(table.first, table.end) for table in behind] == [(4, 8)]
