"""Changes as Markdown, for an issue or a mail."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence

from lhextract.exports.changes.groups import group_changes, summarise
from lhextract.exports.changes.sentences import CAUSES, REWORDED, Part, sentence_of, subject_of
from lhextract.exports.changes.words import Edit, compare_words, shorten_same
from lhextract.model.change import Change

# What means something in Markdown, or calls somebody or something where it is shown.
SPECIAL = re.compile(r"([\\`*_{}\[\]()#+.!|~^$:/-])")
AT = "&#64;"


def changes_markdown(changes: Sequence[Change], *, title: str, notes: bool = True) -> str:
    """Return the changes as headings and lists; notes are folded away. Page text never becomes markup or a mention."""
    blocks = [f"## {escape(title)}", escape(summarise(changes))]
    for group in group_changes(changes):
        if group.changes or (group.notes and notes):
            blocks.append(f"### {escape(group.name)}")
        if group.changes:
            blocks.append("\n".join(line for change in group.changes for line in _change(change)))
        if group.notes and notes:
            inside = "\n".join(line for change in group.notes for line in _change(change))
            blocks.append(f"<details><summary>notes</summary>\n\n{inside}\n\n</details>")
    return "\n\n".join(blocks) + "\n"


def _change(change: Change) -> Iterator[str]:
    subject = f"{escape(named)}: " if (named := subject_of(change)) else ""
    cause = f" *({escape(CAUSES[change.cause])})*" if CAUSES[change.cause] else ""
    yield f"- {subject}{''.join(map(_part, sentence_of(change)))}{cause}"
    if change.kind in REWORDED:
        yield f"  > {_words(change)}"


def _part(part: Part) -> str:
    if isinstance(part, str):
        return escape(part)
    return f"**{escape(part.text.strip())}**" if part.text.strip() else ""


def _words(change: Change) -> str:
    tags = {Edit.SAME: "{}", Edit.REMOVED: "<del>{}</del>", Edit.ADDED: "<ins>{}</ins>"}
    segments = shorten_same(compare_words(str(change.old), str(change.new)))
    return "".join(tags[one.edit].format(escape(one.text)) for one in segments)


def escape(text: str) -> str:
    """A text that shows as it is, on one line."""
    escaped = SPECIAL.sub(r"\\\1", html.escape(" ".join(text.split("\n")), quote=False))
    return escaped.replace("@", AT)
