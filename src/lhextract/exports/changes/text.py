"""Changes as plain text, for a terminal or a mail."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from lhextract.exports.changes.groups import Group, group_changes, summarise
from lhextract.exports.changes.names import Names
from lhextract.exports.changes.sentences import (
    CAUSES,
    NO_NAMES,
    REWORDED,
    as_text,
    changed_words,
    sentence_of,
    subject_of,
)
from lhextract.exports.changes.visible import visible
from lhextract.exports.changes.words import Edit, Segment
from lhextract.model.change import Change

MARKS = {Edit.SAME: "{}", Edit.REMOVED: "[-{}-]", Edit.ADDED: "{{+{}+}}"}
MOST = 40  # words at each end of a passage that was written anew


def changes_text(
    changes: Sequence[Change], *, title: str, names: Names = NO_NAMES, width: int = 100, notes: bool = True
) -> str:
    """Return the changes under the names of the initiatives; reworded texts show the words that are another.

    Nothing that stands on the page steers the terminal.
    """
    lines = [f"{visible(title)}: {summarise(changes)}"]
    for group in group_changes(changes, names, notes=notes):
        lines += ["", visible(_heading(group))]
        lines += [line for change in (*group.changes, *group.notes) for line in _change(change, names, width)]
    return "\n".join(lines) + "\n"


def _heading(group: Group) -> str:
    ident = f" ({group.initiative})" if group.initiative is not None else ""
    return f"{group.name}{ident}{f', in {group.category}' if group.category else ''}"


def _change(change: Change, names: Names, width: int) -> Iterator[str]:
    cause = f" ({CAUSES[change.cause]})" if CAUSES[change.cause] else ""
    subject = f"'{named}': " if (named := subject_of(change)) else ""
    mark = "  . " if change.kind.is_note else "  - "
    yield from _wrapped(f"{subject}{as_text(sentence_of(change, names))}{cause}", width, mark)
    if change.kind in REWORDED:
        yield from _wrapped("".join(map(_marked, changed_words(change, most=MOST))), width, "      ")


def _marked(segment: Segment) -> str:
    """Words with marks around them; blanks stay outside, so that a mark stands at its word."""
    inner = segment.text.strip()
    before, _, after = segment.text.partition(inner) if inner else (segment.text, "", "")
    return f"{before}{MARKS[segment.edit].format(inner)}{after}" if inner else segment.text


def _wrapped(text: str, width: int, mark: str) -> list[str]:
    return textwrap.wrap(
        visible(text),
        width,
        initial_indent=mark,
        subsequent_indent=" " * len(mark) + "  ",
        break_on_hyphens=False,
        break_long_words=False,  # an address that is cut in two cannot be followed
    )
