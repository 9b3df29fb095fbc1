"""How the queue is narrowed: what a facet promises is what its link leaves."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from lhextract.corrections.wishes import Wish
from lhextract.model.correction import Action
from lhextract.review.model.labels import called
from lhextract.review.model.queue import FACETS, MOST_FILTERS, Filter, Standing, Why
from lhextract.review.office import Office
from tests.review.opened import SOURCE, enter, one, open_office, page


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """The lighthouse page on a desk of this test's own, some of it decided."""
    office = open_office(tmp_path)
    desk = office.desk(SOURCE)
    entries = desk.corrected().entries.of
    phones = [(record, path) for record, own in entries.items() for path in own if ".phones." in path]
    desk.decide([Wish(Action.SET, *phones[0], "+49 351 463-1"), Wish(Action.CONFIRM, *phones[1])], author="Ann Lee")
    return office


@pytest.fixture
def standing(office: Office) -> Standing:
    """What is to do on it."""
    return office.standing(SOURCE)


FILTERS = [
    pytest.param(Filter(), id="all"),
    pytest.param(Filter(done=True), id="done-too"),
    pytest.param(Filter(field="contacts.phones"), id="a-field"),
    pytest.param(Filter(why=Why.REST, field="programs"), id="two"),
    pytest.param(Filter(state="applied"), id="a-state"),
    pytest.param(Filter(text="university"), id="words"),
    pytest.param(Filter(why=Why.DONE, text="university", field="contacts.phones"), id="three"),
    pytest.param(Filter(field="no such field"), id="nothing-left"),
]


@pytest.mark.parametrize("chosen", FILTERS)
def test_a_count_is_what_the_choice_leaves(standing: Standing, chosen: Filter) -> None:
    """The number beside each value is the number of entries that the queue has once it is chosen."""
    facets = standing.facets(chosen)
    assert [facet.name for facet in facets] == list(FACETS)
    for facet in facets:
        for value, number in facet.values:
            assert len(standing.shown(replace(chosen, **{facet.name: value}))) == number, (facet.name, value)


@pytest.mark.parametrize("chosen", FILTERS)
def test_no_value_is_missing(standing: Standing, chosen: Filter) -> None:
    """Whatever is in the queue can be narrowed to by its values."""
    listed = {facet.name: {value for value, _ in facet.values} for facet in standing.facets(chosen)}
    for item in standing.shown(chosen):
        for name in FACETS:
            assert set(item.values(name)) <= listed[name]


def test_words_are_found_in_the_block(standing: Standing) -> None:
    """A steward looks for what the page says, in any case and spacing, not only for an initiative's name."""
    whole = next(one for one in standing.records.initiatives if len(one.text.split()) > 30)
    words = whole.text.split()[12:17]
    found = standing.shown(Filter(text="  ".join(words).upper()))
    assert whole.id in {item.record for item in found}
    assert " ".join(words).casefold() not in whole.name.casefold()
    assert standing.shown(Filter(text="no page says this")) == ()


def test_links_of_facets_keep_the_rest(office: Office) -> None:
    """A filter can be kept as a bookmark: its link has all that is chosen; the search form has it, too."""
    client = enter(office)
    record = office.desk(SOURCE).machine.initiatives[0].id
    answer = page(client.get(f"/s/{SOURCE}/r/{record}?field=programs&done=1&text=university").text)
    chosen = [parse_qs(urlsplit(str(link["href"])).query) for link in answer.select(".facets li a")]
    assert chosen
    assert all(query.get("done") == ["1"] and query.get("text") == ["university"] for query in chosen)
    search = one(answer, "form[role=search]")
    assert {str(each["name"]): each.get("value") for each in search.select("input")} == {
        "field": "programs",
        "done": "1",
        "text": "university",
    }


def test_many_values_are_all_there(office: Office) -> None:
    """The most frequent ones are in view, the others unfold; the chosen one is in view either way."""
    client = enter(office)
    facets = office.standing(SOURCE).facets(Filter(done=True))
    facet = max(facets, key=lambda each: len(each.values))
    rarest = facet.values[-1][0]
    record = office.desk(SOURCE).machine.initiatives[0].id
    answer = page(client.get(f"/s/{SOURCE}/r/{record}", params={"done": "1", facet.name: rarest}).text)
    assert len(facet.values) > 12
    assert called(facet.name, rarest) in one(answer, ".facets [aria-current=true]").text
    assert all(
        parent.has_attr("open") for parent in one(answer, '.facets [aria-current="true"]').find_parents("details")
    )
    heading = next(each for each in answer.select(".facets h3") if each.text == facet.label)
    listed = heading.find_next_siblings(["ul", "details"], limit=2)
    assert sum(len(each.select("li")) for each in listed) == len(facet.values)


def test_what_is_done_can_be_chosen(standing: Standing) -> None:
    """Decided entries are out of the queue, but their states and "done" are offered with numbers."""
    facets = {facet.name: dict(facet.values) for facet in standing.facets(Filter())}
    assert Why.DONE not in {item.why for item in standing.shown(Filter())}
    assert facets["state"] == {"applied": 1, "redundant": 1}
    assert facets["why"][Why.DONE.value] == 2


def test_facets_have_names_for_people(office: Office) -> None:
    """A field and a state are called as in the form, not as in the files."""
    record = office.desk(SOURCE).machine.initiatives[0].id
    listed = " ".join(link.text for link in page(enter(office).get(f"/s/{SOURCE}/r/{record}").text).select(".facets a"))
    assert {name for name in ("Titles before (contact)", "Host unit", "corrected", "confirmed") if name in listed} == {
        "Titles before (contact)",
        "Host unit",
        "corrected",
        "confirmed",
    }
    assert "titles_before" not in listed


def test_searches_fill_no_memory(standing: Standing) -> None:
    """What was searched for is forgotten after some others, and found as before."""
    first = standing.shown(Filter(text="university"))
    for number in range(3 * MOST_FILTERS):
        standing.shown(Filter(text=f"nothing {number}"))
    assert len(standing._shown) <= MOST_FILTERS
    assert standing.shown(Filter(text="university")) == first
