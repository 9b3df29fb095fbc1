"""Year mentions to EDTF values with a role: the start of something, an event, or neither."""

from __future__ import annotations

from lhextract.language.cues import Cues
from lhextract.model.record import Year
from lhextract.records.block_view import BlockView
from lhextract.records.date_evidence import find_dated_lines
from lhextract.records.date_roles import judge_roles, load_date_weights


def build_years(view: BlockView, *, cues: Cues, region: str | None) -> tuple[Year, ...]:
    """Return one year per distinct expression of the block, in page order."""
    dates = find_dated_lines(view.lines, cues=cues, region=region)
    judged = judge_roles(dates, cues, load_date_weights())
    return tuple(
        Year(date.mention.text, date.value, each.role, date.mention.span.start, date.mention.span.end)
        for date, each in zip(dates, judged, strict=True)
    )
