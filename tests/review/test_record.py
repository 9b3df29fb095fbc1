"""The page of a record: every button, as a plain form and as htmx sends it, and what the page then shows."""

from __future__ import annotations

import pytest

from lhextract.corrections.wishes import Wish
from lhextract.model.correction import Action, State
from lhextract.pointing import names_of
from tests.review.steward import OTHER, Steward, form, inputs_of, row, said, soup, words
from tests.review.visitors import STEWARD

BOTH = pytest.mark.parametrize("partial", [False, True], ids=["plain", "htmx"])


def contact_of(steward: Steward, number: int = 2) -> tuple[str, str]:
    """An initiative with a contact, and the path of this."""
    initiative = steward.initiative(number)
    return initiative.id, f"contacts.{initiative.contacts[0].id}"


@BOTH
def test_save(steward: Steward, partial: bool) -> None:
    """Another value is saved, goes into the queue's count, and is shown with the machine's beside it."""
    record = steward.initiative(2).id
    answer = steward.press(row(steward.record(record, "name"), "name"), "save", {"value": "TU Wien"}, partial=partial)
    assert answer.status_code == (200 if partial else 303)
    after = soup(answer) if partial else steward.follow(answer)
    assert said(after).startswith("Name saved")
    page = steward.record(record, "name")
    assert words(page.h1) == "TU Wien"
    assert words(row(page, "name").select_one(".machine")) == "Machine: Flinders University"
    assert "corrected" in words(row(page, "name").select_one(".head"))
    assert "1 of 289 done" in words(page.select_one(".progress"))
    (decision,) = steward.decided()
    assert (decision.author, decision.action, decision.path, decision.value) == (STEWARD, Action.SET, "name", "TU Wien")


@BOTH
def test_save_without_a_change_confirms(steward: Steward, partial: bool) -> None:
    """Who saves what stands there says that it is right."""
    record = steward.initiative(2).id
    answer = steward.press(row(steward.record(record), "name"), "save", partial=partial)
    assert answer.status_code == (200 if partial else 303)
    assert steward.decided()[0].action is Action.CONFIRM
    assert "confirmed" in words(row(steward.record(record), "name").select_one(".head"))


def test_every_row_saved_as_it_is_confirms(steward: Steward) -> None:
    """No form of the page changes a value by being sent."""
    for number in (2, 5, 9):
        page = steward.record(steward.initiative(number).id)
        for one in page.select("form.row[data-path]"):
            answer = steward.press(one, "save")
            assert answer.status_code == 303, (one["data-path"], words(soup(answer).select_one(".problem")))
    assert {one.state for one in steward.desk.corrected().rulings} == {State.REDUNDANT}
    assert {one.action for one in steward.decided()} == {Action.CONFIRM}


@BOTH
@pytest.mark.parametrize(
    ("do", "action", "chip"),
    [("confirm", Action.CONFIRM, "confirmed"), ("remove", Action.REMOVE, "taken out")],
)
def test_confirm_and_remove(steward: Steward, do: str, action: Action, chip: str, partial: bool) -> None:
    """One button each."""
    initiative = steward.initiative(2)
    path = f"partners.{initiative.partners[0].institution}"
    answer = steward.press(row(steward.record(initiative.id), path), do, partial=partial)
    assert answer.status_code == (200 if partial else 303)
    assert steward.decided()[0].action is action
    assert chip in words(row(steward.record(initiative.id), path).select_one(".head"))


@BOTH
def test_undo(steward: Steward, partial: bool) -> None:
    """What was decided is taken back, and the page is as it was before; the history keeps both."""
    record = steward.initiative(2).id
    before = words(row(steward.record(record), "name").select_one(".inputs"))
    steward.press(row(steward.record(record), "name"), "save", {"value": "TU Wien"})
    answer = steward.press(row(steward.record(record), "name"), "undo", partial=partial)
    assert answer.status_code == (200 if partial else 303)
    page = steward.record(record)
    assert inputs_of(row(page, "name"))["value"] == "Flinders University"
    assert words(row(page, "name").select_one(".inputs")) == before
    assert [one.action for one in steward.decided()] == [Action.SET, Action.RETRACT]
    assert steward.desk.corrected().rulings == ()


