from __future__ import annotations

import pytest

from lhextract.exports.report.frames import build_frames
from lhextract.exports.report.spots import Spot
from lhextract.model.record import Records
from tests.exports.report.hostile import hostile_records

EVIL = "ab"  # text: "ab\nab heading\nab 2020", mentions "ab" and "2020" on its last line, which begins at 14


@pytest.mark.parametrize(
    ("spot", "anchor"),
    [
        pytest.param((14, 16), "mn-1", id="a-mention-itself"),
        pytest.param((14, 21), "s14-21", id="around-mentions"),
        pytest.param((19, 20), "s19-20", id="inside-a-mention"),
        pytest.param((15, 19), "L3", id="across-a-mention"),
        pytest.param((10, 16), "L2", id="across-a-line-end"),
    ],
)
def test_where_a_value_is_found(spot: tuple[int, int], anchor: str) -> None:
    """A value leads to its words where they can be framed, else to their line."""
    records, _ = hostile_records(EVIL)
    frames = build_frames(records, [Spot("v", *spot)], backs={}, titles={"mn-1": "", "mn-2": ""})
    assert frames.anchor_of(*spot) == anchor


def test_first_of_crossing_values_is_framed() -> None:
    """Of two values whose words cross, the one that begins first has its words, the other its line."""
    records, _ = hostile_records(EVIL)
    spots = [Spot("v2", 6, 11), Spot("v1", 3, 8)]
    frames = build_frames(records, spots, backs={}, titles={"mn-1": "", "mn-2": ""})
    assert (frames.anchor_of(3, 8), frames.anchor_of(6, 11)) == ("s3-8", "L2")


def test_frames_of_a_line_are_in_order(records: Records) -> None:
    """Frames are sorted by place and lie on the line that they are listed for."""
    frames = build_frames(records, [], backs={}, titles={one.id: "" for one in records.mentions})
    lines = {line.number: line for line in records.lines}
    for number, found in frames.by_line.items():
        assert list(found) == sorted(found, key=lambda frame: (frame.start, -frame.end))
        assert all(lines[number].start <= one.start < one.end <= lines[number].end for one in found)
