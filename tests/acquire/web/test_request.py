"""One request: the address that was checked is the one that is connected to, and bodies are bounded."""

from __future__ import annotations

import socket

import pytest

from lhextract.acquire.web.answers import Answer, Limits, TransientError
from lhextract.acquire.web.clock import Clock, Deadline
from lhextract.acquire.web.request import request
from lhextract.errors import SourceError
from tests.acquire.web.server import reply, serving

PUBLIC = "141.30.61.1"


class Network:
    """Looks up names as a test says, address by address, and makes no connection: `tried` are those asked for."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.names: dict[str, list[str]] = {"localhost": ["127.0.0.1"]}
        self.tried: list[str] = []
        self._real = socket.getaddrinfo
        monkeypatch.setattr(socket, "getaddrinfo", self._look_up)
        monkeypatch.setattr(socket.socket, "connect", self._connect)

    def _look_up(self, host: str, port: int, *_: object, **__: object):
        if host not in self.names:
            return self._real(host, port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)
        answers = self.names[host]
        address = answers.pop(0) if len(answers) > 1 else answers[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    def _connect(self, address: tuple[str, int]) -> None:
        self.tried.append(address[0])
        raise ConnectionRefusedError(111, "refused")


@pytest.fixture
def network(monkeypatch: pytest.MonkeyPatch) -> Network:
    """No network, and names that lie."""
    return Network(monkeypatch)


def ask(url: str, *, limits: Limits | None = None, allow_private: bool = False) -> Answer:
    """One request."""
    deadline = Deadline.after(20, Clock())
    return request(url, {}, limits=limits or Limits(), deadline=deadline, allow_private=allow_private)


def test_name_that_changes_its_address(network: Network) -> None:
    """A name that is public when it is checked and private when it is used again (DNS rebinding) gets nowhere."""
    network.names["uni.example"] = [PUBLIC, "127.0.0.1"]
    with pytest.raises(TransientError, match="no connection"):
        ask("https://uni.example/page")
    assert network.tried == [PUBLIC]
    with pytest.raises(SourceError, match=r"127\.0\.0\.1 \(loopback\)"):
        ask("https://uni.example/page")
    assert network.tried == [PUBLIC]


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "127.1",
        "2130706433",
        "0x7f000001",
        "0x7f.0.0.1",
        "0177.0.0.1",
        "017700000001",
        "127.0.0.1.",
        "①②⑦.⓪.⓪.①",
        "127。0。0。1",
        "0.0.0.0",  # noqa: S104 - is refused
        "0",
        "[::1]",
        "[::]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[::127.0.0.1]",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
        "[fe80::1%25lo]",
        "169.254.169.254",
        "0xa9fea9fe",
        "[::ffff:169.254.169.254]",
        "10.1",
        "192.168.1.1",
        "192.0.0.192",
        "100.100.100.200",
        "224.0.0.1",
        "me@127.0.0.1",
        "uni.example@127.0.0.1",
    ],
)
def test_host_that_means_this_network(host: str, network: Network) -> None:
    """However an address of this machine or its network is written, no connection to it is tried."""
    with pytest.raises(SourceError):
        ask(f"https://{host}/page")
    assert network.tried == []


def test_all_addresses_of_a_name_are_checked(monkeypatch: pytest.MonkeyPatch, network: Network) -> None:
    """A name with one public address and one that is not is refused whole."""
    both = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 443)) for address in (PUBLIC, "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: both)
    with pytest.raises(SourceError, match=r"10\.0\.0\.1 \(private\)"):
        ask("https://uni.example/page")
    assert network.tried == []


def test_proxies_of_the_environment_are_not_asked(network: Network, monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy would look the name up again, and connect to what it finds."""
    for name in ("https_proxy", "HTTPS_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    network.names["uni.example"] = [PUBLIC]
    with pytest.raises(TransientError):
        ask("https://uni.example/page")
    assert network.tried == [PUBLIC]


@pytest.mark.parametrize("coding", ["br", "zstd", "gzip, br", "compress"])
def test_packing_that_nobody_asked_for(coding: str) -> None:
    """A body that we cannot unpack is refused by the name of its packing, and never taken for a page."""
    with serving() as server:
        server.says("/page", reply(b"\x8b\x00\x80abc\x03", headers={"Content-Encoding": coding}))
        with pytest.raises(SourceError, match=f"content-encoding '{coding}'"):
            ask(server.url(), allow_private=True)


def test_packing_that_is_none() -> None:
    """A name that is no packing is passed over, as browsers do."""
    with serving() as server:
        server.says("/page", reply(b"<p>Plain</p>", headers={"Content-Encoding": "UTF-8"}))
        assert ask(server.url(), allow_private=True).body == b"<p>Plain</p>"


def test_more_is_sent_than_may_be() -> None:
    """What is on the wire is bounded too, below what it may unpack to."""
    with serving() as server:
        server.says("/page", reply(b"<p>more</p>" * 40_000))
        with pytest.raises(SourceError, match="more than 100,000 bytes were sent"):
            ask(server.url(), limits=Limits(20.0, 100_000, 20_000_000), allow_private=True)
