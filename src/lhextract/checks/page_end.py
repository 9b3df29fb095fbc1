"""Does the page break off?"""

from __future__ import annotations

from collections.abc import Iterator

from lhextract.addresses import URL
from lhextract.checks.registry import Code, Subject
from lhextract.model.finding import Finding, Severity
from lhextract.model.outline import LineRole
from lhextract.model.record import Initiative

CUT = Code(
    "page-cut",
    Severity.WARNING,
    "the page ends in the middle of a sentence",
    "the page ends with 'and the Faculty of', and 'CIPSEM' has no contacts as all others have",
    "fetch the page again: it may have been cut off on its way",
)
CODES = (CUT,)
ENDS = tuple('.!?:…»”"“)]')
NEARLY_ALL = 0.9
LEAST = 3  # initiatives beside the last one


def check(subject: Subject) -> Iterator[Finding]:
    """Finding `page-cut`."""
    lines = [line for line in subject.records.lines if line.end > line.start]
    initiatives = subject.records.initiatives
    if not lines or lines[-1].initiative is None or lines[-1].role is not LineRole.BODY:
        return
    text, last = subject.line_text(lines[-1]), initiatives[-1]
    others = initiatives[:-1]
    if _is_finished(text) or len(others) < LEAST:
        return
    missing = [what for what in ("contacts", "links") if not getattr(last, what) and _nearly_all(others, what)]
    ends = [_is_finished(initiative.text) for initiative in others if initiative.text]
    if missing or (ends and sum(ends) >= NEARLY_ALL * len(ends)):
        lacking = f", and {last.name!r} has no {' and no '.join(missing)} as nearly all others have" if missing else ""
        message = f"the page ends with {text[-40:].lstrip()!r}{lacking}"
        yield CUT.at(message, (lines[-1].start, lines[-1].end), initiative=last.id)


def _is_finished(text: str) -> bool:
    """Whether a text ends as a sentence or with an address."""
    return text.endswith(ENDS) or bool(URL.fullmatch(text.replace("\n", " ").rpartition(" ")[2]))


def _nearly_all(initiatives: tuple[Initiative, ...], what: str) -> bool:
    return sum(bool(getattr(initiative, what)) for initiative in initiatives) >= NEARLY_ALL * len(initiatives)
