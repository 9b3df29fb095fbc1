"""What a decision holds of the wish that it came from, on a page made by hand; and the words of a refusal."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lhextract.corrections.decide import decide, in_force
from lhextract.corrections.entries import digest
from lhextract.corrections.wishes import DecisionError, StaleError, Stamp, Wish
from lhextract.minting import mint
from lhextract.model.correction import Action, Saw, State, Value
from tests.corrections.bench import Bench
from tests.corrections.made import BOOKS, STARS, TEXT, WATER, at, made, one_of
from tests.corrections.whole import faults

NOWHERE = Saw(None, None, "", "", 0, 0, 0, "", "0" * 64)


def item(work: Bench, record: str, kind: str) -> str:
    """The path of the first item of a list."""
    return work.corrected().entries.items(record, kind)[0].path


def test_the_stamp_of_a_decision() -> None:
    """Who, when, why; a reason is one line, and one of blanks is none."""
    work = made()
    stamp = Stamp("co-1", "2026-01-01T00:00:00.000000Z", "Ann Lee")
    reasons: dict[str | None, str | None] = {None: None, " ": None, "": None, " a\n b ": "a b"}
    for given, kept in reasons.items():
        made_one = decide(Wish(Action.SET, WATER, "name", "Rivers", given), work.corrected(), TEXT, stamp)
        assert (made_one.id, made_one.at, made_one.author) == ("co-1", "2026-01-01T00:00:00.000000Z", "Ann Lee")
        assert (made_one.record, made_one.path, made_one.value) == (WATER, "name", "Rivers")
        assert (made_one.reason, made_one.supersedes) == (kept, ())


@pytest.mark.parametrize(
    ("path", "value", "quote", "block"),
    [
        pytest.param("name", "Water Network", "Water Network", WATER, id="field"),
        pytest.param("contacts.ct-eva.role", "Dean", "Dean", "ct-eva", id="of-a-contact"),
        pytest.param("contacts.ct-eva.unit", None, None, "ct-eva", id="empty"),
        pytest.param("years.*", {"text": "2014", "value": "2014", "role": "start"}, "2014", WATER, id="item"),
        pytest.param("category", ("Networks",), None, "Networks", id="category"),
        pytest.param(
            "text", "A joint master (JM) of TU Dresden and MIT since 2014, paid by the DAAD.", None, WATER, id="text"
        ),
    ],
)
def test_what_is_seen(path: str, value: Value, quote: str | None, block: str) -> None:
    """The machine's value, its words, and a digest of what it depends on: the block, or the lines of the contact."""
    work = made()
    water = one_of(work.records, WATER)
    texts = {WATER: TEXT[water.start : water.end], "ct-eva": TEXT[water.contacts[0].start : water.contacts[0].end]}
    path = item(work, WATER, path[:-2]) if path.endswith("*") else path
    new: Value = "Schools" if path == "category" else "Rivers" if "." not in path or "contacts" in path else "2015"
    saw = work.do(Action.SET, WATER, path, new).saw
    assert (saw.value, saw.quote, saw.snapshot) == (value, quote, "0" * 64)
    assert saw.block_sha256 == digest(texts.get(block, block))
    if quote is None:
        assert replace(saw, value=None, block_sha256="") == NOWHERE
    else:
        start = at(quote)[0]
        assert (saw.of, saw.occurrence) == (1, 1)
        assert TEXT[:start].endswith(saw.before)
        assert TEXT[start + len(quote) :].startswith(saw.after)