@BOTH
def test_undo_beside_what_was_done(steward: Steward, partial: bool) -> None:
    """After a decision the page offers to take back exactly this one, also where it shows another entry by now."""
    record = steward.initiative(2).id
    answer = steward.press(row(steward.record(record), "name"), "save", {"value": "TU Wien"}, partial=partial)
    page = soup(answer) if partial else steward.follow(answer)
    undo = page.select_one("#said form")
    assert undo is not None
    page = steward.follow(steward.press(undo, "undo"))
    assert "undone" in said(page)
    assert page.select_one("#said form") is None
    assert steward.desk.corrected().rulings == ()


def test_an_emptied_field_is_removed(steward: Steward) -> None:
    """An empty input takes the value away."""
    record, contact = contact_of(steward)
    path = f"{contact}.role"
    steward.follow(steward.press(row(steward.record(record), path), "save", {"value": "  "}))
    assert steward.decided()[0].action is Action.REMOVE
    assert steward.desk.corrected().records.initiatives[1].contacts[0].role is None
    page = steward.record(record)
    assert inputs_of(row(page, path))["value"] == ""
    assert "Machine: Head of Department" in words(row(page, path))


ADDED = [
    pytest.param("partners", {"key.name": "TU Wien"}, "TU Wien", id="partner"),
    pytest.param("host_units", {"key.name": "School of Medicine"}, "School of Medicine", id="host-unit"),
    pytest.param("years", {"key.value": "2021", "key.role": "event"}, "2021", id="date"),
    pytest.param("programs", {"key.name": "Erasmus Mundus"}, "Erasmus Mundus", id="programme"),
    pytest.param("links", {"key.url": "https://example.org/a"}, "https://example.org/a", id="link"),
    pytest.param("captions", {"key.text": "The lighthouse"}, "The lighthouse", id="caption"),
    pytest.param("acronyms", {"key.short": "TUW", "key.long": "TU Wien"}, "TUW", id="acronym"),
    pytest.param(
        "contacts", {"key.person": "Ana Example", "key.phones": "+49 351 463-33013"}, "Ana Example", id="contact"
    ),
]


@BOTH
@pytest.mark.parametrize(("path", "typed", "shown"), ADDED)
def test_add(steward: Steward, path: str, typed: dict[str, str], shown: str, partial: bool) -> None:
    """What the machine has missed is added, and can be changed, and be taken out again."""
    record = steward.initiative(1).id
    adding = form(steward.record(record), f"add-{path.replace('_', '-')}")
    answer = steward.press(adding, "add", typed, partial=partial)
    assert answer.status_code == (200 if partial else 303), words(soup(answer).select_one(".problem"))
    (decision,) = steward.decided()
    assert decision.action is Action.ADD
    added = row(steward.record(record), decision.path)
    assert "added" in words(added.select_one(".head"))
    assert shown in inputs_of(added).values()
    for do in ("save", "confirm"):
        steward.follow(steward.press(row(steward.record(record), decision.path), do))
        assert inputs_of(row(steward.record(record), decision.path)) == inputs_of(added)
    steward.follow(steward.press(row(steward.record(record), decision.path), "remove"))
    assert shown not in {one.name for one in steward.desk.corrected().records.initiatives[0].partners}
    assert "taken out" in words(row(steward.record(record), decision.path))


def test_add_a_phone_to_a_contact(steward: Steward) -> None:
    """A contact has a form of its own for another phone."""
    record, contact = contact_of(steward)
    adding = form(steward.record(record), f"add-{contact.replace('.', '-')}-phones")
    steward.follow(steward.press(adding, "add", {"key.e164": "+49 351 463-99999"}))
    phones = steward.desk.corrected().records.initiatives[1].contacts[0].phones
    assert [one.e164 for one in phones] == ["+4935146332730", "+4935146399999"]


