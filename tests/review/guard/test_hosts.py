"""The names of the server, and what only this machine can reach."""

from __future__ import annotations

import pytest
from starlette.datastructures import Headers

from lhextract.review.guard.hosts import allowed_hosts, bracketed, is_loopback
from lhextract.review.guard.refusal import Refused


@pytest.mark.parametrize(
    "given",
    [
        pytest.param([], id="none"),
        pytest.param([b"127.0.0.1:8123", b"evil.example"], id="ours-first"),
        pytest.param([b"evil.example", b"127.0.0.1:8123"], id="ours-last"),
        pytest.param([b"127.0.0.1:8123, evil.example"], id="list"),
        pytest.param([b"user@127.0.0.1:8123"], id="user"),
        pytest.param([b"127.0.0.1:8123/"], id="path"),
        pytest.param([b"0x7f.1:8123"], id="other-writing"),
    ],
)
def test_one_host_only(given: list[bytes]) -> None:
    """A request names one host, as it is written in the list; which of two a reader takes is not left to chance."""
    with pytest.raises(Refused, match="403"):
        allowed_hosts(8123).origin_of(Headers(raw=[(b"host", host) for host in given]))


@pytest.mark.parametrize("host", ["127.0.0.1:8123", "LOCALHOST:8123", "[::1]:8123", "Review.Example.org"])
def test_own_host(host: str) -> None:
    """Names are the same in capitals."""
    origin = allowed_hosts(8123, ("review.example.org",)).origin_of(Headers({"host": host}))
    assert str(origin) == f"{'https' if 'eview' in host else 'http'}://{host.lower()}"


def test_default_port_is_left_out() -> None:
    """Browsers leave the default port out of `Host`."""
    assert "127.0.0.1" in allowed_hosts(80).origins
    assert "127.0.0.1" in allowed_hosts(443, encrypted=True).origins
    assert "127.0.0.1" not in allowed_hosts(8123).origins


@pytest.mark.parametrize(
    ("host", "local"),
    [
        ("127.0.0.1", True),
        ("127.8.9.1", True),
        ("::1", True),
        ("[::1]", True),
        ("Localhost", True),
        ("0.0.0.0", False),  # noqa: S104
        ("::", False),
        ("192.168.0.1", False),
        ("127.0.0.1.example.org", False),
        ("localhost.example.org", False),
        ("", False),
    ],
)
def test_loopback(host: str, local: bool) -> None:
    """Only loopback addresses and the name localhost are this machine's own."""
    assert is_loopback(host) == local


@pytest.mark.parametrize(
    ("host", "written"), [("::1", "[::1]"), ("[2001:DB8::1]", "[2001:db8::1]"), ("1.2.3.4", "1.2.3.4"), ("A.b", "a.b")]
)
def test_host_in_a_url(host: str, written: str) -> None:
    """An IPv6 address stands in brackets."""
    assert bracketed(host) == written