@pytest.mark.parametrize(
    ("path", "value", "words", "made_path", "made_value"),
    [
        pytest.param(
            "years",
            None,
            "1999",
            "years.yr-*",
            {"text": "1999", "value": "1999", "role": "other"},
            id="year-by-its-words",
        ),
        pytest.param(
            "years",
            "1998",
            "since 1999",
            "years.yr-*",
            {"text": "since 1999", "value": "1998", "role": "other"},
            id="year",
        ),
        pytest.param(
            "years",
            {"text": "then", "value": "1998"},
            "1999",
            "years.yr-*",
            {"text": "then", "value": "1998", "role": "other"},
            id="year-with-words-of-its-own",
        ),
        pytest.param(
            "partners",
            None,
            "Eleven observatories",
            f"partners.{mint('org', 'Eleven observatories')}",
            {"name": "Eleven observatories", "institution": mint("org", "Eleven observatories")},
            id="partner-by-its-words",
        ),
        pytest.param(
            "partners",
            "TU Dresden",
            "observatories",
            "partners.org-tud",
            {"name": "TU Dresden", "institution": "org-tud"},
            id="partner-that-the-page-writes-otherwise",
        ),
        pytest.param("programs", None, "data", "programs.pr-*", {"name": "data"}, id="programme-by-its-words"),
        pytest.param("programs", "ERC", "data", "programs.pr-*", {"name": "ERC"}, id="programme"),
        pytest.param(
            "acronyms",
            {"long": "Star School"},
            "Star",
            "acronyms.ac-*",
            {"long": "Star School", "short": "Star"},
            id="acronym",
        ),
        pytest.param("captions", None, "Star", "captions.cp-*", {"text": "Star"}, id="caption"),
        pytest.param(
            "contacts.ct-tom.phones",
            "+49 351 463-9",
            "463-2",
            "contacts.ct-tom.phones.tel-*",
            {"raw": "463-2", "e164": "+493514639", "national": "0351 4639", "ext": None, "region": "DE"},
            id="phone",
        ),
    ],
)
def test_adding(path: str, value: Value, words: str, made_path: str, made_value: Value) -> None:
    """What is selected is how the page writes it, and the value where no other is given."""
    work = made()
    decision = work.do(Action.ADD, STARS, path, value, place=at(words, after="Star"))
    assert (decision.action, decision.value) == (Action.ADD, made_value)
    assert decision.path.startswith(made_path.rstrip("*"))
    assert (decision.saw.quote, decision.saw.value) == (words, None)
    ruling = work.ruling(STARS, decision.path)
    assert (ruling.state, ruling.start, ruling.end) == (State.APPLIED, *at(words, after="Star"))
    assert faults(work.corrected().records, TEXT) == []


def test_adding_without_words() -> None:
    """It stands on no characters; what was seen is the block."""
    work = made()
    stars = one_of(work.records, STARS)
    decision = work.do(Action.ADD, STARS, "programs", "ERC")
    assert replace(decision.saw, block_sha256="") == NOWHERE
    assert decision.saw.block_sha256 == digest(TEXT[stars.start : stars.end])


def test_words_over_two_lines_are_one_value() -> None:
    """Blanks and line ends are one blank."""
    work = made()
    start = at("1999.")[0]
    decision = work.do(Action.ADD, STARS, "programs", place=(start, at("Tom Lang")[1]))
    assert decision.value == {"name": "1999. Tom Lang"}
    assert decision.saw.quote == "1999.\nTom Lang"


@pytest.mark.parametrize(
    ("start", "end", "fits"),
    [
        pytest.param(at("Star School")[0], at("Star School")[1], True, id="its-first-line"),
        pytest.param(at("463-2")[0], at("463-2")[1], True, id="its-last-characters"),
        pytest.param(at("463-2")[0], at("463-2")[1] + 4, False, id="beyond-its-end"),
        pytest.param(at("mail@b")[0], at("Star")[1], False, id="before-its-beginning"),
        pytest.param(at("1999")[0] - 1, at("1999")[0], False, id="a-blank"),
    ],
)
def test_where_it_may_be_selected(start: int, end: int, fits: bool) -> None:
    """Within the initiative, and something that can be seen."""
    work = made()
    if fits:
        work.do(Action.ADD, STARS, "programs", "ERC", place=(start, end))
        return
    with pytest.raises(DecisionError, match="a place inside the initiative") as refused:
        work.do(Action.ADD, STARS, "programs", "ERC", place=(start, end))
    assert refused.value.key == "selection"


def test_adding_what_was_taken_out() -> None:
    """It is the item of before with the value that is wanted now; of two alike the one that is there counts."""
    work = made()
    path = item(work, WATER, "programs")
    work.do(Action.REMOVE, WATER, path)
    decision = work.do(Action.ADD, WATER, "programs", "DAAD")
    assert (decision.action, decision.path) == (Action.SET, path)
    with pytest.raises(DecisionError) as refused:
        work.do(Action.ADD, WATER, "programs", "DAAD")
    assert (refused.value.key, refused.value.allowed) == (f"{WATER} programs", "an item that is not there yet")