def test_what_is_there_is_not_added_twice(steward: Steward) -> None:
    """The form stays open with what was typed, and says so."""
    record = steward.initiative(2).id
    page = steward.record(record)
    answer = steward.press(form(page, "add-partners"), "add", {"key.name": "Flinders University"})
    assert answer.status_code == 422
    again = form(soup(answer), "add-partners")
    assert inputs_of(again)["key.name"] == "Flinders University"
    assert again.parent is not None
    assert again.parent.has_attr("open")
    assert again.select_one('[aria-invalid="true"]') is not None
    assert "not there yet" in words(again.select_one("[role=alert]"))
    assert steward.decided() == ()


def use(steward: Steward, record: str, target: str, *, entry: str | None = None, **typed: str) -> None:
    """Send the form above the text."""
    page = steward.record(record, entry)
    options = [str(one["value"]) for one in form(page, "use").select("option")]
    assert target in options
    steward.follow(steward.press(form(page, "use"), "use", {"target": target, **typed}))


def place_of(steward: Steward, quote: str) -> dict[str, str]:
    """Where words stand, as the page's script sends it."""
    start = steward.desk.text.index(quote, steward.initiative(1).start)
    return {"start": str(start), "end": str(start + len(quote))}


@BOTH
def test_use_a_selection(steward: Steward, partial: bool) -> None:
    """Selected words become an item that stands where they do."""
    initiative = steward.initiative(1)
    page = steward.record(initiative.id)
    typed = {"target": "programs", **place_of(steward, "summer language courses")}
    answer = steward.press(form(page, "use"), "use", typed, partial=partial)
    assert answer.status_code == (200 if partial else 303)
    (decision,) = steward.decided()
    assert (decision.action, decision.saw.quote) == (Action.ADD, "summer language courses")
    assert decision.value == {"name": "summer language courses"}
    evidence = row(steward.record(initiative.id), decision.path).select_one("mark")
    assert words(evidence) == "summer language courses"


def test_use_typed_words(steward: Steward) -> None:
    """Without a script the words are typed as they stand there."""
    record = steward.initiative(1).id
    use(steward, record, "partners", quote="European  Languages")
    assert steward.decided()[0].saw.quote == "European Languages"


def test_use_without_words(steward: Steward) -> None:
    """Neither selected nor typed: the page says what to do."""
    record = steward.initiative(1).id
    answer = steward.press(form(steward.record(record), "use"), "use", {"target": "programs"})
    assert answer.status_code == 422
    assert "select them" in words(soup(answer).select_one("[role=alert]"))


@pytest.mark.parametrize(
    "typed",
    [
        {"quote": "words that are not there"},
        {"quote": "the"},  # many times
        {"start": "0", "end": "5"},  # outside the initiative
        {"start": "5", "end": "5"},
        {"start": "7", "end": "3"},
        {"start": "0", "end": "99999999"},
        {"start": "0", "end": "9" * 5000},
        {"start": "-4", "end": "x"},
    ],
    ids=["unknown", "ambiguous", "outside", "empty", "reversed", "behind", "huge", "no-number"],
)
def test_use_words_that_are_no_place(steward: Steward, typed: dict[str, str]) -> None:
    """What points nowhere is said, and nothing is written."""
    record = steward.initiative(1).id
    answer = steward.press(form(steward.record(record), "use"), "use", {"target": "programs", **typed})
    assert answer.status_code == 422
    assert words(soup(answer).select_one("[role=alert]")) != ""
    assert steward.decided() == ()


def test_use_for_a_field(steward: Steward) -> None:
    """The words become the value of the field that is looked at."""
    record = steward.initiative(1).id
    use(steward, record, "field:name", entry="name", quote="Forms of Cultural Transfer")
    assert steward.desk.corrected().records.initiatives[0].name == "Forms of Cultural Transfer"


def test_use_for_a_field_of_a_contact(steward: Steward) -> None:
    """The words become what is missing in a contact."""
    record, contact = contact_of(steward)
    use(steward, record, f"field:{contact}.unit", quote="School of Medicine")
    assert steward.decided()[0].path == f"{contact}.unit"


