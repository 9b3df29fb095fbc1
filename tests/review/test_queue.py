"""The queue: what comes first, how it is narrowed, and what a steward sees when nothing is left."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from urllib.parse import quote

import pytest

from lhextract.corrections.store import save_decisions
from lhextract.corrections.wishes import Wish
from lhextract.exports.changes.jsonl import write_changes
from lhextract.model.change import Cause, Change, Kind
from lhextract.model.correction import Action, Saw, State, Value
from lhextract.model.finding import Severity
from lhextract.review.model.queue import Why
from tests.review.opened import SOURCE
from tests.review.steward import OTHER, Steward, inputs_of, row, said, words
from tests.review.visitors import STEWARD


def listed(steward: Steward, query: str = "") -> list[str]:
    """Why the entries at the head of the queue are there."""
    return [words(one) for one in steward.get(f"/s/{SOURCE}{query}").select("ol.queue .chip")]


def decided_earlier(steward: Steward, wish: Wish, *, saw: Value, **about: str) -> None:
    """Somebody has decided on an earlier page, on which the machine had found another value or another entry."""
    (made,) = steward.elsewhere(wish).decisions
    before = Saw(saw, None, "", "", 0, 0, 0, block_sha256="0" * 64, snapshot="0" * 64)
    save_decisions(steward.desk.folder, [replace(made, saw=before, **about)])  # type: ignore[arg-type]


def test_order(steward: Steward) -> None:
    """Conflicts come first, then re-opened ones, failed checks, low confidence, the rest; done ones are not shown."""
    first, second, third = (steward.initiative(number).id for number in (1, 2, 3))
    apart = steward.elsewhere(Wish(Action.SET, first, "name", "Graz"))
    steward.desk.decide([Wish(Action.SET, first, "name", "TU Wien")], author=STEWARD)
    apart.merge()
    decided_earlier(steward, Wish(Action.SET, second, "name", "Flinders"), saw="Flinders & Sons")
    steward.meanwhile(third, "name", None, Action.CONFIRM)
    items = steward.office.standing(SOURCE).items
    whys = [one.why for one in items]
    assert whys == sorted(whys, key=list(Why).index)
    assert [one.key for one in items[:2]] == [(first, "name"), (second, "name")]
    assert whys[:2] == [Why.CONFLICT, Why.REOPENED]
    assert items[-1].key == (third, "name")
    assert listed(steward)[:3] == ["conflict", "re-opened", "failed check"]


def test_new_ones_come_before_the_rest(steward: Steward) -> None:
    """What the last run of the page has changed is looked at before what was there."""
    record = steward.initiative(9).id
    change = Change(Kind.INITIATIVE_ADDED, Cause.PAGE, "A name", initiative=record)
    (steward.desk.in_force.folder / "changes.jsonl").write_text(write_changes([change]), "utf-8")
    items = steward.office.standing(SOURCE).items
    assert {one.record for one in items if one.why is Why.NEW} == {record}
    assert [one.why for one in items] == sorted((one.why for one in items), key=list(Why).index)


def test_every_failed_check_is_in_the_queue(steward: Steward) -> None:
    """A finding that is more than a note puts an entry of its initiative into the queue."""
    items = steward.office.standing(SOURCE).items
    codes = {(one.record, code) for one in items for code in one.codes}
    for finding in steward.desk.checked().findings:
        if finding.severity is not Severity.NOTE and finding.initiative is not None:
            assert (finding.initiative, finding.code) in codes


FILTERS = ["why", "field", "category", "finding", "state"]


@pytest.mark.parametrize("name", FILTERS)
def test_facets(steward: Steward, name: str) -> None:
    """Each value leaves as many as it says, and only such; those of one facet sum up to all, where all have one."""
    steward.meanwhile(steward.initiative(3).id, "name", "Tongji")
    steward.meanwhile(steward.initiative(3).id, "category", None, Action.CONFIRM)
    page = steward.get(f"/s/{SOURCE}?done=1")
    total = len(steward.office.standing(SOURCE).items)
    counts = Counter[str]()
    for link in page.select(f'.facets a[href*="{name}="]'):
        number = int(words(link.select_one(".count")))
        value = words(link).removesuffix(f" {number}")
        counts[value] = number
        narrowed = steward.get(str(link["href"]))
        assert f"({number} shown)" in words(narrowed.select_one(".facets summary")), value
        chosen = narrowed.select_one('.facets a[aria-current="true"]')
        assert chosen is not None
        assert words(chosen).startswith(value)
        if name == "why":
            assert {words(one) for one in narrowed.select("ol.queue .chip")} == {value}
        if number <= 60:
            assert len(narrowed.select("ol.queue > li")) == number
    assert counts
    if name in {"why", "field", "category"}:
        assert counts.total() == total
    if name == "state":
        assert counts == {"corrected": 1, "confirmed": 1}


def test_search(steward: Steward) -> None:
    """Words in any case find initiatives; the words stay in the form, and can be taken back."""
    page = steward.get(f"/s/{SOURCE}?text=fLINDERS")
    assert {words(one) for one in page.select("ol.queue .of")} >= {"Flinders University"}
    assert inputs_of(page.select("form.search")[0])["text"] == "fLINDERS"
    every = steward.get(f"/s/{SOURCE}")
    shown = [words(one.select_one(".facets summary")) for one in (page, every)]
    assert shown[0] != shown[1]


@pytest.mark.parametrize(
    "query",
    [
        "text=zzzz",
        "why=conflict",
        "field=nothing",
        "why=nonsense",
        "finding=x",
        "category=%00",
        "state=applied",
        "text=%ED%A0%80",
    ],
)
def test_nothing_is_left(steward: Steward, query: str) -> None:
    """A filter that leaves nothing says so beside a record; it can be taken back there."""
    page = steward.get(f"/s/{SOURCE}?{query}")
    assert words(page.select_one("ol.queue")) == "Nothing is left here."
    assert words(page.select_one(".facets summary")) == "Filter (0 shown)"
    assert page.select_one("#record-title") is not None
    assert (page.select_one("#previous"), page.select_one("#next")) == (None, None)


def test_done_ones_are_hidden_or_shown(steward: Steward) -> None:
    """What is done leaves the queue, and can be shown."""
    record = steward.initiative(2).id
    steward.meanwhile(record, "name", None, Action.CONFIRM)
    hidden = steward.record(record, "name")
    assert "(288 shown)" in words(hidden.select_one(".facets summary"))
    link = next(one for one in hidden.select(".facets a") if words(one) == "Show what is done, too")
    shown = steward.get(str(link["href"]))
    assert "(289 shown)" in words(shown.select_one(".facets summary"))
    assert words(shown.select("ol.queue > li")[-1].select_one(".chip")) == "done"
    link = next(one for one in shown.select(".facets a") if words(one) == "Hide what is done")
    assert "(288 shown)" in words(steward.get(str(link["href"])).select_one(".facets summary"))


def test_going_through(steward: Steward) -> None:
    """Next and previous lead through the queue in its order, to its ends, with the filter kept."""
    standing = steward.office.standing(SOURCE)
    wanted = [one.key for one in standing.items if one.why is Why.FAILED]
    page = steward.get(f"/s/{SOURCE}?why={quote('failed check')}")
    seen = []
    while True:
        current = page.select_one(".row.current")
        title = page.select_one('ol.queue a[aria-current="true"]')
        assert title is not None
        seen.append((str(title["href"]).split("/r/")[1].split("?")[0], str(current["data-path"]) if current else ""))
        following = page.select_one("#next")
        if following is None:
            break
        page = steward.get(str(following["href"]))
    assert seen == wanted
    back = page.select_one("#previous")
    assert back is not None
    assert "why=failed+check" in str(back["href"])


def test_one_after_the_other(steward: Steward) -> None:
    """Confirming leads on, until everything that was asked for is done; the queue then says so."""
    wanted = [one.key for one in steward.office.standing(SOURCE).items if one.why is Why.DOUBTFUL]
    page = steward.get(f"/s/{SOURCE}?why={quote('low confidence')}")
    for _ in wanted:
        current = page.select_one(".row.current")
        assert current is not None
        page = steward.follow(steward.press(current, "confirm"))
    assert {(one.record, one.path) for one in steward.decided()} == set(wanted)
    assert words(page.select_one("ol.queue")) == "Nothing is left here."
    assert "confirmed" in said(page)


def test_every_entry_of_the_queue_has_its_row(steward: Steward) -> None:
    """What is in the queue can be decided about where its link leads."""
    for item in steward.office.standing(SOURCE).items[::7]:
        assert "current" in row(steward.record(item.record, item.path), item.path)["class"]


@pytest.mark.parametrize("do", ["keep", "take"])
@pytest.mark.parametrize("partial", [False, True], ids=["plain", "htmx"])
def test_reopened(steward: Steward, do: str, partial: bool) -> None:
    """What was seen then, what was decided and what the page says now stand beside each other; one press settles it."""
    record = steward.initiative(2).id
    decided_earlier(steward, Wish(Action.SET, record, "name", "Flinders, Adelaide"), saw="Flinders & Sons")
    page = steward.record(record, "name")
    sides = row(page, "name").select_one("dl.sides")
    assert sides is not None
    assert [words(one) for one in sides.select("dt")] == ["Then", "Decided", "Now"]
    told = [words(one.select_one("bdi")) for one in sides.select("dd")]
    assert told == ["Flinders & Sons", "Flinders, Adelaide", "Flinders University"]
    answer = steward.press(row(page, "name"), do, partial=partial)
    assert answer.status_code == (200 if partial else 303)
    ruling = steward.ruling(record, "name")
    assert ruling.state is (State.APPLIED if do == "keep" else State.REDUNDANT)
    assert ruling.value == ("Flinders, Adelaide" if do == "keep" else "Flinders University")
    assert row(steward.record(record), "name").select_one(".sides") is None


def test_reopened_partner_that_was_taken_out(steward: Steward) -> None:
    """Also a removal is asked about again, and can be kept or given up."""
    initiative = steward.initiative(2)
    path = f"partners.{initiative.partners[0].institution}"
    saw = {"name": "Flinders & Sons", "institution": initiative.partners[0].institution}
    decided_earlier(steward, Wish(Action.REMOVE, initiative.id, path), saw=saw)
    assert steward.ruling(initiative.id, path).state is State.REOPENED
    steward.follow(steward.press(row(steward.record(initiative.id, path), path), "keep"))
    assert steward.ruling(initiative.id, path).state is State.APPLIED
    assert steward.ruling(initiative.id, path).value is None


def test_orphaned(steward: Steward) -> None:
    """What was decided about something that is gone is listed with its state, counts as done, and can be undone."""
    initiative = steward.initiative(2)
    known = next(one for one in steward.desk.corrected().entries.of[initiative.id] if one.startswith("years."))
    wish, path = Wish(Action.SET, initiative.id, known, {"value": "2015"}), "years.yr-aaaaaaaaaa"
    record = steward.initiative(1).id  # it has no years
    decided_earlier(steward, wish, saw={"text": "1999", "value": "1999", "role": "start"}, path=path, record=record)
    assert steward.ruling(record, path).state is State.ORPHANED
    items = [one for one in steward.office.standing(SOURCE).items if one.key == (record, path)]
    assert [(one.why, one.state) for one in items] == [(Why.DONE, "orphaned")]
    page = steward.get(f"/s/{SOURCE}?state=orphaned")
    assert len(page.select("ol.queue > li")) == 1
    orphan = row(page, path)
    assert "orphaned" in words(orphan.select_one(".head"))
    steward.follow(steward.press(orphan, "undo"))
    assert steward.desk.corrected().rulings == ()


def test_orphaned_with_its_record(steward: Steward) -> None:
    """Also where the whole initiative is gone, what was decided about it is listed, and can be undone there."""
    wish, record = Wish(Action.SET, steward.initiative(2).id, "name", "Flinders, Adelaide"), "lh-aaaaaaaaaa"
    decided_earlier(steward, wish, saw="Flinders & Sons", record=record)
    assert steward.ruling(record, "name").state is State.ORPHANED
    page = steward.get(f"/s/{SOURCE}?state=orphaned")
    assert "Flinders" in words(page.select_one("ol.queue")) or record in words(page.select_one("ol.queue"))
    steward.follow(steward.press(row(page, "name"), "undo"))
    assert steward.desk.corrected().rulings == ()


def test_progress(steward: Steward) -> None:
    """The bar counts what is done of all."""
    steward.meanwhile(steward.initiative(2).id, "name", None, Action.CONFIRM)
    bar = steward.get(f"/s/{SOURCE}").select_one("progress")
    assert bar is not None
    assert (bar["value"], bar["max"]) == ("1", "289")
    assert OTHER in words(steward.get(f"/s/{SOURCE}/log"))
