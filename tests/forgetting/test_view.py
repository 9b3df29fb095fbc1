"""A file as somebody reads it, and the way back to what is written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lhextract.forgetting.hiding import Hidden
from lhextract.forgetting.masks import Mask
from lhextract.forgetting.view import Kind, view_of, write_masked
from lhextract.model.span import Span


@pytest.mark.parametrize(
    ("source", "kind", "masked"),
    [
        pytest.param("M&uuml;ller!", "shown", "██████!", id="named-entity"),
        pytest.param("M&#252;ller!", "shown", "██████!", id="numbered-entity"),
        pytest.param("Mu\u0308ller!", "shown", "██████!", id="mark"),
        pytest.param("Mu&#776;ller!", "shown", "██████!", id="mark-as-entity"),
        pytest.param("M\u00fcl\u00adler!", "shown", "██████!", id="soft-hyphen"),
        pytest.param("<b>M</b>&uuml;ller!", "shown", "<b>█</b>█████!", id="tag-inside"),
        pytest.param('"M\\u00fcller!"', "code", '"██████!"', id="script"),
        pytest.param("M%C3%BCller!", "code", "██████!", id="address"),
    ],
)
def test_what_is_read_is_masked_where_it_is_written(source: str, kind: Kind, masked: str) -> None:
    """Six characters are read, however many are written, and six masks take their place."""
    view = view_of(source, kind)
    start = view.text.index("Müller")
    assert write_masked(source, view.masked([Hidden(Span(start, start + 6), Mask.NAME)])) == masked


@given(st.text(alphabet="aü ̈&;<b>/\\u0fc%C3BC\n\u00ad", max_size=60), st.sampled_from(["text", "shown", "code"]))
def test_every_character_has_a_way_back(source: str, kind: Kind) -> None:
    """Ways back do not overlap and never go backwards."""
    view = view_of(source, kind)
    assert len(view.text) == len(view.starts) == len(view.ends)
    assert all(start < end for start, end in zip(view.starts, view.ends, strict=True))
    assert all(end <= start for end, start in zip(view.ends, view.starts[1:], strict=False))
