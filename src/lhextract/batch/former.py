"""What earlier runs have done of the pages of a batch, finished or not."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from lhextract.batch.journal import Journal
from lhextract.batch.outcome import AGAIN, TABLES, Outcome, Row, StatusRow, status_of
from lhextract.batch.parts import Form, Parts

log = logging.getLogger(__name__)
Digests = tuple[str | None, str | None]  # of bytes and of everything else
KEPT = 2  # parts that are held in memory at a time, for each earlier run


@dataclass(frozen=True, slots=True)
class Place:
    """Where the outcome of a page is: which of the earlier runs has it, in which part."""

    run: int
    part: int
    digests: Digests
    again: bool
    has_rows: bool


class Former:
    """The earlier runs, the newest first, each as its parts and its journal."""

    def __init__(self, runs: Sequence[tuple[Parts, Journal | None]]) -> None:
        self._runs = tuple(runs)
        self._places: dict[str, list[Place]] = defaultdict(list)
        self._sound: set[tuple[int, int]] = set()  # run and part; a part that is not is there in the journal at best
        for number, (parts, journal) in enumerate(self._runs):
            for part in parts.numbers():
                if not parts.is_sound(part):
                    said = "%s: part %05d is not what was written; its pages are done again"
                    log.warning(said, parts.folder, part)
                    continue
                self._sound.add((number, part))
                for row in parts.read("status", part):
                    self._note(status_of(row), number, part)
            for part, outcome in journal.all() if journal is not None else ():
                self._note(outcome.status, number, part)
        self._outcomes: Callable[[int, int], Mapping[str, Outcome]] = lru_cache(maxsize=KEPT)(self._read)
        self._identities: Callable[[int, int], Mapping[str, str]] = lru_cache(maxsize=KEPT)(self._read_identities)

    def _note(self, row: StatusRow, run: int, part: int) -> None:
        place = Place(run, part, (row.sha256, row.key), row.status in AGAIN, row.rows_of is not None)
        self._places[row.page].append(place)

    def known(self, page: str, *, retry_failed: bool) -> tuple[tuple[str, str], ...]:
        """The digests of outcomes that count as they are; those of failures do not where they are tried again."""
        return tuple(
            (place.digests[0], place.digests[1])
            for place in self._places.get(page, ())
            if place.digests[0] is not None and place.digests[1] is not None and not (retry_failed and place.again)
        )

    def identities(self, page: str) -> str | None:
        """The ids that were last given out for a page, None where there are none."""
        for place in self._places.get(page, ()):
            if place.has_rows:
                return self._identities(place.run, place.part).get(page)
        return None

    def outcome(self, page: str, digests: Digests) -> Outcome:
        """The outcome of a page with these digests, with its rows."""
        place = self._newest(page, digests)
        return self._outcomes(place.run, place.part)[page]

    def last_with_rows(self, page: str) -> Outcome | None:
        """The last outcome of a page that has rows."""
        place = next((place for place in self._places.get(page, ()) if place.has_rows), None)
        return self._outcomes(place.run, place.part)[page] if place is not None else None

    def whole_part(self, rows: Sequence[StatusRow], form: Form) -> tuple[Parts, int] | None:
        """The part that has just these pages in this order, and is of this form, where there is one."""
        places = {(place.run, place.part) for row in rows for place in [self._newest(row.page, (row.sha256, row.key))]}
        (run, part), *others = places
        parts, _ = self._runs[run]
        if others or parts.form != form or (run, part) not in self._sound:
            return None
        same = [_given(status_of(row)) for row in parts.read("status", part)] == [_given(row) for row in rows]
        return (parts, part) if same else None

    def _newest(self, page: str, digests: Digests) -> Place:
        return next(place for place in self._places[page] if place.digests == digests)

    def _read(self, run: int, part: int) -> Mapping[str, Outcome]:
        parts, journal = self._runs[run]
        found = {outcome.status.page: outcome for outcome in journal.of(part)} if journal is not None else {}
        if (run, part) not in self._sound:
            return found
        tables = {table: _grouped(parts.read(table, part)) for table in TABLES[:-1]}
        for row in parts.read("status", part):
            page = row["page"]
            found[page] = Outcome(0, status_of(row), {table: rows.get(page, []) for table, rows in tables.items()})
        return found

    def _read_identities(self, run: int, part: int) -> Mapping[str, str]:
        parts, _ = self._runs[run]
        if (run, part) not in self._sound:
            outcomes = self._outcomes(run, part).values()
            return {row["page"]: row["identities"] for each in outcomes for row in each.rows.get("identities", ())}
        return {row["page"]: row["identities"] for row in parts.read("identities", part)}


def _given(row: StatusRow) -> tuple[object, ...]:
    """What is known of a page before it is worked on."""
    return row.page, row.input, row.profile, row.url, row.sha256, row.key, row.media_type, row.bytes


def _grouped(rows: Iterable[Row]) -> dict[str, list[Row]]:
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row["page"]].append(row)
    return groups
