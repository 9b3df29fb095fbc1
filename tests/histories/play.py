"""Plays a history: page by page, as runs would see it, with a person who answers every doubt truly."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from lhextract.changes.compare import compare
from lhextract.changes.release import release_of
from lhextract.identity.identify import Identified, answer_doubt, identify
from lhextract.model.change import Kind
from lhextract.model.identity import Identities, Match
from lhextract.model.record import Records
from lhextract.model.release import Release
from tests.histories.history import History, Step
from tests.histories.pages import State
from tests.histories.reading import Reading, read_records
from tests.histories.score import Score, Told, plain, score_events, shown
from tests.histories.truth import Event

Read = Callable[[State], Reading]
# Sees the records and identities of every revision.
See = Callable[[Records, Identities], None]


def _nobody(_records: Records, _identities: Identities) -> None:
    """Nobody looks."""


class Player:
    """What is known after each page: the identities, and the id that each key has."""

    def __init__(self, first: State, *, read: Read = read_records, see: See = _nobody) -> None:
        self._read, self._see = read, see
        self.score = Score()
        self.known = Identities()
        self.ids: dict[str, str] = {}
        self._present: dict[str, str] = {}  # id -> key, of the last page
        self._release = Release()
        self._derived: frozenset[str] = frozenset()
        self._take(self._read(first), None)

    def play(self, where: str, step: Step) -> None:
        """See the page after a step, and score what is told of it."""
        before, keys, derived = self._release, self._present, self._derived
        returned = self._take(self._read(step.state), where)
        changes = compare(before, self._release, returned=returned)
        told = Told(changes, {**self._present, **keys, **self._present}, derived & self._derived)
        events = [read for one in step.events for read in self._as_read(one, before, keys)]
        self.score.unread += sum(one.if_read and not self._as_read(one, before, keys) for one in step.events)
        self.score.steps += 1
        if step.is_cosmetic:
            self.score.cosmetic_steps += 1
            self.score.cosmetic_events += len(changes)
            self.score.errors += [f"{where} COSMETIC {shown(change)}" for change in changes]
        score_events(self.score, f"{where} [{', '.join(step.edits)}]", told, events, step.loose)

    def _take(self, reading: Reading, where: str | None) -> frozenset[str]:
        """Identify a page; the ids of initiatives that are back."""
        found = self._identify(reading)
        given = dict(zip(reading.blocks, (one.id for one in found.records.initiatives), strict=True))
        if where is not None:
            self._check_ids(where, given, found)
        self.ids |= given
        categories = dict(zip(reading.categories, (one.id for one in found.records.categories), strict=True))
        self._present = {ident: key for key, ident in (*given.items(), *categories.items())}
        self._release = release_of(plain(found.records))
        self._derived = frozenset(
            key for key, one in zip(reading.blocks, found.records.initiatives, strict=True) if one.name_derived
        )
        self.known = found.identities
        self._see(found.records, found.identities)
        return frozenset(one.id for one in self.known.initiatives if one.was_retired and not one.retired)

    def _identify(self, reading: Reading) -> Identified:
        """Identify; whoever is asked knows the truth."""
        found = identify(reading.records, self.known)
        while found.doubts:
            for doubt in found.doubts:
                key = reading.blocks[doubt.order - 1]
                truth = self.ids.get(key)
                self.score.asked += 1
                self.score.guessed += truth == doubt.candidates[0].id
                digest = found.matches[doubt.order - 1].block_sha256
                self.known = answer_doubt(self.known, digest, truth)
            found = identify(reading.records, self.known)
        return found

    def _check_ids(self, where: str, given: dict[str, str], found: Identified) -> None:
        owners = {ident: key for key, ident in self.ids.items()}
        matches = dict(zip(given, found.matches, strict=True))
        for key, ident in given.items():
            truth = self.ids.get(key)
            if truth is not None:
                self.score.lasting += 1
                self.score.kept += truth == ident
            if ident != truth and ident in owners:
                self.score.swapped += 1
                self.score.errors.append(f"{where}: SWAP {key} got the id of {owners[ident]}: {_because(matches[key])}")
            elif truth is not None and ident != truth:
                self.score.errors.append(f"{where}: LOST {key} has a new id")

    def _as_read(self, one: Event, before: Release, keys: dict[str, str]) -> list[Event]:
        """What can be told of an event, given what the records stage judged.

        A partner that the records never show cannot come or go, and a date with another role is another date.
        """
        old = [i for i in before.initiatives if keys[i.id] in one.keys]
        new = [i for i in self._release.initiatives if self._present[i.id] in one.keys]
        if one.if_read:
            names, others = ({party.name for i in side for party in i.partners} for side in (old, new))
            is_read = one.new in others - names if one.new else one.old in names - others
            return [one] if is_read else []
        if one.kind is Kind.YEAR_CHANGED:
            roles = {year.role for i in old for year in i.years if year.value == one.old}
            if not roles & {year.role for i in new for year in i.years if year.value == one.new}:
                return [replace(one, kind=Kind.YEAR_REMOVED, new=""), replace(one, kind=Kind.YEAR_ADDED, old="")]
        return [one]


def _because(match: Match) -> str:
    return f"{match.score:.2f} by " + ", ".join(f"{cue.cue} {cue.weight}" for cue in match.cues)


def play(history: History, *, read: Read = read_records, see: See = _nobody) -> Score:
    """The score of a whole history; `see` is shown every revision."""
    player = Player(history.first, read=read, see=see)
    for number, step in enumerate(history.steps, start=1):
        player.play(f"{history.name} step {number}", step)
    return player.score
