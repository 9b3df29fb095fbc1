"""Bringing `extracted/` up to date: the same bytes as a run makes."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from lhextract.corrections.wishes import Wish
from lhextract.desk import open_desk
from lhextract.model.correction import Action
from lhextract.review.office import Office
from tests.review.opened import SOURCE
from tests.review.steward import Steward, said, soup, words


def files(folder: Path) -> dict[str, bytes]:
    """What is in a folder."""
    return {one.name: one.read_bytes() for one in folder.iterdir() if one.is_file()}


def test_publish(
    steward: Steward, lhextract: Callable[..., tuple[int, str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page says how many decisions are missing and then that none is; the files are those of a run."""
    root = steward.office.start
    steward.meanwhile(steward.initiative(2).id, "name", "Flinders, Adelaide")
    steward.meanwhile(steward.initiative(3).id, "category", None, Action.CONFIRM)
    page = steward.get(f"/s/{SOURCE}")
    publish = page.select_one("form.publish")
    assert publish is not None
    assert "2 decisions are not in extracted/ yet" in words(publish)
    after = steward.follow(steward.press(publish, None))
    assert "extracted/ is up to date" in said(after)
    assert after.select("form.publish") == []
    assert words(steward.record(steward.initiative(2).id).h1) == "Flinders, Adelaide"
    published = files(root / "extracted" / SOURCE)
    assert "Flinders, Adelaide" in published["records.json"].decode("utf-8")
    monkeypatch.chdir(root)
    assert lhextract("run", SOURCE, "--force", "--fail-on", "never")[0] == 0
    assert files(root / "extracted" / SOURCE) == published


def test_publish_after_a_run_of_others(steward: Steward) -> None:
    """What is decided after that is counted from there."""
    record = steward.initiative(2).id
    steward.meanwhile(record, "name", "Flinders, Adelaide")
    steward.follow(steward.client.post(f"/s/{SOURCE}/publish"))
    steward.meanwhile(record, "category", None, Action.CONFIRM)
    assert "1 decision is not in" in words(steward.get(f"/s/{SOURCE}").select_one("form.publish"))


def test_nothing_to_publish(steward: Steward) -> None:
    """Asked for although nothing was decided since, it does no harm."""
    steward.follow(steward.client.post(f"/s/{SOURCE}/publish"))
    before = files(steward.office.start / "extracted" / SOURCE)
    steward.follow(steward.client.post(f"/s/{SOURCE}/publish"))
    assert files(steward.office.start / "extracted" / SOURCE) == before


def test_a_run_that_cannot_be_made(steward: Steward) -> None:
    """Without the page's snapshot there is a message, and what was published stays."""
    steward.meanwhile(steward.initiative(2).id, "name", "Flinders, Adelaide")
    before = files(steward.office.start / "extracted" / SOURCE)
    (steward.office.start / "pipeline" / "profiles" / f"{SOURCE}.toml").write_text("nonsense = [", "utf-8")
    answer = steward.client.post(f"/s/{SOURCE}/publish")
    assert answer.status_code == 422
    assert words(soup(answer).h1) == "Not brought up to date"
    assert files(steward.office.start / "extracted" / SOURCE) == before


def test_a_lone_extraction(steward: Steward, tmp_path: Path) -> None:
    """It is looked at and decided about, but has no profile to run and no tables to write to: 422, said plainly."""
    lone = tmp_path / "lone"
    shutil.copytree(steward.office.start / "extracted" / SOURCE, lone)
    alone = Steward.of(Office.of([open_desk(str(lone), start=tmp_path)], start=tmp_path))
    record = alone.initiative(2).id
    alone.desk.decide([Wish(Action.SET, record, "name", "Flinders, Adelaide")], author="Bo Chen")
    assert words(alone.record(record).h1) == "Flinders, Adelaide"
    assert alone.client.post(f"/s/{SOURCE}/publish").status_code == 422
    written = alone.client.post(f"/s/{SOURCE}/r/{record}/everywhere/write", data={"path": "name", "value": "a"})
    assert written.status_code == 422


@pytest.mark.parametrize("source", ["nowhere", "..", "%2e%2e"])
def test_unknown_source(steward: Steward, source: str) -> None:
    """404, and nothing runs."""
    assert steward.client.post(f"/s/{source}/publish").status_code == 404
