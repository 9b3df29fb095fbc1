"""A batch as a whole: every input has a row, nothing is done twice, and nothing that was right is lost."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from lhextract.batch.engines.in_process import InProcess
from lhextract.batch.order import Order
from lhextract.batch.outcome import Outcome, Status
from lhextract.batch.rows import document_of
from lhextract.batch.sums import Sums
from lhextract.batch.task import Place, Task
from lhextract.batch.worker import fallen
from lhextract.errors import UsageError
from lhextract.exports.records_json import to_json
from tests.batch.pages import NAMES, PAGE, batch_of, content, make_pages, rows, setup_of, statuses, tasks_in

LOGIN = "Login\n\nPlease sign in with your username and password to continue.\n\nForgot your password?\n"


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """Seven pages, which is two parts and a bit."""
    return make_pages(tmp_path / "pages")


@dataclass
class Stops:
    """An engine that is interrupted after so many pages."""

    inner: InProcess
    after: int

    def run(self, orders: Iterable[Order]) -> Iterator[Outcome]:
        """Work through the first ones."""
        for number, outcome in enumerate(self.inner.run(orders)):
            if number == self.after:
                raise KeyboardInterrupt
            yield outcome


@dataclass
class Falls:
    """An engine under which the first page ends its process."""

    inner: InProcess

    def run(self, orders: Iterable[Order]) -> Iterator[Outcome]:
        """Work through all."""
        for outcome in self.inner.run(orders):
            fell = replace(fallen(outcome.status), rows_of=None, initiatives=0, contacts=0, mentions=0, findings=0)
            yield outcome if outcome.number else Outcome(0, fell)


def test_every_input_has_a_status_row(pages: Path, tmp_path: Path) -> None:
    """In the order of the inputs, whatever became of them."""
    (pages / "broken.txt").write_bytes(b"\x00\x01\x02")
    (pages / "empty.txt").write_bytes(b"")
    (pages / "login.txt").write_text(LOGIN)
    report, _ = batch_of(pages, tmp_path / "out")
    found = statuses(tmp_path / "out")
    assert [row.page for row in found] == [task.id for task in tasks_in(pages)]
    assert {row.page: row.status for row in found if row.status is not Status.OK} == {
        "broken": Status.FAILED,
        "empty": Status.FAILED,
        "login": Status.HELD,
    }
    assert report.inputs == len(found) == 10
    assert all(row.reason for row in found if row.status is not Status.OK)


def test_same_as_a_single_run(
    pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lhextract: Callable[..., tuple[int, str, str]]
) -> None:
    """The tables together hold `records.json` and `text.txt` of each page, byte for byte."""
    out = tmp_path / "out"
    batch_of(pages, out)
    monkeypatch.chdir(tmp_path)
    for page in rows(out, "pages")[:3]:
        single = tmp_path / "single" / page["page"]
        lhextract("run", pages / f"{page['page']}.txt", "--no-model", "--out", single)
        own = {
            table: [row for row in rows(out, table) if row["page"] == page["page"]]
            for table in ("records", "mentions", "findings")
        }
        assert to_json(document_of(page, own)) == (single / "records.json").read_text(encoding="utf-8")
        assert page["text"] == (single / "text.txt").read_text(encoding="utf-8")


def test_nothing_changed(pages: Path, tmp_path: Path) -> None:
    """Nothing is done again, and the same bytes are there."""
    out = tmp_path / "out"
    batch_of(pages, out)
    before = content(out)
    report, outcomes = batch_of(pages, out)
    assert all(outcome.same for outcome in outcomes)
    assert report.taken_over == len(NAMES)
    assert content(out) == before


@pytest.mark.parametrize(
    ("change", "again"),
    [
        pytest.param(
            lambda pages: (pages / "eiche.txt").write_text(PAGE.format(name="Eiche", year=1999)), 1, id="changed"
        ),
        pytest.param(
            lambda pages: (pages / "aaa.txt").write_text(PAGE.format(name="Weide", year=1998)), 1, id="one-before-all"
        ),
        pytest.param(lambda pages: (pages / "ahorn.txt").unlink(), 0, id="first-gone"),
        pytest.param(lambda pages: (pages / "ulme.txt").rename(pages / "abc.txt"), 1, id="renamed"),
        pytest.param(lambda pages: (pages / "linde.txt").write_bytes(b""), 1, id="emptied"),
    ],
)
def test_only_what_changed(change: object, again: int, pages: Path, tmp_path: Path) -> None:
    """A rerun works on what is another and gives what a first run would, but for rows that it keeps."""
    out = tmp_path / "out"
    batch_of(pages, out)
    change(pages)  # type: ignore[operator]
    report, outcomes = batch_of(pages, out)
    assert sum(not outcome.same for outcome in outcomes) == again
    batch_of(pages, tmp_path / "fresh")
    if not report.kept:
        assert content(out) == content(tmp_path / "fresh")


def test_ids_survive(pages: Path, tmp_path: Path) -> None:
    """An initiative that is renamed on its page keeps its id from one batch to the next."""
    out = tmp_path / "out"
    batch_of(pages, out)
    before = {row["name"]: row["id"] for row in rows(out, "records") if row["page"] == "eiche"}
    page = (pages / "eiche.txt").read_text().replace("Eiche Forest Alliance", "Alliance for Old Forests")
    (pages / "eiche.txt").write_text(page)
    batch_of(pages, out)
    after = {row["name"]: row["id"] for row in rows(out, "records") if row["page"] == "eiche"}
    assert after["Alliance for Old Forests"] == before["Eiche Forest Alliance"]


@pytest.mark.parametrize("after", range(len(NAMES)))
def test_interrupted_and_resumed(after: int, pages: Path, tmp_path: Path) -> None:
    """Wherever a run ends, the next loses nothing and repeats nothing; the output is there only when it is whole."""
    out, setup = tmp_path / "out", setup_of(pages)
    with pytest.raises(KeyboardInterrupt):
        batch_of(pages, out, setup=setup, engine=lambda work: Stops(InProcess(setup, work.trace), after))
    assert not out.exists()
    report, outcomes = batch_of(pages, out)
    assert sum(not outcome.same for outcome in outcomes) == len(NAMES) - after
    assert report.statuses[Status.OK] == len(NAMES)
    batch_of(pages, tmp_path / "fresh")
    assert content(out) == content(tmp_path / "fresh")
    assert not list(tmp_path.glob(".*.batch"))


@pytest.mark.parametrize("form", ["jsonl", "parquet"])
@pytest.mark.parametrize("spoilt", ["new/records/part-00000", "new/status/part-00000", "sums.jsonl"])
@pytest.mark.parametrize("damage", [lambda written: written[: len(written) // 2], lambda written: bytes(len(written))])
def test_unfinished_work_that_a_crash_has_spoilt(
    form: str, spoilt: str, damage: Callable[[bytes], bytes], pages: Path, tmp_path: Path
) -> None:
    """What an ended run had written and the disk has lost since is done again; nothing of it is taken over."""
    out, setup = tmp_path / "out", setup_of(pages)
    with pytest.raises(KeyboardInterrupt):
        batch_of(pages, out, setup=setup, engine=lambda work: Stops(InProcess(setup, work.trace), 3), form=form)
    (path,) = (tmp_path / ".out.batch" / "1").glob(f"{spoilt}*")
    path.write_bytes(damage(path.read_bytes()))
    _, outcomes = batch_of(pages, out, form=form)
    assert sum(not outcome.same for outcome in outcomes) == len(NAMES)
    batch_of(pages, tmp_path / "fresh", form=form)
    assert content(out) == content(tmp_path / "fresh")


def test_disk_full_when_a_part_was_just_written(pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A part whose digests could not be noted any more is made of the journal: no page is worked on twice."""
    out = tmp_path / "out"

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Sums, "add", full)
    with pytest.raises(OSError, match="No space left"):
        batch_of(pages, out)
    monkeypatch.undo()
    _, outcomes = batch_of(pages, out)
    assert sum(outcome.same for outcome in outcomes) == 3
    batch_of(pages, tmp_path / "fresh")
    assert content(out) == content(tmp_path / "fresh")


