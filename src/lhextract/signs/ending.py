"""Does the last initiative of a page break off?"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from lhextract.addresses import URL
from lhextract.language.cues import Cues
from lhextract.model.outline import LineRole
from lhextract.model.record import Initiative, RecordLine, Records

ENDS = tuple('.!?:…»”"“)]')
NEARLY_ALL = 0.9
LEAST = 3  # initiatives beside the last one


@dataclass(frozen=True, slots=True)
class BrokenEnd:
    """The last line of a page that breaks off, its initiative, and what that lacks but nearly all others have."""

    line: RecordLine
    text: str
    initiative: Initiative
    missing: tuple[str, ...]


def is_finished(text: str, cues: Cues) -> bool:
    """Whether a text ends as a sentence, with an address or a number, or with the text of a link."""
    if text.endswith(ENDS) or text[-1:].isdigit() or text.lower().endswith(_link_texts(cues)):
        return True
    return bool(URL.fullmatch(text.replace("\n", " ").rpartition(" ")[2]))


@cache
def _link_texts(cues: Cues) -> tuple[str, ...]:
    return tuple(f" {phrase}" for phrase in cues.words["links.phrases"])


def find_broken_end(records: Records, text: str, cues: Cues) -> BrokenEnd | None:
    """The end of a page whose last line is running text without an end, where those of the others have one."""
    lines = [line for line in records.lines if line.end > line.start]
    if not lines or lines[-1].initiative is None or lines[-1].role is not LineRole.BODY:
        return None
    ending, last = text[lines[-1].start : lines[-1].end], records.initiatives[-1]
    others = records.initiatives[:-1]
    if is_finished(ending, cues) or len(others) < LEAST:
        return None
    missing = tuple(what for what in ("contacts", "links") if not getattr(last, what) and _nearly_all(others, what))
    ends = [is_finished(initiative.text, cues) for initiative in others if initiative.text]
    if missing or (ends and sum(ends) >= NEARLY_ALL * len(ends)):
        return BrokenEnd(lines[-1], ending, last, missing)
    return None


def _nearly_all(initiatives: tuple[Initiative, ...], what: str) -> bool:
    return sum(bool(getattr(initiative, what)) for initiative in initiatives) >= NEARLY_ALL * len(initiatives)
