"""Changes as Markdown, for an issue or a mail."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lhextract.exports.changes.groups import Group, group_changes, summarise
from lhextract.exports.changes.names import Names
from lhextract.exports.changes.sentences import (
    CAUSES,
    NO_NAMES,
    REWORDED,
    Part,
    Tone,
    changed_words,
    sentence_of,
    subject_of,
)
from lhextract.exports.changes.visible import visible
from lhextract.exports.changes.words import Edit, Segment
from lhextract.model.change import Change

# What is markup wherever it stands; the rest stays, since a mail shows these texts as they are.
SPECIAL = re.compile(r"[\\`*_{}\[\]|~$#]|:(?=//)|(?<=www)\.", re.IGNORECASE)
OPENING = re.compile(r"(\s*\d*)([-+=.):>])")  # what is markup where a line begins: lists, rules, quotations
HTML = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
# Names of people, teams and issues are looked for in the finished text, where no backslash is left; a gap of no width
# hides them. An address keeps its @ as it is, so that it can be copied.
CALLING = re.compile(r"(?<!\w)@(?=\w)|(?<=#)(?=\d)")
TAGS = {Edit.SAME: "{}", Edit.REMOVED: "<del>{}</del>", Edit.ADDED: "<ins>{}</ins>"}
MOST = 40  # words at each end of a passage that was written anew: issues have a greatest length


def changes_markdown(changes: Sequence[Change], *, title: str, names: Names = NO_NAMES, notes: bool = True) -> str:
    """Return the changes as headings and lists; notes are folded away. Page text never becomes markup or a mention."""
    blocks = [f"## {escape(title)}", summarise(changes)]
    for group in group_changes(changes, names, notes=notes):
        blocks.append(f"### {_heading(group)}")
        if group.changes:
            blocks.append("\n".join(line for change in group.changes for line in _change(change, names)))
        if group.notes:
            inside = "\n".join(line for change in group.notes for line in _change(change, names))
            count = f"{len(group.notes)} note{'' if len(group.notes) == 1 else 's'}"
            blocks.append(f"<details><summary>{count}</summary>\n\n{inside}\n\n</details>")
    return "\n\n".join(blocks) + "\n"


def _heading(group: Group) -> str:
    return f"{escape(group.name)} (in {escape(group.category)})" if group.category else escape(group.name)


def _change(change: Change, names: Names) -> Iterator[str]:
    subject = f"{escape(named)}: " if (named := subject_of(change)) else ""
    cause = f" *({CAUSES[change.cause]})*" if CAUSES[change.cause] else ""
    yield f"- {_no_block(subject)}{''.join(map(_part, sentence_of(change, names)))}{cause}"
    if change.kind in REWORDED:
        yield f"  > {_no_block(''.join(map(_words, changed_words(change, most=MOST))).strip())}"


def _part(part: Part) -> str:
    if isinstance(part, str):
        return part  # our own words, which hold nothing special
    text = escape(part.text.strip())
    return f"**{text}**" if text and part.tone is not Tone.NAME else text


def _words(segment: Segment) -> str:
    """Words of a text; the blanks at their ends stay, for they part them from their neighbours."""
    text = segment.text
    before, after = " " * text[:1].isspace(), " " * (text[-1:].isspace() and bool(text.strip()))
    return TAGS[segment.edit].format(f"{before}{escape(text)}{after}")


def _no_block(line: str) -> str:
    """A line that opens no list, rule or quotation inside the list that it stands in."""
    return OPENING.sub(r"\1\\\2", line, count=1) if OPENING.match(line) else line


def escape(text: str) -> str:
    """A text that shows as it is, on one line."""
    escaped = SPECIAL.sub(r"\\\g<0>", visible(text)).translate(HTML)
    return CALLING.sub(lambda found: f"{found[0]}&#8203;", escaped)
