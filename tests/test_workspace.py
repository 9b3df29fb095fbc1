"""Where things are, and what they are called."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lhextract.errors import UsageError
from lhextract.jobs import plan
from lhextract.minting import mint, mint_all
from lhextract.profile import SOURCE_ID
from lhextract.workspace import Workspace, find_workspace, source_id


def test_a_workspace_is_found_from_inside(workspace: Path) -> None:
    """A workspace is found from every folder in it, and nowhere else."""
    found = find_workspace(workspace / "raw" / "lighthouses")
    assert found is not None
    assert (found.root, found.sources()) == (workspace, ["lighthouses"])
    assert find_workspace(workspace.parent) is None


@pytest.mark.parametrize(
    ("path", "ident"),
    [
        pytest.param("pages/Universität Jena.txt", "universitat-jena", id="by-its-name"),
        pytest.param("pages/jena/source.txt", "jena", id="by-its-folder"),
        pytest.param("pages/__.txt", "page", id="nothing-left"),
    ],
)
def test_source_id(path: str, ident: str) -> None:
    """A page without profile is known by the name of its file, or of its folder."""
    assert source_id(Path(path)) == ident


@given(st.text(st.characters(exclude_characters="/\0", exclude_categories=("Cs",)), min_size=1, max_size=30))
def test_source_id_is_always_one(name: str) -> None:
    """Whatever a file is called, its id is one that a profile could have, and never a path."""
    assert SOURCE_ID.fullmatch(source_id(Path(f"/pages/{name}.txt")))


@pytest.mark.parametrize("name", ["../lighthouses", "../../secret", "./lighthouses", "a/../lighthouses", "A"])
def test_name_of_a_profile_is_no_path(name: str, workspace: Path) -> None:
    """A name that leads elsewhere is no profile, even where a file is there."""
    (workspace / "secret.toml").write_text("")
    (workspace / "pipeline" / "profiles" / "a").mkdir()
    (workspace / "pipeline" / "lighthouses.toml").write_text("")
    with pytest.raises(UsageError, match=r"profiles are: lighthouses|its name is"):
        Workspace(workspace).profile(name)


def test_one_folder_for_several_sources_is_refused(workspace: Path) -> None:
    """--out is refused where several sources would be written into it."""
    (workspace / "pipeline" / "profiles" / "second.toml").write_text("")
    with pytest.raises(UsageError, match="one folder for several sources"):
        plan(None, out=workspace / "out", profile=None, start=workspace)


def test_a_page_file_does_not_take_the_place_of_a_profile(workspace: Path) -> None:
    """A page that happens to be called like a profile does not replace its extraction."""
    (workspace / "lighthouses.txt").write_text("Networks")
    (read,) = plan("lighthouses.txt", out=None, profile=None, start=workspace)
    with pytest.raises(UsageError, match="belongs to the profile 'lighthouses'"):
        read()


def test_ids_are_minted_the_same_everywhere() -> None:
    """An id is made of its key alone, without regard to case; a key that comes again gets another one."""
    assert mint("lh", "lighthouses", "University of Trento") == mint("lh", "LIGHTHOUSES", "university of trento")
    assert mint("lh", "a", "b") != mint("lh", "ab")
    first, second, other = mint_all("ct", [("a",), ("A",), ("b",)])
    assert first == mint("ct", "a")
    assert len({first, second, other}) == 3


def test_minted_ids_are_pinned() -> None:
    """Ids are published: the way they are made never changes."""
    assert mint("lh", "lighthouses", "University of Trento") == "lh-4yqt5racwu"
