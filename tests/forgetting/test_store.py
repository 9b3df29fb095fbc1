"""The list of the forgotten: digests alone, and never read by halves."""

from __future__ import annotations

from pathlib import Path

import pytest

from lhextract.errors import LookupFileError, UsageError
from lhextract.forgetting.keys import Forgotten, keys_of_name
from lhextract.forgetting.store import read_forgotten, write_forgotten

LIST = Forgotten(b"salt of a test..").with_keys(keys_of_name("Eva Maria Roth").keys)


def test_the_list_reads_back_equal_and_holds_no_name(tmp_path: Path) -> None:
    """What is written is read, and neither name nor initials stand in it."""
    path = tmp_path / "forgotten.csv"
    path.write_text(write_forgotten(LIST), encoding="utf-8")
    assert read_forgotten(path) == LIST
    assert "roth" not in path.read_text(encoding="utf-8").casefold()


def test_another_salt_gives_other_digests() -> None:
    """A table of digests made for one workspace is of no use against another."""
    other = Forgotten(b"another salt....").with_keys(keys_of_name("Eva Maria Roth").keys)
    assert {stone.digest for stone in LIST.tombstones}.isdisjoint(stone.digest for stone in other.tombstones)


@pytest.mark.parametrize(
    ("change", "key"),
    [
        pytest.param(("salt,form", "form,salt"), "header", id="header"),
        pytest.param(("full", "whole"), "form", id="form"),
        pytest.param(("full,14", "full,x"), "length", id="length"),
        pytest.param((LIST.tombstones[0].digest, "00"), "digest", id="digest"),
        pytest.param((LIST.salt.hex(), "zz"), "salt", id="salt"),
    ],
)
def test_a_list_that_cannot_be_read_stops_the_run(change: tuple[str, str], key: str, tmp_path: Path) -> None:
    """Nobody comes back because of a broken row."""
    path = tmp_path / "forgotten.csv"
    path.write_text(write_forgotten(LIST).replace(*change), encoding="utf-8")
    with pytest.raises(LookupFileError, match=key):
        read_forgotten(path)


@pytest.mark.parametrize("name", ["Roth", "Dr. Roth", "E. Roth", ""])
def test_a_name_that_may_be_anybodys_is_refused(name: str) -> None:
    """A family name alone would take everybody of that name along."""
    with pytest.raises(UsageError, match="--person"):
        keys_of_name(name)