def test_two_that_are_written_alike() -> None:
    """The second has an id of its own; a mention is told apart by its place alone."""
    work = made()
    words = {"text": "2014", "value": "2013"}
    first = item(work, WATER, "years")
    second = work.do(Action.ADD, WATER, "years", words).path
    assert second not in {first, ""}
    assert [year.value for year in one_of(work.corrected().records, WATER).years] == ["2014", "2013"]
    mention = {"type": "INSTITUTION"}
    added = work.do(Action.ADD, WATER, "mentions", mention, place=at("MIT"))
    assert added.action is Action.ADD
    assert added.value == {"type": "INSTITUTION", "text": "MIT", "institution": "org-mit", "person": None}


@pytest.mark.parametrize(
    ("action", "path", "value", "key", "said"),
    [
        pytest.param(
            Action.ADD, "mentions", {"type": "PERSON"}, "selection", "give --quote", id="mention-without-words"
        ),
        pytest.param(
            Action.ADD, "name", "x", "path", "contacts.<id>.phones; to change what is there use set", id="no-list"
        ),
        pytest.param(Action.SET, "nme", "x", "path", "did you mean name?", id="a-slip"),
        pytest.param(
            Action.SET, "qqqqqqqq", "x", "path", f"`lhextract correct show … {WATER}` lists them all", id="unlike-all"
        ),
        pytest.param(Action.SET, "qqqqqqqq", "x", "path", "years.<id>, programs.<id>", id="lists-are-named-once"),
        pytest.param(Action.SET, "qqqqqqqq", "x", "path", "contacts.<id>.<field>;", id="fields-of-contacts-in-one"),
        pytest.param(
            Action.RETRACT, "name", None, "path", "an entry that somebody has decided about", id="nothing-decided"
        ),
        pytest.param(Action.REMOVE, "name", None, f"{WATER} name", "a text that is not empty", id="never-empty"),
        pytest.param(Action.REMOVE, "years.yr-x", None, "path", "did you mean years.", id="nothing-to-take-out"),
        pytest.param(Action.CONFIRM, "years.yr-x", None, "path", "did you mean years.", id="nothing-to-confirm"),
        pytest.param(
            Action.MERGE, "", BOOKS, "other", f"an initiative that stands next to {WATER}: {STARS}", id="no-neighbour"
        ),
        pytest.param(
            Action.SET, "category", "x", f"{WATER} category", "a category of this page: Networks; Schools", id="value"
        ),
    ],
)
def test_refusals(action: Action, path: str, value: Value, key: str, said: str) -> None:
    """What is at fault, what is allowed, and what to do."""
    work = made()
    with pytest.raises(DecisionError) as refused:
        work.do(action, WATER, path, value)
    assert refused.value.key == key
    assert said in str(refused.value)


@pytest.mark.parametrize(
    ("record", "said"),
    [
        pytest.param("water", f"did you mean {WATER} (Water Network)?", id="part-of-a-name"),
        pytest.param("lh-watre", f"did you mean {WATER}?", id="a-slip"),
        pytest.param("TUD", "`lhextract identity list SOURCE` shows", id="no-name-and-no-slip"),
        pytest.param("", "`lhextract identity list SOURCE` shows", id="nothing"),
        pytest.param(
            "t",
            f"did you mean {WATER} (Water Network) or {STARS} (Star School) or org-tud (TU Dresden)?",
            id="at-most-three",
        ),
        pytest.param(
            "o", f"did you mean {WATER} (Water Network) or {STARS} (Star School) or {BOOKS} (Book Summer)?", id="all"
        ),
        pytest.param("eva", "did you mean ps-eva (Eva Roth)?", id="a-person"),
    ],
)
def test_which_record_was_meant(record: str, said: str) -> None:
    """Those that have the words in their name, initiatives first; else the one whose id is nearly the same."""
    with pytest.raises(DecisionError) as refused:
        made().do(Action.SET, record, "name", "x")
    assert refused.value.key == "record"
    assert said in str(refused.value)


