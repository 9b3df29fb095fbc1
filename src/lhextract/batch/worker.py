"""Works on one page after the other; whatever happens to a page becomes its outcome."""

from __future__ import annotations

import logging
import time
import traceback
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from lhextract.batch.limits import memory
from lhextract.batch.order import Order
from lhextract.batch.outcome import Outcome, Rows, Status, StatusRow
from lhextract.batch.reading import read_place
from lhextract.batch.setup import Setup, identity_file, key_of
from lhextract.batch.task import Task
from lhextract.errors import HeldError, LhextractError, SourceError, TooLargeError
from lhextract.jobs import decision_files, read_all_lookups
from lhextract.model.page import Snapshot
from lhextract.profile import Profile

if TYPE_CHECKING:
    from lhextract.forgetting.keys import Forgotten
    from lhextract.lookups import Lookups
    from lhextract.model.correction import Decisions
    from lhextract.model.identity import Identities
    from lhextract.run import Extraction

log = logging.getLogger(__name__)
NO_MEMORY = "needed more memory than a page may; give --memory more, or look what it is"
FALLEN = "ended the process that worked on it, by memory or by a crash; give --memory more, or look what it is"


@dataclass(frozen=True, slots=True)
class Reading:
    """A page whose bytes are read; `began` is when that began, by the monotonic clock."""

    order: Order
    row: StatusRow
    snapshot: Snapshot
    began: float


class Worker:
    """Tables, profiles and network are read once, when the first page needs them."""

    def __init__(self, setup: Setup) -> None:
        self._setup = setup
        self._workspace = setup.of_workspace()
        self._profiles: dict[str, Profile] = {}
        self._loaded = False

    @cached_property
    def _lookups(self) -> Lookups:
        from lhextract.lookups import Lookups

        return read_all_lookups(self._workspace) if self._workspace is not None else Lookups()

    @cached_property
    def _forgotten(self) -> Forgotten:
        from lhextract.forgetting.keys import Forgotten
        from lhextract.forgetting.store import read_forgotten

        return read_forgotten(self._workspace.forgotten) if self._workspace is not None else Forgotten()

    def read(self, order: Order) -> Outcome | Reading:
        """Read the bytes of a page: what there is to extract, or an outcome where there is nothing to do. Never raises."""
        began = time.monotonic()
        task = order.task
        row = first_row(task)
        try:
            row = replace(row, key=key_of(task, self._setup))
            if task.problem is not None:
                raise SourceError(task.problem)
            snapshot = read_place(task, start=self._setup.start, largest=self._setup.limits.bytes)
            row = replace(
                row, sha256=snapshot.sha256, media_type=snapshot.media_type, bytes=len(snapshot.body), url=snapshot.url
            )
        except Exception as error:  # noqa: BLE001 - one page never costs another, whatever it is
            return failed(task.number, row, error, began)
        if (row.sha256, row.key) in order.known:
            return Outcome(task.number, row, same=True)
        return Reading(order, row, snapshot, began)

    def load(self) -> bool:
        """Load what all pages need; False where that was done before."""
        if self._loaded:
            return False
        from lhextract.run import load_stages

        load_stages(use_model=self._setup.use_model)
        self._loaded = True
        return True

    def extract(self, reading: Reading) -> Outcome:
        """Extract a page that was read. Never raises but where the whole process is to end."""
        number = reading.order.task.number
        try:
            with memory(self._setup.limits.megabytes):
                status, rows = self._extract(reading)
        except Exception as error:  # noqa: BLE001 - as above
            return failed(number, reading.row, error, reading.began)
        return Outcome(number, status, rows, seconds=time.monotonic() - reading.began)

    def _extract(self, reading: Reading) -> tuple[StatusRow, Rows]:
        from lhextract.batch.rows import rows_of

        extraction = self._extraction(reading.order, reading.snapshot)
        records, _ = extraction.finished()
        row = replace(
            reading.row,
            status=Status.OK,
            rows_of=reading.snapshot.sha256,
            language=records.source.language,
            region=records.source.region,
            initiatives=len(records.initiatives),
            contacts=sum(len(initiative.contacts) for initiative in records.initiatives),
            mentions=len(records.mentions),
            findings=len(records.findings),
        )
        return row, rows_of(extraction)

    def _extraction(self, order: Order, snapshot: Snapshot) -> Extraction:
        """What `lhextract run` would make of the page, and hold."""
        from lhextract.exports.promises import keep_promises
        from lhextract.gate import refuse_broken, refuse_doubtful, refuse_without_initiatives
        from lhextract.run import begin, finish, leave_out

        profile = self._profile(order.task)
        begun = begin(snapshot)
        refuse_without_initiatives(begun, None)
        begun = leave_out(
            begun, self._forgotten, profile=profile, lookups=self._lookups, use_model=self._setup.use_model
        )
        extraction = finish(
            begun,
            profile=profile,
            lookups=self._lookups,
            known=self._known(order),
            decided=self._decisions(order.task),
            use_model=self._setup.use_model,
        )
        if not self._setup.accept:
            refuse_broken(extraction, None)
            refuse_doubtful(extraction)
        keep_promises(extraction.finished()[0])
        return extraction

    def _profile(self, task: Task) -> Profile:
        """The profile that the task names, with what the task itself says in its place."""
        profile = self._named_profile(task.profile) if task.profile is not None else Profile()
        source = {
            "url": task.url or profile.source.url,
            "language": task.language or profile.source.language,
        }
        return profile.model_copy(
            update={
                "source": profile.source.model_copy(update=source),
                "phone": profile.phone.model_copy(update={"region": task.region or profile.phone.region}),
            }
        )

    def _named_profile(self, name: str) -> Profile:
        if self._workspace is None:
            raise SourceError(f"profile: no workspace here that could hold {name!r}; run inside one")
        if name not in self._profiles:
            self._profiles[name] = self._workspace.profile(name)
        return self._profiles[name]

    def _known(self, order: Order) -> Identities:
        """The ids of the page: as the workspace has them, else as the last batch gave them out."""
        from lhextract.forgetting.matching import find_names
        from lhextract.identity.store import identities_of, read_identities

        own = identity_file(order.task, self._workspace)
        if own is not None or order.identities is None or find_names(order.identities, self._forgotten):
            return read_identities(own)
        return identities_of(order.identities, path=Path(order.task.id))

    def _decisions(self, task: Task) -> Decisions:
        from lhextract.corrections.store import read_decisions

        folder = self._workspace.corrections / task.id if self._workspace is not None else None
        return read_decisions(decision_files(folder))


