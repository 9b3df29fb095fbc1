"""What is done to a line keeps its marks on their words."""

from __future__ import annotations

import pytest

from lhextract.model.mention import Label
from lhextract.model.outline import LineRole
from tests.histories.rows import cut, join, put, row_of, sentences

ROW = row_of("Since [[YEAR|1999]] the [[INST|Institut Nord]] works. It likes [[PROG|Polar Plus]].", LineRole.BODY)


def shown(row) -> list[str]:
    """The words under the marks."""
    return [row.slice(mark) for mark in row.marks]


@pytest.mark.parametrize(
    ("row", "text", "marked"),
    [
        pytest.param(
            put(ROW, 0, 5, "From the year"),
            "From the year 1999 the Institut Nord works. It likes Polar Plus.",
            ["1999", "Institut Nord", "Polar Plus"],
            id="before",
        ),
        pytest.param(
            put(ROW, 6, 10, "2001", label=Label.YEAR),
            "Since 2001 the Institut Nord works. It likes Polar Plus.",
            ["2001", "Institut Nord", "Polar Plus"],
            id="other-value",
        ),
        pytest.param(
            put(ROW, 0, 15, ""), "Institut Nord works. It likes Polar Plus.", ["Institut Nord", "Polar Plus"], id="gone"
        ),
        pytest.param(cut(ROW, 15, 28), "Institut Nord", ["Institut Nord"], id="cut"),
        pytest.param(join(sentences(ROW)), ROW.text, ["1999", "Institut Nord", "Polar Plus"], id="sentences-joined"),
        pytest.param(
            join(reversed(sentences(ROW))),
            "It likes Polar Plus. Since 1999 the Institut Nord works.",
            ["Polar Plus", "1999", "Institut Nord"],
            id="sentences-exchanged",
        ),
    ],
)
def test_marks_move_with_their_words(row, text: str, marked: list[str]) -> None:
    """Every mark still covers what it covered."""
    assert (row.text, shown(row)) == (text, marked)
