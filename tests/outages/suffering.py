"""One command, one fault: what is on disk afterwards, what was said, and whether the next run makes it good."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.outages.layer import IMPOSSIBLE, Fault
from tests.outages.machine import Ended, Machine
from tests.outages.states import Things, leftovers_in, state_of, things_in
from tests.outages.stories import Story, copied, prepared

LATER = 3600  # seconds of the clock between a command that was killed and the next one


@dataclass(frozen=True, slots=True)
class Stage:
    """A story without a fault: its workspace before, what that holds, and what the command makes of it."""

    story: Story
    template: Path
    before: Things
    after: Things
    ended: Ended

    @property
    def steps(self) -> int:
        """How many operations on the disk the command has."""
        return len(self.ended.steps)


@dataclass(frozen=True, slots=True)
class Suffered:
    """What a fault came to. `state` as `state_of` says; `losses` in words, () where nothing was lost."""

    ended: Ended
    state: str
    losses: tuple[str, ...]

    @property
    def message(self) -> str:
        """`one` message, `none`, a `traceback`, or how `many`."""
        if self.ended.has_traceback:
            return "traceback"
        return {0: "none", 1: "one"}.get(len(self.ended.said), "many")


def stage(story: Story, folder: Path, machine: Machine, *, url: str | None = None) -> Stage:
    """Make the workspace of a story below a folder, and see what its command does when nothing happens to it."""
    template = folder / "template"
    prepared(story, template, machine, url=url)
    root = copied(template, folder / "work")
    ended = machine.run(story.args, cwd=root)
    assert ended.code in (0, 3), ended
    left = leftovers_in(root)
    assert not left, (story.args, left)
    return Stage(story, template, things_in(template), things_in(root), ended)


def suffer(stage: Stage, fault: Fault, folder: Path, machine: Machine) -> Suffered:
    """Run the command with a fault in it, look, and give it again without."""
    root = copied(stage.template, folder / "work")
    ended = machine.run(stage.story.args, cwd=root, fault=fault)
    tidies = not (fault.lasting and (fault.kind, "remove") not in IMPOSSIBLE)
    return judged(stage, ended, root, machine, tidies=tidies)


def judged(
    stage: Stage,
    ended: Ended,
    root: Path,
    machine: Machine,
    *,
    mend: Callable[[], object] = lambda: None,
    tidies: bool = True,
) -> Suffered:
    """What a command left in a folder; `mend` takes away what troubled it, before it is given again.

    `tidies`: whether the disk lets a command that failed take away what it began.
    """
    now = things_in(root)
    state = state_of(now, before=stage.before, after=stage.after)
    found = [*_broken(ended, state, root, tidies=tidies)]
    mend()
    return Suffered(ended, state, (*found, *_not_mended(stage, state, now, root, machine)))


def _broken(ended: Ended, state: str, root: Path, *, tidies: bool) -> Iterator[str]:
    """What is wrong right after the fault."""
    killed = ended.code < 0
    if state.startswith("other"):
        yield f"found {state}"
    if (ended.code in (0, 3) or "saved\n" in ended.out) and state != "new":
        yield f"said that it was done, found {state}"
    if ended.has_traceback or (not killed and ended.code == 1):
        yield f"a traceback, or exit code 1: {ended.err.strip()[-200:]}"
    if not killed and ended.code not in (0, 3) and tidies and (left := _unfinished(root)):
        yield f"left behind by a command that failed: {left[0]}"


def _not_mended(stage: Stage, state: str, now: Things, root: Path, machine: Machine) -> Iterator[str]:
    """What is wrong after the next run, which nothing happens to."""
    again = machine.run(stage.story.args, cwd=root, moment=0 if state == "old" else LATER)
    if _ends_its_work(stage.story, state):
        if again.code != stage.ended.code:
            yield f"the next run ended with {again.code}: {again.err.strip()[-200:]}"
        reached = state_of(things_in(root), before=stage.before, after=stage.after)
        if reached != "new" and not (state == "new" and reached == "old"):
            yield f"the next run reached {reached}"
    elif missing := [name for name in now if name not in things_in(root)]:
        yield f"the next run took away {missing[0]}"
    if again.has_traceback:
        yield "the next run ended with a traceback"
    if left := leftovers_in(root):
        yield f"left over after the next run: {left[0]}"


def _ends_its_work(story: Story, state: str) -> bool:
    """Whether the same command has to reach what it would have reached undisturbed."""
    return state == "old" or story.again == "any" or (story.again == "unfinished" and state != "new")


def _unfinished(root: Path) -> list[str]:
    """What a command that failed leaves behind; a batch leaves its work, for the next one to go on with."""
    return [name for name in leftovers_in(root) if not name.endswith(".batch")]
