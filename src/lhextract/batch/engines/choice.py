"""Which engine a command asks for."""

from __future__ import annotations

from lhextract.batch.engines.engine import MakeEngine
from lhextract.errors import UsageError


def choose_engine(name: str | None, *, workers: int | None, scheduler: str | None) -> MakeEngine:
    """Return how to make the engine; raises `UsageError` where the options do not go together."""
    name = name or ("dask" if scheduler is not None else "processes" if workers is not None else "in-process")
    if scheduler is not None and name != "dask":
        raise UsageError(f"--scheduler: found beside --engine {name}, allowed is --engine dask")
    if scheduler is not None and workers is not None:
        raise UsageError("--workers: found beside --scheduler, which has workers of its own; leave one of them out")
    if workers is not None and name == "in-process":
        raise UsageError("--workers: found beside --engine in-process, allowed is processes or dask")
    if name == "dask":
        from lhextract.batch.engines.dask_cluster import make_dask

        return make_dask(workers=workers, scheduler=scheduler)
    if name == "processes":
        from lhextract.batch.engines.processes import Processes

        return lambda setup, _: Processes(setup, workers or 1)
    from lhextract.batch.engines.in_process import InProcess

    return lambda setup, folder: InProcess(setup, folder.trace)