def test_emptying_a_field() -> None:
    """Taking out what has an empty form is setting it; another field, or one of a contact, is taken out."""
    work = made()
    assert (work.do(Action.REMOVE, WATER, "text").action, work.decisions[-1].value) == (Action.SET, "")
    assert (work.do(Action.REMOVE, "org-tud", "aliases").action, work.decisions[-1].value) == (Action.SET, ())
    assert (work.do(Action.REMOVE, "org-tud", "country").action, work.decisions[-1].value) == (Action.REMOVE, None)
    assert work.do(Action.REMOVE, WATER, "contacts.ct-eva.role").action is Action.REMOVE


@pytest.mark.parametrize(
    ("before", "action", "value"),
    [
        pytest.param(None, Action.CONFIRM, "Dean", id="the-machine's"),
        pytest.param(Action.SET, Action.SET, "Head", id="a-corrected-one"),
        pytest.param(Action.REMOVE, Action.SET, None, id="an-emptied-field"),
    ],
)
def test_confirming_what_is_in_force(before: Action | None, action: Action, value: Value) -> None:
    """The decision says the same as the one before it."""
    work = made()
    if before is not None:
        work.do(before, WATER, "contacts.ct-eva.role", "Head" if before is Action.SET else None)
    decision = work.do(Action.CONFIRM, WATER, "contacts.ct-eva.role")
    assert (decision.action, decision.value) == (action, value)


def test_confirming_that_an_item_is_out() -> None:
    """It stays out; confirming an added one adds it again."""
    work = made()
    path = item(work, WATER, "years")
    work.do(Action.REMOVE, WATER, path)
    assert work.do(Action.CONFIRM, WATER, path).action is Action.REMOVE
    added = work.do(Action.ADD, WATER, "programs", "ERC", place=at("brochure"))
    again = work.do(Action.CONFIRM, WATER, added.path)
    assert (again.action, again.value, again.supersedes) == (Action.ADD, added.value, (added.id,))
    assert again.saw.quote == "brochure"


def test_setting_back() -> None:
    """The machine's value over another decision confirms it; what is not said is taken from the value in force."""
    work = made()
    path = item(work, WATER, "years")
    work.do(Action.SET, WATER, path, {"value": "2015", "role": "event"})
    assert work.do(Action.SET, WATER, f"{path}.value", "2014").value == {
        "text": "2014",
        "value": "2014",
        "role": "event",
    }
    back = work.do(Action.SET, WATER, f"{path}.role", "start")
    assert (back.action, work.state(WATER, path)) == (Action.CONFIRM, State.REDUNDANT)
    work.do(Action.REMOVE, WATER, path)
    assert work.do(Action.SET, WATER, f"{path}.role", "other").value == {
        "text": "2014",
        "value": "2014",
        "role": "other",
    }


def test_in_force() -> None:
    """The machine's value until somebody decides."""
    work = made()
    entry = work.corrected().entries.of[WATER]["name"]
    assert in_force(work.corrected(), entry) == "Water Network"
    work.do(Action.SET, WATER, "name", "Rivers")
    assert in_force(work.corrected(), entry) == "Rivers"


def test_who_has_seen_what_stands() -> None:
    """More may be in view than stands; none of it may be missing."""
    work = made()
    first = work.do(Action.SET, WATER, "name", "Rivers")
    for seen in ((first.id,), ("co-0", first.id)):
        decision = work.make(Wish(Action.SET, WATER, "name", "Lakes", seen=seen))
        assert decision.supersedes == (first.id,)
    with pytest.raises(StaleError) as refused:
        work.make(Wish(Action.SET, WATER, "name", "Lakes", seen=("co-0",)))
    assert (refused.value.record, refused.value.path, refused.value.heads) == (WATER, "name", (first.id,))
    assert refused.value.exit_code == 4


def test_a_contact_has_its_parts_in_view() -> None:
    """Who takes it out has seen what was decided about its parts; who sets it has not, nor about another contact."""
    work = made()
    role = work.do(Action.SET, WATER, "contacts.ct-eva.role", "Head")
    work.do(Action.SET, STARS, "contacts.ct-tom.role", "Head")
    whole = work.do(Action.CONFIRM, WATER, "contacts.ct-eva")
    assert whole.supersedes == ()
    assert work.do(Action.REMOVE, WATER, "contacts.ct-eva").supersedes == (role.id, whole.id)