def test_interrupted_twice_with_another_part_size(pages: Path, tmp_path: Path) -> None:
    """What several ended runs have done counts, though each had other parts."""
    out, setup = tmp_path / "out", setup_of(pages)
    for after, size in ((2, 2), (4, 1)):
        with pytest.raises(KeyboardInterrupt):
            batch_of(
                pages,
                out,
                setup=setup,
                part_size=size,
                engine=lambda work, n=after: Stops(InProcess(setup, work.trace), n),
            )
    _, outcomes = batch_of(pages, out)
    assert sum(not outcome.same for outcome in outcomes) == len(NAMES) - 4


def test_former_rows_stay(pages: Path, tmp_path: Path) -> None:
    """A page that is a login today keeps its rows, and says whose they are; when it is back, it counts again."""
    out = tmp_path / "out"
    batch_of(pages, out)
    before = [row for row in rows(out, "records") if row["page"] == "birke"]
    good = (pages / "birke.txt").read_text()
    (pages / "birke.txt").write_text(LOGIN)
    report, _ = batch_of(pages, out)
    row = next(row for row in statuses(out) if row.page == "birke")
    assert (row.status, row.initiatives, report.kept) == (Status.HELD, 2, 1)
    assert row.rows_of != row.sha256
    assert [row for row in rows(out, "records") if row["page"] == "birke"] == before
    (pages / "birke.txt").write_text(good)
    report, _ = batch_of(pages, out)
    assert (report.kept, report.statuses[Status.OK]) == (0, len(NAMES))


