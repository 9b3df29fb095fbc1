from __future__ import annotations

from dataclasses import replace

import pytest

from lhextract.exports.report.sections import AFTER, BEFORE, WITHOUT, split_sections
from lhextract.model.record import Records
from tests.conftest import Extract


@pytest.mark.parametrize(
    ("case", "first", "last"),
    [
        pytest.param("lighthouses-html", BEFORE, "Programs", id="categories"),
        pytest.param("beirut-alumni", BEFORE, AFTER, id="none"),
        pytest.param("jena-netzwerke", BEFORE, AFTER, id="text-at-the-end"),
    ],
)
def test_every_line_and_record_once(case: str, first: str, last: str, extract_golden: Extract) -> None:
    """Sections hold all lines in order and each initiative's record once, whether the page has categories or not."""
    records = extract_golden(case, None).records
    assert records is not None
    sections = split_sections(records)
    assert [line for one in sections for passage in one.passages for line in passage.lines] == list(records.lines)
    assert [initiative for one in sections for initiative in one.initiatives] == list(records.initiatives)
    assert (sections[0].label, sections[-1].label) == (first, last)


def test_records_stand_under_their_category(records: Records) -> None:
    """An initiative is shown in the section of its category, and the headings above one belong to it."""
    for section in split_sections(records):
        for initiative in section.initiatives:
            assert section.category is not None
            assert initiative.category == section.category.path


def test_parent_heading_goes_with_its_first_category(records: Records) -> None:
    """A heading without text of its own ("Networks") stands with the category under it, not with the one before."""
    before, after = split_sections(records)[1:3]
    assert before.passages[-1].initiative is not None
    assert [line.role.value for line in after.passages[0].lines] == ["heading", "heading", "description"]


def test_initiatives_without_categories_have_a_section(records: Records) -> None:
    """What stands before the first initiative is kept apart even where no category divides the page."""
    bare = replace(records, categories=())
    assert [section.label for section in split_sections(bare)] == [BEFORE, WITHOUT]
