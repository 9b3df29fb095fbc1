"""Changes as HTML, the words that are another highlighted: a part of a page, or a page of its own."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from importlib.resources import files

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
from lhextract.exports.changes.words import Edit
from lhextract.model.change import Change

TAGS = {Edit.SAME: "{}", Edit.REMOVED: "<del>{}</del>", Edit.ADDED: "<ins>{}</ins>"}
CLASSES = {Tone.OLD: "ch-old", Tone.NEW: "ch-new", Tone.NAME: "ch-name"}


def changes_html(changes: Sequence[Change], *, names: Names = NO_NAMES, notes: bool = True) -> str:
    """Return a safe fragment: headings of rank 3, lists, notes folded; texts of the page are text, and isolated."""
    groups = (_group(group, names) for group in group_changes(changes, names, notes=notes))
    return "\n".join([f'<p class="ch-sum">{escape(summarise(changes))}</p>', *groups])


def page_of(sections: Sequence[tuple[str, str]]) -> str:
    """Return a whole page of several fragments, each under its title."""
    style = files("lhextract.exports.changes").joinpath("changes.css").read_text(encoding="utf-8")
    body = "\n".join(f"<h2>{_isolated(title)}</h2>\n{fragment}" for title, fragment in sections)
    titles = ", ".join(title for title, _ in sections) or "no source"
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
        "base-uri 'none'; form-action 'none'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>Changes: {escape(titles)}</title>\n<style>\n{style}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>Changes</h1>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _group(group: Group, names: Names) -> str:
    where = f' <small class="ch-where">{_isolated(group.category)}</small>' if group.category else ""
    parts = ['<section class="ch-group">', f"<h3>{_isolated(group.name)}{where}</h3>"]
    if group.changes:
        parts += ['<ul class="ch-list">', *(_change(change, names) for change in group.changes), "</ul>"]
    if group.notes:
        count = f"{len(group.notes)} note{'' if len(group.notes) == 1 else 's'}"
        parts += [f'<details class="ch-notes"><summary>{count}</summary>', '<ul class="ch-list">']
        parts += [*(_change(change, names) for change in group.notes), "</ul>", "</details>"]
    return "\n".join([*parts, "</section>"])


def _change(change: Change, names: Names) -> str:
    subject = f"{_isolated(named)}: " if (named := subject_of(change)) else ""
    cause = f' <span class="ch-cause">({escape(CAUSES[change.cause])})</span>' if CAUSES[change.cause] else ""
    words = f'<p class="ch-words">{_words(change)}</p>' if change.kind in REWORDED else ""
    said = "".join(map(_part, sentence_of(change, names)))
    return f'<li class="ch-{change.kind.value}">{subject}{said}{cause}{words}</li>'


def _part(part: Part) -> str:
    return (
        escape(part) if isinstance(part, str) else f'<span class="{CLASSES[part.tone]}">{_isolated(part.text)}</span>'
    )


def _words(change: Change) -> str:
    return "<bdi>" + "".join(TAGS[one.edit].format(escape(one.text)) for one in changed_words(change)) + "</bdi>"


def _isolated(text: str) -> str:
    """Text of the page: its direction is its own affair."""
    return f"<bdi>{escape(text)}</bdi>"
