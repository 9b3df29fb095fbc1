"""Was the page cut off on its way?"""

from __future__ import annotations

from collections.abc import Iterator

from lhextract.holding.code import Basis, Code
from lhextract.holding.markup import read_markup
from lhextract.holding.subject import Before, Subject
from lhextract.model.hold import Hold
from lhextract.signs.ending import find_broken_end, is_finished

AGAIN = "fetch it again: it may have been cut off on its way"
CUT = Code(
    "cut-off",
    Basis.PAGE,
    "the page breaks off: inside of a tag, without its last tags while parts of it are open, or inside of a sentence",
    "the source ends inside of a tag",
    AGAIN,
)
SHORTER = Code(
    "end-missing",
    Basis.BEFORE,
    "the page is the beginning of the old one: it stops inside of a line, or without what stood after its initiatives",
    "the page is the old one up to 'of the Faculty of Mech'",
    AGAIN,
)
CODES = (CUT, SHORTER)
ENOUGH = 60  # words of a page of which anything can be said to be cut
TAIL = 40  # characters that are quoted


def check(subject: Subject) -> Iterator[Hold]:
    """Holds `cut-off` and `end-missing`."""
    if subject.markup.cut and not _was_cut(subject):
        yield CUT.because(f"the source ends {subject.markup.cut}", subject.candidate.text[-TAIL:].strip())
    elif subject.candidate.records is not None and subject.before is None:  # beside one, comparing tells more
        end = find_broken_end(subject.candidate.records, subject.candidate.text, subject.cues)
        # Without anything that is missing the text may just have no full stop: a finding says so, no hold.
        if end is not None and end.missing:
            quote, lacking = end.text[-TAIL:].lstrip(), " and no ".join(end.missing)
            message = f"the page ends with {quote!r}, and {end.initiative.name!r} has no {lacking} as nearly all others"
            yield CUT.because(message, quote)
    if subject.before is not None:
        yield from _beginning(subject, subject.before)


def _was_cut(subject: Subject) -> bool:
    """Whether the page always ends like this: its author has forgotten to close something."""
    body = subject.before.body if subject.before is not None else None
    return body is not None and read_markup(body, subject.candidate.media_type).cut == subject.markup.cut


def _beginning(subject: Subject, before: Before) -> Iterator[Hold]:
    """Whether the page is a beginning of the old one: in the middle of a line, or without its footer."""
    text, old = subject.candidate.text.rstrip(), before.text.rstrip()
    last = text.rpartition("\n")[2]
    if len(subject.words) < ENOUGH or not last or text == old:
        return
    # The lines before may have changed since; only the one that breaks off has to be an old one.
    broken = next((line for line in old.split("\n") if line.startswith(last) and line != last), None)
    # A whole sentence less is an edit, unless nothing else has changed and all that followed it is gone too.
    is_cut = not is_finished(last, subject.cues) or old.startswith(text)
    if broken is not None and is_cut and last not in old.split("\n"):
        rest = broken[len(last) :]
        message = f"the page ends with {last[-TAIL:]!r}, where the old one went on with {rest[:TAIL]!r}"
        yield SHORTER.because(message, last[-TAIL:], rest)
    elif old.startswith(text) and before.footer is not None and old[before.footer :].strip():
        rest = old[len(text) :].strip()
        message = f"the page is the old one up to {last[-TAIL:]!r}: {len(rest)} characters are missing, with its end"
        yield SHORTER.because(message, last[-TAIL:], rest[:TAIL])
