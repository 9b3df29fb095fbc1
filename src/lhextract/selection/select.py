"""Records to the records that are wanted: the options one after the other, each with a count of what it left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lhextract.corrections.settled import Settled
from lhextract.model.identity import Withdrawn
from lhextract.model.record import Records
from lhextract.selection.confidence import at_least
from lhextract.selection.confirmed import confirmed_only
from lhextract.selection.contacts import PERSONS_KINDS, without_contacts
from lhextract.selection.counting import difference
from lhextract.selection.initiatives import in_categories, of_no_source, that_changed
from lhextract.selection.wanted import Selected, Selection

NOBODY = Settled(frozenset(), {})  # no steward has decided anything
Step = Callable[[Records], Records]


@dataclass(frozen=True, slots=True)
class Known:
    """What the workspace knows beside the records.

    `confirmed`: what stewards decided. `changed`: the ids of the initiatives that are new or changed since.
    `withdrawn`: ids of what is gone, with what had them before each.
    """

    confirmed: Settled = NOBODY
    changed: frozenset[str] = frozenset()
    withdrawn: Withdrawn = ()


def select(records: Records, selection: Selection, *, text: str, known: Known | None = None) -> Selected:
    """Return what is wanted of the records of a page with this canonical text.

    `known` is needed for `only_confirmed` and `since`, and tells `min_confidence` what a steward is sure of. Raises
    `CategoryError` for a category that the page does not have.
    """
    known = known or Known()
    if selection.languages and records.source.language not in selection.languages:
        left = of_no_source(records)
        return Selected(left, "", {"language": {"sources": 1} | difference(records, left)})
    left_out: dict[str, dict[str, int]] = {}
    left, withdrawn = records, known.withdrawn
    if not selection.contacts:
        # First of all, so that whoever is named in what others leave out is hidden in the text too.
        left, masked = without_contacts(left, text)
        hidden = sum(before != after for before, after in zip(text, masked, strict=True))
        left_out["no-contacts"] = difference(records, left) | ({"characters": hidden} if hidden else {})
        text, withdrawn = masked, tuple(one for one in withdrawn if one[0] not in PERSONS_KINDS)
    for reason, step in _steps(selection, known):
        before, left = left, step(left)
        left_out[reason] = difference(before, left)
    return Selected(left, text, {reason: counts for reason, counts in left_out.items() if counts}, withdrawn)


def _steps(selection: Selection, known: Known) -> Iterator[tuple[str, Step]]:
    """What is still to do, by the reason; their order makes no difference to the records."""
    if selection.categories:
        yield "category", lambda records: in_categories(records, selection.categories)
    if selection.since is not None:
        yield "since", lambda records: that_changed(records, known.changed)
    if selection.only_confirmed:
        yield "only-confirmed", lambda records: confirmed_only(records, known.confirmed)
    least = selection.min_confidence
    if least is not None:
        yield "min-confidence", lambda records: at_least(records, least, known.confirmed)
