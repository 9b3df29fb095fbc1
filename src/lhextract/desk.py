"""A source on a steward's desk: what the machine found, what was decided, what is in force; no stage is run.

The command line, the review page and edited tables work on the same desk, so that all of them decide alike.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from threading import RLock

from lhextract.checking import Checker
from lhextract.corrections.apply import Applier, Corrected
from lhextract.corrections.decide import decide
from lhextract.corrections.restructure import STRUCTURAL
from lhextract.corrections.store import new_id, read_decisions, save_decisions, timestamp, unwritable
from lhextract.corrections.wishes import Stamp, Wish
from lhextract.errors import UsageError
from lhextract.exports.schema import validate
from lhextract.files import lock_folder
from lhextract.inforce import InForce, read_in_force
from lhextract.jobs import decision_names
from lhextract.lookups import Lookups, read_lookups
from lhextract.model.correction import Decision, Decisions, Unread
from lhextract.model.record import Records
from lhextract.profile import Profile
from lhextract.workspace import Workspace, find_workspace

Clock = Callable[[], datetime]


def now() -> datetime:
    """The time of a decision."""
    return datetime.now(UTC)


@contextlib.contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """The lock on a folder, which the first decision makes."""
    try:
        with lock_folder(folder):
            yield
    except OSError as error:
        raise unwritable(folder, error) from error


@dataclass(slots=True)
class Desk:
    """One source: `machine` is what the stages found, `folder` where decisions are; see `open_desk`.

    Safe for several threads, and for other processes that decide on the same source meanwhile. `guarded` is the folder
    whose lock they wait for: where decisions lie inside an extraction, the one that a run locks to replace it.
    """

    source: str
    machine: Records
    text: str
    folder: Path
    guarded: Path
    profile: Profile
    lookups: Lookups
    workspace: Workspace | None
    in_force: InForce
    clock: Clock = now
    _applier: Applier | None = None
    _read: dict[str, Decision | Unread] = field(default_factory=dict)
    _corrected: tuple[tuple[str, ...], Corrected] | None = None
    _checked: tuple[Corrected, tuple[Unread, ...], Records] | None = None
    _checker: Checker | None = None
    _lock: RLock = field(default_factory=RLock)
    _is_steady: bool = False
    _moment: Decisions | None = None

    @contextlib.contextmanager
    def steady(self) -> Iterator[None]:
        """Look once, and see what others decide meanwhile only when deciding oneself: a page shows one moment."""
        with self._lock:
            self._is_steady, self._moment = True, None
            try:
                yield
            finally:
                self._is_steady, self._moment = False, None

    def decisions(self) -> Decisions:
        """All decisions there are now; each file is read once, because none ever changes, unless it was none."""
        with self._lock:
            if self._moment is not None:
                return self._moment
            names = decision_names(self.folder)
            fresh = [self.folder / name for name in names if not isinstance(self._read.get(name), Decision)]
            found = read_decisions(fresh)
            self._read |= {f"{one.id}.json": one for one in found.decisions}
            self._read |= {one.name: one for one in found.unread}
            here = [self._read[name] for name in names if name in self._read]
            found = Decisions(
                tuple(one for one in here if isinstance(one, Decision)),
                tuple(one for one in here if isinstance(one, Unread)),
            )
            self._moment = found if self._is_steady else None
            return found

    def corrected(self) -> Corrected:
        """The records after all decisions there are now, and how these stand."""
        with self._lock:
            decided = self.decisions().decisions
            key = tuple(one.id for one in decided)
            if self._corrected is None or self._corrected[0] != key:
                self._corrected = key, self._apply(decided)
            return self._corrected[1]

    def checked(self) -> Records:
        """The records with their findings, as the next run will publish them."""
        with self._lock:
            decided, corrected = self.decisions(), self.corrected()
            known = self._checked
            if known is None or known[0] is not corrected or known[1] != decided.unread:
                self._checker = self._checker or Checker(self.text, profile=self.profile)
                known = self._checked = corrected, decided.unread, self._checker.check(corrected, decided)
            return known[2]

    def decide(self, wishes: Sequence[Wish], *, author: str, write: bool = True) -> tuple[Decision, ...]:
        """Decide, all of it or nothing; each wish has those before it in view.

        Raises `DecisionError` and `StaleError` as `corrections.decide` does, then nothing was written; `UsageError`
        where the disk refuses.
        """
        with self._lock, _alone_in(self.guarded):
            self._moment = None
            before = self.decisions().decisions
            corrected, touched = self.corrected(), set[str]()
            made: list[Decision] = []
            for wish in wishes:
                if _about(wish) in touched or not corrected.knows(wish.record):
                    corrected, touched = self._apply((*before, *made)), set()
                at = self.clock()
                made.append(decide(wish, corrected, self.text, Stamp(new_id(at), timestamp(at), author)))
                touched |= {_about(wish)} if wish.action not in STRUCTURAL else {_about(each) for each in wishes}
            if write:
                save_decisions(self.folder, made)
                self._moment = None
            return tuple(made)

    def _apply(self, decisions: Iterable[Decision]) -> Corrected:
        if self._applier is None:
            follow = self.profile.corrections.reopened == "follow"
            self._applier = Applier(self.machine, self.text, renames=self.lookups.renames, follow=follow)
        return self._applier.apply(decisions)


def _about(wish: Wish) -> str:
    """What of a record a wish may change: a field, an item or a contact."""
    return " ".join((wish.record, *wish.path.split(".")[:2]))


def open_desk(source: str, *, start: Path) -> Desk:
    """Put a source on the desk: a profile of the workspace, or the folder of an extraction that stands alone.

    Raises `UsageError` where nothing has been extracted yet.
    """
    workspace = find_workspace(start)
    folder = workspace.extracted / source if workspace is not None else Path(source)
    if workspace is None or (not folder.is_dir() and Path(source).is_dir()):
        workspace, folder = None, Path(source)
    in_force = read_in_force(folder)
    if in_force is None and workspace is not None and source not in workspace.sources():
        workspace.profile(source)  # raises: unknown, with the list of what there is
    if in_force is None:
        raise UsageError(
            f"{source}: found no extraction in {folder}, allowed is one that `lhextract run` has written; run it first"
        )
    if (problem := in_force.other_model()) is not None:
        raise UsageError(problem)
    machine = validate(in_force.machine())
    decided = workspace.corrections / source if workspace is not None else folder / "corrections"
    known = workspace is not None and source in workspace.sources()
    return Desk(
        source=machine.source.id,
        machine=machine,
        text=in_force.text(),
        folder=decided,
        guarded=decided if workspace is not None else folder.resolve().parent,
        profile=workspace.profile(source) if workspace is not None and known else Profile(),
        lookups=read_lookups(workspace.lookups) if workspace is not None else Lookups(),
        workspace=workspace,
        in_force=in_force,
    )


def open_desks(source: str | None, *, start: Path) -> list[Desk]:
    """The desk of a source, or without one those of all sources of the workspace that have been extracted."""
    return [open_desk(name, start=start) for name in (extracted_sources(start) if source is None else [source])]


def extracted_sources(start: Path) -> list[str]:
    """The sources of the workspace that have been extracted; `UsageError` where there is none."""
    workspace = find_workspace(start)
    if workspace is None:
        raise UsageError(f"{start}: no workspace here (no pipeline/profiles/); name the folder of an extraction")
    found = [name for name in workspace.sources() if read_in_force(workspace.extracted / name) is not None]
    if not found:
        raise UsageError(f"{workspace.extracted}: nothing has been extracted yet; run `lhextract run` first")
    return found
