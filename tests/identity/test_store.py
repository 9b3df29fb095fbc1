"""The file of ids: written and read back, and refused with what is wrong with it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lhextract.identity.store import IdentityError, identities_of, read_identities, write_identities
from lhextract.model.identity import Answer, Identities, KnownContact, KnownInitiative, KnownName

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=5)
TEXTS = st.lists(TEXT, max_size=2).map(tuple)
CALLED = st.lists(TEXT, min_size=1, max_size=2).map(tuple)  # what has an id has had a name
MAYBE = st.none() | TEXT
CONTACTS = st.builds(KnownContact, TEXT, MAYBE, MAYBE, MAYBE, TEXTS, MAYBE, st.booleans()).map(lambda one: (one,))
INITIATIVES = st.builds(
    KnownInitiative,
    TEXT,
    CALLED,
    st.booleans(),
    TEXTS,
    TEXT,
    TEXTS,
    TEXTS,
    TEXTS,
    CONTACTS,
    st.booleans(),
    st.booleans(),
)
NAMES = st.lists(st.builds(KnownName, TEXT, CALLED, MAYBE, st.booleans()), max_size=1).map(tuple)
ANSWERS = st.lists(st.builds(Answer, TEXT, MAYBE), max_size=2).map(tuple)
IDENTITIES = st.builds(Identities, st.lists(INITIATIVES, max_size=2).map(tuple), NAMES, NAMES, NAMES, ANSWERS)
PATH = Path("made.json")


@given(IDENTITIES)
def test_read_back(identities: Identities) -> None:
    """Whatever is known is known after it was written."""
    assert identities_of(write_identities(identities), path=PATH) == identities


def test_written_for_people() -> None:
    """Indented by one, letters as they are, a line end at the end: a difference of versions can be read."""
    text = write_identities(Identities(people=(KnownName("ps-1", ("Zoë",)),)))
    assert text.startswith('{\n "version": 1,\n "initiatives": [],\n')
    assert '\n    "Zoë"\n' in text
    assert text.endswith("}\n")


def test_nothing_is_known_without_a_file(tmp_path: Path) -> None:
    """No path, or no file there."""
    assert read_identities(None) == read_identities(tmp_path / "none.json") == Identities()


@pytest.mark.parametrize(
    ("content", "named"),
    [
        pytest.param(b"\xff", "made.json: file: found .*codec can't decode", id="no-text"),
        pytest.param(b"[" * 100_000, "made.json: file: found .*recursion", id="too-deep"),
        pytest.param(b"", "made.json: file: found .*Expecting value", id="empty"),
        pytest.param(b"7", "made.json: version: found .*int", id="a-number"),
        pytest.param(b"{}", "made.json: version: found .*None", id="no-version"),
        pytest.param(b'{"version": 2}', "made.json: version: found .*2", id="another-version"),
        pytest.param(
            b'{"version": 1, "people": [{"id": "ps-1", "names": 3}]}',
            "made.json: people.0.names: found .*3",
            id="no-names",
        ),
        pytest.param(
            json.dumps({**json.loads(write_identities(Identities())), "more": 1}).encode(),
            "made.json: file: found .*a key that is not known",
            id="another-key",
        ),
    ],
)
def test_what_is_no_such_file(tmp_path: Path, content: bytes, named: str) -> None:
    """The message names file, key, what was found, which file is allowed and what to do."""
    path = tmp_path / "made.json"
    path.write_bytes(content)
    with pytest.raises(IdentityError, match=named) as refused:
        read_identities(path)
    assert "take it from version control" in str(refused.value)