def test_mention(steward: Steward) -> None:
    """Words of the page are marked as a person, and the text shows it."""
    record = steward.initiative(1).id
    use(steward, record, "mention:PERSON", quote="Social Change")
    marks = [words(one) for one in steward.record(record).select("#passage mark.person")]
    assert "Social Change" in marks


@BOTH
def test_split(steward: Steward, partial: bool) -> None:
    """Another initiative begins at the chosen line; the page says so, and it can be undone."""
    first = steward.initiative(3)
    lines = [one for one in steward.desk.text[first.start : first.end].splitlines() if one.strip()]
    title = next(one for one in lines[1:] if 3 < len(one) < 100)
    page = steward.record(first.id)
    number = len(steward.desk.corrected().records.initiatives)
    place = steward.desk.text.index(title, first.start + len(lines[0]))
    typed = {"target": "split", "start": str(place), "end": str(place + len(title))}
    answer = steward.press(form(page, "use"), "use", typed, partial=partial)
    assert answer.status_code == (200 if partial else 303)
    initiatives = steward.desk.corrected().records.initiatives
    assert len(initiatives) == number + 1
    new = initiatives[3]
    assert words(steward.record(new.id).h1) == " ".join(title.split())
    after = soup(answer) if partial else steward.follow(answer)
    undo = after.select_one("#said form")
    assert undo is not None
    steward.follow(steward.press(undo, "undo"))
    assert len(steward.desk.corrected().records.initiatives) == number
    assert steward.client.get(f"/s/lighthouses/r/{new.id}").status_code == 404


@BOTH
def test_merge(steward: Steward, partial: bool) -> None:
    """Two neighbours become one with this one's name; the other has no page any more; undoing brings it back."""
    kept, gone = steward.initiative(3), steward.initiative(4)
    page = steward.record(kept.id)
    button = page.select_one(f'button[name=other][value="{gone.id}"]')
    assert button is not None
    holder = button.find_parent("form")
    assert holder is not None
    answer = steward.press(holder, None, {"other": gone.id}, partial=partial)
    assert answer.status_code == (200 if partial else 303)
    page = soup(answer) if partial else steward.follow(answer)
    assert said(page).startswith("initiatives joined")
    assert words(page.h1) == kept.name
    assert steward.client.get(f"/s/lighthouses/r/{gone.id}").status_code == 404
    joined = row(steward.record(kept.id), f"merge.{gone.id}")
    steward.follow(steward.press(joined, "undo"))
    assert steward.client.get(f"/s/lighthouses/r/{gone.id}").status_code == 200


@pytest.mark.parametrize("other", ["", "lh-nobody", "far", "self"])
def test_merge_with_what_is_no_neighbour(steward: Steward, other: str) -> None:
    """Only neighbours are joined."""
    record = steward.initiative(3).id
    other = {"far": steward.initiative(9).id, "self": record}.get(other, other)
    answer = steward.post(record, "merge", other=other)
    assert answer.status_code == 422
    assert "next to" in words(soup(answer).select_one("[role=alert]"))


@BOTH
def test_confirm_all(steward: Steward, partial: bool) -> None:
    """All that says something is confirmed at once, but not what somebody has decided about; the record is done."""
    record = steward.initiative(2).id
    steward.meanwhile(record, "name", "TU Wien")
    whole = steward.record(record).select_one("form.whole:has(#confirm-all)")
    assert whole is not None
    answer = steward.press(whole, "confirm-all", partial=partial)
    assert answer.status_code == (200 if partial else 303)
    page = soup(answer) if partial else steward.follow(answer)
    made = steward.decided()[1:]
    assert f"{len(made)} fields confirmed" in said(page)
    assert {one.action for one in made} == {Action.CONFIRM}
    assert "name" not in {one.path for one in made}
    items = [one for one in steward.office.standing("lighthouses").items if one.record == record]
    assert {one.why.value for one in items} == {"done"}
    again = steward.record(record).select_one("form.whole:has(#confirm-all)")
    assert again is not None
    assert "nothing was left to confirm" in said(steward.follow(steward.press(again, "confirm-all")))


