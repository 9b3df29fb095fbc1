"""Several processes: the same rows as one, and a bad page costs itself alone."""

from __future__ import annotations

import multiprocessing
from pathlib import Path

import pytest

from lhextract.batch.engines.processes import Processes
from lhextract.batch.outcome import Status
from lhextract.batch.setup import Limits
from tests.batch.pages import NAMES, batch_of, content, make_pages, setup_of, statuses


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_same_bytes(workers: int, tmp_path: Path) -> None:
    """However many workers."""
    pages = make_pages(tmp_path / "pages")
    (pages / "broken.txt").write_bytes(b"\x00\x01")
    setup = setup_of(pages)
    batch_of(pages, tmp_path / "one")
    batch_of(pages, tmp_path / "many", setup=setup, engine=lambda _: Processes(setup, workers))
    assert content(tmp_path / "many") == content(tmp_path / "one")


def test_endless_page(tmp_path: Path) -> None:
    """A page that takes too long has its row, and the others have theirs."""
    pages = make_pages(tmp_path / "pages")
    (pages / "endless.txt").write_text((pages / "ahorn.txt").read_text() * 1500)
    setup = setup_of(pages, limits=Limits(seconds=4, megabytes=None))
    batch_of(pages, tmp_path / "out", setup=setup, engine=lambda _: Processes(setup, 2))
    found = {row.page: row.status for row in statuses(tmp_path / "out")}
    assert found == {"endless": Status.TIMEOUT, **{name.lower(): Status.OK for name in NAMES}}


def test_no_child_is_left(tmp_path: Path) -> None:
    """A run that ends early takes its workers with it."""
    pages = make_pages(tmp_path / "pages")
    setup = setup_of(pages)

    def stop(_: object) -> None:
        raise KeyboardInterrupt

    from lhextract.batch.batching import Batch, run_batch
    from tests.batch.pages import tasks_in

    with pytest.raises(KeyboardInterrupt):
        run_batch(
            Batch(setup, tmp_path / "out"),
            iter(tasks_in(pages)),
            engine=lambda _: Processes(setup, 2),
            on_outcome=stop,
        )
    assert not multiprocessing.active_children()
