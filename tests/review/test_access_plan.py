"""From options to the guard: nobody is let in by an option that was forgotten."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from lhextract.errors import UsageError
from lhextract.review.access_plan import Options, choose_access, choose_hosts, entry_url
from lhextract.review.guard.password_file import add_steward
from lhextract.review.guard.proxy import ProxyAccess
from lhextract.review.guard.sign_in import SignInAccess
from lhextract.review.guard.token import TokenAccess
from tests.review.visitors import PASSWORD, STEWARD

LOCAL = {"127.0.0.1:8123", "localhost:8123", "[::1]:8123"}
OWN = Options(author=STEWARD)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "[::1]", "127.0.0.2"])
def test_loopback_has_a_token(host: str, tmp_path: Path) -> None:
    """On this machine the token is the way in, without further options."""
    assert isinstance(choose_access(replace(OWN, host=host), folder=tmp_path), TokenAccess)


@pytest.mark.parametrize(
    ("options", "named"),
    [
        pytest.param(replace(OWN, host="0.0.0.0"), "--host: others", id="every-address"),  # noqa: S104
        pytest.param(replace(OWN, host="192.0.2.7"), "--host: others", id="address"),
        pytest.param(replace(OWN, host="review.example.org"), "--host: others", id="name"),
        pytest.param(replace(OWN, host="localhost.example.org"), "--host: others", id="begins-like-local"),
        pytest.param(replace(OWN, allow_hosts=("review.example.org",)), "--allow-host: others", id="allow-host"),
        pytest.param(Options(password_file=Path("f"), behind_proxy="X-User"), "one of them", id="two-ways"),
        pytest.param(Options(password_file=Path("missing")), "no such file", id="no-password-file"),
        pytest.param(Options(author="Ada", behind_proxy="X-User"), "--author", id="author-of-others"),
        pytest.param(Options(author="Ada\nEve"), "--author", id="author-of-two-lines"),
        pytest.param(Options(behind_proxy="Cookie"), "--behind-proxy", id="header"),
        pytest.param(replace(OWN, certificate=Path("missing")), "--certificate: no such file", id="certificate"),
        pytest.param(replace(OWN, key=Path("key.pem")), "--key", id="key-alone"),
    ],
)
def test_refused(options: Options, named: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Options that would let in whoever comes, or contradict each other, name themselves and what to do."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match=named):
        choose_access(options, folder=tmp_path)


def test_others_have_other_ways(tmp_path: Path) -> None:
    """Beyond this machine a password file or a proxy lets stewards in."""
    path = tmp_path / "stewards"
    add_steward(path, STEWARD, PASSWORD)
    assert isinstance(choose_access(Options(host="192.0.2.7", password_file=path), folder=tmp_path), SignInAccess)
    assert isinstance(choose_access(Options(host="192.0.2.7", behind_proxy="X-User"), folder=tmp_path), ProxyAccess)


@pytest.mark.parametrize(
    ("options", "more"),
    [
        pytest.param(OWN, set(), id="local"),
        pytest.param(Options(host="192.0.2.7"), {"192.0.2.7", "192.0.2.7:8123"}, id="address"),
        pytest.param(Options(host="2001:db8::1"), {"[2001:db8::1]", "[2001:db8::1]:8123"}, id="ipv6"),
        pytest.param(Options(allow_hosts=("Rev.example",)), {"rev.example", "rev.example:8123"}, id="name"),
        pytest.param(Options(allow_hosts=("rev.example:8443",)), {"rev.example:8443"}, id="name-with-port"),
        pytest.param(Options(host="0.0.0.0", allow_hosts=("a.example:1",)), {"a.example:1"}, id="every-address"),  # noqa: S104
    ],
)
def test_hosts(options: Options, more: set[str]) -> None:
    """The page answers under the local names and those that were given; HTTPS is meant for all but the local ones."""
    origins = choose_hosts(options, port=8123).origins
    assert set(origins) == LOCAL | more
    assert {host for host, origin in origins.items() if origin.is_encrypted} == more


def test_every_address_needs_a_name() -> None:
    """Who listens on every address must say a name: any name would be allowed otherwise, or none."""
    with pytest.raises(UsageError, match="--allow-host NAME"):
        choose_hosts(Options(host="0.0.0.0"), port=8123)  # noqa: S104


@pytest.mark.parametrize(
    ("options", "start"),
    [
        pytest.param(OWN, "http://127.0.0.1:8123/enter?token=", id="loopback"),
        pytest.param(replace(OWN, host="::1"), "http://[::1]:8123/enter?token=", id="ipv6"),
        pytest.param(replace(OWN, host="127.0.0.2"), "http://127.0.0.2:8123/enter?token=", id="another-loopback"),
        pytest.param(replace(OWN, certificate=Path("c")), "https://127.0.0.1:8123/enter?token=", id="certificate"),
    ],
)
def test_url(options: Options, start: str) -> None:
    """The URL to open has a token, and is one under which the page answers."""
    url = entry_url(options, TokenAccess(STEWARD), port=8123)
    assert url.startswith(start)
    assert start.split("/")[2] in choose_hosts(options, port=8123).origins


@pytest.mark.parametrize(
    ("options", "url"),
    [
        pytest.param(Options(host="192.0.2.7"), "https://192.0.2.7:8123/", id="address"),
        pytest.param(Options(allow_hosts=("rev.example",)), "https://rev.example/", id="name"),
    ],
)
def test_url_for_others(options: Options, url: str) -> None:
    """The URL for others has no token, and the name that they know."""
    assert entry_url(options, ProxyAccess("X-User"), port=8123) == url
