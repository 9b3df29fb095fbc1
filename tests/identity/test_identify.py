"""Initiatives, contacts and what has a name keep their ids from page to page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lhextract.identity.identify import answer_doubt, identify
from lhextract.identity.known import block_digest, known_initiatives
from lhextract.identity.store import IdentityError, read_identities, write_identities
from lhextract.model.identity import Answer, Identities, KnownName
from lhextract.model.record import Contact, Initiative, Institution, Person, RecordCategory, Records
from tests.builders import contact, initiative, records_of

TEXTS = (
    "Since 2010 the two faculties run a joint master in water management that sends twenty students abroad each year.",
    "The network brings together eleven observatories which exchange telescopes, data and doctoral candidates.",
    "A summer school on medieval manuscripts is held in turn in the libraries of the four founding members.",
)


def page(*rows: tuple[str, str], contacts: tuple[Contact, ...] = ()) -> Records:
    """Records with initiatives by name and text; the ids are those that a fresh page mints."""
    made = [made_initiative(name, text, contacts if index == 0 else ()) for index, (name, text) in enumerate(rows)]
    return records_of(*made)


def made_initiative(name: str, text: str, contacts: tuple[Contact, ...] = ()) -> Initiative:
    """One initiative whose id says its name."""
    return replace(initiative(*contacts, name=name), id=f"lh-{name.lower().replace(' ', '')}", text=text)


FIRST = page(("Water", TEXTS[0]), ("Stars", TEXTS[1]), ("Books", TEXTS[2]))


def ids_after(second: Records) -> list[str]:
    """The ids of a second page, after the first one."""
    found = identify(second, identify(FIRST, Identities()).identities)
    assert found.doubts == ()
    return [one.id for one in found.records.initiatives]


@pytest.mark.parametrize(
    ("second", "ids"),
    [
        pytest.param(FIRST, ["lh-water", "lh-stars", "lh-books"], id="same"),
        pytest.param(
            page(("Rivers", TEXTS[0]), ("Stars", TEXTS[1]), ("Books", TEXTS[2])),
            ["lh-water", "lh-stars", "lh-books"],
            id="renamed",
        ),
        pytest.param(
            page(("Books", TEXTS[2]), ("Water", TEXTS[0]), ("Stars", TEXTS[1])),
            ["lh-books", "lh-water", "lh-stars"],
            id="reordered",
        ),
        pytest.param(
            page(("Water", TEXTS[1]), ("Stars", TEXTS[0]), ("Books", TEXTS[2])),
            ["lh-stars", "lh-water", "lh-books"],
            id="names-exchanged",
        ),
        pytest.param(page(("Books", TEXTS[2])), ["lh-books"], id="two-retired"),
        pytest.param(
            page(("Stars", "A network of eleven places where people look at the sky."), ("Books", TEXTS[2])),
            ["lh-stars", "lh-books"],
            id="reworded",
        ),
    ],
)
def test_initiative_keeps_its_id(second: Records, ids: list[str]) -> None:
    """Whatever is renamed, moved or rewritten is the same initiative."""
    assert ids_after(second) == ids


def test_identifying_again_changes_nothing() -> None:
    """A run that was killed after the ids were stored gives the same ids when it is repeated."""
    second = page(("Rivers", TEXTS[0]), ("Books", TEXTS[2]))
    once = identify(second, identify(FIRST, Identities()).identities)
    again = identify(second, once.identities)
    assert (again.records, again.identities) == (once.records, once.identities)


def test_initiative_that_returns_gets_its_own_id() -> None:
    """A tombstone keeps its id, and gives it back."""
    without = identify(page(("Water", TEXTS[0]), ("Books", TEXTS[2])), identify(FIRST, Identities()).identities)
    assert [one.id for one in without.identities.initiatives if one.retired] == ["lh-stars"]
    back = identify(FIRST, without.identities)
    assert [one.id for one in back.records.initiatives] == ["lh-water", "lh-stars", "lh-books"]
    assert [one.id for one in back.identities.initiatives if one.was_retired] == ["lh-stars"]


def test_id_of_a_tombstone_is_never_given_to_another() -> None:
    """Another initiative under the name of one that went gets an id of its own."""
    other = "Engineers of three countries measure how bridges of carbon concrete age under salt and frost."
    without = identify(page(("Water", TEXTS[0]), ("Books", TEXTS[2])), identify(FIRST, Identities()).identities)
    known = without.identities
    third = page(("Water", TEXTS[0]), ("Stars", other), ("Books", TEXTS[2]))
    found = identify(third, known)
    for doubt in found.doubts:
        known = answer_doubt(known, found.matches[doubt.order - 1].block_sha256, None)
    second = identify(third, known)
    assert [one.id for one in second.records.initiatives] == ["lh-water", "lh-stars2", "lh-books"]
    assert identify(third, second.identities).records == second.records, "the answer is not given a second time"


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        pytest.param(contact("+491"), contact("+492"), True, id="another-number"),
        pytest.param(contact("+491"), contact("+491", person="Eva Roth-Klein"), True, id="second-family-name"),
        pytest.param(contact("+491"), contact("+491", person="Ewa Roth"), True, id="slip"),
        pytest.param(contact("+491"), contact("+491", person="Tom Lang"), False, id="another-person-same-number"),
        pytest.param(contact("+491"), contact("+492", person="Eva Lang"), False, id="same-given-name"),
        pytest.param(contact("+491", person=None), contact("+491", person="Tom Lang"), True, id="person-now-named"),
        pytest.param(contact("+491", person=None), contact("+492", person=None), True, id="only-office"),
        pytest.param(contact("+491", person=None), contact("+492", person="Tom Lang"), False, id="person-for-office"),
    ],
)
def test_contact_keeps_its_id_while_it_is_the_same_person(old: Contact, new: Contact, same: bool) -> None:
    """A contact is a person, whatever else changes; another person at the same desk is another contact."""
    old, new = replace(old, id="ct-old"), replace(new, id="ct-new")
    known = identify(page(("Water", TEXTS[0]), contacts=(old,)), Identities()).identities
    found = identify(page(("Water", TEXTS[0]), contacts=(new,)), known)
    assert found.records.initiatives[0].contacts[0].id == ("ct-old" if same else "ct-new")


def test_identities_read_back_equal(tmp_path) -> None:
    """What is stored is what is known."""
    known = identify(page(("Water", TEXTS[0]), contacts=(contact("+491"),)), Identities()).identities
    path = tmp_path / "made.json"
    path.write_text(write_identities(known), encoding="utf-8")
    assert read_identities(path) == known
    assert read_identities(tmp_path / "none.json") == Identities()


@pytest.mark.parametrize(
    ("text", "key"),
    [
        pytest.param("{", "file", id="no-json"),
        pytest.param("[]", "version", id="no-object"),
        pytest.param('{"version": 9}', "version", id="newer"),
        pytest.param('{"version": 1, "initiatives": [{"id": 3}]}', "initiatives", id="wrong-type"),
        pytest.param(
            write_identities(Identities()).replace('"answers"', '"questions": [], "answers"'), "file", id="unknown-key"
        ),
    ],
)
def test_broken_identities_are_refused(tmp_path, text: str, key: str) -> None:
    """Ids that cannot be read are never silently minted anew."""
    path = tmp_path / "made.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(IdentityError, match=key):
        read_identities(path)


OTHER = "Engineers of three countries measure how bridges of carbon concrete age under salt and frost."
HALF = "Since 2010 the two faculties run a joint course on the law of rivers which anyone from anywhere may visit."
MOVED = page(("Rivers", HALF), ("Stars", TEXTS[1]), ("Books", TEXTS[2]))


def test_what_is_said_of_a_match() -> None:
    """Place, name and id of each initiative, and of a new one that nothing was known."""
    known = identify(FIRST, Identities()).identities
    found = identify(page(("Books", TEXTS[2]), ("Bridges", OTHER)), known)
    assert [(one.order, one.name, one.id, one.known, one.score) for one in found.matches] == [
        (1, "Books", "lh-books", "lh-books", 1.0),
        (2, "Bridges", "lh-bridges", None, 0.0),
    ]
    assert [[cue.cue for cue in one.cues] for one in found.matches] == [["unchanged"], []]
    digests = [block_digest(one) for one in known_initiatives(page(("Books", TEXTS[2]), ("Bridges", OTHER)))]
    assert [one.block_sha256 for one in found.matches] == digests


def test_what_is_said_of_a_doubt() -> None:
    """Which initiative of the page, and which it may be; what stands there meanwhile is what is likeliest."""
    found = identify(page(("Rivers", HALF), ("Books", TEXTS[2])), identify(FIRST, Identities()).identities)
    ((doubt,), (match, *_)) = found.doubts, found.matches
    assert (doubt.order, doubt.name, [(one.order, one.name, one.id, one.known) for one in doubt.candidates]) == (
        1,
        "Rivers",
        [(1, "Water", "lh-water", "lh-water")],
    )
    assert (doubt.candidates[0].score, doubt.candidates[0].cues) == (match.score, match.cues)
    assert doubt.reason.endswith("that is too little to be sure")
    assert match.id == "lh-water"


def test_rivals_of_a_doubt_are_candidates() -> None:
    """All that it may be, the likeliest first."""
    twins = page(("East", TEXTS[0] + " East."), ("West", TEXTS[0] + " West."), ("Books", TEXTS[2]))
    (doubt,) = identify(page(("North", TEXTS[0]), ("Books", TEXTS[2])), identify(twins, Identities()).identities).doubts
    assert [one.id for one in doubt.candidates] == ["lh-east", "lh-west"]


@pytest.mark.parametrize(
    ("said", "ids", "gone"),
    [
        pytest.param("lh-water", ["lh-water", "lh-stars", "lh-books"], [], id="the-one"),
        pytest.param(None, ["lh-rivers", "lh-stars", "lh-books"], ["lh-water"], id="a-new-one"),
        pytest.param("lh-nowhere", ["lh-rivers", "lh-stars", "lh-books"], ["lh-water"], id="one-that-is-not-known"),
    ],
)
def test_an_answer_decides(said: str | None, ids: list[str], gone: list[str]) -> None:
    """What a person says counts, is not asked again, and stays; an earlier answer gives way to a later one."""
    known = identify(FIRST, Identities()).identities
    digest = identify(MOVED, known).matches[0].block_sha256
    known = answer_doubt(answer_doubt(known, "0" * 64, "lh-stars"), digest, "lh-books")
    found = identify(MOVED, answer_doubt(known, digest, said))
    assert [one.id for one in found.records.initiatives] == ids
    assert found.doubts == ()
    assert [one.id for one in found.identities.initiatives if one.retired] == gone
    assert found.identities.answers == (Answer("0" * 64, "lh-stars"), Answer(digest, ids[0]))
    if said == "lh-water":
        assert (found.matches[0].score, found.matches[0].cues) == (1.0, ())
    again = identify(MOVED, found.identities)
    assert (again.records, again.doubts) == (found.records, ())


def test_an_answer_takes_an_initiative_from_another() -> None:
    """What a person gave to one block is not matched to another, though that has it word for word."""
    known = identify(FIRST, Identities()).identities
    digest = identify(MOVED, known).matches[0].block_sha256
    found = identify(MOVED, answer_doubt(known, digest, "lh-stars"))
    assert [one.id for one in found.records.initiatives] == ["lh-stars", "lh-stars2", "lh-books"]


def test_two_answers_about_one_initiative() -> None:
    """The last one counts while its block is there; no two initiatives of a page ever have one id."""
    known = identify(FIRST, Identities()).identities
    both = page(("Rivers", HALF), ("Lakes", OTHER), ("Books", TEXTS[2]))
    for match in identify(both, known).matches[:2]:
        known = answer_doubt(known, match.block_sha256, "lh-water")
    found = identify(both, known)
    assert [one.id for one in found.records.initiatives] == ["lh-rivers", "lh-water", "lh-books"]
    assert identify(both, found.identities).records == found.records
    assert found.identities.answers == known.answers, "the first answer may count again"
    known = answer_doubt(known, found.matches[0].block_sha256, "lh-water")
    alone = identify(page(("Lakes", OTHER), ("Books", TEXTS[2])), known)
    assert [one.id for one in alone.records.initiatives] == ["lh-water", "lh-books"]


@pytest.mark.parametrize("said", ["lh-water", None], ids=["a-known-one", "a-new-one"])
def test_an_answer_about_twins(said: str | None) -> None:
    """Of two that look the same the first is the one; both keep their ids from then on."""
    known = identify(FIRST, Identities()).identities
    one, other, _ = page(("Rivers", HALF), ("Rivers", HALF), ("Books", TEXTS[2])).initiatives
    twins = records_of(replace(one, id="lh-one"), replace(other, id="lh-other", order=2))
    known = answer_doubt(known, identify(twins, known).matches[0].block_sha256, said)
    found = identify(twins, known)
    assert [each.id for each in found.records.initiatives] == [said or "lh-one", "lh-other"]
    assert identify(twins, found.identities).records == found.records


def test_ids_that_are_taken_get_a_number() -> None:
    """A third one of a name that two had is the third; contacts are counted in the same way."""
    known = identify(FIRST, Identities()).identities
    ids = []
    for place in "xyz":
        other = " ".join(f"{place}{number}" for number in range(20))
        rows = page((f"Q{place}", other), contacts=(replace(contact(None, person=f"P {place}"), id="ct-1"),))
        made = replace(rows, initiatives=(replace(rows.initiatives[0], id="lh-water"),))
        found = identify(made, known)
        known = found.identities
        ids.append((found.records.initiatives[0].id, found.records.initiatives[0].contacts[0].id))
    assert ids == [("lh-water2", "ct-1"), ("lh-water3", "ct-12"), ("lh-water4", "ct-13")]


def test_a_number_is_given_once() -> None:
    """What is known takes no number, and a new one does not get that of another new one."""
    known = identify(page(("Water", TEXTS[0]), contacts=(replace(contact(None), id="ct-1"),)), Identities()).identities
    people = tuple(
        replace(contact(None, person=name), id=ident)
        for name, ident in (("Eva Roth", "ct-7"), ("Tom Lang", "ct-1"), ("Bo Chen", "ct-12"))
    )
    water, *others = page(("Water", TEXTS[0]), ("Bridges", OTHER), ("Books", TEXTS[2]), contacts=people).initiatives
    made = (
        replace(water, id="lh-x"),
        *(replace(one, id=ident) for one, ident in zip(others, ("lh-water", "lh-water2"), strict=True)),
    )
    found = identify(records_of(*made), known).records.initiatives
    assert [one.id for one in found] == ["lh-water", "lh-water2", "lh-water22"]
    assert [one.id for one in found[0].contacts] == ["ct-1", "ct-12", "ct-122"]
    same = identify(
        records_of(
            *(replace(one, id=ident) for one, ident in zip(made, ("lh-water", "lh-water2", "lh-3"), strict=True))
        ),
        known,
    )
    assert [one.id for one in same.records.initiatives] == ["lh-water", "lh-water2", "lh-3"]


def test_contacts_that_went_are_kept() -> None:
    """Their ids stay taken, and they have them again when they come back."""
    eva, tom = (
        replace(contact(None, person=name), id=ident) for name, ident in (("Eva Roth", "ct-1"), ("Tom Lang", "ct-2"))
    )
    both = identify(page(("Water", TEXTS[0]), contacts=(eva, tom)), Identities()).identities
    one = identify(page(("Water", TEXTS[0]), contacts=(replace(tom, id="ct-1"),)), both)
    assert [each.id for each in one.records.initiatives[0].contacts] == ["ct-2"]
    kept = one.identities.initiatives[0].contacts
    assert [(each.id, each.retired) for each in kept] == [("ct-2", False), ("ct-1", True)]
    back = identify(page(("Water", TEXTS[0]), contacts=(tom, eva)), one.identities)
    assert [each.id for each in back.records.initiatives[0].contacts] == ["ct-2", "ct-1"]
    assert not any(each.retired for each in back.identities.initiatives[0].contacts)


def test_what_is_known_of_an_initiative() -> None:
    """All names that it had, the newest first and each once; what went comes last, by its id."""
    first = identify(FIRST, Identities())
    second = identify(page(("Rivers", TEXTS[0])), first.identities)
    third = identify(page(("Water", TEXTS[0])), second.identities)
    assert third.identities.initiatives[0].names == ("Water", "Rivers")
    assert [(one.id, one.retired, one.was_retired) for one in third.identities.initiatives] == [
        ("lh-water", False, False),
        ("lh-books", True, True),
        ("lh-stars", True, True),
    ]
    back = identify(FIRST, third.identities).identities
    assert [(one.id, one.retired, one.was_retired) for one in back.initiatives] == [
        ("lh-water", False, False),
        ("lh-stars", False, True),
        ("lh-books", False, True),
    ]
    assert [one.was_retired for one in identify(FIRST, back).identities.initiatives] == [False, True, True]


def with_names(*, category: str, institutions: tuple[tuple[str, str | None], ...], people: tuple[str, ...]) -> Records:
    """A page with a category, institutions with their ROR ids, and people; ids are minted from the names."""
    return replace(
        page(("Water", TEXTS[0])),
        categories=(RecordCategory(f"cat-{category.lower()}", category, (category,), None, 0, 1),),
        institutions=tuple(
            Institution(f"org-{name.lower()}", name, (), "unknown", None, ror, None, host=False)
            for name, ror in institutions
        ),
        people=tuple(Person(f"ps-{name.lower()}", name, None, None, (), ()) for name in people),
    )


def test_names_that_are_known() -> None:
    """Every form of today and before, with the ROR id if any had one; what went is kept behind, by its id."""
    first = identify(
        with_names(category="Old", institutions=(("MIT", "1"), ("ETH", None)), people=("Roth", "Lang")), Identities()
    )
    second = identify(
        with_names(category="Old", institutions=(("CERN", "1"),), people=("Lang", "Muster")), first.identities
    )
    known = second.identities
    assert [one.id for one in second.records.institutions] == ["org-mit"]
    assert known.institutions == (
        KnownName("org-mit", ("CERN", "MIT"), "1"),
        KnownName("org-eth", ("ETH",), None, True),
    )
    assert [(one.id, one.retired) for one in known.people] == [
        ("ps-lang", False),
        ("ps-muster", False),
        ("ps-roth", True),
    ]
    assert [(one.id, one.names, one.retired) for one in known.categories] == [("cat-old", ("Old",), False)]
    third = identify(with_names(category="New", institutions=(("MIT", None),), people=()), known).identities
    assert third.institutions[0] == KnownName("org-mit", ("MIT", "CERN"), "1")
    assert [(one.id, one.retired) for one in third.categories] == [("cat-new", False), ("cat-old", True)]


def test_ids_of_names_that_are_taken() -> None:
    """An institution, a person or a category that is another one does not get the id of what went."""
    first = identify(with_names(category="A", institutions=(("MIT", "1"),), people=()), Identities())
    records = with_names(category="B", institutions=(("MIT", "2"),), people=())
    second = identify(replace(records, categories=(replace(records.categories[0], id="cat-a"),)), first.identities)
    assert [one.id for one in second.records.institutions] == ["org-mit2"]
    assert [one.id for one in second.records.categories] == ["cat-a2"]
