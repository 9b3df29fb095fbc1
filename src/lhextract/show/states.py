"""What a run says when it has nothing to do, or is held: without the stages, so that it is said at once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from lhextract.errors import HeldError
from lhextract.fetching import Place
from lhextract.updating import Done, Unchanged

if TYPE_CHECKING:
    from lhextract.acquire.web.fetch import Fetched


def unchanged(result: Unchanged) -> str:
    """One line: nothing changed, and what the extraction in force holds."""
    numbers = result.in_force.manifest["counts"]
    told = "; ".join(note for note in (result.job.fetched, result.note) if note)
    note = f" ({told})" if told else ""
    return (
        f"{result.job.source}: nothing changed{note}; {numbers['initiatives']} initiatives in "
        f"{numbers['categories']} categories, {numbers['contacts']} contacts in {near(result.in_force.folder)}\n"
    )


def unchanged_data(result: Unchanged) -> dict[str, Any]:
    """The same for programs."""
    return {
        "source": result.job.source,
        "state": "unchanged",
        "note": result.note,
        "counts": result.in_force.manifest["counts"],
        "findings": result.in_force.records()["findings"],
        "output": near(result.in_force.folder),
        "written": False,
    }


def held_data(error: HeldError) -> dict[str, Any]:
    """A held run for programs."""
    holds = [{"code": hold.code, "message": hold.message, "evidence": list(hold.evidence)} for hold in error.holds]
    return {"source": error.source, "state": "held", "message": str(error), "holds": holds, "written": False}


def because(result: Done | Unchanged) -> str:
    """Which inputs are another than before, one line each; on a run with nothing to do, what was compared."""
    source = result.job.source
    if isinstance(result, Unchanged):
        compared = ", ".join(result.in_force.manifest["inputs"])
        return f"{source}: as before are {compared}, and the versions of program and libraries\n"
    if result.changed.is_first:
        return f"{source}: ran, because there was no extraction\n"
    if not result.because:
        return f"{source}: ran, though no input is another than before\n"
    return "".join([f"{source}: ran, because of\n", *(f"  {difference}\n" for difference in result.because)])


def near(path: Path | None) -> str:
    """A path as seen from here where it lies below, else as given."""
    if path is None:
        return "no folder: outside a workspace give --out DIR"
    try:
        return path.resolve().relative_to(Path.cwd().resolve()).as_posix() or "."
    except ValueError:
        return str(path)


def fetched(place: Place, result: Fetched) -> str:
    """One line: what fetching a page came to, and where it is."""
    where = near(Path(result.snapshot.path).parent) if result.snapshot.path else "not written"
    return f"{place.source}: {result.note}; {where}\n"


def fetched_data(place: Place, result: Fetched) -> dict[str, Any]:
    """The same for programs."""
    return {
        "source": place.source,
        "url": place.url,
        "state": result.state,
        "note": result.note,
        "sha256": result.snapshot.sha256,
        "retrieved": result.snapshot.retrieved,
        "robots": result.robots,
        "snapshot": near(Path(result.snapshot.path).parent) if result.snapshot.path else None,
    }
