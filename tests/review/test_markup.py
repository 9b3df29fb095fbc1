"""The mark-up of every page, as assistive technology reads it."""

from __future__ import annotations

import itertools
import json
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest
from bs4 import BeautifulSoup, Tag

from lhextract.corrections.wishes import Wish
from lhextract.model.correction import Action
from lhextract.review.office import Office
from tests.review.opened import SOURCE, enter, open_office, page

NAMED = "input:not([type=hidden]), select, textarea, button, summary, a[href], progress, [role=region], [role=group]"


@cache
def views() -> dict[str, BeautifulSoup]:
    """Every page with something on it: decisions of two stewards who disagree, an added item, forms that failed."""
    folder = Path(mkdtemp(prefix="lhextract-markup-"))
    office = open_office(folder)
    desk = office.desk(SOURCE)
    entries = desk.corrected().entries.of
    record, path = next((record, path) for record, own in entries.items() for path in own if ".phones." in path)
    _disagree(office, record)
    desk.decide([Wish(Action.ADD, record, "programs", "Programme X", reason="as told")], author="Ann Lee")
    client = enter(office)
    base = f"/s/{SOURCE}/r/{record}"
    wrong = {"do": "save", "path": "category", "value": "No such", "knows": "1"}
    answers = {
        "index": client.get("/?all=1"),
        "record": client.get(base),
        "entry": client.get(base, params={"entry": path, "field": "contacts.phones", "done": "1", "said": "Saved"}),
        "institution": client.get(f"/s/{SOURCE}/r/{desk.machine.institutions[0].id}"),
        "person": client.get(f"/s/{SOURCE}/r/{desk.machine.people[0].id}"),
        "log": client.get(f"/s/{SOURCE}/log"),
        "everywhere": client.get(f"{base}/everywhere", params={"path": "name", "value": "A third name"}),
        "wrong": client.post(f"{base}/decide", data=wrong),
        "wrong-words": client.post(f"{base}/decide", data={"do": "use", "quote": "no such", "target": "programs"}),
        "wrong-item": client.post(f"{base}/decide", data={"do": "add", "path": "years", "key.value": "no year"}),
        "nothing": client.get(f"/s/{SOURCE}/r/lh-none"),
        "not-found": client.get("/no-such-page"),
    }
    return {name: page(answer.text) for name, answer in answers.items()}


def _disagree(office: Office, record: str) -> None:
    """Two decisions that have not seen each other, as git brings them together."""
    desk = office.desk(SOURCE)
    (made,) = desk.decide([Wish(Action.SET, record, "name", "One name", reason="as told")], author="Ann Lee")
    first = json.loads((desk.folder / f"{made.id}.json").read_text(encoding="utf-8"))
    ident = "co-20991128t140312123456z-k3v5x2m7"
    other = {**first, "id": ident, "author": "Bo Nyberg", "value": "Another name"}
    (desk.folder / f"{ident}.json").write_text(json.dumps(other), encoding="utf-8")


EVERY = pytest.mark.parametrize("name", sorted(views()))


@EVERY
def test_ids_are_unique(name: str) -> None:
    """An id names one element, else labels and links lead astray."""
    ids = [str(element["id"]) for element in views()[name].select("[id]")]
    assert sorted(ids) == sorted(set(ids))


@EVERY
def test_what_is_referred_to_is_there(name: str) -> None:
    """Labels, descriptions, lists of suggestions and links inside the page lead to elements of the page."""
    answer = views()[name]
    ids = {str(element["id"]) for element in answer.select("[id]")}
    for attribute in ("for", "aria-labelledby", "aria-describedby", "list"):
        assert {part for element in answer.select(f"[{attribute}]") for part in str(element[attribute]).split()} <= ids
    assert {str(link["href"]).removeprefix("#") for link in answer.select('a[href^="#"]')} <= ids


@EVERY
def test_every_control_has_a_name(name: str) -> None:
    """What can be used or is a region of its own says what it is."""
    answer = views()[name]
    assert [str(element)[:200] for element in answer.select(NAMED) if not _name(element, answer)] == []


def _name(element: Tag, answer: BeautifulSoup) -> str:
    """What a control is called: by its label, by attributes, or by its own words."""
    given = str(element.get("aria-label") or "")
    by = [answer.select_one(f"#{ident}") for ident in str(element.get("aria-labelledby") or "").split()]
    given += "".join(found.text for found in by if found is not None)
    if element.name in {"button", "summary", "a"}:
        given += element.text
    for label in [*answer.select(f'label[for="{element.get("id")}"]'), *element.find_parents("label")]:
        given += "".join(str(text) for text in label.find_all(string=True) if element not in text.parents)
    return given.strip()


@EVERY
def test_language_title_and_landmarks(name: str) -> None:
    """A page says its language, has a title, one main part, one main heading, and a way past what repeats."""
    answer = views()[name]
    assert [len(answer.select(selector)) for selector in ("html[lang=en]", "main#main", "h1", "a.skip")] == [1] * 4
    assert answer.title is not None
    assert answer.title.text.strip(" –").removesuffix("lhextract").strip(" –")


@EVERY
def test_headings_leave_no_level_out(name: str) -> None:
    """Within each part of a page a heading is at most one level below the one before it."""
    levels = [int(heading.name[1]) for heading in views()[name].select("h1, h2, h3, h4")]
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels)), levels


@EVERY
def test_nothing_runs_or_is_styled_in_the_page(name: str) -> None:
    """Scripts and styles are files of ours: the policy of the server forbids any other."""
    answer = views()[name]
    assert answer.select("[style], style, script:not([src]), iframe, object, embed, base") == []
    attributes = {attribute for element in answer.find_all(True) for attribute in element.attrs}
    assert not {one for one in attributes if one.startswith(("on", "hx-on", "hx-vals", "hx-headers"))}


@EVERY
def test_every_action_works_without_a_script(name: str) -> None:
    """A form that htmx sends has the same address and method without it; a button has words."""
    for form in views()[name].select("form"):
        if form.has_attr("hx-post"):
            assert (form["hx-post"], form["method"]) == (form["action"], "post")
        assert form.select("button"), form
    for link in views()[name].select("[hx-get]"):
        assert link["hx-get"] == link["href"]


def test_the_page_has_its_own_language() -> None:
    """Text of the page is read aloud in the language of the page."""
    answer = views()["entry"]
    for part in answer.select(".passage, .evidence-of"):
        assert part["lang"] == "en"
    assert answer.select(".evidence-of")
    assert len(answer.select(".passage")) == 1


def test_what_is_wrong_is_said_at_the_input() -> None:
    """Each page of a form that failed has an input that is marked and points at its message."""
    for name in ("wrong", "wrong-words", "wrong-item"):
        marked = views()[name].select("[aria-invalid=true]")
        assert marked, name
        for element in marked:
            (message,) = views()[name].select(f"#{element['aria-describedby']}[role=alert]")
            assert message.text.strip()


def test_offsets_are_on_every_word_of_the_page() -> None:
    """A selection can begin anywhere in the text: each stretch says where on the page it begins."""
    for line in views()["entry"].select("#passage .line"):
        for text in line.find_all(string=True):
            assert not text.strip() or text.find_parent(attrs={"data-start": True}) or text.find_parent(class_="number")