def test_remove_a_contact(steward: Steward) -> None:
    """A contact that is none goes as a whole, and can be brought back."""
    record, contact = contact_of(steward)
    remove = steward.record(record).select_one(f'form.whole:has(input[value="{contact}"])')
    assert remove is not None
    steward.follow(steward.press(remove, "remove"))
    assert steward.desk.corrected().records.initiatives[1].contacts == ()
    page = steward.record(record)
    assert "taken out" in words(row(page, contact))
    assert page.select_one(f'form[data-path="{contact}.person"]') is None
    steward.follow(steward.press(row(page, contact), "undo"))
    assert len(steward.desk.corrected().records.initiatives[1].contacts) == 1


def test_remove_a_contact_that_somebody_corrects(steward: Steward) -> None:
    """What was decided meanwhile about a part is not taken out unseen; in view of it, it is."""
    record, contact = contact_of(steward)
    page = steward.record(record)
    steward.meanwhile(record, f"{contact}.role", "Dean")
    remove = page.select_one(f'form.whole:has(input[value="{contact}"])')
    assert remove is not None
    answer = steward.press(remove, "remove")
    assert answer.status_code == 409
    assert "meanwhile" in words(soup(answer).select_one("[role=alert]"))
    assert OTHER in words(row(soup(answer), f"{contact}.role").select_one(".history"))
    remove = soup(answer).select_one(f'form.whole:has(input[value="{contact}"])')
    assert remove is not None
    steward.follow(steward.press(remove, "remove"))
    assert steward.desk.corrected().records.initiatives[1].contacts == ()


WRONG = [
    pytest.param("contacts.*.email", {"value": "nobody at all"}, "e-mail address", id="email"),
    pytest.param("contacts.*.phones.*", {"key.e164": "12"}, "phone number", id="phone"),
    pytest.param("contacts.*.phones.*", {"key.e164": " "}, "not empty", id="empty-phone"),
    pytest.param("years.*", {"key.value": "last year", "key.role": "start"}, "EDTF", id="date"),
    pytest.param("years.*", {"key.value": "2014", "key.role": "middle"}, "one of", id="role"),
    pytest.param("name", {"value": "a\u0000b"}, "control characters", id="control-character"),
    pytest.param("name", {"value": "x" * 501}, "1 to 500 characters", id="too-long"),
    pytest.param("category", {"value": "No such"}, "category of this page", id="category"),
    pytest.param("links.*", {"key.text": "a", "key.url": "javascript:alert(1)"}, "https://", id="address"),
]


@BOTH
@pytest.mark.parametrize(("path", "typed", "problem"), WRONG)
def test_what_does_not_fit_is_said_beside_the_field(
    steward: Steward, path: str, typed: dict[str, str], problem: str, partial: bool
) -> None:
    """422: the message stands at the field, what was typed is kept, nothing is written."""
    pattern = path.split(".")
    record, page, found = next(
        (one.id, page, form)
        for one in steward.desk.machine.initiatives
        if (page := steward.record(one.id)) is not None
        for form in page.select("form[data-path]")
        if fits(str(form["data-path"]).split("."), pattern)
    )
    del page
    answer = steward.press(found, "save", typed, partial=partial)
    assert answer.status_code == 422
    again = row(soup(answer), str(found["data-path"]))
    assert problem in words(again.select_one("[role=alert]"))
    assert "current" in again["class"]
    kept = inputs_of(again)
    for name, text in typed.items():
        if again.select_one(f'input[name="{name}"]') is not None:
            assert kept[name].replace("\ufffd", "\u0000") == text
            invalid = again.select_one(f'input[name="{name}"]')
            assert invalid is not None
            assert invalid["aria-invalid"] == "true"
            assert again.find(id=str(invalid["aria-describedby"])) is not None
    assert steward.decided() == ()
    assert record


def fits(parts: list[str], pattern: list[str]) -> bool:
    """Whether a path is of a kind."""
    return len(parts) == len(pattern) and all(want in ("*", part) for part, want in zip(parts, pattern, strict=True))


