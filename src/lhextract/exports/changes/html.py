"""Changes as HTML, the words that are another highlighted: a part of a page, or a page of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from importlib.resources import files

from lhextract.exports.changes.groups import Group, group_changes, summarise
from lhextract.exports.changes.sentences import CAUSES, REWORDED, Value, sentence_of, subject_of
from lhextract.exports.changes.words import Edit, compare_words, shorten_same
from lhextract.model.change import Change

TAGS = {Edit.SAME: "{}", Edit.REMOVED: "<del>{}</del>", Edit.ADDED: "<ins>{}</ins>"}


def changes_html(changes: Sequence[Change]) -> str:
    """Return a safe fragment: headings of rank 3, lists, notes folded; texts of the page are text, and isolated."""
    return "\n".join([f'<p class="ch-sum">{escape(summarise(changes))}</p>', *map(_group, group_changes(changes))])


def changes_page(changes: Sequence[Change], *, title: str) -> str:
    """Return a whole page that needs nothing from elsewhere."""
    style = files("lhextract.exports.changes").joinpath("changes.css").read_text(encoding="utf-8")
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>\n{style}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{_isolated(title)}</h1>\n<h2>Changes</h2>\n{changes_html(changes)}\n</main>\n</body>\n</html>\n"
    )


def _group(group: Group) -> str:
    parts = ['<section class="ch-group">', f"<h3>{_isolated(group.name)}</h3>"]
    if group.changes:
        parts += ['<ul class="ch-list">', *map(_change, group.changes), "</ul>"]
    if group.notes:
        count = f"{len(group.notes)} note{'' if len(group.notes) == 1 else 's'}"
        parts += [f'<details class="ch-notes"><summary>{count}</summary>', '<ul class="ch-list">']
        parts += [*map(_change, group.notes), "</ul>", "</details>"]
    return "\n".join([*parts, "</section>"])


def _change(change: Change) -> str:
    subject = f"{_isolated(named)}: " if (named := subject_of(change)) else ""
    cause = f' <span class="ch-cause">{escape(CAUSES[change.cause])}</span>' if CAUSES[change.cause] else ""
    words = f'<p class="ch-words">{_words(change)}</p>' if change.kind in REWORDED else ""
    return f'<li class="ch-{change.kind.value}">{subject}{"".join(_parts(change))}{cause}{words}</li>'


def _parts(change: Change) -> Iterator[str]:
    for part in sentence_of(change):
        if isinstance(part, Value):
            yield f'<span class="{"ch-old" if part.was else "ch-new"}">{_isolated(part.text)}</span>'
        else:
            yield escape(part)


def _words(change: Change) -> str:
    segments = shorten_same(compare_words(str(change.old), str(change.new)))
    return "<bdi>" + "".join(TAGS[one.edit].format(escape(one.text)) for one in segments) + "</bdi>"


def _isolated(text: str) -> str:
    """Text of the page: its direction is its own affair."""
    return f"<bdi>{escape(text)}</bdi>"
