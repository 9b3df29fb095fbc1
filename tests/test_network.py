"""Tests use no network: what would leave the machine is refused, what stays on it works."""

from __future__ import annotations

import socket

import pytest
from pytest_socket import SocketConnectBlockedError

OUTSIDE = ("192.0.2.1", "2001:db8::1", "example.org")  # reserved for documentation (RFC 5737, RFC 3849, RFC 2606)


@pytest.mark.parametrize("host", OUTSIDE)
def test_nothing_leaves_the_machine(host: str) -> None:
    """A connection to another machine is refused before a packet is sent."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as outside, pytest.raises(SocketConnectBlockedError):
        outside.connect((host, 80))


def test_loopback_works() -> None:
    """Servers of tests are reached on the loopback address."""
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()) as client:
        assert client.getpeername() == server.getsockname()
