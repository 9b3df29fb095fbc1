from __future__ import annotations

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import psutil
import pytest

from lhextract.batch.engines import dask_cluster
from lhextract.batch.engines.dask_client import Patience
from lhextract.batch.engines.dask_cluster import ORDERS_PER_THREAD, DaskCluster, make_dask
from lhextract.batch.order import Order
from lhextract.batch.outcome import Outcome, Status
from lhextract.errors import UsageError
from tests.batch.engines.golden import alone, golden_setup, lines, orders_of
from tests.batch.engines.processes import (
    SCHEDULER,
    WORKER,
    Cluster,
    below,
    cluster,
    free_port,
    is_alive,
    is_tracker,
    listens_at,
    that_work_on_pages,
    until,
)
from tests.conftest import ROOT

HOSTILE = Path(__file__).with_name("hostile")
HOSTILE_IDS = ("stop", "exit", "kill", "endless")
PLAIN = tuple(f"plain-{number}" for number in range(4))
SHORT = Patience(answer_s=1.0)


@pytest.fixture(scope="module", autouse=True)
def hostile_pages() -> Iterator[None]:
    """Pages do in all processes of these tests what their ids say."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", os.pathsep.join([str(HOSTILE), str(ROOT / "src")]))
        yield


@pytest.fixture(scope="module")
def expected(tmp_path_factory) -> list[bytes]:
    """What the plain engine makes of the plain pages."""
    return alone(orders_of(*PLAIN), tmp_path_factory.mktemp("alone"))


@pytest.fixture(scope="module")
def shared(tmp_path_factory) -> Iterator[Cluster]:
    """Scheduler and two workers, at the first death of which under an order Dask gives the order up."""
    variables = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0"}
    with cluster(tmp_path_factory.mktemp("cluster"), **variables) as found:
        yield found


@dataclass(frozen=True, slots=True)
class Seen:
    """A batch with hostile pages on a cluster of its own: its outcomes, where its processes listened, who was left."""

    outcomes: list[Outcome]
    listened: set[str]
    ahead: int
    left: list[psutil.Process]


@pytest.fixture(scope="module")
def seen() -> Seen:
    """Such a batch, once for all tests."""
    before = set(below(os.getpid()))
    taken, outcomes, ahead, listened = 0, [], 0, set()

    def orders() -> Iterator[Order]:
        nonlocal taken
        for order in orders_of(*PLAIN, *HOSTILE_IDS, *(f"more-{n}" for n in range(8))):
            taken += 1
            yield order

    for outcome in DaskCluster(golden_setup(seconds=5.0), workers=2).run(orders()):
        ahead = max(ahead, taken - len(outcomes))
        if not outcomes:
            listened = {ip for process in [psutil.Process(), *below(os.getpid())] for ip in listens_at(process)}
        outcomes.append(outcome)
    mine = [process for process in below(os.getpid()) if process not in before and not is_tracker(process)]
    return Seen(outcomes, listened, ahead, mine)


def test_outcomes_are_those_of_the_plain_engine(seen: Seen, expected: list[bytes]) -> None:
    """The pages beside hostile ones have the outcomes that they have anywhere."""
    assert lines(outcome for outcome in seen.outcomes if outcome.number < len(PLAIN)) == expected


def test_every_order_has_one_outcome(seen: Seen) -> None:
    """None is lost and none comes twice, whatever a page does; `StopIteration` is an exception like any other."""
    assert sorted(outcome.number for outcome in seen.outcomes) == list(range(16))
    statuses = {outcome.status.page: outcome.status.status for outcome in seen.outcomes}
    hostile = {name: status for name, status in statuses.items() if not name.startswith(("plain", "more"))}
    assert hostile == {
        "stop": Status.FAILED,
        "exit": Status.KILLED,
        "kill": Status.KILLED,
        "endless": Status.TIMEOUT,
    }


def test_orders_do_not_pile_up(seen: Seen) -> None:
    """Only a few orders for each worker are asked for ahead."""
    assert seen.ahead <= 2 * ORDERS_PER_THREAD


def test_own_cluster_listens_at_home_only(seen: Seen) -> None:
    """Nobody on another machine can reach a cluster that a batch has made for itself."""
    assert seen.listened == {"127.0.0.1"}


def test_own_cluster_leaves_nobody_behind(seen: Seen) -> None:
    """Scheduler, workers and their children end with the batch."""
    assert seen.left == []


def test_no_order_needs_no_cluster() -> None:
    """Where nothing is to be done nothing is started."""
    assert list(make_dask(workers=1, scheduler="tcp://127.0.0.1:1")(golden_setup(), None).run([])) == []


def test_separate_processes_do_the_same(shared: Cluster, expected: list[bytes]) -> None:
    """Scheduler and workers that were started by hand give the same outcomes, and their children end with the batch."""
    assert lines(DaskCluster(golden_setup(), scheduler=shared.address).run(orders_of(*PLAIN))) == expected
    assert until(lambda: not shared.children())


def test_commands_are_those_of_the_documentation() -> None:
    """The tests start a cluster as docs/cluster.md says."""
    text = (ROOT / "docs" / "cluster.md").read_text(encoding="utf-8")
    assert SCHEDULER in text
    assert WORKER in text


def test_killed_worker_costs_no_page(shared: Cluster, expected: list[bytes]) -> None:
    """Whoever worked for a killed worker ends with it; its pages are done by others, each once."""
    outcomes, orders = [], orders_of(*PLAIN, "slow-1", "slow-2", "slow-3")
    for outcome in DaskCluster(golden_setup(), scheduler=shared.address).run(orders):
        if not outcomes:
            child = shared.children()[0]
            child.parent().kill()
            assert until(lambda: not is_alive(child))  # noqa: B023 - asked at once
        outcomes.append(outcome)
    assert lines(outcomes)[: len(PLAIN)] == expected
    assert [outcome.status.status for outcome in outcomes] == [Status.OK] * len(orders)


def test_page_that_kills_workers_is_given_up(shared: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    """An order under which worker after worker dies has the status `killed`; the others are done."""
    monkeypatch.setattr(dask_cluster, "ATTEMPTS", 2)
    outcomes = list(DaskCluster(golden_setup(), scheduler=shared.address).run(orders_of("parricide", "plain")))
    statuses = {outcome.status.page: outcome.status.status for outcome in outcomes}
    assert statuses == {"parricide": Status.KILLED, "plain": Status.OK}


def test_closing_ends_the_children_of_a_cluster_that_stays(shared: Cluster) -> None:
    """Who stops taking outcomes, as Ctrl-C does, leaves no page in work and no child behind."""
    outcomes = DaskCluster(golden_setup(), scheduler=shared.address).run(orders_of("plain", *["endless"] * 8))
    next(outcomes)
    assert until(shared.children)
    outcomes.close()
    assert until(lambda: not shared.children())
    assert is_alive(shared.scheduler)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        pytest.param({"inputs": {}}, r"another .*program.*install the same version", id="another-version"),
        pytest.param({"start": "/nowhere"}, r"no folder /nowhere.*mount the storage", id="no-shared-storage"),
        pytest.param({"workspace": "/nowhere"}, r"no folder /nowhere.*mount the storage", id="no-workspace"),
    ],
)
def test_useless_worker_ends_the_batch(shared: Cluster, change: dict[str, object], message: str) -> None:
    """One message says what a machine lacks, rather than the row of every page."""
    setup = replace(golden_setup(), **change)
    with pytest.raises(UsageError, match=message):
        list(DaskCluster(setup, scheduler=shared.address).run(orders_of(*PLAIN)))


@pytest.mark.parametrize(
    "address",
    [
        pytest.param(f"tcp://127.0.0.1:{free_port()}", id="nobody-there"),
        pytest.param("tcp://127.0.0.1", id="no-port"),
        pytest.param("nonsense://x:1", id="no-protocol"),
        pytest.param("", id="empty"),
    ],
)
def test_scheduler_has_to_answer(address: str) -> None:
    """An address where no scheduler is ends in a message, soon."""
    began = time.monotonic()
    with pytest.raises(UsageError, match="no Dask scheduler answers"):
        list(DaskCluster(golden_setup(), scheduler=address, patience=SHORT).run(orders_of("plain")))
    assert time.monotonic() - began < 60


def test_cluster_needs_workers(tmp_path: Path) -> None:
    """A scheduler that nobody works for ends in a message."""
    with cluster(tmp_path, workers=False) as empty, pytest.raises(UsageError, match="no worker for 1 s"):
        list(
            DaskCluster(golden_setup(), scheduler=empty.address, patience=Patience(workers_s=1.0, look_s=0.2)).run(
                orders_of("plain")
            )
        )


@pytest.mark.parametrize("what", [pytest.param("kill", id="killed"), pytest.param("suspend", id="hangs")])
def test_lost_scheduler_ends_the_batch(tmp_path: Path, what: str) -> None:
    """A scheduler that dies or says nothing any more ends in a message that says to run the same again."""
    with cluster(tmp_path) as lost:
        patience = Patience(silent_s=10.0, look_s=0.2)
        engine = DaskCluster(golden_setup(), scheduler=lost.address, patience=patience)
        outcomes = engine.run(orders_of("plain", "endless"))
        assert next(outcomes).status.page == "plain"
        getattr(lost.scheduler, what)()
        with pytest.raises(UsageError, match="run the same command again"):
            next(outcomes)


def test_own_cluster_ends_with_ctrl_c() -> None:
    """An interrupt ends everything that was started, a page that never ends too."""
    outcomes = DaskCluster(golden_setup(), workers=1).run(orders_of("plain", "endless"))
    next(outcomes)
    assert until(lambda: that_work_on_pages(below(os.getpid())))
    with pytest.raises(KeyboardInterrupt):
        outcomes.throw(KeyboardInterrupt)
    assert that_work_on_pages(below(os.getpid())) == []
