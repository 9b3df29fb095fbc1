from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lhextract.exports.report.frames import Frame
from lhextract.exports.report.marking import Flag, mark_line
from lhextract.model.finding import Severity
from lhextract.model.mention import Label
from tests.exports.report.reading import read_html

TEXT = 'Since 1998, "TU Dresden" & the <Faculty> of Medicine (FM) in يافا.'
INSTITUTION, NOTE, ERROR = Label.INSTITUTION, Severity.NOTE, Severity.ERROR


@st.composite
def nested_frames(draw: st.DrawFn) -> list[Frame]:
    """Mentions that do not overlap, and around some of them the place of a value."""
    edges = sorted(draw(st.sets(st.integers(0, len(TEXT)), min_size=0, max_size=12)))
    frames = []
    for number, (start, end) in enumerate(pairwise(edges)):
        shape = draw(st.sampled_from(["none", "mention", "value", "both"]))
        if shape in {"value", "both"}:
            frames.append(Frame(start, end, f"s{number}", f"v{number}"))
        if shape == "mention" or (shape == "both" and end - start > 2):
            inner = (start + 1, end - 1) if shape == "both" else (start, end)
            frames.append(
                Frame(*inner, f"m{number}", draw(st.sampled_from([None, f"w{number}"])), INSTITUTION, "a title")
            )
    return frames


@st.composite
def flags(draw: st.DrawFn) -> list[Flag]:
    """Spans of findings that may overlap and leave the line."""
    ends = st.tuples(st.integers(-5, len(TEXT) + 5), st.integers(-5, len(TEXT) + 5)).filter(lambda two: two[0] < two[1])
    return [Flag(*draw(ends), draw(st.sampled_from(Severity))) for _ in range(draw(st.integers(0, 6)))]


@given(nested_frames(), flags())
def test_laws_of_a_line(frames: list[Frame], flagged: list[Flag]) -> None:
    """The text is kept, every frame stands once with its own text, and what is flagged is what findings cover."""
    line = read_html(mark_line(TEXT, 0, len(TEXT), frames=frames, flags=flagged))
    assert line.text == TEXT
    shown = {node.attrs["id"]: node.text for node in line.all() if "id" in node.attrs}
    assert shown == {frame.anchor: TEXT[frame.start : frame.end] for frame in frames}
    covered = [any(flag.start <= at < flag.end for flag in flagged) for at in range(len(TEXT))]
    assert sum(len(node.text) for node in line.all("span", css="flag")) == sum(covered)
    assert not [node for node in line.all("a") if any(above.tag == "a" for above in node.above())]


@pytest.mark.parametrize(
    ("frames", "flagged", "markup"),
    [
        pytest.param([], [], "1998", id="plain"),
        pytest.param(
            [Frame(6, 10, "m", "v", Label.YEAR)], [],
            '<mark class="m year" id="m"><a href="#v">1998</a></mark>',
            id="mention",
        ),
        pytest.param(
            [Frame(6, 10, "m", None, Label.YEAR)], [],
            '<mark class="m year" id="m">1998</mark>',
            id="leads-nowhere",
        ),
        pytest.param([Frame(6, 10, "s", "v")], [], '<span class="at" id="s"><a href="#v">1998</a></span>', id="value"),
        pytest.param([], [Flag(0, 8, NOTE)], '<span class="flag note">19</span>98', id="finding-from-before"),
        pytest.param(
            [], [Flag(6, 9, NOTE), Flag(8, 10, ERROR)],
            '<span class="flag note">19</span><span class="flag error">9</span><span class="flag error">8</span>',
            id="worst-of-overlapping-findings",
        ),
        pytest.param(
            [Frame(6, 10, "s", "outer"), Frame(6, 8, "m", "inner", Label.YEAR)], [],
            '<span class="at" id="s"><mark class="m year" id="m"><a href="#inner">19</a></mark>'
            '<a href="#outer">98</a></span>',
            id="nested-frames-lead-to-the-inner-one",
        ),
    ],
)  # fmt: skip
def test_mark_up_of_a_stretch(frames: list[Frame], flagged: list[Flag], markup: str) -> None:
    """What "1998" looks like in the report."""
    assert mark_line(TEXT, 6, 10, frames=frames, flags=flagged) == markup
