"""Changes as plain text, for a terminal or a mail."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from lhextract.exports.changes.groups import Group, group_changes, summarise
from lhextract.exports.changes.sentences import CAUSES, REWORDED, as_text, sentence_of, subject_of
from lhextract.exports.changes.words import Edit, compare_words, shorten_same
from lhextract.model.change import Change

MARKS = {Edit.SAME: "{}", Edit.REMOVED: "[-{}-]", Edit.ADDED: "{{+{}+}}"}


def changes_text(changes: Sequence[Change], *, title: str, width: int = 100, notes: bool = True) -> str:
    """Return the changes under the names of the initiatives; reworded texts show the words that are another."""
    lines = [f"{title}: {summarise(changes)}"]
    for group in group_changes(changes):
        rows = [*group.changes, *(group.notes if notes else ())]
        if rows:
            lines += ["", _heading(group), *(line for change in rows for line in _change(change, width))]
    return "\n".join(lines) + "\n"


def _heading(group: Group) -> str:
    return group.name if group.initiative is None else f"{group.name} ({group.initiative})"


def _change(change: Change, width: int) -> Iterator[str]:
    cause = f" ({CAUSES[change.cause]})" if CAUSES[change.cause] else ""
    subject = f"'{named}': " if (named := subject_of(change)) else ""
    mark = "  . " if change.kind.is_note else "  - "
    yield from _wrapped(f"{subject}{as_text(sentence_of(change))}{cause}", width, mark)
    if change.kind in REWORDED:
        segments = shorten_same(compare_words(str(change.old), str(change.new)))
        yield from _wrapped("".join(MARKS[one.edit].format(one.text) for one in segments), width, "      ")


def _wrapped(text: str, width: int, mark: str) -> list[str]:
    return textwrap.wrap(
        text, width, initial_indent=mark, subsequent_indent=" " * len(mark) + "  ", break_on_hyphens=False
    )
