"""The options that say what of the records is wanted, for every command that hands records on."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from lhextract.selection.wanted import Selection

F = TypeVar("F", bound=Callable[..., Any])
OPTIONS = (
    click.option(
        "--only",
        type=click.Choice(("confirmed",)),
        help="Only what a steward confirmed or set.",
    ),
    click.option(
        "--min-confidence",
        type=click.FloatRange(0, 1),
        metavar="NUMBER",
        help="Only what is at least so sure, from 0 to 1.",
    ),
    click.option(
        "--category",
        "categories",
        multiple=True,
        metavar="NAME",
        help="Only initiatives under this heading: an id, a heading, or 'outer > inner'. May be repeated.",
    ),
    click.option(
        "--no-contacts",
        is_flag=True,
        help="No people, phones and addresses; names and numbers in texts become masks of the same length.",
    ),
    click.option(
        "--since",
        metavar="A",
        help="Only initiatives that are new or changed since A (as in `lhextract diff`), and the ids that are gone.",
    ),
    click.option(
        "--language",
        "languages",
        multiple=True,
        metavar="CODE",
        help="Only sources in this language (en, de). May be repeated.",
    ),
)


def selection_options(command: F) -> F:
    """Give a command the options of selecting; it takes them as `**wanted` and hands them to `selection_of`."""
    return reduce(lambda decorated, option: option(decorated), reversed(OPTIONS), command)


def selection_of(
    *,
    only: str | None,
    min_confidence: float | None,
    categories: tuple[str, ...],
    no_contacts: bool,
    since: str | None,
    languages: tuple[str, ...],
) -> Selection:
    """The selection that was asked for."""
    from lhextract.selection.wanted import Selection

    return Selection(
        only_confirmed=only == "confirmed",
        min_confidence=min_confidence,
        categories=categories,
        contacts=not no_contacts,
        since=since,
        languages=languages,
    )