def test_a_text_that_is_too_long(steward: Steward) -> None:
    """Also the field of several lines is marked, and keeps what was typed."""
    record = steward.initiative(1).id
    typed = "x" * 50_001
    answer = steward.press(row(steward.record(record, "text"), "text"), "save", {"value": typed})
    assert answer.status_code == 422
    area = row(soup(answer), "text").select_one("textarea")
    assert area is not None
    assert area.get_text() == typed
    assert area["aria-invalid"] == "true"


def test_a_reason_is_kept(steward: Steward) -> None:
    """A reason goes into the history; where the value does not fit it is not lost."""
    record = steward.initiative(1).id
    page = steward.record(record, "name")
    answer = steward.press(row(page, "name"), "save", {"value": "x" * 501, "reason": "as on its own page"})
    again = row(soup(answer), "name")
    assert inputs_of(again)["reason"] == "as on its own page"
    steward.follow(steward.press(again, "save", {"value": "TU Wien"}))
    assert steward.decided()[0].reason == "as on its own page"
    assert "as on its own page" in words(row(steward.record(record), "name").select_one(".history"))


@BOTH
def test_somebody_was_faster(steward: Steward, partial: bool) -> None:
    """409: both values are shown, what was typed is kept, and saving again decides against the other knowingly."""
    record = steward.initiative(2).id
    page = steward.record(record, "name")
    first = steward.meanwhile(record, "name", "Universität Graz")
    answer = steward.press(row(page, "name"), "save", {"value": "TU Wien"}, partial=partial)
    assert answer.status_code == 409
    again = row(soup(answer), "name")
    alert = words(again.select_one("[role=alert]"))
    assert OTHER in alert
    assert "Universität Graz" in alert
    assert inputs_of(again)["value"] == "TU Wien"
    assert len(steward.decided()) == 1
    steward.follow(steward.press(again, "save"))
    second = steward.decided()[1]
    assert (second.value, second.supersedes) == ("TU Wien", (first.id,))
    assert steward.ruling(record, "name").state is State.APPLIED


def test_somebody_has_taken_it_back_meanwhile(steward: Steward) -> None:
    """409 also where nothing stands any more of what was seen."""
    record = steward.initiative(2).id
    steward.meanwhile(record, "name", "Universität Graz")
    page = steward.record(record, "name")
    steward.meanwhile(record, "name", None, Action.RETRACT)
    answer = steward.press(row(page, "name"), "save", {"value": "TU Wien"})
    assert answer.status_code == 409
    steward.follow(steward.press(row(soup(answer), "name"), "save"))
    assert steward.ruling(record, "name").value == "TU Wien"


@pytest.mark.parametrize("do", ["confirm", "remove", "undo"])
def test_no_button_overlooks_what_was_decided_meanwhile(steward: Steward, do: str) -> None:
    """Whatever the button, nobody's decision is overruled unseen."""
    initiative = steward.initiative(2)
    path = f"partners.{initiative.partners[0].institution}"
    if do == "undo":
        steward.meanwhile(initiative.id, path, None, Action.CONFIRM)
    page = steward.record(initiative.id, path)
    steward.meanwhile(initiative.id, path, {"name": "Universität Graz"})
    assert steward.press(row(page, path), do).status_code == 409
    assert steward.ruling(initiative.id, path).state is State.APPLIED


def conflict(steward: Steward, record: str, path: str, ours: Wish, theirs: Wish) -> None:
    """Two stewards decide apart, and git merges."""
    del record, path
    apart = steward.elsewhere(theirs)
    steward.desk.decide([ours], author=STEWARD)
    apart.merge()


@BOTH
@pytest.mark.parametrize("chosen", [STEWARD, OTHER, "machine"])
def test_conflict(steward: Steward, chosen: str, partial: bool) -> None:
    """Both authors and values are shown beside the machine's; choosing one resolves it."""
    record = steward.initiative(2).id
    ours, theirs = Wish(Action.SET, record, "name", "TU Wien", "a"), Wish(Action.SET, record, "name", "Graz", "b")
    conflict(steward, record, "name", ours, theirs)
    page = steward.record(record, "name")
    sides = row(page, "name").select(".sides li")
    assert len(sides) == 3
    for side, author, value in zip(sides, sorted([STEWARD, OTHER], reverse=True), ["Graz", "TU Wien"], strict=False):
        assert author in words(side)
        assert value in words(side)
    assert "Flinders University" in words(sides[2])
    by = {author: one.id for one in steward.decided() for author in [one.author]}
    do = f"choose:{by[chosen]}" if chosen in by else "take"
    answer = steward.press(row(page, "name"), do, partial=partial)
    assert answer.status_code == (200 if partial else 303)
    ruling = steward.ruling(record, "name")
    assert ruling.state is not State.CONFLICTING
    assert ruling.value == {STEWARD: "TU Wien", OTHER: "Graz"}.get(chosen, "Flinders University")
    assert row(steward.record(record), "name").select(".sides") == []


