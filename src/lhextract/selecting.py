"""What the workspace knows about a selection: what stewards decided, and what changed since an older extraction."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from lhextract.changes.compare import compare
from lhextract.changes.release import release_of
from lhextract.corrections.settled import Settled, settled
from lhextract.desk import open_desk
from lhextract.differences import read_document
from lhextract.errors import UsageError
from lhextract.model.change import Change, Kind
from lhextract.model.identity import Withdrawn
from lhextract.model.record import Records
from lhextract.selection.select import NOBODY, Known, select
from lhextract.selection.wanted import Selected, Selection
from lhextract.workspace import find_workspace

Document = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Place:
    """The source as a command is given it (a profile, or the folder of an extraction), and the folder to begin at."""

    source: str
    start: Path


def select_from(
    place: Place, records: Records, selection: Selection, *, text: str, withdrawn: Withdrawn = ()
) -> Selected:
    """Select from the records of an extraction with this text; `withdrawn` are all ids that it has given up.

    With `since`, `withdrawn` of what is selected are those that went since then. Raises `UsageError` for a category
    that the page does not have, and for an older extraction that is none.
    """
    changed: frozenset[str] = frozenset()
    if selection.since is not None:
        old, new = _document_at(selection.since, place), _document_of(records)
        changed = changed_initiatives(compare(release_of(old), release_of(new)), records)
        withdrawn = gone_since(old, new)
    return select(records, selection, text=text, known=Known(_decided(place, selection), changed, withdrawn))


def changed_initiatives(changes: Iterable[Change], records: Records) -> frozenset[str]:
    """The ids of the initiatives of today that are new or changed, a new name of their category included.

    Notes, such as a reworded text, are no change.
    """
    paths = {category.id: category.path for category in records.categories}
    ids, renamed = set(), set()
    for change in changes:
        if change.kind is Kind.CATEGORY_RENAMED and change.category in paths:
            renamed.add(paths[change.category])
        elif change.initiative is not None and not change.kind.is_note:
            ids.add(change.initiative)
    return frozenset(one.id for one in records.initiatives if one.id in ids or one.category in renamed)


def gone_since(old: Document, new: Document) -> Withdrawn:
    """The ids that the older `records.json` has and the newer has not, sorted, with what had them before each."""
    return tuple(sorted(set(_ids(old)) - set(_ids(new))))


def _ids(document: Document) -> Iterator[tuple[str, str]]:
    for kind, key in (
        ("category", "categories"),
        ("initiative", "initiatives"),
        ("institution", "institutions"),
        ("person", "people"),
    ):
        yield from ((kind, one["id"]) for one in document[key])
    for initiative in document["initiatives"]:
        yield from (("contact", contact["id"]) for contact in initiative["contacts"])


def _decided(place: Place, selection: Selection) -> Settled:
    """What stewards have decided until now, where the selection depends on it."""
    if not selection.only_confirmed and selection.min_confidence is None:
        return NOBODY
    return settled(open_desk(place.source, start=place.start).corrected())


def _document_at(what: str, place: Place) -> Document:
    """The older `records.json`; its ids can be told, whatever version it is of."""
    workspace = find_workspace(place.start)
    inside = workspace if workspace is not None and (workspace.extracted / place.source).is_dir() else None
    document = read_document(what, source=place.source, workspace=inside)
    try:
        sorted(_ids(document))
    except (KeyError, TypeError) as error:
        raise UsageError(
            f"--since {what}: found no ids in it ({type(error).__name__}: {error}), allowed is a records.json that "
            "lhextract wrote"
        ) from error
    return document


def _document_of(records: Records) -> Document:
    document: Document = json.loads(json.dumps(asdict(records)))
    return document
