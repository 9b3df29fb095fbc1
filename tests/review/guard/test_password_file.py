"""The file of stewards: whole, private, and checked line by line."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from lhextract.errors import UsageError
from lhextract.review.guard.hashes import Hash
from lhextract.review.guard.password_file import add_steward, read_stewards
from tests.review.visitors import CHEAP, PASSWORD, STEWARD

posix = pytest.mark.skipif(os.name != "posix", reason="modes of files are POSIX")


def write(path: Path, text: str) -> Path:
    """A file of a test, private."""
    path.write_text(text, encoding="utf-8")
    path.chmod(0o600)
    return path


def test_add_and_read(tmp_path: Path) -> None:
    """Who was added is found with the password, not with another; adding again sets a new one."""
    path = tmp_path / "stewards"
    assert add_steward(path, STEWARD, PASSWORD)
    assert add_steward(path, "Jörg Muster", PASSWORD)
    assert not add_steward(path, STEWARD, "another long password")
    stewards = read_stewards(path)
    assert set(stewards) == {STEWARD, "Jörg Muster"}
    assert stewards[STEWARD].fits("another long password")
    assert not stewards[STEWARD].fits(PASSWORD)
    assert PASSWORD not in path.read_text("utf-8")
    assert stewards[STEWARD].salt != stewards["Jörg Muster"].salt


@posix
def test_only_the_owner_may_read(tmp_path: Path) -> None:
    """The file has mode 600 whatever the process masks, and one that is open to others is not used."""
    path, before = tmp_path / "stewards", os.umask(0)
    try:
        add_steward(path, STEWARD, PASSWORD)
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.chmod(0o640)
    with pytest.raises(UsageError, match="chmod 600"):
        read_stewards(path)


@posix
def test_leftover_of_a_killed_run(tmp_path: Path) -> None:
    """What a killed run left beside it, open to all, is not written into."""
    leftover = tmp_path / ".stewards.new"
    leftover.touch(mode=0o666)
    leftover.chmod(0o666)
    add_steward(tmp_path / "stewards", STEWARD, PASSWORD)
    assert stat.S_IMODE((tmp_path / "stewards").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("hunter2 Ada", id="password-in-the-clear"),
        pytest.param(f"{CHEAP}", id="no-name"),
        pytest.param(f"{CHEAP} Ada\u202e", id="name-with-hidden-mark"),
        pytest.param(f"{CHEAP} Ada\n{CHEAP} Ada", id="name-twice"),
        pytest.param(f"{CHEAP} Ada".replace("scrypt$2$", "scrypt$3$"), id="cost-is-no-power-of-two"),
        pytest.param(f"{CHEAP} Ada".replace("scrypt$2$", "scrypt$4194304$"), id="cost-that-fills-memory"),
        pytest.param(f"{CHEAP} Ada".replace("$8$1$", "$8$0$"), id="no-cost"),
        pytest.param(f"{CHEAP} Ada".replace("$8$1$", "$0$1$"), id="no-block"),
    ],
)
def test_bad_line(line: str, tmp_path: Path) -> None:
    """A line that is not one of ours is refused by its number and not repeated: it may be a password."""
    path = write(tmp_path / "stewards", f"# stewards\n\n{line}\n")
    with pytest.raises(UsageError, match=r"line [34]: ") as raised:
        read_stewards(path)
    assert "hunter2" not in str(raised.value)


@pytest.mark.parametrize("password", ["", "short", "x" * 11, "x" * 1025])
def test_password_length(password: str, tmp_path: Path) -> None:
    """Passwords have 12 to 1024 characters; nothing is written otherwise."""
    with pytest.raises(UsageError, match="12 to 1024"):
        add_steward(tmp_path / "stewards", STEWARD, password)
    assert list(tmp_path.iterdir()) == []


def test_missing_file(tmp_path: Path) -> None:
    """A file that is not there is named, with how to make it."""
    with pytest.raises(UsageError, match="--add-steward NAME --password-file"):
        read_stewards(tmp_path / "stewards")


def test_hash_reads_back() -> None:
    """A hash written and read is the same, and fits the password however its umlauts were composed."""
    found = Hash.of("Grüße aus Dresden", n=2, r=8, p=1)
    assert Hash.read(str(found)) == found
    assert found.fits("Gru\u0308ße aus Dresden")
