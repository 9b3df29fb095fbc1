from __future__ import annotations

from lhextract.language.cues import Cues
from lhextract.outline.directory import find_directories
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