def test_former_rows_stay_after_an_interruption(pages: Path, tmp_path: Path) -> None:
    """Also where the run that saw the login ended early, and another one goes on from it."""
    out, setup = tmp_path / "out", setup_of(pages)
    batch_of(pages, out)
    (pages / "ahorn.txt").write_text(LOGIN)
    (pages / "birke.txt").write_text(PAGE.format(name="Birke", year=1999))
    with pytest.raises(KeyboardInterrupt):
        batch_of(pages, out, setup=setup, engine=lambda work: Stops(InProcess(setup, work.trace), 1))
    report, _ = batch_of(pages, out)
    assert (statuses(out)[0].initiatives, report.kept) == (2, 1)


def test_failures_are_tried_again_on_request(pages: Path, tmp_path: Path) -> None:
    """An unchanged failure is not worked on again, but with `retry_failed`."""
    out = tmp_path / "out"
    (pages / "broken.txt").write_bytes(b"\x00\x01")
    batch_of(pages, out)
    for retry, again in ((False, 0), (True, 1)):
        _, outcomes = batch_of(pages, out, retry_failed=retry)
        assert sum(not outcome.same for outcome in outcomes) == again


@pytest.mark.parametrize("again", [False, True])
def test_a_second_attempt_counts_after_an_interruption(again: bool, pages: Path, tmp_path: Path) -> None:
    """What was done better by a run that ended early is not lost to the whole part of the run before."""
    out, setup = tmp_path / "out", setup_of(pages)
    batch_of(pages, out, setup=setup, engine=lambda work: Falls(InProcess(setup, work.trace)))
    assert statuses(out)[0].status is Status.KILLED
    with pytest.raises(KeyboardInterrupt):
        batch_of(pages, out, setup=setup, retry_failed=True, engine=lambda work: Stops(InProcess(setup, work.trace), 1))
    batch_of(pages, out, retry_failed=again)
    assert statuses(out)[0].status is not Status.KILLED


def test_settings_count(pages: Path, tmp_path: Path) -> None:
    """Another option makes everything anew, as a changed page does."""
    out = tmp_path / "out"
    batch_of(pages, out)
    _, outcomes = batch_of(pages, out, setup=setup_of(pages, accept=True))
    assert not any(outcome.same for outcome in outcomes)