def first_row(task: Task) -> StatusRow:
    """What is known of a page before anything was done."""
    return StatusRow(task.id, str(task.place), Status.FAILED, profile=task.profile, url=task.url)


def late(row: StatusRow, setup: Setup) -> StatusRow:
    """The row of a page that took too long."""
    reason = f"took longer than {setup.limits.seconds:g} s; give --deadline more, or look what it is"
    return replace(row, status=Status.TIMEOUT, reason=reason)


def fallen(row: StatusRow) -> StatusRow:
    """The row of a page whose process did not live to tell of it."""
    return replace(row, status=Status.KILLED, reason=FALLEN)


def failed(number: int, row: StatusRow, error: Exception, began: float) -> Outcome:
    """The outcome of a page that ended with an error."""
    row = replace(row, status=_status_of(error), reason=reason_of(error))
    return Outcome(number, row, seconds=time.monotonic() - began)


def _status_of(error: Exception) -> Status:
    if isinstance(error, HeldError):
        return Status.HELD
    if isinstance(error, TooLargeError):
        return Status.TOO_LARGE
    return Status.KILLED if isinstance(error, MemoryError) else Status.FAILED


def reason_of(error: Exception) -> str:
    """What is said of a page that ended with an error; one that nobody foresaw is named with its place."""
    if isinstance(error, LhextractError):
        return str(error)
    if isinstance(error, MemoryError):
        return NO_MEMORY
    if isinstance(error, OSError):
        return f"cannot be read: {error.strerror or error}"
    last = traceback.extract_tb(error.__traceback__)[-1]
    log.info("a page failed", exc_info=error)
    return f"a bug: {type(error).__name__}: {error} ({last.name}, line {last.lineno}); please report it with the page"
