"""The connection to a Dask scheduler; every wait has an end."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lhextract.errors import MissingExtraError, UsageError

if TYPE_CHECKING:
    from distributed import Client


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait, in seconds: `answer_s` for a scheduler, `workers_s` for the first worker or another one,
    `stuck_s`, beyond what pages may take, for anything to come back (Dask gives a worker that says nothing 300 s),
    `end_s` for an orderly end. `look_s` is how often to ask.
    """

    answer_s: float = 10.0
    workers_s: float = 60.0
    stuck_s: float = 600.0
    look_s: float = 2.0
    end_s: float = 5.0


@contextlib.contextmanager
def connected(
    workers: int | None, scheduler: str | None, patience: Patience, *, at_end: Callable[[Client], object]
) -> Iterator[tuple[Client, str]]:
    """A client and a name of its cluster for messages: that at the address `scheduler`, else one made for the while.

    `at_end` is called in the end, if the cluster is still there. Raises `MissingExtraError` without the extra
    `cluster`, `UsageError` where there is no scheduler.
    """
    try:
        from distributed import Client
    except ImportError as error:
        otherwise = "use --engine processes"
        raise MissingExtraError("--engine dask", extra="cluster", error=error, otherwise=otherwise) from error
    with contextlib.ExitStack() as stack:
        stack.enter_context(_quiet())
        if scheduler is None:
            cluster = _local_cluster(workers)
            stack.callback(cluster.close, timeout=patience.end_s)
        else:
            _ask(scheduler, patience)
        client = Client(cluster if scheduler is None else scheduler, timeout=patience.answer_s, set_as_default=False)
        stack.callback(_close, client, at_end, patience)
        yield client, f"at {scheduler}" if scheduler is not None else "on this machine"


def threads_of(client: Client, patience: Patience) -> int | None:
    """How many threads the workers have together; None where the scheduler is gone or does not answer."""
    if client.status != "running" or client.scheduler is None:
        return None
    try:
        threads = client.sync(client.scheduler.ncores, workers=None, callback_timeout=patience.answer_s)
    except (OSError, TimeoutError, RuntimeError):
        return None
    return sum(int(number) for number in threads.values())


def _ask(scheduler: str, patience: Patience) -> None:
    """Raise `UsageError` where nobody answers as Dask does; a `Client` that could not be made ends after long only."""
    from distributed.comm import connect
    from distributed.security import Security

    async def ask() -> None:
        comm = await connect(scheduler, timeout=patience.answer_s, **Security().get_connection_args("client"))
        await comm.close()

    try:
        asyncio.run(ask())
    except (OSError, ValueError, TypeError, RuntimeError) as error:
        raise UsageError(
            f"--scheduler: found {scheduler!r}, where no Dask scheduler answers within {patience.answer_s:g} s "
            f"({_first_line(error)}), allowed is the address of one, such as tcp://host:8786; start one with "
            "`dask scheduler`, or leave --scheduler out"
        ) from error


def _local_cluster(workers: int | None) -> Any:  # noqa: ANN401 - Dask's own has no types
    """Workers of one thread each, which nobody but this machine can reach, without a page that shows what they do."""
    from distributed import LocalCluster

    try:
        return LocalCluster(
            n_workers=workers,
            threads_per_worker=1,
            host="127.0.0.1",
            # Dask listens for its page all the same, at a port that is taken by the next batch.
            dashboard_address="127.0.0.1:0",
            scheduler_kwargs={"dashboard": False},
            # Pages are worked on by processes below the workers, whose memory is capped as in every engine.
            memory_limit=None,
            silence_logs=logging.CRITICAL,
        )
    except RuntimeError as error:
        raise UsageError(
            f"--engine dask: no cluster could be started here ({_first_line(error)}); use --engine processes"
        ) from error


def _close(client: Client, at_end: Callable[[Client], object], patience: Patience) -> None:
    if client.status == "running":
        with contextlib.suppress(Exception):
            at_end(client)
    with contextlib.suppress(Exception):
        client.close(timeout=patience.end_s)


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Without what Dask logs of lost connections: what is to be known is in the one message of an error."""
    logger = logging.getLogger("distributed")
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(before)


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0] or type(error).__name__
