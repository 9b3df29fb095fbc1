"""The report of an extraction: one page of HTML that needs nothing from elsewhere, neither network nor script."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from lhextract.exports.report.entries import Entries, Places
from lhextract.exports.report.figures.categories import draw_categories
from lhextract.exports.report.figures.mentions import draw_mentions
from lhextract.exports.report.figures.network import draw_network
from lhextract.exports.report.figures.years import draw_years
from lhextract.exports.report.frames import build_frames
from lhextract.exports.report.markup import plain, show, show_isolated
from lhextract.exports.report.names_index import index_institutions, index_people
from lhextract.exports.report.overview import overview_of, plural
from lhextract.exports.report.remarks import group_remarks, list_remarks, remarks_by_line
from lhextract.exports.report.spots import find_spots
from lhextract.exports.report.targets import find_targets
from lhextract.exports.report.text_view import view_text
from lhextract.model.change import Change, Kind
from lhextract.model.record import Records

if TYPE_CHECKING:
    from jinja2 import Environment

PACKAGE = "lhextract.exports.report"
# What a change makes of an initiative as a whole; all others make it "changed".
STATES = {Kind.INITIATIVE_ADDED: "new", Kind.INITIATIVE_RETURNED: "returned", Kind.INITIATIVE_RENAMED: "renamed"}


def write_report(records: Records, text: str, changes: Sequence[Change], *, changes_html: str = "") -> str:
    """Return `report.html`; the same arguments give the same page.

    `text` is the canonical text that the offsets of the records refer to. `changes_html` says the changes since the
    extraction before, as safe mark-up with headings of rank 3; without it they are counted only.
    """
    spots, targets = find_spots(records, text), find_targets(records)
    frames = build_frames(records, spots, backs=targets.backs, titles=targets.titles)
    places = Places(frames, spots)
    remarks = list_remarks(records, places)
    style = _style()
    return (
        _environment()
        .get_template("page.html.j2")
        .render(
            style=style,
            style_hash=base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii"),
            head=overview_of(records, text, places),
            changes=changes,
            changes_html=changes_html,
            remark_groups=group_remarks(remarks),
            figures=[draw(records) for draw in (draw_categories, draw_mentions, draw_years, draw_network)],
            sections=view_text(
                records,
                text,
                frames=frames,
                entries=Entries(records, places),
                remarks=remarks_by_line(remarks),
                states=_states(changes),
            ),
            institutions=index_institutions(records, places),
            people=index_people(records, places),
        )
    )


def _states(changes: Sequence[Change]) -> Mapping[str, str]:
    """What happened to each initiative, in a word; notes alone leave it unsaid."""
    states: dict[str, str] = {}
    for change in changes:
        if change.initiative is not None and not change.kind.is_note:
            word = STATES.get(change.kind, "changed")
            if states.get(change.initiative, "changed") == "changed":
                states[change.initiative] = word
    return states


@cache
def _style() -> str:
    return files(PACKAGE).joinpath("report.css").read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    """The templates; what they are not told is an error, and what is not mark-up is escaped."""
    # Imported here, because most commands write no report.
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        loader=PackageLoader(PACKAGE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {
        "text": lambda text: Markup(show(text)),  # noqa: S704 - `show` has escaped it
        "iso": lambda text: Markup(show_isolated(text)),  # noqa: S704
        "plain": plain,
        "noun": plural,
    }
    return environment
