"""Files of decisions: what is written is read back, and what is none is named."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lhextract.corrections.shapes import misfit
from lhextract.corrections.store import (
    frozen,
    new_id,
    read_decision,
    read_decisions,
    save_decisions,
    timestamp,
    write_decision,
)
from lhextract.errors import UsageError
from lhextract.model.correction import Action, Decision, Saw, Unread, Value

IDENT = "co-20260101t000000000000z-aaaaaaaa"
SAW = Saw("Dean", "Dean", "", "", 1, 1, 0, "0" * 64, "0" * 64)
PARTY = {"name": "TU Dresden", "institution": "org-1"}
PHONE = {"raw": "1", "e164": "+491", "national": "1", "ext": None, "region": "DE"}
CONTACT = {
    "person": "Eva Roth",
    "titles_before": None,
    "titles_after": None,
    "role": None,
    "unit": None,
    "email": None,
    "phones": (PHONE,),
}
MENTION = {"type": "PERSON", "text": "Eva Roth", "institution": None, "person": "ps-1"}


def decision(
    path: str = "name", value: Value = "New Name", *, action: Action = Action.SET, record: str = "lh-1"
) -> Decision:
    """A decision."""
    return Decision(IDENT, "2026-01-01T00:00:00.000000Z", "Ann Lee", action, record, path, value, SAW)


def changed(**parts: Any) -> bytes:
    """The file of a decision with other parts."""
    return json.dumps({**json.loads(write_decision(decision())), **parts}).encode()


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@given(TEXTS, TEXTS, st.lists(TEXTS, max_size=3))
def test_read_back(value: str, quote: str, aliases: list[str]) -> None:
    """Whatever the texts are."""
    for one in (decision(value=value), decision("aliases", tuple(aliases), record="org-1")):
        saw = Saw(value, quote, quote[:32], "", 0, 0, 0, "0" * 64, "0" * 64)
        kept = Decision(one.id, one.at, one.author, one.action, one.record, one.path, one.value, saw, value, (IDENT,))
        assert read_decision(write_decision(kept), name=f"{IDENT}.json") == kept


@pytest.mark.parametrize(
    ("content", "named"),
    [
        pytest.param(b"", "Expecting value", id="empty"),
        pytest.param(b"\xff", "codec", id="no-text"),
        pytest.param(b"[]", "object|dictionary|_File", id="a-list"),
        pytest.param(changed(version=2), "version: found 2", id="version"),
        pytest.param(changed(id="co-1"), "id", id="no-id"),
        pytest.param(changed(author=""), "author", id="nobody"),
        pytest.param(changed(at="yesterday"), "at", id="no-time"),
        pytest.param(changed(supersedes=[1]), "supersedes", id="follows-a-number"),
        pytest.param(changed(value=True), "found True", id="a-boolean"),
        pytest.param(changed(value=1.5), "found 1.5", id="a-number"),
        pytest.param(changed(more=1), "more", id="another-key"),
        pytest.param(changed(supersedes=["\ud800"]), "found '\\ud800', allowed are whole", id="half-a-character"),
        pytest.param(changed(target={"record": "lh-1"}), "target.path", id="no-path"),
        pytest.param(changed(target={"record": "x", "path": "name"}), "target.record", id="no-record"),
    ],
)
def test_what_is_no_decision(content: bytes, named: str) -> None:
    """It says which key is at fault."""
    with pytest.raises(ValueError) as refused:  # noqa: PT011 - several kinds of it
        read_decision(content, name=f"{IDENT}.json")
    assert any(part in str(refused.value) for part in named.split("|")), refused.value


@pytest.mark.parametrize(
    ("record", "path", "value"),
    [
        ("lh-1", "name", "x"),
        ("lh-1", "text", ""),
        ("lh-1", "category", ("a", "b")),
        ("lh-1", "partners.org-1", PARTY),
        ("lh-1", "contacts.ct-1", CONTACT),
        ("lh-1", "contacts.ct-1.role", None),
        ("lh-1", "contacts.ct-1.phones.tel-1", PHONE),
        ("lh-1", "years.yr-1", {"text": "2014", "value": None, "role": "event"}),
        ("lh-1", "links.ln-1", {"text": None, "url": "https://a.example"}),
        ("lh-1", "mentions.mn-1", MENTION),
        ("org-1", "kind", "company"),
        ("org-1", "aliases", ()),
        ("org-1", "parent", None),
        ("ps-1", "titles", ("Dr.",)),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_values_that_fit(record: str, path: str, value: Value) -> None:
    """Every kind of entry has its form."""
    assert misfit(decision(path, value, record=record)) is None


@pytest.mark.parametrize(
    ("record", "path", "value"),
    [
        ("lh-1", "name", None),
        ("lh-1", "text", None),
        ("lh-1", "category", "a"),
        ("lh-1", "kind", "company"),
        ("lh-1", "partners.org-1", "TU Dresden"),
        ("lh-1", "partners.org-1", {"name": "TU Dresden"}),
        ("lh-1", "partners.org-1", {**PARTY, "institution": None}),
        ("lh-1", "phones.tel-1", PHONE),
        ("lh-1", "contacts.ct-1", {**CONTACT, "phones": ("1",)}),
        ("lh-1", "contacts.ct-1", {**CONTACT, "phones": None}),
        ("lh-1", "contacts.ct-1.age", "7"),
        ("lh-1", "years.yr-1", {"text": "2014", "value": "2014", "role": "birth"}),
        ("lh-1", "mentions.mn-1", {**MENTION, "type": "PLACE"}),
        ("org-1", "kind", "bakery"),
        ("org-1", "partners.org-2", PARTY),
        ("org-1", "aliases", (None,)),
        ("ps-1", "titles", None),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_values_that_do_not_fit(record: str, path: str, value: Value) -> None:
    """A file that was edited by hand cannot break the records."""
    assert misfit(decision(path, value, record=record)) is not None


@pytest.mark.parametrize(
    ("action", "path", "value", "fits"),
    [
        (Action.REMOVE, "years.yr-1", None, True),
        (Action.REMOVE, "contacts.ct-1.role", None, True),
        (Action.REMOVE, "years.yr-1", "2014", False),
        (Action.REMOVE, "name", None, False),
        (Action.REMOVE, "category", None, False),
        (Action.MERGE, "merge.lh-2", "lh-2", True),
        (Action.MERGE, "name", "lh-2", False),
        (Action.MERGE, "merge.lh-2", None, False),
        (Action.SPLIT, "split.lh-2", "Second", True),
        (Action.SPLIT, "split.lh-2", " ", False),
        (Action.RETRACT, "merge.lh-2", None, True),
    ],
)
def test_actions_that_fit(action: Action, path: str, value: Value, fits: bool) -> None:
    """So it is with what an action can be about."""
    assert (misfit(decision(path, value, action=action)) is None) is fits


def test_ids_sort_by_time() -> None:
    """Whatever the zone of the clock; and no two are the same."""
    east, noon = timezone(timedelta(hours=5)), datetime(2026, 5, 1, 12, tzinfo=UTC)
    early = datetime(2026, 5, 1, 13, tzinfo=east)  # 8 o'clock in UTC
    assert sorted((new_id(noon), new_id(early)))[0].startswith("co-20260501t080000")
    assert timestamp(early) == "2026-05-01T08:00:00.000000Z"
    assert len({new_id(noon) for _ in range(1000)}) == 1000


def test_the_order_of_files(tmp_path: Path) -> None:
    """Decisions come in the order of their ids, however the folder lists them."""
    for letter in "cab":
        ident = f"{IDENT[:-1]}{letter}"
        (tmp_path / f"{ident}.json").write_bytes(write_decision(decision()).replace(IDENT.encode(), ident.encode()))
    assert [one.id[-1] for one in read_decisions(tmp_path.iterdir()).decisions] == ["a", "b", "c"]


def test_the_form_of_a_file() -> None:
    """Keys in this order, indented by two, letters as they are, a line end at the end: people read it in git."""
    text = write_decision(decision(value="Zoë")).decode()
    assert list(json.loads(text)) == [
        *("version", "id", "at", "author", "action", "target", "saw", "value", "reason", "supersedes")
    ]
    assert text.startswith('{\n  "version": 1,\n')
    assert '"value": "Zoë",\n' in text
    assert text.endswith("}\n")


@pytest.mark.parametrize(
    ("parts", "named"),
    [
        pytest.param({"id": IDENT.replace("co-", "co-9")}, "id: String should match", id="another-form-of-id"),
        pytest.param({"id": IDENT[:-1] + "b"}, r"id: found .*b, allowed is the name of the file", id="another-file"),
        pytest.param({"author": "x" * 81}, "author: ", id="a-long-name"),
        pytest.param({"version": "1"}, "version: Input should be a valid integer", id="version-as-text"),
        pytest.param({"action": "praise"}, "action: Input should be", id="no-action"),
        pytest.param({"target": {"record": "lh-1", "path": "a.b.c.d.e"}}, "target.path: ", id="too-deep"),
        pytest.param({"target": {"record": "lh-1", "path": "Name"}}, "target.path: ", id="capitals"),
        pytest.param({"target": {"record": "lh-A", "path": "name"}}, "target.record: ", id="capitals-in-an-id"),
        pytest.param(
            {"value": ["a", [1]]}, "value: found 1, allowed is a text, a list, an object or null", id="number"
        ),
        pytest.param({"value": ["a"]}, "value: ", id="a-list-for-a-name"),
    ],
)
def test_what_is_refused_of_a_file(parts: dict[str, Any], named: str) -> None:
    """With the key and what is allowed."""
    with pytest.raises(ValueError, match=named):
        read_decision(changed(**parts), name=f"{IDENT}.json")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("before", "x" * 33),
        ("after", "x" * 33),
        ("occurrence", -1),
        ("of", -1),
        ("rival", -1),
        ("block_sha256", "0" * 63),
        ("snapshot", "g" * 64),
        ("quote", 7),
    ],
)
def test_what_is_refused_of_what_was_seen(key: str, value: object) -> None:
    """Each part has its form; at the limit it is taken."""
    saw = json.loads(write_decision(decision()))["saw"]
    with pytest.raises(ValueError, match=f"saw.{key}: "):
        read_decision(changed(saw={**saw, key: value}), name=f"{IDENT}.json")
    whole = {**saw, "before": "x" * 32, "after": "x" * 32, "occurrence": 0, "of": 0, "rival": 0}
    assert read_decision(changed(saw=whole, author="x" * 80), name=f"{IDENT}.json").saw.before == "x" * 32


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        pytest.param(None, None, id="nothing"),
        pytest.param(["a", ["b", None]], ("a", ("b", None)), id="lists"),
        pytest.param({"a": ["b"]}, {"a": ("b",)}, id="object"),
    ],
)
def test_values_are_frozen(value: object, kept: Value) -> None:
    """Tuples for lists, at any depth."""
    assert frozen(value) == kept


def test_a_file_that_is_none_stops_no_other(tmp_path: Path) -> None:
    """It is named with the first line of what is wrong; so is one that cannot be read, and one without words for it."""
    (tmp_path / f"{IDENT}.json").write_bytes(write_decision(decision()))
    (tmp_path / "b.json").write_bytes(write_decision(decision()))
    (tmp_path / "c.json").mkdir()
    found = read_decisions(tmp_path.iterdir())
    assert found.decisions == (decision(),)
    assert [one.name for one in found.unread] == ["b.json", "c.json"]
    assert found.unread[0] == Unread("b.json", f"id: found {IDENT}, allowed is the name of the file")
    assert "\n" not in found.unread[1].problem
    assert found.unread[1].problem


def test_saving(tmp_path: Path) -> None:
    """A file for each, by its id; where one is there already, none is written."""
    other = Decision(IDENT[:-1] + "b", *(getattr(decision(), name) for name in Decision.__slots__[1:]))
    paths = save_decisions(tmp_path / "new", [decision(), other])
    assert paths == (tmp_path / "new" / f"{IDENT}.json", tmp_path / "new" / f"{other.id}.json")
    assert read_decisions(paths).decisions == (decision(), other)
    third = Decision(IDENT[:-1] + "c", *(getattr(decision(), name) for name in Decision.__slots__[1:]))
    with pytest.raises(UsageError, match=r"new: a decision cannot be written \(.+\), so none was; check permissions"):
        save_decisions(tmp_path / "new", [third, other])
    assert read_decisions((tmp_path / "new").iterdir()).decisions == (decision(), other)
