"""What the first lines of a page say of themselves."""

from __future__ import annotations

from lhextract.holding.subject import Subject
from lhextract.signs.trouble import Told, find_trouble


def told_at_the_top(subject: Subject, *kinds: str) -> tuple[Told, ...]:
    """What the title and the first lines tell; on a page that looks right for other reasons nothing.

    On a first run the title of the whole page, which no editor calls by a single initiative, outweighs a mere form.
    """
    lines = subject.top
    if subject.looks_right:
        lines = (subject.markup.title,) if subject.before is None else ()
    return tuple(find_trouble(lines, subject.cues, *kinds))


def newly_told(subject: Subject, *kinds: str) -> tuple[Told, ...]:
    """What the title and the first lines tell on any page, however right it looks, and the old page did not."""
    old = subject.before.text if subject.before is not None else ""
    return tuple(one for one in find_trouble(subject.top, subject.cues, *kinds) if one.text not in old)


def told_anywhere(subject: Subject, *kinds: str) -> tuple[Told, ...]:
    """What any line tells, of a page that does not look right for other reasons."""
    if subject.looks_right:
        return ()
    lines = (subject.markup.title, *(subject.lines if len(subject.lines) > len(subject.top) else subject.top))
    return tuple(find_trouble(lines, subject.cues, *kinds))