def test_parquet_holds_the_same(pages: Path, tmp_path: Path) -> None:
    """Every table in Parquet has the rows that it has as JSON lines; a rerun reads either."""
    batch_of(pages, tmp_path / "jsonl")
    batch_of(pages, tmp_path / "parquet", form="parquet")
    for table in ("records", "mentions", "findings", "pages", "identities", "status"):
        assert rows(tmp_path / "parquet", table, "parquet") == rows(tmp_path / "jsonl", table)
    _, outcomes = batch_of(pages, tmp_path / "jsonl", form="parquet")
    assert all(outcome.same for outcome in outcomes)
    assert content(tmp_path / "jsonl") == content(tmp_path / "parquet")


def test_manifest(pages: Path, tmp_path: Path) -> None:
    """`batch.json` says what was made of what."""
    batch_of(pages, tmp_path / "out")
    said = json.loads((tmp_path / "out" / "batch.json").read_text())
    assert (said["inputs"], said["statuses"]["ok"], said["rows"]["initiatives"]) == (7, 7, 14)
    assert set(said["outputs"]) == set(content(tmp_path / "out")) - {"batch.json"}


@pytest.mark.parametrize("form", ["jsonl", "parquet"])
@pytest.mark.parametrize("table", ["records", "identities", "status"])
@pytest.mark.parametrize("how", ["cut", "edited", "gone"])
def test_altered_part(
    form: str, table: str, how: str, pages: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A part that somebody altered is said so, and its pages are done again; nothing of it is taken over."""
    out = tmp_path / "out"
    batch_of(pages, out, form=form)
    before = content(out)
    path = out / table / f"part-00001.{form}"
    written = path.read_bytes()
    if how == "gone":
        path.unlink()
    else:
        path.write_bytes(written[: len(written) // 2] if how == "cut" else written.replace(b"e", b"o", 1))
    _, outcomes = batch_of(pages, out, form=form)
    assert sum(not outcome.same for outcome in outcomes) == 3
    assert content(out) == before
    assert "part 00001 is not what was written" in caplog.text or (table, how) == ("status", "gone")


@pytest.mark.parametrize("foreign", ["notes.txt", "status.jsonl"])
def test_foreign_folder(foreign: str, pages: Path, tmp_path: Path) -> None:
    """A folder with anything else in it is never replaced."""
    out = tmp_path / "out"
    out.mkdir()
    (out / foreign).write_text("mine")
    with pytest.raises(UsageError, match="found files that are no batch"):
        batch_of(pages, out)
    assert (out / foreign).read_text() == "mine"


def test_two_runs_at_once(pages: Path, tmp_path: Path) -> None:
    """The second says so and does nothing."""
    setup = setup_of(pages)

    @dataclass
    class Meanwhile:
        inner: InProcess

        def run(self, orders: Iterable[Order]) -> Iterator[Outcome]:
            with pytest.raises(UsageError, match="another run is building this batch"):
                batch_of(pages, tmp_path / "out")
            yield from self.inner.run(orders)

    report, _ = batch_of(pages, tmp_path / "out", engine=lambda work: Meanwhile(InProcess(setup, work.trace)))
    assert report.inputs == len(NAMES)


def test_no_inputs(tmp_path: Path) -> None:
    """A batch of nothing has all its tables, empty."""
    report, _ = batch_of(make_pages(tmp_path / "pages", []), tmp_path / "out")
    assert report.inputs == 0
    assert (tmp_path / "out" / "records").is_dir()


def test_problem_of_a_list(pages: Path, tmp_path: Path) -> None:
    """An input that a list knows and nobody can read has its row."""
    tasks = [*tasks_in(pages), Task(7, "gone", Place("gone.txt")), Task(8, "odd", Place("?"), problem="names no file")]
    batch_of(pages, tmp_path / "out", tasks=tasks)
    assert [(row.page, row.status) for row in statuses(tmp_path / "out")[7:]] == [("gone", "failed"), ("odd", "failed")]