def test_conflict_about_taking_out(steward: Steward) -> None:
    """One takes a partner out, one renames it: choosing either works."""
    initiative = steward.initiative(2)
    record, path = initiative.id, f"partners.{initiative.partners[0].institution}"
    ours = Wish(Action.REMOVE, record, path)
    theirs = Wish(Action.SET, record, path, {"name": "Graz"})
    conflict(steward, record, path, ours, theirs)
    removal = next(one.id for one in steward.decided() if one.action is Action.REMOVE)
    steward.follow(steward.press(row(steward.record(record, path), path), f"choose:{removal}"))
    assert (steward.ruling(record, path).value, steward.ruling(record, path).state) == (None, State.APPLIED)


def test_conflict_of_two_additions(steward: Steward) -> None:
    """Two have added the same date in two roles: choosing one keeps it."""
    record = steward.initiative(1).id
    ours = Wish(Action.ADD, record, "years", {"value": "2021", "role": "start"})
    theirs = Wish(Action.ADD, record, "years", {"value": "2021", "role": "event"})
    conflict(steward, record, "years", ours, theirs)
    first = steward.decided()[0]
    ruling = steward.ruling(record, first.path)
    assert ruling.state is State.CONFLICTING
    page = steward.record(record, first.path)
    steward.follow(steward.press(row(page, first.path), f"choose:{first.id}"))
    assert steward.ruling(record, first.path).state is State.APPLIED
    assert [one.role for one in steward.desk.corrected().records.initiatives[0].years] == [first.value["role"]]  # type: ignore[index,call-overload]


@pytest.mark.parametrize("chosen", ["whole", "part", "machine"])
def test_conflict_of_a_contact_and_its_part(steward: Steward, chosen: str) -> None:
    """One takes a contact out, one corrects its role: the page shows both, and choosing one side resolves both."""
    record, contact = contact_of(steward)
    part = f"{contact}.role"
    conflict(steward, record, contact, Wish(Action.REMOVE, record, contact), Wish(Action.SET, record, part, "Dean"))
    page = steward.record(record, part)
    for path in (contact, part):
        assert "conflict" in words(row(page, path).select_one(".head"))
    removal = next(one.id for one in steward.decided() if one.action is Action.REMOVE)
    if chosen == "whole":
        steward.follow(steward.press(row(page, contact), f"choose:{removal}"))
        assert steward.desk.corrected().records.initiatives[1].contacts == ()
    else:
        correction = next(one.id for one in steward.decided() if one.action is Action.SET)
        button = (part, f"choose:{correction}") if chosen == "part" else (contact, "take")
        steward.follow(steward.press(row(page, button[0]), button[1]))
        assert steward.desk.corrected().records.initiatives[1].contacts[0].role == "Dean"
    assert State.CONFLICTING not in {one.state for one in steward.desk.corrected().rulings}


def test_decisions_of_another_process_appear(steward: Steward) -> None:
    """What somebody decides at the command line meanwhile is there when the page is loaded next."""
    record = steward.initiative(2).id
    steward.record(record)
    apart = steward.elsewhere(Wish(Action.SET, record, "name", "Universität Graz"))
    assert words(steward.record(record).h1) == "Flinders University"
    apart.merge()
    assert words(steward.record(record).h1) == "Universität Graz"


