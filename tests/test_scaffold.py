"""A new workspace and its example."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from lhextract.profile import Profile, read_profile
from lhextract.scaffold import EXAMPLE, LIVE, create_workspace

Run = Callable[..., tuple[int, str, str]]
# 0191 498 0000 to 0999, set aside by Ofcom for drama.
FICTION = re.compile(r"\+441914980\d{3}")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder in which the test runs."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_what_init_says_next_is_all_there_is_to_do(here: Path, monkeypatch: pytest.MonkeyPatch, lhextract: Run) -> None:
    """The example runs as it is, and every check is content with it."""
    assert lhextract("init", "demo")[2] == "next: cd demo && lhextract run\n"
    monkeypatch.chdir(here / "demo")
    code, out, err = lhextract("run", "--fail-on", "note")
    assert (code, err) == (0, "")
    assert "6 initiatives in 3 categories, 6 contacts" in out
    records = json.loads((here / "demo/extracted/example/records.json").read_text("utf-8"))
    assert records["findings"] == []
    contacts = [contact for one in records["initiatives"] for contact in one["contacts"]]
    phones = [phone["e164"] for contact in contacts for phone in contact["phones"]]
    assert len(phones) == 6
    assert all(FICTION.fullmatch(phone) for phone in phones)
    assert all(contact["email"].endswith(".example") for contact in contacts)
    assert all(one["partners"] and one["host_units"] and one["years"] for one in records["initiatives"])


def test_inside_the_folder_there_is_nowhere_to_go(here: Path, lhextract: Run) -> None:
    """`init .` names no folder to change to, and a name with a blank is quoted."""
    assert lhextract("init", "a b")[2] == "next: cd 'a b' && lhextract run\n"
    assert lhextract("init", here)[2] == "next: lhextract run\n"


def test_a_bare_profile_says_nothing(here: Path) -> None:
    """Without the example, every key is a comment and no page is there."""
    create_workspace(here, bare=True, write=True)
    assert read_profile(here / "pipeline/profiles/example.toml") == Profile()
    assert list((here / "raw").glob("*/")) == []


def test_every_line_of_the_profile_can_count(here: Path) -> None:
    """Each commented key is one that a profile may have; those of the example are live in it."""
    template = (EXAMPLE / "profile.toml").read_text("utf-8")
    path = here / "all.toml"
    path.write_text(re.sub(r'^# (?=\w+ = |\[|")', "", template, flags=re.M), "utf-8")
    everything = read_profile(path)
    assert everything.expect.per_category == {"Networks": 2}
    assert everything.model_fields_set == set(Profile.model_fields)
    create_workspace(here, write=True)
    text = (here / "pipeline/profiles/example.toml").read_text("utf-8")
    assert re.findall(r"^(\w+) = ", text, flags=re.M) == list(LIVE)
    example = read_profile(here / "pipeline/profiles/example.toml")
    assert (example.host, example.phone) == (everything.host, everything.phone)
