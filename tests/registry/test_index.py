from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lhextract.errors import LookupFileError
from lhextract.registry.index import DuplicateError, RorIndex, build
from lhextract.registry.keys import name_key
from lhextract.registry.records import read_organisation
from lhextract.registry.ror import Organisation
from tests.registry.dumps import NORDBRUECK, NORTH, OLD, SOUTH, V2

ORGANISATIONS = [read_organisation(row) for row in V2]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """An index of the three organisations."""
    build(tmp_path / "ror.sqlite", ORGANISATIONS)
    return tmp_path / "ror.sqlite"


def test_organisations_come_back_whole(path: Path) -> None:
    """What was put in comes out equal, by id and by every one of its names."""
    with RorIndex(path) as index:
        for organisation in ORGANISATIONS:
            assert index.get(organisation.ror) == organisation
            assert index.get(organisation.ror[-9:]) == organisation
            assert all(organisation in index.find(name_key(text)) for text, _ in organisation.names)


def test_active_ones_come_first(path: Path) -> None:
    """A name that several have finds all of them, those that exist no longer at the end."""
    with RorIndex(path) as index:
        assert [found.ror for found in index.find("tun")] == [NORTH, OLD]
        assert index.find("nordbruck polytechnic")[0].successors == (NORTH,)


@pytest.mark.parametrize("key", ["southmoor", "TU Nordbrück", "%", ""])
def test_only_whole_keys_are_found(key: str, path: Path) -> None:
    """Part of a name, a text that is no key and the empty key find nothing."""
    with RorIndex(path) as index:
        assert index.find(key) == ()


@pytest.mark.parametrize("ror", ["https://ror.org/042aqky30", "no id"])
def test_an_unknown_id_finds_nothing(ror: str, path: Path) -> None:
    """An id that is not in the index, or is none, gives None."""
    with RorIndex(path) as index:
        assert index.get(ror) is None


@given(st.permutations(ORGANISATIONS))
def test_the_order_does_not_matter(tmp_path_factory: pytest.TempPathFactory, rows: list[Organisation]) -> None:
    """The same organisations in any order give the same bytes."""
    folder = tmp_path_factory.mktemp("index")
    build(folder / "one", ORGANISATIONS)
    build(folder / "other", rows)
    assert (folder / "one").read_bytes() == (folder / "other").read_bytes()


def test_a_failure_leaves_the_old_index(path: Path) -> None:
    """When the organisations end in an error, the index is what it was and nothing else lies beside it."""
    before = path.read_bytes()

    def failing() -> Iterator[Organisation]:
        yield NORDBRUECK
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(path, failing())
    with pytest.raises(DuplicateError, match=NORTH):
        build(path, [*ORGANISATIONS, NORDBRUECK])
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_nothing_is_opened_before_the_first_look_up(tmp_path: Path) -> None:
    """An index that is missing is no error before it is asked for something."""
    index = RorIndex(tmp_path / "ror.sqlite")
    with pytest.raises(LookupFileError, match="found 'nothing', allowed is an index of ROR; make it anew with"):
        index.find("tun")


@pytest.mark.parametrize(
    ("damage", "found"),
    [
        pytest.param("text", "found 'another file'", id="another-file"),
        pytest.param("sqlite", "found 'another file'", id="another-database"),
        pytest.param("format", "format: found 99, allowed is 1", id="another-format"),
        pytest.param("cut", "allowed is a whole index", id="cut-off"),
    ],
)
def test_a_file_that_is_no_index(damage: str, found: str, path: Path) -> None:
    """Another file, an index of another version and a damaged one are refused with what to do."""
    if damage == "text":
        path.write_text("name,reason\n" * 99)
    elif damage == "cut":
        path.write_bytes(path.read_bytes()[:4096])
    else:
        with closing(sqlite3.connect(path)) as connection:
            connection.execute(f"PRAGMA {'application_id' if damage == 'sqlite' else 'user_version'} = 99")
    with RorIndex(path) as index, pytest.raises(LookupFileError) as caught:
        index.get(SOUTH)
    assert found in str(caught.value)
    assert "lhextract lookups import-ror FILE" in str(caught.value)