def test_institution_and_person(steward: Steward) -> None:
    """They have pages with their fields and where they are named, and are corrected in the same way."""
    institution, person = steward.initiative(2).partners[0].institution, steward.desk.machine.people[0].id
    page = steward.record(institution)
    paths = [str(one["data-path"]) for one in page.select("form[data-path]")]
    assert paths == ["name", "kind", "country", "ror", "parent", "aliases"]
    assert words(page.select_one("#text-title")) == "Where it is named"
    assert "Flinders University" in words(page.select_one("#text"))
    assert "(partner)" in words(page.select_one("#text"))
    steward.follow(steward.press(row(page, "country"), "save", {"value": "au"}))
    steward.follow(steward.press(row(page, "aliases"), "save", {"value": "Flinders | FU"}))
    assert inputs_of(row(steward.record(institution), "country"))["value"] == "AU"
    assert inputs_of(row(steward.record(institution), "aliases"))["value"] == "Flinders | FU"
    page = steward.record(person)
    assert [str(one["data-path"]) for one in page.select("form[data-path]")] == ["name", "given", "family", "titles"]
    assert "(contact)" in words(page.select_one("#text"))
    steward.follow(steward.press(row(page, "name"), "save", {"value": "Carola Dietrich"}))
    assert words(steward.record(person).h1) == "Carola Dietrich"
    assert steward.follow(steward.press(steward.record(person).select("form.whole")[0], "confirm-all"))


def test_every_page_of_a_record(steward: Steward) -> None:
    """No initiative, institution or person has a page that cannot be made."""
    machine = steward.desk.machine
    for ident, name in names_of(machine):
        page = steward.record(ident)
        idents = [str(tag["id"]) for tag in page.select("[id]")]
        assert len(idents) == len(set(idents)), ident
        assert name in words(page.h1)


@pytest.mark.parametrize(
    "path",
    ["/s/nowhere", "/s/nowhere/log", "/s/nowhere/r/lh-4yqt5racwu", "/s/lighthouses/r/lh-nobody", "/nothing"],
)
def test_unknown_addresses(steward: Steward, path: str) -> None:
    """404 with a page of ours, and no trace of the program."""
    answer = steward.client.get(path)
    assert answer.status_code == 404
    assert words(soup(answer).h1) == "Not found"
    assert "Traceback" not in answer.text


@pytest.mark.parametrize("do", ["save", "confirm-all", "merge", "use", "undo", "nonsense", ""])
def test_deciding_about_an_unknown_record(steward: Steward, do: str) -> None:
    """404 whatever the button."""
    answer = steward.post("lh-nobody", do, path="name", value="a")
    assert answer.status_code == 404
    assert steward.decided() == ()


@pytest.mark.parametrize(
    "do", ["save", "confirm", "remove", "undo", "add", "take", "keep", "choose:co-1", "nonsense", ""]
)
@pytest.mark.parametrize("path", ["", "nothing", "contacts.ct-none.role", "years.yr-none", "a.b.c.d.e", "merge.lh-x"])
def test_deciding_about_an_unknown_entry(steward: Steward, do: str, path: str) -> None:
    """422, and the message is on the page although there is no row for it."""
    answer = steward.post(steward.initiative(1).id, do, path=path, value="a")
    assert answer.status_code == 422
    assert words(soup(answer).select_one("[role=alert]")) != ""
    assert steward.decided() == ()


@pytest.mark.parametrize("do", ["merge", "use", "add", "split"])
@pytest.mark.parametrize("target", ["split", "programs", "mention:PERSON", "field:nothing", ""])
def test_what_only_initiatives_have(steward: Steward, do: str, target: str) -> None:
    """An institution is not joined, divided or added to: 422."""
    institution = steward.desk.machine.institutions[0].id
    other = steward.desk.machine.institutions[1].id
    answer = steward.post(institution, do, path="partners", other=other, target=target, start="0", end="9")
    assert answer.status_code == 422
    assert words(soup(answer).select_one("[role=alert]")) != ""


def test_an_entry_that_is_not_there(steward: Steward) -> None:
    """The page of a record comes also for an address that names an entry it has not."""
    page = steward.record(steward.initiative(1).id, "contacts.ct-none.role")
    assert page.select(".row.current") == []