def test_parts_of_a_contact_that_was_taken_out() -> None:
    """They are not corrected until that is taken back; what was decided before can be."""
    work = made()
    work.do(Action.REMOVE, WATER, "contacts.ct-eva")
    with pytest.raises(DecisionError) as refused:
        work.do(Action.SET, WATER, "contacts.ct-eva.role", "Head")
    assert f"`lhextract correct retract … {WATER} contacts.ct-eva`" in str(refused.value)
    assert work.do(Action.SET, WATER, "contacts.ct-eva", {"person": "Eva Roth", "role": "Head"}).action is Action.SET
    assert work.do(Action.SET, WATER, "contacts.ct-eva.role", "Dean").path == "contacts.ct-eva.role"


def test_taking_back() -> None:
    """All that stands about the entry, and what is seen is the value that was in force."""
    work = made()
    first = work.do(Action.SET, WATER, "name", "Rivers")
    back = work.do(Action.RETRACT, WATER, "name")
    assert (back.action, back.value, back.supersedes) == (Action.RETRACT, None, (first.id,))
    assert (back.saw.value, back.saw.quote) == ("Rivers", "Water Network")
    added = work.do(Action.ADD, WATER, "programs", "ERC")
    saw = work.do(Action.RETRACT, WATER, added.path).saw
    assert (saw.value, saw.quote) == ({"name": "ERC"}, None)


def test_taking_back_what_is_about_an_initiative_that_is_gone() -> None:
    """There is nothing to see, but it can be taken back; nothing else can be decided."""
    work = made()
    work.do(Action.SET, BOOKS, "name", "Manuscripts")
    gone = work.moved_to(replace(work.records, initiatives=work.records.initiatives[:2]), TEXT)
    assert gone.state(BOOKS, "name") is State.ORPHANED
    with pytest.raises(DecisionError):
        gone.do(Action.SET, BOOKS, "name", "x")
    with pytest.raises(DecisionError):
        gone.do(Action.RETRACT, BOOKS, "text")
    saw = gone.do(Action.RETRACT, BOOKS, "name").saw
    assert (saw.value, saw.quote, saw.block_sha256) == (None, None, digest(""))


@pytest.mark.parametrize(
    ("words", "value", "name"),
    [
        pytest.param("It is", None, "It is held in turn.", id="its-line-is-the-name"),
        pytest.param("turn.", "Second", "Second", id="a-name-is-given"),
    ],
)
def test_dividing(words: str, value: str | None, name: str) -> None:
    """The whole line of the words begins the second part; its text is the name where none is given."""
    work = made()
    decision = work.do(Action.SPLIT, BOOKS, value=value, place=at(words))
    assert (decision.value, decision.saw.quote) == (name, "It is held in turn.")
    assert decision.path == f"split.{mint('lh', BOOKS, 'It is held in turn.', decision.id)}"
    assert work.state(BOOKS, decision.path) is State.APPLIED


@pytest.mark.parametrize(("length", "fits"), [(120, True), (121, False)])
def test_a_long_line_is_no_title(length: int, fits: bool) -> None:
    """A second part that begins with more than 120 characters needs a name."""
    text = TEXT.replace("It is held in turn.", "x" * length)
    books = one_of(made().records, BOOKS)
    longer = replace(books, end=len(text))
    records = replace(made().records, initiatives=(*made().records.initiatives[:2], longer))
    place = (len(text) - length, len(text))
    if fits:
        assert Bench(records, text).do(Action.SPLIT, BOOKS, place=place).value == "x" * length
        return
    with pytest.raises(DecisionError, match="give --name") as refused:
        Bench(records, text).do(Action.SPLIT, BOOKS, place=place)
    assert refused.value.key == "name"
    assert Bench(records, text).do(Action.SPLIT, BOOKS, value="Second", place=place).value == "Second"


def test_joining() -> None:
    """The path names the other one; what is seen is the block, without words."""
    work = made()
    decision = work.do(Action.MERGE, WATER, value=STARS)
    assert (decision.path, decision.value, decision.saw.quote) == (f"merge.{STARS}", STARS, None)
    assert decision.saw.block_sha256 == digest(
        TEXT[one_of(work.records, WATER).start : one_of(work.records, WATER).end]
    )
    assert work.state(WATER, decision.path) is State.APPLIED
    assert faults(work.corrected().records, TEXT) == []
